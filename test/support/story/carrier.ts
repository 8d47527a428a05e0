import type { CarrierEvent, CarrierEventType, GatewayStatus } from '../../../domain/carrier-event';
import { groupNumbers } from '../../../domain/grouping';
import { gatewayReference } from '../../../domain/ids';
import type { E164 } from '../../../domain/order-details';
import type { OrderInput } from '../../../domain/order/state';
import type { Days } from '../scripted/days';
import { gatewayIdOf } from '../scripted/world';
import { dayOf, StepReader, type Step } from './steps';
import type { Story } from './story';

/** A word of the carrier on its way. */
export interface Word {
  readonly atMs: number;
  readonly n: number;
  readonly event: CarrierEvent;
}

const TYPES: Readonly<Record<string, CarrierEventType>> = {
  ack: 'acknowledged',
  date: 'focConfirmed',
  newdate: 'focChanged',
  reject: 'rejected',
  moves: 'numberActivated',
  fails: 'activationFailed',
  sms: 'smsActivated',
  smsfails: 'smsFailed',
  cancelok: 'cancelAccepted',
  cancelno: 'cancelRefused',
  moveok: 'rescheduleAccepted',
  moveno: 'rescheduleRefused',
  split: 'splitRequired',
  says: 'comment',
};

/** The losing carrier behind its gateway: what it does, when that is heard of, and what the gateway shows meanwhile. */
export class StoryCarrier {
  readonly words: readonly Word[];
  private readonly story: Story;
  private readonly input: OrderInput;
  private readonly days: Days;

  constructor(story: Story, input: OrderInput, days: Days) {
    this.story = story;
    this.input = input;
    this.days = days;
    const steps = new StepReader(days, input.rules, story).steps(story.carrier);
    this.words = this.groups().flatMap(({ n, numbers }) => this.wordsOf(steps, n, numbers));
  }

  /** What arrives, in order. */
  get heard(): readonly Word[] {
    const heard = this.story.world?.includes('webhooksLost') === true ? [] : this.words;
    return heard.toSorted((left, right) => left.atMs - right.atMs);
  }

  /** What the gateway shows of an attempt at an instant, whoever has heard of it. */
  statusAt(reference: string, atMs: number): GatewayStatus {
    const happened = this.words
      .filter(({ event }) => event.reference === reference && event.occurredAtMs <= atMs)
      .map(({ event }) => event)
      .toSorted((left, right) => left.occurredAtMs - right.occurredAtMs);
    const numbers = this.groups().find(
      ({ n }) => gatewayReference({ orderId: this.input.orderId, n, attempt: 1 }).slice(0, 14) === reference.slice(0, 14),
    )?.numbers;
    const saw = (type: CarrierEventType, number: E164): boolean =>
      happened.some((event) => event.type === type && (event.numbers ?? []).includes(number));
    const shown = (numbers ?? []).map((number) => ({
      number,
      active: saw('numberActivated', number),
      sms: saw('smsActivated', number) ? ('active' as const) : saw('smsFailed', number) ? ('failed' as const) : ('pending' as const),
    }));
    return {
      gatewayId: gatewayIdOf(reference),
      reference,
      numbers: shown,
      changedAtMs: happened.at(-1)?.occurredAtMs ?? this.days.at(0),
      ...(shown.some(({ active }) => active) ? { state: 'completed' } : stateOf(happened)),
    };
  }

  private groups() {
    return groupNumbers(this.input.details, this.input.gateway);
  }

  private wordsOf(steps: readonly Step[], n: number, numbers: readonly E164[]): Word[] {
    let attempt = this.story.world?.includes('refusedAtTheDoor') === true ? 2 : 1;
    const words: Word[] = [];
    for (const step of steps.filter((one) => one.n === undefined || one.n === n)) {
      const event = this.event(step, { n, attempt: step.attempt ?? attempt }, numbers);
      for (let time = 0; time < step.times; time += 1) words.push({ atMs: step.atMs, n, event });
      if (step.verb === 'reject' && step.attempt === undefined) attempt += 1;
    }
    return words;
  }

  private event(
    { verb, word, occurredAtMs }: Step,
    ref: { readonly n: number; readonly attempt: number },
    numbers: readonly E164[],
  ): CarrierEvent {
    const type = TYPES[verb];
    if (type === undefined) throw new SyntaxError(`a carrier does not know how to "${verb}"`);
    const reference = gatewayReference({ orderId: this.input.orderId, ...ref });
    const some = word === 'half' ? numbers.slice(0, numbers.length / 2) : numbers;
    const dated = ['date', 'newdate', 'moveok'].includes(verb) ? { foc: this.days.foc(dayOf(word)) } : {};
    const moved = ['moves', 'fails', 'sms', 'smsfails'].includes(verb) ? { numbers: some } : {};
    const refused = ['reject', 'cancelno', 'moveno'].includes(verb)
      ? { reasons: (word ?? 'OTHER').split('+').map((code) => ({ code })) }
      : {};
    return {
      id: [type, reference, occurredAtMs, word].join('/'),
      gateway: 'gw',
      type,
      occurredAtMs,
      reference,
      gatewayId: gatewayIdOf(reference),
      source: 'webhook',
      ...dated,
      ...moved,
      ...refused,
      ...(verb === 'says' ? { text: 'please call us' } : {}),
    };
  }
}

/** The last word that sets the state of a port at its gateway. */
function stateOf(happened: readonly CarrierEvent[]): Pick<GatewayStatus, 'state' | 'foc' | 'reasons'> {
  const last = happened.findLast(({ type }) =>
    ['rejected', 'focConfirmed', 'focChanged', 'rescheduleAccepted', 'cancelAccepted'].includes(type),
  );
  if (last?.type === 'rejected') return { state: 'rejected', reasons: last.reasons };
  if (last?.type === 'cancelAccepted') return { state: 'cancelled' };
  return last ? { state: 'scheduled', foc: last.foc } : { state: 'pending' };
}
