import { nearest } from '../../../domain/deadline';
import type { Recorded } from '../../../domain/fact';
import { isFinished as isOrderFinished } from '../../../domain/order/closing';
import { orderDeadlines } from '../../../domain/order/deadlines';
import type { OrderEffect, OrderEvent } from '../../../domain/order/events';
import type { OrderFact, OrderInput } from '../../../domain/order/state';
import { deadlinesOf } from '../../../domain/request/deadlines';
import type { RequestEvent } from '../../../domain/request/events';
import { isFinished, mustTell, snapshotOf } from '../../../domain/request/snapshot';
import { DrivenOrder } from '../builders/drive-order';
import { DrivenRequest } from '../builders/drive-request';
import type { Behaviour } from '../scripted/world';
import { bornFrom, letterOf, WorldInMemory } from './world-in-memory';

/** A message that the order has sent to its customer. */
export interface SentMessage {
  readonly seq: number;
  readonly atMs: number;
  readonly facts: readonly Recorded<OrderFact>[];
}

/** Who looks on. */
export interface Onlooker {
  /** A request has taken an event. */
  taken?(request: DrivenRequest, event: RequestEvent, n: number): void;
  /** Nothing is under way any more at this instant. */
  settled?(duo: Duo): void;
}

/**
 * An order and its requests, wired together in memory as the workflows wire them: real rules, real calendar, a world that
 * answers at once, and a clock that jumps from one deadline to the next.
 */
export class Duo {
  readonly order: DrivenOrder;
  readonly requests = new Map<number, DrivenRequest>();
  readonly messages: SentMessage[] = [];
  /** Words that reached no request any more. */
  parked = 0;
  nowMs: number;
  readonly world: WorldInMemory;
  private readonly onlookers: readonly Onlooker[];
  private readonly closed = new Set<number>();

  constructor(input: OrderInput, nowMs: number, world: Behaviour, ...onlookers: readonly Onlooker[]) {
    this.nowMs = nowMs;
    this.world = new WorldInMemory(world, () => this.nowMs);
    this.onlookers = onlookers;
    this.order = new DrivenOrder(input, nowMs).take({ kind: 'started' });
    this.settle();
  }

  get isOver(): boolean {
    return isOrderFinished(this.order.state) && [...this.requests.keys()].every((n) => this.closed.has(n));
  }

  /** A request that still runs, if it does. */
  running(n: number): DrivenRequest | undefined {
    return this.closed.has(n) ? undefined : this.requests.get(n);
  }

  /** Something reaches a request; when that is over, it is kept for a person. */
  reach(n: number, event: RequestEvent): boolean {
    const request = this.running(n);
    if (request) this.give(request, event, n);
    else this.parked += 1;
    this.settle();
    return request !== undefined;
  }

  /** Answers everything that is asked, until nothing is under way any more. */
  settle(): void {
    for (let rounds = 0; this.step(); rounds += 1) if (rounds > 5_000) throw new Error('the machines go round in circles');
    for (const onlooker of this.onlookers) onlooker.settled?.(this);
  }

  /** Something reaches the order. */
  take(event: OrderEvent): void {
    this.order.take(event);
    this.settle();
  }

  /** Lets time pass up to an instant: each deadline on the way is met at its own. */
  until(atMs: number): void {
    for (let rounds = 0; ; rounds += 1) {
      const next = this.nextDeadlineMs();
      if (next === undefined || next > atMs) break;
      if (rounds > 5_000) throw new Error('a deadline is met and never goes away');
      this.setNow(Math.max(this.nowMs, next));
      this.wake();
    }
    this.setNow(Math.max(this.nowMs, atMs));
  }

  /** Lets time pass until everything has ended. Throws when something still waits at `lastMs`. */
  untilOver(lastMs: number): void {
    for (let next = this.nextDeadlineMs(); !this.isOver; next = this.nextDeadlineMs()) {
      if (next === undefined || next > lastMs)
        throw new Error(`it does not end: ${this.order.at}, requests ${[...this.requests.values()].map(({ at }) => at).join()}`);
      this.until(next);
    }
  }

  /** When something falls due next; `undefined` once nothing ever does. */
  nextDeadlineMs(): number | undefined {
    const live = [...this.requests].filter(([n]) => !this.closed.has(n)).flatMap(([, { state }]) => deadlinesOf(state));
    return nearest([...live, ...(isOrderFinished(this.order.state) ? [] : orderDeadlines(this.order.state))])?.atMs;
  }

  private setNow(nowMs: number): void {
    this.nowMs = nowMs;
    this.order.nowMs = nowMs;
    for (const request of this.requests.values()) request.nowMs = nowMs;
  }

  private wake(): void {
    for (const [n, request] of this.requests) {
      if (!this.closed.has(n) && deadlinesOf(request.state).some((deadline) => deadline.atMs <= this.nowMs))
        this.give(request, { kind: 'timeReached' }, n);
    }
    if (!isOrderFinished(this.order.state) && orderDeadlines(this.order.state).some((deadline) => deadline.atMs <= this.nowMs))
      this.order.take({ kind: 'timeReached' });
    this.settle();
  }

  private give(request: DrivenRequest, event: RequestEvent, n: number): void {
    request.take(event);
    for (const onlooker of this.onlookers) onlooker.taken?.(request, event, n);
  }

  /** One thing of what is under way; `false` when nothing is. */
  private step(): boolean {
    for (const [n, request] of this.requests) {
      if (this.closed.has(n)) continue;
      // As in the workflow: what must be told is told at once, and not only when what was asked along with it is answered.
      if (mustTell(request.state) && !request.state.retries.some(({ what }) => what === 'tell')) {
        this.tell(request, n);
        return true;
      }
    }
    const [effect] = this.order.inFlight;
    if (effect) {
      this.order.land(effect);
      this.answerOrder(effect);
      return true;
    }
    for (const [n, request] of this.requests) {
      const [asked] = request.inFlight;
      if (asked) {
        request.land(asked);
        this.give(request, this.world.requestOutcome(request, asked), n);
        return true;
      }
      if (!this.closed.has(n) && isFinished(request.state, this.nowMs)) this.closed.add(n);
    }
    return false;
  }

  private tell(request: DrivenRequest, n: number): void {
    const snapshot = snapshotOf(n, request.state, this.nowMs, request.state.toldSeq);
    const reached = !isOrderFinished(this.order.state);
    if (reached) this.order.take({ kind: 'requestProgressed', snapshot });
    this.give(request, { kind: 'told', seq: snapshot.version, reached }, n);
  }

  private answerOrder(effect: OrderEffect): void {
    const { order, world } = this;
    const { orderId, accountId } = order.input;
    switch (effect.do) {
      case 'admit': {
        const { country, numbers: items } = order.state.details;
        const problems = [...world.ask('admitOrder', { orderId, accountId, items }), ...world.ask('checkPortability', { country, items })];
        return void order.take({ kind: 'admitted', admission: { problems } });
      }
      case 'checkPortability': {
        const { country, numbers: items } = order.state.details;
        return void order.take({ kind: 'portabilityChecked', problems: world.ask('checkPortability', { country, items }) });
      }
      case 'claimBlock': {
        const { n, items } = effect;
        return void order.take({ kind: 'blockClaimed', n, problems: world.ask('admitOrder', { orderId, accountId, items }) });
      }
      case 'giveBack':
        world.ask('releaseNumbers', { orderId, numbers: effect.numbers });
        return void order.take({ kind: 'gaveBack', numbers: effect.numbers });
      case 'issueLoa': {
        const { sha256 } = world.ask('issueLoa', letterOf(order, effect.revision));
        return void order.take({ kind: 'loaIssued', revision: effect.revision, sha256 });
      }
      case 'startRequest':
        this.start(effect.n);
        return void order.take({ kind: 'requestStarted', n: effect.n });
      case 'signalRequest': {
        const request = this.running(effect.n);
        if (request) this.give(request, effect.message, effect.n);
        return void order.take({ kind: 'signalled', n: effect.n, reached: request !== undefined });
      }
      case 'readRequest': {
        const request = this.requests.get(effect.n);
        return void order.take({
          kind: 'requestRead',
          n: effect.n,
          snapshot: request ? snapshotOf(effect.n, request.state, this.nowMs, 0) : null,
        });
      }
      case 'notify':
        this.messages.push({ seq: effect.seq, atMs: this.nowMs, facts: effect.facts });
        return void order.take({ kind: 'notified' });
      case 'archive':
        world.ask('closeOrder', { orderId, numbers: Object.keys(order.input.numberHashes) });
        return void order.take({ kind: 'archived' });
      case 'plan':
        throw new Error('the calendar has answered already');
      default:
        return effect satisfies never;
    }
  }

  private start(n: number): void {
    const request = new DrivenRequest(bornFrom(this.order, n), this.nowMs);
    this.requests.set(n, request);
    this.give(request, { kind: 'started' }, n);
  }
}
