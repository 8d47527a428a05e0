import fc from 'fast-check';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/clock';
import { frozenFor } from '../../../domain/order/loa';
import { isFinished } from '../../../domain/order/closing';
import { orderDeadlines } from '../../../domain/order/deadlines';
import type { OrderEffect, OrderEvent } from '../../../domain/order/events';
import { currentLoa, type OrderState } from '../../../domain/order/state';
import { isTold } from '../../../domain/notification/told';
import { mustTell, snapshotOf } from '../../../domain/request/snapshot';
import { DrivenOrder, hashOf } from '../../support/builders/drive-order';
import { DrivenRequest } from '../../support/builders/drive-request';
import { anOrderInput, aSingle } from '../../support/builders/order';
import { aRequestInput } from '../../support/builders/request';
import { at, MONDAY } from '../../support/builders/rules';

const FAILURE = fc.constantFrom(false, false, false, true);
const WHICH = fc.nat(30);
const NAMES = fc.constantFrom('Ada Martin', 'Bea Martin', 'Cem Martin');
const TARGETS = fc.constantFrom(undefined, [1], [2], [1, 2]);
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ lands: WHICH, fails: FAILURE, refused: fc.constantFrom(false, false, false, false, true) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      carrier: fc.constantFrom('submits', 'rejects', 'confirms', 'moves', 'texts', 'cancels', 'refuses') as fc.Arbitrary<Carrier>,
      which: WHICH,
    }),
  },
  { weight: 3, arbitrary: fc.record({ passes: fc.constantFrom(MINUTE_MS, 20 * MINUTE_MS, 2 * HOUR_MS, DAY_MS, 6 * DAY_MS, 31 * DAY_MS) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      customer: fc.constantFrom(
        'document',
        'sign',
        'sign',
        'signStale',
        'cancel',
        'reschedule',
        'correctHolder',
        'correctCode',
        'resync',
        'unreadable',
        'startedAgain',
      ) as fc.Arbitrary<Customer>,
      revision: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
      requests: TARGETS,
      name: NAMES,
    }),
  },
);
type Carrier = 'submits' | 'rejects' | 'confirms' | 'moves' | 'texts' | 'cancels' | 'refuses';
type Customer =
  | 'document'
  | 'sign'
  | 'signStale'
  | 'cancel'
  | 'reschedule'
  | 'correctHolder'
  | 'correctCode'
  | 'resync'
  | 'unreadable'
  | 'startedAgain';
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** An order with its requests, each run by its own rules; only messages pass between them. */
class World {
  readonly order: DrivenOrder;
  readonly requests = new Map<number, DrivenRequest>();
  private before: OrderState;
  /** What each letter said when it was made, by revision: the holder of each request that it covers. */
  private readonly letters = new Map<number, Map<number, string>>();
  private readonly owed = new Set<number>();
  private effectsSeen = 0;

  constructor(count: number, begun: boolean) {
    this.order = new DrivenOrder(
      anOrderInput({ details: { numbers: Array.from({ length: count }, (_, index) => aSingle(index)) } }),
      MONDAY,
    );
    this.order.calendarAnswers = false;
    this.before = this.order.state;
    this.take({ kind: 'started' });
    if (!begun) return;
    this.take({ kind: 'documentProvided', document: 'invoice', sha256: 'd'.repeat(64) });
    while (this.order.inFlight.length > 0) this.lands(0, false, false);
    this.take({ kind: 'loaSigned', signature: { loaId: '', revision: 1, hash: hashOf(1), signer: 'Ada Martin', at: MONDAY } });
  }

  take(event: OrderEvent): void {
    this.order.take(event);
    this.check();
  }

  step(next: Step): void {
    if ('lands' in next) this.lands(next.lands, next.fails, next.refused);
    else if ('carrier' in next) this.carrier(next.carrier, next.which);
    else if ('passes' in next) this.passes(next.passes);
    else this.customer(next);
    this.hearRequests();
  }

  passes(ms: number): void {
    this.order.nowMs += ms;
    this.take({ kind: 'timeReached' });
    demand(
      orderDeadlines(this.order.state).every(({ atMs }) => atMs > this.order.nowMs),
      'I10: a deadline that was met is still there',
    );
    for (const request of this.requests.values()) request.wakesAt(this.order.nowMs);
  }

  private customer({ customer, revision, requests, name }: Extract<Step, { customer: unknown }>): void {
    // The door refuses targets that do not exist.
    const targets = requests?.filter((n) => n <= this.order.state.requests.length);
    const aimed = targets?.length ? { requests: targets } : {};
    const holder = { ...this.order.input.details.holder, name };
    // Mostly the letter that is shown.
    const signed = revision === 0 ? (currentLoa(this.order.state)?.revision ?? 1) : revision;
    switch (customer) {
      case 'document':
        return this.take({ kind: 'documentProvided', document: 'invoice', sha256: 'd'.repeat(64) });
      case 'sign':
      case 'signStale':
        return this.take({
          kind: 'loaSigned',
          signature: { loaId: '', revision: signed, hash: hashOf(customer === 'sign' ? signed : 9), signer: name, at: this.order.nowMs },
        });
      case 'cancel':
        return this.take({ kind: 'cancelRequested', by: 'customer', ...aimed });
      case 'reschedule':
        return this.take({ kind: 'rescheduleRequested', by: 'customer', date: '2026-04-14', ...aimed });
      case 'correctHolder':
        return this.take({ kind: 'corrected', by: 'customer', correction: { holder }, ...aimed });
      case 'correctCode':
        return this.take({
          kind: 'corrected',
          by: 'operator',
          correction: { transferCodes: { [aSingle(0).number]: name, [aSingle(1).number]: name } },
          ...aimed,
        });
      case 'startedAgain':
        // A workflow is started once; what is repeated is its signature.
        return;
      default:
        return this.take({ kind: customer });
    }
  }

  /** Lets one of all effects in flight end, of the order or of a request. */
  lands(which: number, fails: boolean, refused: boolean): void {
    const effects = [...this.order.inFlight];
    const requests = [...this.requests.values()].filter(({ inFlight }) => inFlight.length > 0);
    const total = effects.length + requests.length;
    if (total === 0) return;
    const effect = effects[which % total];
    const request = requests[(which % total) - effects.length];
    if (request) return this.requestLands(request, fails);
    if (!effect) return;
    this.order.land(effect);
    this.take(fails ? { kind: 'effectFailed', effect, failure: 'Timeout' } : this.success(effect, refused));
  }

  private success(effect: OrderEffect, refused: boolean): OrderEvent {
    const { order } = this;
    switch (effect.do) {
      case 'admit':
        return { kind: 'admitted', admission: { problems: refused ? [{ path: 'account', code: 'trial_account', message: '' }] : [] } };
      case 'plan':
        order.inFlight.push(effect);
        order.planned(effect);
        return { kind: 'notified' };
      case 'issueLoa':
        return { kind: 'loaIssued', revision: effect.revision, sha256: hashOf(effect.revision) };
      case 'startRequest': {
        const first = frozenFor(order.state, order.entry(effect.n));
        if (!first) throw new Error(`R10: request ${effect.n} is started without a signed letter`);
        this.checkLetter(effect.n, first.loa.revision, first.holder.name);
        if (!this.requests.has(effect.n)) {
          const input = aRequestInput({ n: effect.n, items: first.items, first });
          this.requests.set(effect.n, new DrivenRequest(input, order.nowMs).take({ kind: 'started' }));
        }
        return { kind: 'requestStarted', n: effect.n };
      }
      case 'signalRequest': {
        const request = this.requests.get(effect.n);
        request?.take(effect.message);
        return { kind: 'signalled', n: effect.n, reached: request !== undefined };
      }
      case 'readRequest': {
        const request = this.requests.get(effect.n);
        return {
          kind: 'requestRead',
          n: effect.n,
          snapshot: request && !refused ? snapshotOf(effect.n, request.state, order.nowMs, 0) : null,
        };
      }
      case 'notify':
        for (const { seq } of effect.facts) this.owed.delete(seq);
        return { kind: 'notified' };
      case 'checkPortability':
        return { kind: 'portabilityChecked', problems: refused ? [{ path: 'numbers[0]', code: 'not_portable', message: '' }] : [] };
      case 'giveBack':
        return { kind: 'gaveBack', numbers: effect.numbers };
      case 'claimBlock':
        return { kind: 'blockClaimed', n: effect.n, problems: refused ? [{ path: 'numbers[0]', code: 'number_taken', message: '' }] : [] };
      case 'archive':
        return { kind: 'archived' };
      default:
        return effect satisfies never;
    }
  }

  private requestLands(request: DrivenRequest, fails: boolean): void {
    const [effect] = request.inFlight;
    if (!effect) return;
    if (fails) return void request.fails(effect.do);
    switch (effect.do) {
      case 'submit':
        return void request.accepted();
      case 'lookUp':
        return void request.shows(null);
      case 'askCancel':
        return void request.cancelWasTaken();
      case 'askReschedule':
        return void request.rescheduleWasTaken();
      case 'triggerActivation':
        return void request.transferWasTaken();
      case 'askReturn':
        return void request.returnWasTaken();
      case 'prepare':
        return void request.prepared();
      case 'readNumbers':
        return void request.reads();
      case 'activate':
        return void request.activated();
      case 'enableSms':
        request.land(effect);
        return void request.take({ kind: 'smsEnabled' });
      case 'release':
        return void request.released();
      case 'bind':
        request.land(effect);
        return void request.take({ kind: 'bound' });
      case 'plan':
        return void request.planned(effect);
      default:
        return effect satisfies never;
    }
  }

  carrier(word: Carrier, which: number): void {
    const request = [...this.requests.values()][which % Math.max(1, this.requests.size)];
    if (!request) return;
    request.nowMs = this.order.nowMs;
    const reference = request.state.attempts.at(-1)?.reference ?? '';
    switch (word) {
      case 'submits':
        return void request.says('acknowledged', { reference });
      case 'rejects':
        return void request.says('rejected', { reference, reasons: [{ code: 'NAME_MISMATCH' }] });
      case 'refuses':
        return void request.says('rejected', { reference, reasons: [{ code: 'NOT_PORTABLE' }] });
      case 'confirms':
        return void request.says('focConfirmed', {
          reference,
          foc: {
            date: '2026-03-12',
            windowStartMs: at('2026-03-12T09:00:00Z'),
            windowEndMs: at('2026-03-12T11:00:00Z'),
            zone: 'Europe/Paris',
          },
        });
      case 'moves':
        return void request.says('numberActivated', { reference });
      case 'texts':
        return void request.says('smsActivated', { reference });
      case 'cancels':
        return void request.says('cancelAccepted', { reference });
      default:
        return word satisfies never;
    }
  }

  /** What requests have to tell reaches the order; its answer reaches them. */
  hearRequests(): void {
    for (const [n, request] of this.requests) {
      request.nowMs = this.order.nowMs;
      if (!mustTell(request.state)) continue;
      const snapshot = snapshotOf(n, request.state, request.nowMs, request.state.toldSeq);
      this.take({ kind: 'requestProgressed', snapshot });
      request.take({ kind: 'told', seq: snapshot.version, reached: true });
    }
  }

  private checkLetter(n: number, revision: number, holder: string): void {
    demand(this.letters.get(revision)?.get(n) === holder, `R10: request ${n} goes out for a holder whom letter ${revision} does not name`);
    demand(this.order.loa(revision)?.signed !== undefined, 'R10: the letter is not signed');
  }

  private check(): void {
    const { state, inFlight, asked } = this.order;
    for (const effect of asked.slice(this.effectsSeen)) {
      if (effect.do === 'issueLoa' && !this.letters.has(effect.revision))
        this.letters.set(effect.revision, new Map(state.requests.map(({ n, holder }) => [n, holder.name])));
      if (effect.do === 'signalRequest' && effect.message.kind === 'resubmissionReady')
        this.checkLetter(effect.n, effect.message.frozen.loa.revision, effect.message.frozen.holder.name);
    }
    this.effectsSeen = asked.length;
    const starts = this.order.flying('startRequest').map(({ n }) => n);
    demand(new Set(starts).size === starts.length && starts.length <= 20, 'a request is being started twice');
    state.facts
      .filter(({ seq }) => seq > this.before.factSeq)
      .forEach((fact, index) => {
        demand(fact.seq === this.before.factSeq + index + 1, 'facts are numbered without a gap');
        if (isTold(fact)) this.owed.add(fact.seq);
      });
    const { phase } = this.before;
    demand(
      phase.at !== 'over' || (state.phase.at === 'over' && state.phase.outcome === phase.outcome),
      'I7: a terminal state is never left',
    );
    demand(phase.at !== 'inProgress' || state.phase.at === 'inProgress' || state.phase.at === 'over', 'I7: an order goes back');
    demand(
      isFinished(state) || inFlight.length > 0 || orderDeadlines(state).length > 0,
      `I17: ${state.phase.at} waits for nothing, with nothing under way`,
    );
    const pending = new Set(
      [
        ...state.held,
        ...state.unsent.flatMap((effect) => (effect.do === 'notify' ? effect.facts : [])),
        ...this.order.flying('notify').flatMap(({ facts }) => facts),
      ].map(({ seq }) => seq),
    );
    demand(
      [...this.owed].every((seq) => pending.has(seq)),
      'I11: the customer will never hear of a fact',
    );
    this.before = state;
  }

  /** Nothing fails any more, and every carrier ends what it has: the order must end. */
  end(): void {
    for (let rounds = 0; rounds < 4_000 && !this.isDone(); rounds += 1) {
      if (this.order.inFlight.length > 0 || [...this.requests.values()].some(({ inFlight }) => inFlight.length > 0))
        this.lands(0, false, false);
      else {
        for (let n = 0; n < this.requests.size; n += 1) {
          this.carrier('moves', n);
          this.carrier('texts', n);
        }
        this.hearRequests();
        this.passes(12 * HOUR_MS);
      }
      this.hearRequests();
    }
  }

  isDone(): boolean {
    return isFinished(this.order.state) && this.order.inFlight.length === 0;
  }
}

const plays = fc.tuple(
  fc.constantFrom(1, 2, 3, 23),
  fc.constantFrom(true, true, true, false),
  fc.array(step, { minLength: 1, maxLength: 80, size: 'max' }),
);

test('R10, I7, I9, I11, I17: no sequence of commands, words, outcomes and delays breaks an invariant of an order and its requests', () => {
  fc.assert(
    fc.property(plays, ([count, begun, steps]) => {
      const world = new World(count, begun);
      for (const next of steps) world.step(next);
    }),
    { numRuns: 300 },
  );
});

test('I1: whatever came before, an order ends once nothing fails any more and its carriers answer', () => {
  fc.assert(
    fc.property(plays, ([count, begun, steps]) => {
      const world = new World(count, begun);
      for (const next of steps) world.step(next);
      world.end();
      expect(world.isDone()).toBe(true);
    }),
    { numRuns: 80 },
  );
});
