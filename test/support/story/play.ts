import { judgeCancellation, judgeCorrection, judgeRescheduling, type CommandAnswer } from '../../../domain/order/judging';
import type { OrderEvent } from '../../../domain/order/events';
import { currentLoa, type OrderInput } from '../../../domain/order/state';
import { statusOf, type OrderStatus } from '../../../domain/order/view';
import type { NumberType } from '../../../domain/order-details';
import { Days } from '../scripted/days';
import { StoryCarrier } from './carrier';
import { answerInWords, correctionOf, customerSteps, documentHash, signatureOf } from './customer';
import { Duo, type Onlooker } from './duo';
import { inputFor, orderedIn } from './ordered';
import { dayOf, type Step } from './steps';
import type { Story } from './story';
import { surroundingsOf } from './surroundings';

/** No story lasts longer. */
const LAST_DAY = 300;

/** The Monday on which the stories of a test without a server begin: a fortnight without a holiday almost everywhere. */
export const STORY_MONDAY = '2026-09-14';

/** Everything that a story's play needs, in memory or on a server. */
export interface Staged {
  readonly story: Story;
  readonly input: OrderInput;
  readonly days: Days;
  readonly carrier: StoryCarrier;
  readonly customer: readonly Step[];
}

/** Reads a story whose first day is this Monday. */
export function staged(story: Story, monday = STORY_MONDAY, orderId?: string): Staged {
  const [country = '', numberType] = story.where.split(' ');
  const details = orderedIn(country, numberType as NumberType, story.ordered ?? 'one');
  const input = inputFor(details, orderId === undefined ? {} : { orderId });
  const days = new Days(monday, input.rules.zone);
  return { story, input, days, carrier: new StoryCarrier(story, input, days), customer: customerSteps(story, days, input.rules) };
}

/** What became of a story. */
export interface Played extends Staged {
  readonly duo: Duo;
  /** What commands were answered, in order. */
  readonly answers: readonly { readonly atMs: number; readonly text: string }[];
  /** Where the order stood, from when on. */
  readonly statuses: readonly { readonly atMs: number; readonly status: OrderStatus }[];
}

/** Plays a story in memory, to its end and past the last word of its carrier. */
export function play(stage: Staged, ...onlookers: readonly Onlooker[]): Played {
  const { story, input, days, carrier, customer } = stage;
  const answers: { readonly atMs: number; readonly text: string }[] = [];
  const statuses: { readonly atMs: number; readonly status: OrderStatus }[] = [];
  const note: Onlooker = {
    settled: ({ nowMs, order }) => {
      const status = statusOf(order.state);
      if (statuses.at(-1)?.status !== status) statuses.push({ atMs: nowMs, status });
    },
  };
  const duo = new Duo(input, days.at(0), surroundingsOf(story, carrier), note, ...onlookers);
  const script = [
    ...customer.map((step) => ({
      atMs: step.atMs,
      act: () => {
        const answer = actAsCustomer(duo, step, stage);
        if (answer) answers.push({ atMs: step.atMs, text: `${step.verb}=${answerInWords(answer)}` });
      },
    })),
    ...carrier.heard.map(({ atMs, n, event }) => ({ atMs, act: () => duo.reach(n, { kind: 'carrierEvent', event }) })),
  ].toSorted((left, right) => left.atMs - right.atMs);
  for (const { atMs, act } of script) {
    duo.until(atMs);
    act();
  }
  duo.untilOver(days.at(LAST_DAY));
  return { ...stage, duo, answers, statuses };
}

/** One step of the customer, at the doors of the order: a command is judged first, and goes in only when it was taken. */
function actAsCustomer(duo: Duo, step: Step, { input, days }: Staged): CommandAnswer | undefined {
  const { word, atMs } = step;
  const { state } = duo.order;
  const requests = step.n === undefined ? undefined : [step.n];
  const command = (answer: CommandAnswer, event: OrderEvent): CommandAnswer => {
    if (answer.taken) duo.take(event);
    return answer;
  };
  switch (step.verb) {
    case 'brings':
      for (const document of input.requiredDocuments) duo.take({ kind: 'documentProvided', document, sha256: documentHash(document) });
      return undefined;
    case 'signs':
      duo.take({ kind: 'loaSigned', signature: signatureOf(input, Number(word ?? currentLoa(state)?.revision), atMs) });
      return undefined;
    case 'demand':
      duo.take({ kind: 'cancelRequested', by: 'customer', requests });
      return undefined;
    case 'cancel':
      return command(judgeCancellation(state, requests, atMs), { kind: 'cancelRequested', by: 'customer', requests });
    case 'move': {
      const date = days.date(dayOf(word));
      return command(judgeRescheduling(state, requests, atMs, date), { kind: 'rescheduleRequested', by: 'customer', date, requests });
    }
    case 'correct':
    case 'mends': {
      const by = step.verb === 'mends' ? 'operator' : 'customer';
      const event = { by, requests, correction: correctionOf(word, state.details) } as const;
      return command(judgeCorrection(state, event), { kind: 'corrected', ...event });
    }
    default:
      throw new SyntaxError(`a customer does not know how to "${step.verb}"`);
  }
}
