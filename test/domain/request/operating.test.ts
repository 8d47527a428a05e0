import { DAY_MS } from '../../../domain/clock';
import { HANDLING } from '../../../domain/attention-handling';
import type { ActRefusal, OperatorAct } from '../../../domain/operator/act';
import { judgeRequestAct } from '../../../domain/request/operating';
import { snapshotOf } from '../../../domain/request/snapshot';
import { aSingle } from '../../support/builders/order';
import { drive, driveToScheduled, driveToSubmitted, type DrivenRequest } from '../../support/builders/drive-request';
import { aRequestInput } from '../../support/builders/request';
import { at, someRules } from '../../support/builders/rules';

const WINDOW = at('2026-03-12T09:00:00Z');
const BY = { by: 'op-7', reason: 'agreed by telephone' };
const does = (request: DrivenRequest, act: OperatorAct): DrivenRequest => request.take({ kind: 'operated', ...BY, act });
const verdict = ({ state, nowMs }: DrivenRequest, act: OperatorAct): ActRefusal | 'taken' => judgeRequestAct(state, act, nowMs) ?? 'taken';

const onTheDay = (): DrivenRequest => driveToScheduled().prepared().passes(WINDOW);
const half = aRequestInput({ items: [aSingle(10), aSingle(11)] });

/** A request in every phase, and on both sides of what decides. */
const PHASES: readonly (readonly [
  string,
  () => DrivenRequest,
  Readonly<Record<'close' | 'closeLive' | 'ported' | 'extend', ActRefusal | 'taken'>>,
])[] = [
  ['submitting', () => drive(), { close: 'onItsWay', closeLive: 'onItsWay', ported: 'notLive', extend: 'noDeadline' }],
  ['outcomeUnknown', () => drive().noAnswer(), { close: 'live', closeLive: 'taken', ported: 'taken', extend: 'noDeadline' }],
  ['submitted', () => driveToSubmitted(), { close: 'live', closeLive: 'taken', ported: 'taken', extend: 'noDeadline' }],
  [
    'rejected',
    () => driveToSubmitted().rejects('NAME_MISMATCH'),
    { close: 'taken', closeLive: 'taken', ported: 'notLive', extend: 'taken' },
  ],
  [
    'submitting again',
    () => driveToSubmitted().rejects('NAME_MISMATCH').corrected(),
    { close: 'onItsWay', closeLive: 'onItsWay', ported: 'notLive', extend: 'noDeadline' },
  ],
  [
    'resubmitting',
    () =>
      driveToSubmitted(aRequestInput({ rules: someRules({ resubmissionDays: 3 }) }))
        .rejects('NAME_MISMATCH')
        .corrected(),
    { close: 'taken', closeLive: 'taken', ported: 'notLive', extend: 'noDeadline' },
  ],
  ['scheduled', () => driveToScheduled().prepared(), { close: 'live', closeLive: 'taken', ported: 'beforeDate', extend: 'noDeadline' }],
  [
    'locked',
    () =>
      driveToScheduled()
        .prepared()
        .passes(WINDOW - 1),
    { close: 'live', closeLive: 'taken', ported: 'beforeDate', extend: 'noDeadline' },
  ],
  ['activating', onTheDay, { close: 'live', closeLive: 'taken', ported: 'taken', extend: 'noDeadline' }],
  [
    'activating, one of two moved',
    () =>
      driveToScheduled('2026-03-12', half)
        .prepared()
        .passes(WINDOW)
        .says('numberActivated', { numbers: half.numbers.slice(0, 1) }),
    { close: 'moving', closeLive: 'moving', ported: 'taken', extend: 'noDeadline' },
  ],
  [
    'activating, all moved',
    () => onTheDay().says('numberActivated'),
    { close: 'moving', closeLive: 'moving', ported: 'moving', extend: 'noDeadline' },
  ],
  [
    'cancelled',
    () => driveToSubmitted().says('cancelAccepted'),
    { close: 'alreadyCancelled', closeLive: 'alreadyCancelled', ported: 'taken', extend: 'noDeadline' },
  ],
  [
    'ported',
    () => onTheDay().says('numberActivated').activated(),
    { close: 'alreadyPorted', closeLive: 'alreadyPorted', ported: 'alreadyPorted', extend: 'noDeadline' },
  ],
  ['over', () => driveToSubmitted().rejects('NOT_PORTABLE'), { close: 'closed', closeLive: 'closed', ported: 'closed', extend: 'closed' }],
];

describe.each(PHASES)('a request that is %s', (_, given, expected) => {
  const ACTS = {
    close: { do: 'closeRequest' },
    closeLive: { do: 'closeRequest', evenIfLive: true },
    ported: { do: 'markPorted' },
    extend: { do: 'extendDeadline', days: 3 },
  } as const;

  test('takes an act by hand, or says why not', () => {
    const request = given();
    expect(Object.fromEntries(Object.entries(ACTS).map(([name, act]) => [name, verdict(request, act)]))).toEqual(expected);
  });

  test.each(Object.entries(ACTS))('%s: is kept with who and why, done or not; refused, nothing else changes', (name, act) => {
    const request = given();
    const { phase, numbers, attention } = request.state;
    const asked = request.asked.length;
    does(request, act);
    const refused = expected[name as keyof typeof ACTS];
    expect(request.told.find(({ kind }) => kind === 'operatorActed')).toMatchObject({
      ...BY,
      act,
      ...(refused === 'taken' ? {} : { refused }),
    });
    if (refused === 'taken') return;
    expect(request.state).toMatchObject({ phase, numbers, attention });
    expect(request.asked).toHaveLength(asked);
  });
});

test('R16 to R18: marked as ported, it is activated and followed as if the carrier had said so; its own word later changes nothing', () => {
  const request = does(onTheDay(), { do: 'markPorted' });
  expect(request.flying('activate')).toHaveLength(1);
  request.activated();
  expect(request.at).toBe('ported');
  const facts = request.told.length;
  request.says('numberActivated');
  expect([request.told.length, request.flying('activate')]).toEqual([facts, []]);
});

test('R24: marked as ported after a cancel, it is raised as a port in spite of it', () => {
  const request = does(driveToSubmitted().says('cancelAccepted'), { do: 'markPorted' }).activated();
  expect(request.lastFact('ported')).toMatchObject({ afterCancel: true });
  expect(request.state.attention.portedAfterCancel).toBeDefined();
});

test('R13: a rejected request is given up: the customer is told, and the numbers are given back', () => {
  const request = does(driveToSubmitted().rejects('NUMBER_LOCKED'), { do: 'closeRequest' });
  expect(request.state.phase).toEqual({ at: 'over', outcome: 'givenUp' });
  expect(request.kinds.slice(-2)).toEqual(['operatorActed', 'closed']);
  expect(request.flying('release')).toHaveLength(1);
  expect(request.state.attention).toEqual({});
});

test('R24: given up although it is live, it is watched with its claim held, and a port all the same is activated and raised', () => {
  const request = does(driveToScheduled().prepared(), { do: 'closeRequest', evenIfLive: true });
  expect(request.at).toBe('cancelled');
  expect(request.flying('release')).toEqual([]);
  request.says('numberActivated').activated();
  expect(request.at).toBe('ported');
  expect(request.state.attention.portedAfterCancel).toBeDefined();
});

test('given up although it is live, and nothing moves: it ends once nothing can port any more', () => {
  const request = does(driveToScheduled().prepared(), { do: 'closeRequest', evenIfLive: true }).passes(WINDOW + 30 * DAY_MS);
  expect(request.state.phase).toEqual({ at: 'over', outcome: 'cancelled' });
  expect(request.flying('release')).toHaveLength(1);
});

test.each([
  ['numbers that move meanwhile are not lost', (request: DrivenRequest) => request.says('numberActivated'), 'activating'],
  [
    'a cancel that the carrier approves meanwhile counts once',
    (request: DrivenRequest) => request.take({ kind: 'timeReached' }),
    'cancelled',
  ],
])('while the dates of giving up are counted: %s', (_, meanwhile, end) => {
  const request = driveToSubmitted();
  request.calendarAnswers = false;
  does(request, { do: 'closeRequest', evenIfLive: true });
  meanwhile(request);
  for (const plan of request.flying('plan')) request.planned(plan);
  expect(request.at).toBe(end);
});

test('R13: a longer correction deadline holds, is shown, and the request ends at it and not before', () => {
  const request = driveToSubmitted().rejects('NAME_MISMATCH');
  const before = request.lastFact('rejected')?.correctBy?.atMs ?? 0;
  does(request, { do: 'extendDeadline', days: 3 });
  const { nextDeadline } = snapshotOf(1, request.state, request.nowMs, 0);
  expect(nextDeadline).toMatchObject({
    what: 'correction',
    atMs: before + 3 * DAY_MS,
    explanation: expect.stringContaining('3 days more by our team') as unknown,
  });
  expect(request.passes(before + 1).at).toBe('rejected');
  expect(request.passes(before + 3 * DAY_MS).state.phase).toEqual({ at: 'over', outcome: 'rejectionUnanswered' });
});

test.each(Object.entries(HANDLING))('%s comes off by hand only where nothing else takes it off', (reason, { cleared }) => {
  const attention = reason as keyof typeof HANDLING;
  const request = driveToSubmitted();
  expect(verdict(request, { do: 'settle', attention })).toBe('notOpen');
  request.state = { ...request.state, attention: { [attention]: request.nowMs } };
  does(request, { do: 'settle', attention });
  expect(request.state.attention).toEqual(cleared === 'byHand' ? {} : { [attention]: request.nowMs });
  expect(request.kinds.includes('attentionCleared')).toBe(cleared === 'byHand');
});

test('attention has an owner as long as nobody takes it over', () => {
  const request = does(driveToSubmitted(), { do: 'assign', to: 'op-8' });
  expect(snapshotOf(1, request.state, request.nowMs, 0).owner).toBe('op-8');
  does(request, { do: 'unassign' });
  expect(snapshotOf(1, request.state, request.nowMs, 0)).not.toHaveProperty('owner');
  expect(verdict(request, { do: 'waiveDocument', document: 'invoice' })).toBe('atOrder');
});
