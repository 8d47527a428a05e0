import { answer } from '../../../domain/calendar/plans';
import type { CarrierEvent, CarrierEventType, GatewayStatus, RejectionReason } from '../../../domain/carrier-event';
import { nearest } from '../../../domain/deadline';
import type { Actor, RequestFact } from '../../../domain/fact';
import type { E164, IsoDate } from '../../../domain/order-details';
import { decide, newRequest } from '../../../domain/request/decide';
import { deadlinesOf } from '../../../domain/request/deadlines';
import type { NumbersRead, RequestEffect, RequestEvent } from '../../../domain/request/events';
import { currentAttempt, type FrozenAttempt, type RequestInput, type RequestState } from '../../../domain/request/state';
import { carrierEvent, focOn } from './carrier-event';
import { aFrozenAttempt, aRequestInput } from './request';
import { MONDAY } from './rules';

type EffectOf<K extends RequestEffect['do']> = Extract<RequestEffect, { do: K }>;

/** The fact of a kind, also where two kinds share a shape. */
type FactOf<K, F = RequestFact> = F extends { readonly kind: infer U } ? (K extends U ? F : never) : never;

/**
 * A request that a test plays with. The real calendar answers its questions at once; every other effect stays in
 * `inFlight` until the test answers it. Time stands still unless the test moves it.
 */
export class DrivenRequest {
  state: RequestState;
  nowMs: number;
  inFlight: RequestEffect[] = [];
  /** Every fact ever recorded, also those that the state no longer keeps. */
  readonly told: (RequestFact & { readonly seq: number; readonly atMs: number })[] = [];
  /** Every effect ever asked for, in order. */
  readonly asked: RequestEffect[] = [];
  /** With `false` the calendar's questions stay in flight, too. */
  calendarAnswers = true;
  /** With `false` the test says itself what is ready on the platform (`reads`); otherwise all is. */
  allReady = true;
  readonly input: RequestInput;

  constructor(input: RequestInput, nowMs: number) {
    this.input = input;
    this.nowMs = nowMs;
    this.state = newRequest(input);
  }

  /** Gives the request an event, and answers what it asks the calendar. */
  take(event: RequestEvent): this {
    const before = this.state.factSeq;
    const { state, effects } = decide(this.state, event, this.nowMs, this.input);
    this.state = state;
    this.told.push(...state.facts.filter(({ seq }) => seq > before));
    this.asked.push(...effects);
    this.inFlight.push(...effects);
    for (let [plan] = this.flying('plan'); plan && this.calendarAnswers; [plan] = this.flying('plan')) this.planned(plan);
    return this.allReady && this.flying('readNumbers').length > 0 ? this.reads() : this;
  }

  /** Answers one question to the calendar. */
  planned(plan: EffectOf<'plan'>): this {
    this.land(plan);
    return this.take({ kind: 'planned', answer: answer(plan.question), then: plan.then });
  }

  flying<K extends RequestEffect['do']>(what: K): EffectOf<K>[] {
    return this.inFlight.filter((effect): effect is EffectOf<K> => effect.do === what);
  }

  /** Takes an effect out of the air; fails the test when it is not there. */
  land(effect: RequestEffect): void {
    if (!this.inFlight.includes(effect)) throw new Error(`${effect.do} is not in flight`);
    this.inFlight = this.inFlight.filter((other) => other !== effect);
  }

  /** The oldest effect of a kind, out of the air. */
  answerTo<K extends RequestEffect['do']>(what: K): EffectOf<K> {
    const [first] = this.flying(what);
    if (!first) throw new Error(`no ${what} in flight; there are: ${this.inFlight.map((effect) => effect.do).join(', ') || 'none'}`);
    this.land(first);
    return first;
  }

  fails(what: RequestEffect['do'], failure = 'CarrierUnavailable'): this {
    return this.take({ kind: 'effectFailed', effect: this.answerTo(what), failure });
  }

  accepted(): this {
    const { attempt } = this.answerTo('submit');
    return this.take({
      kind: 'submitDone',
      attempt,
      outcome: { kind: 'accepted', gatewayId: `GW-${attempt}`, acknowledgedAtMs: this.nowMs },
    });
  }

  refusedAtTheDoor(...codes: readonly string[]): this {
    const { attempt } = this.answerTo('submit');
    return this.take({
      kind: 'submitDone',
      attempt,
      outcome: { kind: 'rejected', gatewayId: `GW-${attempt}`, reasons: codes.map((code) => ({ code })), rejectedAtMs: this.nowMs },
    });
  }

  noAnswer(): this {
    return this.take({ kind: 'submitUnknown', attempt: this.answerTo('submit').attempt });
  }

  shows(status: GatewayStatus | null): this {
    return this.take({ kind: 'lookedUp', attempt: this.answerTo('lookUp').attempt, status });
  }

  says(type: CarrierEventType, part: Partial<CarrierEvent> & { readonly attempt?: number } = {}): this {
    const { attempt } = currentAttempt(this.state);
    return this.take({ kind: 'carrierEvent', event: carrierEvent(type, part.occurredAtMs ?? this.nowMs, { attempt, ...part }) });
  }

  rejects(...codes: readonly string[]): this {
    return this.says('rejected', { reasons: codes.map((code): RejectionReason => ({ code })) });
  }

  confirms(date: IsoDate): this {
    return this.says('focConfirmed', { foc: focOn(date) });
  }

  cancel(by: Actor = 'customer'): this {
    return this.take({ kind: 'cancelRequested', by });
  }

  reschedule(date: IsoDate, by: Actor = 'customer'): this {
    return this.take({ kind: 'rescheduleRequested', by, date });
  }

  corrected(frozen: FrozenAttempt = aFrozenAttempt()): this {
    return this.take({ kind: 'resubmissionReady', frozen });
  }

  cancelWasTaken(): this {
    this.answerTo('askCancel');
    return this.take({ kind: 'asked', what: 'cancel', outcome: { kind: 'asked' } });
  }

  rescheduleWasTaken(): this {
    this.answerTo('askReschedule');
    return this.take({ kind: 'asked', what: 'reschedule', outcome: { kind: 'asked' } });
  }

  /** Somebody starts the transfer inside the window. */
  starts(by: Actor = 'customer'): this {
    return this.take({ kind: 'activationRequested', by });
  }

  transferWasTaken(): this {
    this.answerTo('triggerActivation');
    return this.take({ kind: 'asked', what: 'activation', outcome: { kind: 'asked' } });
  }

  transferWasRefused(): this {
    this.answerTo('triggerActivation');
    return this.take({ kind: 'asked', what: 'activation', outcome: { kind: 'refused', reason: 'not open' } });
  }

  wantsBack(reason = 'calls fail', by: Actor = 'customer'): this {
    return this.take({ kind: 'returnRequested', by, reason });
  }

  returnWasTaken(): this {
    this.answerTo('askReturn');
    return this.take({ kind: 'asked', what: 'return', outcome: { kind: 'asked' } });
  }

  prepared(): this {
    return this.take({ kind: 'prepared', date: this.answerTo('prepare').date });
  }

  /** The platform says what is not ready; all is, unless told otherwise. */
  reads({ unconfigured = [], withoutAddress = [] }: Partial<NumbersRead> = {}): this {
    return this.take({ kind: 'numbersRead', date: this.answerTo('readNumbers').date, unconfigured, withoutAddress });
  }

  /** The platform has put what it was asked for into service, and asked for SMS along with it. */
  activated(smsAsked = true, smsNotApplicable: readonly E164[] = []): this {
    return this.take({ kind: 'activated', numbers: this.answerTo('activate').numbers, smsAsked, smsNotApplicable });
  }

  released(): this {
    this.answerTo('release');
    return this.take({ kind: 'released' });
  }

  /** Everything is told to the order. */
  orderKnows(): this {
    return this.take({ kind: 'told', seq: this.state.factSeq, reached: true });
  }

  /** The worker is down until an instant: nothing happens in between. */
  wakesAt(nowMs: number, kind: 'timeReached' | 'lookUpDue' = 'timeReached'): this {
    this.nowMs = nowMs;
    return this.take({ kind });
  }

  /** Time passes, and each deadline is met at its instant. */
  passes(untilMs: number): this {
    for (let rounds = 0; ; rounds += 1) {
      const { lookAt } = this.state;
      const next = nearest([...deadlinesOf(this.state), ...(lookAt ? [lookAt] : [])]);
      if (!next || next.atMs > untilMs) break;
      if (rounds > 5_000) throw new Error(`the deadline ${next.what} is met and never goes away`);
      this.wakesAt(Math.max(this.nowMs, next.atMs), next === lookAt ? 'lookUpDue' : 'timeReached');
    }
    this.nowMs = Math.max(this.nowMs, untilMs);
    return this;
  }

  get at(): RequestState['phase']['at'] {
    return this.state.phase.at;
  }

  /** The kinds of the facts so far, in order. */
  get kinds(): RequestFact['kind'][] {
    return this.told.map(({ kind }) => kind);
  }

  /** The last fact of a kind. */
  lastFact<K extends RequestFact['kind']>(kind: K): FactOf<K> | undefined {
    return this.told.findLast((fact) => fact.kind === kind) as FactOf<K> | undefined;
  }
}

/** A request that has just been started: its submission is in flight. */
export const drive = (input: RequestInput = aRequestInput(), nowMs = MONDAY): DrivenRequest =>
  new DrivenRequest(input, nowMs).take({ kind: 'started' });

/** A request that the losing carrier has acknowledged. */
export const driveToSubmitted = (input?: RequestInput): DrivenRequest => drive(input).accepted();

/** A request with a date, Thursday 12 March unless said otherwise; its preparation is in flight. */
export const driveToScheduled = (date: IsoDate = '2026-03-12', input?: RequestInput): DrivenRequest =>
  driveToSubmitted(input).confirms(date);
