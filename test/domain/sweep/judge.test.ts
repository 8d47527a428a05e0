import type { GatewayStatus } from '../../../domain/carrier-event';
import { DAY_MS } from '../../../domain/clock';
import { isUnreadable, judge, quietFrom, toAsk, toCompare, type Verdict } from '../../../domain/sweep/judge';
import { describeReport, needsPerson, type SweepReport } from '../../../domain/sweep/report';
import {
  FINDING_REASONS,
  findingMemo,
  readFindingMemo,
  wordOf,
  type At,
  type FindingReason,
  type FindingStanding,
  type GatewayWord,
  type OrderStanding,
  type RequestStanding,
  type Standing,
} from '../../../domain/sweep/standing';
import { inTurn } from '../../../domain/sweep/turns';
import { focOn } from '../../support/builders/carrier-event';

const ORDER = '0123456789AB';
const NOW = Date.parse('2026-03-02T09:00:00Z');
const finding = (is: FindingStanding['is'], reason: FindingReason, runId = 'run', note?: string): Standing['findings'] => ({
  [FINDING_REASONS[reason]]: { is, reason, runId, note },
});
const order = (at: At, findings: Standing['findings'] = {}, part: Partial<Standing> = {}): Standing => ({
  workflowId: `port-order/${ORDER}`,
  runId: 'run',
  at,
  findings,
  ...part,
});
const request = (at: At, part: Partial<RequestStanding> = {}): RequestStanding => ({
  workflowId: `port-request/${ORDER}/1`,
  runId: 'run',
  at,
  findings: {},
  n: 1,
  gateway: 'acme',
  reference: `${ORDER}011`,
  ...part,
});
const judged = (
  one: Standing | undefined,
  requests: readonly RequestStanding[],
  word: GatewayWord = 'unknown',
  part: Partial<OrderStanding> = {},
): Verdict => judge({ orderId: ORDER, order: one, complete: true, requests, ...part }, () => word, NOW);
const NOTHING: Verdict = { raise: [], settle: [], resync: false, staysEnded: false, release: false };
const RAISED = { workflowId: `port-request/${ORDER}/1`, runId: 'run', isNew: true };

describe('F36: a request that was ended', () => {
  test.each([
    ['live', 'liveWithoutWorkflow'],
    ['dead', 'endedByHand'],
    ['quiet', 'endedByHand'],
    ['unknown', 'endedByHand'],
  ] as const)('and is %s at the gateway needs a person: %s; the order hears of it', (word, reason) => {
    expect(judged(order('running'), [request('ended')], word)).toEqual({ ...NOTHING, raise: [{ ...RAISED, reason }], resync: true });
  });

  test('after its own end is no live port, whatever the gateway says', () => {
    expect(judged(order('running'), [request('ended', { over: true })], 'live').raise).toMatchObject([{ reason: 'endedByHand' }]);
  });

  test('is said once, and the order is woken once; a change, and another run, are said', () => {
    const after = (findings: Standing['findings']): Verdict => judged(order('running'), [request('ended', { findings })], 'live');
    expect(after(finding('open', 'liveWithoutWorkflow'))).toMatchObject({ raise: [{ isNew: false }], resync: false });
    expect(after(finding('open', 'endedByHand')).raise).toMatchObject([{ isNew: true }]);
    expect(after(finding('open', 'liveWithoutWorkflow', 'a run before')).raise).toMatchObject([{ isNew: true }]);
  });

  test('and was live is so while the gateway does not answer, and no longer when it says otherwise', () => {
    const known = request('ended', { findings: finding('open', 'liveWithoutWorkflow') });
    expect(judged(order('running'), [known], 'unknown')).toMatchObject({
      raise: [{ reason: 'liveWithoutWorkflow', isNew: false }],
      resync: false,
    });
    expect(judged(order('running'), [known], 'dead').raise).toMatchObject([{ reason: 'endedByHand', isNew: true }]);
  });

  test('and stays ended by the word of a person is said no more, unless it turns out to live; ended once more, it is', () => {
    const left = (reason: FindingReason): RequestStanding => request('ended', { findings: finding('resolved', reason) });
    expect(judged(order('running'), [left('endedByHand')], 'quiet')).toEqual(NOTHING);
    expect(judged(order('running'), [left('endedByHand')], 'live').raise).toMatchObject([{ reason: 'liveWithoutWorkflow', isNew: true }]);
    for (const word of ['live', 'unknown', 'dead'] as const)
      expect(judged(order('running'), [left('liveWithoutWorkflow')], word)).toEqual(NOTHING);
    expect(
      judged(order('running'), [request('ended', { findings: finding('resolved', 'endedByHand', 'a run before') })], 'live').raise,
    ).toHaveLength(1);
  });

  test('of which nobody can say how it stands makes its order one that was not read', () => {
    const unreadable = (part: Partial<RequestStanding>): boolean =>
      isUnreadable({ orderId: ORDER, complete: true, requests: [request('ended', part)] });
    expect([{}, { over: true as const }, { reference: undefined }, { gateway: undefined }].map(unreadable)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

test.each(['running', 'completed'] as const)('F36: what is %s needs nobody, and what was said of it is over', (at) => {
  expect(judged(order(at), [request(at)])).toEqual(NOTHING);
  const open = finding('open', 'endedByHand');
  expect(judged(order(at, open), [request(at, { findings: open })]).settle).toEqual([
    { workflowId: `port-order/${ORDER}`, about: 'ended' },
    { workflowId: `port-request/${ORDER}/1`, about: 'ended' },
  ]);
});

test('what Temporal has forgotten is said as long as a person has not dealt with it, with what that means', () => {
  const [raise] = judged(order('forgotten', finding('open', 'endedByHand'), { runId: '' }), []).raise;
  expect(raise).toMatchObject({ reason: 'endedByHand', note: expect.stringContaining('by hand') as unknown });
  expect(judged(order('forgotten', finding('resolved', 'endedByHand')), [request('forgotten')])).toEqual(NOTHING);
});

describe('what runs and stands still', () => {
  const still = request('running', { stuck: true });

  test('needs a person, the order as well as the request', () => {
    expect(judged(order('running'), [still])).toEqual({ ...NOTHING, raise: [{ ...RAISED, reason: 'standsStill' }] });
    expect(judged(order('running', {}, { stuck: true }), []).raise).toMatchObject([{ reason: 'standsStill' }]);
  });

  test('is said again when somebody has taken it off; it is over when it goes on', () => {
    expect(judged(order('running'), [{ ...still, findings: finding('resolved', 'standsStill') }]).raise).toHaveLength(1);
    expect(judged(order('running'), [request('running', { findings: finding('open', 'standsStill') })]).settle).toEqual([
      { workflowId: still.workflowId, about: 'running' },
    ]);
  });
});

describe('R9, R10: papers that age', () => {
  const PAPERS = [{ paper: 'invoice', untilMs: Date.parse('2027-04-12T12:00:00Z') }];
  const NOTE = 'invoice until 2027-04-12';
  const ages = (one: Standing, ageing?: OrderStanding['ageing']): Verdict => judged(one, [], 'unknown', { ageing });

  test('need a person, who reads which and until when; other papers are said anew', () => {
    expect(ages(order('running'), PAPERS).raise).toEqual([
      { workflowId: `port-order/${ORDER}`, runId: 'run', reason: 'papersAgeing', isNew: true, note: NOTE },
    ]);
    expect(ages(order('running', finding('open', 'papersAgeing', 'run', NOTE)), PAPERS).raise).toMatchObject([{ isNew: false }]);
    expect(ages(order('running', finding('open', 'papersAgeing', 'run', 'others')), PAPERS).raise).toMatchObject([{ isNew: true }]);
  });

  test('are not said again once a person has dealt with these; others are, and so is the end of the order', () => {
    const known = finding('resolved', 'papersAgeing', 'run', NOTE);
    expect(ages(order('running', known), PAPERS)).toEqual(NOTHING);
    expect(ages(order('running', finding('resolved', 'papersAgeing', 'run', 'others')), PAPERS).raise).toHaveLength(1);
    expect(ages(order('ended', known), PAPERS)).toMatchObject({ raise: [{ reason: 'endedByHand' }], staysEnded: false, release: false });
  });

  test('are settled by newer ones, and stay where the order does not say', () => {
    const open = finding('open', 'papersAgeing', 'run', NOTE);
    expect(ages(order('running', open), []).settle).toEqual([{ workflowId: `port-order/${ORDER}`, about: 'running' }]);
    expect(ages(order('running', open), undefined)).toMatchObject({ settle: [], raise: [{ isNew: false, note: NOTE }] });
    expect(ages(order('ended', open), PAPERS).settle).toEqual([{ workflowId: `port-order/${ORDER}`, about: 'running' }]);
  });

  test('an order that stands still is said to stand still, and not to age', () => {
    expect(ages(order('running', {}, { stuck: true }), PAPERS).raise).toMatchObject([{ reason: 'standsStill' }]);
  });
});

describe('R24: claims are given back', () => {
  const STAYS = order('ended', finding('resolved', 'endedByHand'));
  const left = request('ended', { findings: finding('resolved', 'endedByHand'), quietFromMs: NOW + 1 });

  test.each<readonly [string, readonly RequestStanding[], GatewayWord]>([
    ['before anything was sent', [], 'unknown'],
    ['once its request was refused, or the numbers went back', [left], 'dead'],
    ['where nothing was with the carrier, and nothing is', [{ ...left, notSent: true }], 'quiet'],
    ['once the gateway has said nothing of it for long enough', [{ ...left, quietFromMs: NOW }], 'quiet'],
    ['where its request had reached its end', [{ ...left, over: true }], 'unknown'],
    ['where its request has ended by itself', [request('completed')], 'unknown'],
  ])('of an order that a person leaves ended: %s', (_, requests, word) => {
    expect(judged(STAYS, requests, word)).toMatchObject({ staysEnded: true, release: true });
  });

  test.each<readonly [string, Standing | undefined, readonly RequestStanding[], GatewayWord]>([
    ['nobody has said that it stays ended', order('ended'), [], 'unknown'],
    ['that was said of a run before', order('ended', finding('resolved', 'endedByHand', 'a run before')), [], 'unknown'],
    ['something else was dealt with', order('ended', finding('resolved', 'papersAgeing')), [], 'unknown'],
    ['the order runs', order('running'), [left], 'dead'],
    ['nobody knows the order', undefined, [left], 'dead'],
    ['its request runs', STAYS, [request('running')], 'dead'],
    ['its port is live', STAYS, [left], 'live'],
    ['it was cancelled, or is not there, and can still port', STAYS, [left], 'quiet'],
    ['nobody has said since when it is quiet', STAYS, [{ ...left, quietFromMs: undefined }], 'quiet'],
    ['the gateway did not answer', STAYS, [left], 'unknown'],
    ['nobody has said that the request stays ended', STAYS, [request('ended')], 'dead'],
    ['one of two is live', STAYS, [request('completed'), request('running')], 'dead'],
    ['Temporal has forgotten a request', STAYS, [request('forgotten')], 'unknown'],
  ])('never while %s', (_, one, requests, word) => {
    expect(judged(one, requests, word).release).toBe(false);
  });

  test('never while the order does not say which requests it had', () => {
    expect(judged(STAYS, [], 'unknown', { complete: undefined })).toMatchObject({ staysEnded: true, release: false, raise: [] });
  });

  test('never where Temporal has forgotten a request: a person is told once that it is for them, and then no more', () => {
    const requests = [request('forgotten')];
    const first = judged(STAYS, requests);
    expect(first).toMatchObject({
      release: false,
      raise: [{ reason: 'endedByHand', isNew: true, note: expect.stringContaining('by hand') as unknown }],
    });
    const note = first.raise[0]?.note;
    expect(judged(order('ended', finding('open', 'endedByHand', 'run', note)), requests)).toMatchObject({
      release: false,
      raise: [{ isNew: false }],
    });
    expect(judged(order('ended', finding('resolved', 'endedByHand', 'run', note)), requests)).toMatchObject({ release: false, raise: [] });
  });

  test('a quiet gateway is believed a fortnight after the end, past a date that it had confirmed, and past the watch of a cancelled port', () => {
    const foc = focOn('2026-04-01');
    expect(quietFrom(NOW, {})).toBe(NOW + 14 * DAY_MS);
    expect(quietFrom(NOW, { foc })).toBe(foc.windowStartMs + 4 * DAY_MS);
    expect(quietFrom(foc.windowStartMs, { foc })).toBe(foc.windowStartMs + 14 * DAY_MS);
    expect(quietFrom(NOW, { watchUntilMs: NOW + 30 * DAY_MS })).toBe(NOW + 30 * DAY_MS);
  });
});

test('the gateway is asked about what was ended before its end, and can be found there', () => {
  const asked = [request('ended')];
  const others = [
    request('running'),
    request('completed'),
    request('forgotten'),
    request('ended', { over: true }),
    request('ended', { reference: undefined }),
    request('ended', { gateway: undefined }),
  ];
  expect(toAsk({ orderId: ORDER, requests: [...asked, ...others] })).toEqual(asked);
  const compared = request('running', { ours: { at: 'submitted', moved: 0 } });
  expect(toCompare({ orderId: ORDER, requests: [...asked, ...others, compared] })).toEqual([compared]);
});

const status = (state: GatewayStatus['state'], active = false): GatewayStatus => ({
  gatewayId: 'GW-1',
  reference: `${ORDER}011`,
  state,
  numbers: [{ number: '+12125550120', active, sms: 'pending' }],
  changedAtMs: 0,
});

test.each([
  ...(['toSend', 'pending', 'scheduled', 'completed'] as const).map((state) => [state, status(state), 'live'] as const),
  ...(['rejected', 'returned'] as const).map((state) => [state, status(state), 'dead'] as const),
  ...(['draft', 'cancelled'] as const).map((state) => [state, status(state), 'quiet'] as const),
  ['cancelled, and moved all the same', status('cancelled', true), 'live'],
  ['not there', null, 'quiet'],
] as const)('R24: a port that reads as %s is %s', (_, read, word) => {
  expect(wordOf(read)).toBe(word);
});

test.each([
  [500, 250, 1],
  [500, 250, 96],
  [300, 250, 96],
  [1_023, 500, 1],
])('of %i things of which a sweep looks at %i, each has its turn within a week, every %i sweeps', (count, most, step) => {
  const all = Array.from({ length: count }, (_, index) => index);
  const seen = new Set(Array.from({ length: 7 }, (_, day) => inTurn(all, day * step, most)).flat());
  expect(seen.size).toBe(count);
  expect(inTurn(all, 5, count)).toEqual(all);
});

test('what a finding says now is kept beside it, and read back', () => {
  for (const one of [
    { reason: 'papersAgeing', runId: 'run', note: 'invoice' },
    { reason: 'standsStill', runId: 'run' },
  ] as const)
    expect(readFindingMemo(findingMemo(one))).toEqual(one);
});

test('the report says in the Web UI what needs a person, and that nothing does', () => {
  const none: SweepReport = { atMs: 0, looked: 2, findings: [], differing: [], settled: [], released: [], unread: [], more: 0 };
  expect([needsPerson(none), describeReport(none)]).toEqual([false, expect.stringMatching(/^\*\*Nothing needs a person/)]);
  const workflowId = `port-request/${ORDER}/1`;
  const found = { workflowId, finding: `finding/ended/${workflowId}`, reason: 'liveWithoutWorkflow', isNew: true } as const;
  const some: SweepReport = { ...none, findings: Array.from({ length: 60 }, () => found), more: 7 };
  expect(needsPerson(some)).toBe(true);
  expect(describeReport(some)).toContain(`| ${workflowId} | liveWithoutWorkflow | new |`);
  expect(describeReport(some).match(/liveWithoutWorkflow/g)).toHaveLength(50);
  expect(describeReport(some)).toContain('7 orders more');
  expect(needsPerson({ ...none, unread: [ORDER] })).toBe(true);
});
