import fc from 'fast-check';
import { allowedNow, type CommandName } from '../../../domain/order/allowed';
import {
  judgeCancellation,
  judgeDecision,
  judgeHandedIn,
  judgeRescheduling,
  judgeReturning,
  judgeStarting,
  type CommandAnswer,
} from '../../../domain/order/judging';
import type { OrderState, RequestEntry } from '../../../domain/order/state';
import { viewOf } from '../../../domain/order/view';
import { RANK, type Phase } from '../../../domain/request/state';
import type { Changeability } from '../../../domain/request/verdicts';
import { DrivenOrder } from '../../support/builders/drive-order';
import { anOrderInput } from '../../support/builders/order';
import { MONDAY } from '../../support/builders/rules';
import type { Duo } from '../../support/story/duo';
import { play, staged } from '../../support/story/play';
import { STORIES } from '../../support/story/table';

/** A day on which each of these may be moved, if on any. */
const dayFor = (entry: RequestEntry | undefined): string => entry?.snapshot?.change.interval?.first ?? '2026-10-12';

const judges: Readonly<Partial<Record<CommandName, (state: OrderState, n: number, nowMs: number) => CommandAnswer>>> = {
  cancellation: (state, n, nowMs) => judgeCancellation(state, [n], nowMs),
  reschedule: (state, n, nowMs) => judgeRescheduling(state, [n], nowMs, dayFor(state.requests.find((entry) => entry.n === n))),
  activation: (state, n, nowMs) => judgeStarting(state, [n], nowMs),
  return: (state, n, nowMs) => judgeReturning(state, [n], nowMs),
};

/** What is said to be allowed and would be refused, the other way round, or has passed: nothing of it must be. */
function disagreements({ state, input }: DrivenOrder, nowMs: number, seen: Set<string>): string[] {
  const standing = allowedNow(viewOf(state, input), nowMs);
  const begun = state.phase.at === 'inProgress';
  const whole: [CommandName, boolean][] = [
    ['documents', judgeHandedIn(state).taken],
    ['csr', judgeHandedIn(state).taken],
    ['decision', judgeDecision(state).taken],
    ['cancellation', !begun && judgeCancellation(state, undefined, nowMs).taken],
    ['reschedule', !begun && judgeRescheduling(state, undefined, nowMs, '2026-10-12').taken],
  ];
  const ofRequests = begun
    ? standing.requests.flatMap(({ n, state: at, allowed }) =>
        Object.entries(judges).map(([command, judge]) => ({ at, command, allowed, taken: judge(state, n, nowMs).taken })),
      )
    : [];
  const all = [...whole.map(([command, taken]) => ({ at: standing.state, command, allowed: standing.allowed, taken })), ...ofRequests];
  for (const { at, command, taken } of all) if (taken) seen.add(`${at} ${command}`);
  const passed = standing.requests.flatMap(({ allowed }) => allowed).filter(({ until }) => until && until.atMs < nowMs);
  return [
    ...all
      .filter(({ allowed, command, taken }) => allowed.some((one) => one.command === command) !== taken)
      .map(({ at, command }) => `${at} ${command}`),
    ...passed.map(({ command }) => `${command} has passed`),
  ];
}

test('R22 to R24: at every moment of every story, what is said to be allowed is what would be taken, and nothing else is', () => {
  const seen = new Set<string>();
  const wrong = new Set<string>();
  const settled = ({ order, nowMs }: Duo): void => disagreements(order, nowMs, seen).forEach((one) => wrong.add(one));
  for (const story of STORIES) play(staged(story), { settled });
  expect([...wrong]).toEqual([]);
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'awaitingDocuments cancellation',
      'awaitingSignature documents',
      'actionRequired csr',
      'submitted cancellation',
      'scheduled reschedule',
      'rejected cancellation',
    ]),
  );
});

const deadline = (what: 'cancelUntil' | 'rescheduleUntil' | 'returnUntil' | 'portWindow') =>
  fc
    .constantFrom(-1, 0, 1)
    .map((hours) => ({ what, atMs: MONDAY + hours * 3_600_000, zone: 'Europe/Paris', explanation: 'why', then: 'then' }));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

/** Every combination of what a request can say of its being changed, reached by a port or not. */
const changes: fc.Arbitrary<Changeability> = fc.record({
  at: fc.constantFrom(...(Object.keys(RANK) as Phase['at'][])),
  cancelPending: fc.boolean(),
  reschedulePending: fc.boolean(),
  cancelUntil: fc.option(deadline('cancelUntil'), { nil: undefined }).chain((until) => fc.constantFrom(until, null)),
  cancelSafeUntilMs: maybe(fc.constantFrom(MONDAY - 1, MONDAY + 1)),
  rescheduleUntil: fc.option(deadline('rescheduleUntil'), { nil: undefined }).chain((until) => fc.constantFrom(until, null)),
  rescheduleSafeUntilMs: maybe(fc.constantFrom(MONDAY - 1, MONDAY + 1)),
  wishOpen: maybe(fc.boolean()),
  interval: maybe(fc.constant({ first: '2026-10-12', last: '2026-10-16' })),
  startFrom: maybe(deadline('portWindow')),
  started: maybe(fc.boolean()),
  returnKnown: maybe(fc.boolean()),
  returnUntil: maybe(deadline('returnUntil')),
  returnPending: maybe(fc.boolean()),
});

test('of whatever a request says of itself, what is said to be allowed is what would be taken', () => {
  const order = new DrivenOrder(anOrderInput(), MONDAY)
    .take({ kind: 'started' })
    .admitted()
    .provides('invoice')
    .loaMade()
    .signs(1)
    .requestRuns();
  const [entry] = order.state.requests;
  if (!entry) throw new Error('an order in progress has a request');
  const seen = new Set<string>();
  fc.assert(
    fc.property(changes, (change) => {
      const snapshot = {
        ...entry.snapshot,
        n: 1,
        status: change.at,
        change,
        attention: [],
        numbers: [],
        facts: [],
      } as unknown as NonNullable<RequestEntry['snapshot']>;
      order.state = { ...order.state, requests: [{ ...entry, snapshot }] };
      expect(disagreements(order, MONDAY, seen)).toEqual([]);
    }),
    { numRuns: 5_000 },
  );
  const commands = ['cancellation', 'reschedule', 'activation', 'return'];
  expect(commands.filter((command) => ![...seen].some((one) => one.endsWith(command)))).toEqual([]);
});

test('R22: an order that is over and has not ported everything can be ordered again, and nothing else can be done with it', () => {
  const order = new DrivenOrder(anOrderInput(), MONDAY).take({ kind: 'started' }).admitted().cancel();
  expect(allowedNow(viewOf(order.state, order.input), MONDAY)).toEqual({
    state: 'cancelled',
    allowed: [{ command: 'again' }],
    requests: [],
  });
});

test('R10: what waits for its customer says until when', () => {
  const order = new DrivenOrder(anOrderInput(), MONDAY).take({ kind: 'started' }).admitted();
  const documents = allowedNow(viewOf(order.state, order.input), MONDAY).allowed.find(({ command }) => command === 'documents');
  expect(documents?.until).toMatchObject({
    what: 'documents',
    zone: expect.any(String) as string,
    explanation: expect.any(String) as string,
  });
  order.provides('invoice').loaMade();
  const { allowed } = allowedNow(viewOf(order.state, order.input), MONDAY);
  expect(allowed.find(({ command }) => command === 'loa/signature')?.until?.what).toBe('loaSignature');
  expect(allowed.map(({ command }) => command)).not.toContain('decision');
});
