import type { GatewayStatus } from '../../../domain/carrier-event';
import { judge, toAsk, toCompare, type Verdict } from '../../../domain/sweep/judge';
import { describeReport, needsPerson, type SweepReport } from '../../../domain/sweep/report';
import {
  wordOf,
  type At,
  type FindingReason,
  type GatewayWord,
  type OrderStanding,
  type RequestStanding,
  type Standing,
} from '../../../domain/sweep/standing';

const ORDER = '0123456789AB';
const order = (at: At, finding?: Standing['finding']): Standing => ({ workflowId: `port-order/${ORDER}`, runId: 'order-run', at, finding });
const request = (at: At, part: Partial<RequestStanding> = {}): RequestStanding => ({
  workflowId: `port-request/${ORDER}/1`,
  runId: 'run',
  at,
  n: 1,
  gateway: 'acme',
  reference: `${ORDER}011`,
  ...part,
});
const judged = (one: Standing | undefined, requests: readonly RequestStanding[], word: GatewayWord = 'unknown'): Verdict =>
  judge({ orderId: ORDER, order: one, requests } satisfies OrderStanding, () => word);

const open = (reason: FindingReason) => ({ is: 'open', reason }) as const;
const resolved = (runId: string, of: FindingReason = 'endedByHand') => ({ is: 'resolved', of, runId }) as const;
const NOTHING: Verdict = { raise: [], settle: [], resync: false, release: false };

describe('F36: a request that was ended', () => {
  test.each([
    ['live', 'liveWithoutWorkflow'],
    ['dead', 'endedByHand'],
    ['unknown', 'endedByHand'],
  ] as const)('and is %s at the gateway needs a person: %s; the order hears of it', (word, reason) => {
    expect(judged(order('running'), [request('ended')], word)).toEqual({
      ...NOTHING,
      raise: [{ workflowId: `port-request/${ORDER}/1`, runId: 'run', reason, isNew: true }],
      resync: true,
    });
  });

  test('after its own end is no live port, whatever the gateway says', () => {
    expect(judged(order('running'), [request('ended', { over: true })], 'live').raise).toMatchObject([{ reason: 'endedByHand' }]);
  });

  test('is said once, and the order is woken once; a change is said', () => {
    const known = judged(order('running'), [request('ended', { finding: open('liveWithoutWorkflow') })], 'live');
    expect(known).toMatchObject({ raise: [{ isNew: false }], resync: false });
    expect(judged(order('running'), [request('ended', { finding: open('endedByHand') })], 'live').raise).toMatchObject([{ isNew: true }]);
  });

  test('and stays ended by the word of a person is said no more; ended once more, it is', () => {
    expect(judged(order('running'), [request('ended', { finding: resolved('run') })], 'live')).toEqual(NOTHING);
    expect(judged(order('running'), [request('ended', { finding: resolved('a run before') })], 'live').raise).toHaveLength(1);
  });
});

test.each(['running', 'completed'] as const)('F36: what is %s needs nobody, and what was said of it is over', (at) => {
  expect(judged(order(at), [request(at)])).toEqual(NOTHING);
  expect(judged(order(at, open('endedByHand')), [request(at, { finding: open('liveWithoutWorkflow') })]).settle).toEqual([
    `port-order/${ORDER}`,
    `port-request/${ORDER}/1`,
  ]);
});

describe('what runs and stands still', () => {
  const still = request('running', { overdue: true });
  const standing = order('running');

  test('needs a person; its order does not, although it shows the same deadline', () => {
    const verdict = judged({ ...standing, overdue: true }, [still]);
    expect(verdict).toEqual({ ...NOTHING, raise: [{ workflowId: still.workflowId, runId: 'run', reason: 'standsStill', isNew: true }] });
  });

  test('an order whose requests go on is meant itself; one whose request was ended is not', () => {
    expect(judged({ ...standing, overdue: true }, [request('running')]).raise).toMatchObject([
      { workflowId: standing.workflowId, reason: 'standsStill' },
    ]);
    expect(judged({ ...standing, overdue: true }, [request('ended')]).raise.map(({ reason }) => reason)).toEqual(['endedByHand']);
  });

  test('is said again when somebody has taken it off; it is over when it goes on', () => {
    expect(judged(standing, [{ ...still, finding: resolved('run', 'standsStill') }]).raise).toHaveLength(1);
    expect(judged(standing, [request('running', { finding: open('standsStill') })]).settle).toEqual([still.workflowId]);
  });
});

describe('R9, R10: papers that age', () => {
  const PAPERS = [{ paper: 'invoice', untilMs: Date.parse('2027-04-12T12:00:00Z') }];
  const ages = (one: Standing, ageing?: OrderStanding['ageing']): Verdict =>
    judge({ orderId: ORDER, order: one, ageing, requests: [] }, () => 'unknown');

  test('need a person, who reads which and until when', () => {
    expect(ages(order('running'), PAPERS).raise).toEqual([
      { workflowId: `port-order/${ORDER}`, runId: 'order-run', reason: 'papersAgeing', isNew: true, note: 'invoice until 2027-04-12' },
    ]);
  });

  test('are not said again once a person has dealt with that; the end of the order is', () => {
    const known = resolved('order-run', 'papersAgeing');
    expect(ages(order('running', known), PAPERS)).toEqual(NOTHING);
    expect(ages(order('ended', known), PAPERS)).toMatchObject({ raise: [{ reason: 'endedByHand' }], release: false });
  });

  test('are settled by newer ones, and stay where the order does not say', () => {
    expect(ages(order('running', open('papersAgeing')), []).settle).toEqual([`port-order/${ORDER}`]);
    expect(ages(order('running', open('papersAgeing')), undefined)).toMatchObject({ settle: [], raise: [{ isNew: false }] });
  });

  test('an order that stands still is said to stand still, and not to age', () => {
    expect(ages({ ...order('running'), overdue: true }, PAPERS).raise).toMatchObject([{ reason: 'standsStill' }]);
  });
});

describe('claims are given back', () => {
  const STAYS = order('ended', resolved('order-run'));
  const dead = request('ended', { finding: resolved('run') });

  test.each<readonly [string, Standing | undefined, readonly RequestStanding[], GatewayWord]>([
    ['before anything was sent', STAYS, [], 'unknown'],
    ['once its request is dead at the gateway', STAYS, [dead], 'dead'],
    ['where its request had reached its end', STAYS, [{ ...dead, over: true }], 'unknown'],
    ['where its request has ended by itself', STAYS, [request('completed')], 'unknown'],
  ])('of an order that a person leaves ended: %s', (_, one, requests, word) => {
    expect(judged(one, requests, word).release).toBe(true);
  });

  test.each<readonly [string, Standing | undefined, readonly RequestStanding[], GatewayWord]>([
    ['nobody has said that it stays ended', order('ended'), [], 'unknown'],
    ['that was said of a run before', order('ended', resolved('a run before')), [], 'unknown'],
    ['the order runs', order('running'), [dead], 'dead'],
    ['nobody knows the order', undefined, [dead], 'dead'],
    ['its request runs', STAYS, [request('running')], 'dead'],
    ['its port is live', STAYS, [dead], 'live'],
    ['the gateway did not answer', STAYS, [dead], 'unknown'],
    ['nobody has said that the request stays ended', STAYS, [request('ended')], 'dead'],
    ['one of two is live', STAYS, [request('completed'), request('running')], 'dead'],
  ])('never while %s', (_, one, requests, word) => {
    expect(judged(one, requests, word).release).toBe(false);
  });
});

test('the gateway is asked about what was ended before its end, and can be found there', () => {
  const asked = [request('ended')];
  const others = [
    request('running'),
    request('completed'),
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
  ...(['draft', 'rejected', 'cancelled', 'returned'] as const).map((state) => [state, status(state), 'dead'] as const),
  ['cancelled, and moved all the same', status('cancelled', true), 'live'],
  ['not there', null, 'dead'],
] as const)('R24: a port that reads as %s is %s', (_, read, word) => {
  expect(wordOf(read)).toBe(word);
});

test('the report says in the Web UI what needs a person, and that nothing does', () => {
  const none: SweepReport = { atMs: 0, looked: 2, findings: [], differing: [], settled: [], released: [], unread: [], more: false };
  expect([needsPerson(none), describeReport(none)]).toEqual([false, expect.stringMatching(/^\*\*Nothing needs a person/)]);
  const [workflowId, finding] = [`port-request/${ORDER}/1`, `finding/port-request/${ORDER}/1`];
  const some: SweepReport = { ...none, findings: [{ workflowId, finding, reason: 'liveWithoutWorkflow', isNew: true }], more: true };
  expect(needsPerson(some)).toBe(true);
  expect(describeReport(some)).toContain(`| ${workflowId} | liveWithoutWorkflow | new |`);
  expect(describeReport(some)).toContain('more than one sweep looks at');
  expect(needsPerson({ ...none, unread: [ORDER] })).toBe(true);
});
