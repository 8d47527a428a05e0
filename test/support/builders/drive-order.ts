import { answer } from '../../../domain/calendar/plans';
import { nearest } from '../../../domain/deadline';
import type { Actor, RequestFact } from '../../../domain/fact';
import type { Correction } from '../../../domain/order-details';
import type { Problem } from '../../../domain/result';
import { judgeCorrection, type CommandAnswer } from '../../../domain/order/judging';
import { decide, newOrder } from '../../../domain/order/decide';
import { orderDeadlines } from '../../../domain/order/deadlines';
import type { OrderEffect, OrderEvent } from '../../../domain/order/events';
import type { Loa, OrderFact, OrderInput, OrderState, RequestEntry } from '../../../domain/order/state';
import { snapshotOf, type RequestSnapshot } from '../../../domain/request/snapshot';
import { driveToSubmitted, type DrivenRequest } from './drive-request';
import { anOrderInput } from './order';
import { MONDAY } from './rules';

type EffectOf<K extends OrderEffect['do']> = Extract<OrderEffect, { do: K }>;

/** What a test's LOA of a revision hashes to. */
export const hashOf = (revision: number): string => `${revision}`.repeat(64).slice(0, 64);

/**
 * An order that a test plays with. The real calendar answers at once; every other effect stays in `inFlight` until the
 * test answers it. Time stands still unless the test moves it.
 */
export class DrivenOrder {
  state: OrderState;
  nowMs: number;
  inFlight: OrderEffect[] = [];
  /** Every effect ever asked for, in order. */
  readonly asked: OrderEffect[] = [];
  calendarAnswers = true;
  readonly input: OrderInput;

  constructor(input: OrderInput, nowMs: number) {
    this.input = input;
    this.nowMs = nowMs;
    this.state = newOrder(input);
  }

  take(event: OrderEvent): this {
    const { state, effects } = decide(this.state, event, this.nowMs, this.input);
    this.state = state;
    this.asked.push(...effects);
    this.inFlight.push(...effects);
    for (let [plan] = this.flying('plan'); plan && this.calendarAnswers; [plan] = this.flying('plan')) this.planned(plan);
    return this;
  }

  planned(plan: EffectOf<'plan'>): this {
    this.land(plan);
    return this.take({ kind: 'planned', answer: answer(plan.question) });
  }

  flying<K extends OrderEffect['do']>(what: K): EffectOf<K>[] {
    return this.inFlight.filter((effect): effect is EffectOf<K> => effect.do === what);
  }

  land(effect: OrderEffect): void {
    if (!this.inFlight.includes(effect)) throw new Error(`${effect.do} is not in flight`);
    this.inFlight = this.inFlight.filter((other) => other !== effect);
  }

  /** The oldest effect of a kind, out of the air. */
  answerTo<K extends OrderEffect['do']>(what: K): EffectOf<K> {
    const [first] = this.flying(what);
    if (!first) throw new Error(`no ${what} in flight; there are: ${this.inFlight.map((effect) => effect.do).join(', ') || 'none'}`);
    this.land(first);
    return first;
  }

  fails(what: OrderEffect['do'], failure = 'Timeout'): this {
    return this.take({ kind: 'effectFailed', effect: this.answerTo(what), failure });
  }

  admitted(...problems: readonly Problem[]): this {
    this.answerTo('admit');
    return this.take({ kind: 'admitted', admission: { problems } });
  }

  provides(document: string, sha256 = 'd'.repeat(64)): this {
    return this.take({ kind: 'documentProvided', document, sha256 });
  }

  /** The oldest LOA that is being made is there. */
  loaMade(): this {
    const { revision } = this.answerTo('issueLoa');
    return this.take({ kind: 'loaIssued', revision, sha256: hashOf(revision) });
  }

  signs(revision: number, hash = hashOf(revision)): this {
    return this.take({
      kind: 'loaSigned',
      signature: { loaId: `${this.input.orderId}-${revision}`, revision, hash, signer: 'Ada Martin', at: this.nowMs },
    });
  }

  /** The oldest request that is being started runs. */
  requestRuns(): this {
    return this.take({ kind: 'requestStarted', n: this.answerTo('startRequest').n });
  }

  hears(snapshot: RequestSnapshot): this {
    return this.take({ kind: 'requestProgressed', snapshot });
  }

  /** Request `n` stands where this one stands, and tells everything. */
  hearsOf(n: number, { state, nowMs }: DrivenRequest): this {
    return this.hears(snapshotOf(n, state, nowMs, 0));
  }

  cancel(requests?: readonly number[]): this {
    return this.take({ kind: 'cancelRequested', by: 'customer', requests });
  }

  reschedule(date: string, requests?: readonly number[]): this {
    return this.take({ kind: 'rescheduleRequested', by: 'customer', date, requests });
  }

  corrects(correction: Correction, requests?: readonly number[], by: Actor = 'customer'): this {
    return this.take({ kind: 'corrected', by, correction, requests });
  }

  /** What is said to a customer's correction before it is taken. */
  saysTo(correction: Correction, requests?: readonly number[], by: Actor = 'customer'): CommandAnswer {
    return judgeCorrection(this.state, { by, correction, requests });
  }

  archived(): this {
    this.answerTo('archive');
    return this.take({ kind: 'archived' });
  }

  wakesAt(nowMs: number): this {
    this.nowMs = nowMs;
    return this.take({ kind: 'timeReached' });
  }

  /** Time passes, and each deadline is met at its instant. */
  passes(untilMs: number): this {
    for (let rounds = 0; ; rounds += 1) {
      const next = nearest(orderDeadlines(this.state));
      if (!next || next.atMs > untilMs) break;
      if (rounds > 5_000) throw new Error(`the deadline ${next.what} is met and never goes away`);
      this.wakesAt(Math.max(this.nowMs, next.atMs));
    }
    this.nowMs = Math.max(this.nowMs, untilMs);
    return this;
  }

  get at(): OrderState['phase']['at'] {
    return this.state.phase.at;
  }

  /** What was recorded, in order; a fact of a request as `1:rejected`. */
  get kinds(): string[] {
    return this.state.facts.map((fact) => (fact.kind === 'request' ? `${fact.n}:${fact.fact.kind}` : fact.kind));
  }

  /** What the customer's messages hold so far, message by message. */
  get messages(): string[][] {
    return this.asked.flatMap((effect) =>
      effect.do === 'notify' ? [effect.facts.map((fact) => (fact.kind === 'request' ? `${fact.n}:${fact.fact.kind}` : fact.kind))] : [],
    );
  }

  lastFact(kind: OrderFact['kind']): OrderFact | undefined {
    return this.state.facts.findLast((fact) => fact.kind === kind);
  }

  lastOf(n: number): RequestFact | undefined {
    const fact = this.state.facts.findLast((one) => one.kind === 'request' && one.n === n);
    return fact?.kind === 'request' ? fact.fact : undefined;
  }

  /** Messages to request `n` that are on their way or were sent. */
  sentTo(n: number): string[] {
    return this.asked.flatMap((effect) => (effect.do === 'signalRequest' && effect.n === n ? [effect.message.kind] : []));
  }

  entry(n: number): RequestEntry {
    const entry = this.state.requests.find((one) => one.n === n);
    if (!entry) throw new Error(`there is no request ${n}`);
    return entry;
  }

  loa(revision: number): Loa | undefined {
    return this.state.loas.find((loa) => loa.revision === revision);
  }
}

/** An order that has just been started: its admission is in flight. */
export const driveOrder = (input: OrderInput = anOrderInput(), nowMs = MONDAY): DrivenOrder =>
  new DrivenOrder(input, nowMs).take({ kind: 'started' });

/** An order whose LOA waits for the signature. */
export const driveToLoa = (input?: OrderInput): DrivenOrder => driveOrder(input).admitted().provides('invoice').loaMade();

/** An order whose requests run. */
export function driveToRequests(input?: OrderInput): DrivenOrder {
  const order = driveToLoa(input).signs(1);
  while (order.flying('startRequest').length > 0) order.requestRuns();
  return order;
}

/** An order of which every request was rejected: without codes for a lock, which any correction answers. */
export function driveToRejected(input?: OrderInput, ...codes: readonly string[]): DrivenOrder {
  const order = driveToRequests(input);
  for (const { n } of order.state.requests) order.hearsOf(n, driveToSubmitted().rejects(...(codes.length > 0 ? codes : ['NUMBER_LOCKED'])));
  return order;
}
