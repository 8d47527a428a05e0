import { judgeOrderAct } from '../../../domain/order/operating';
import { viewOf } from '../../../domain/order/view';
import { judgeRequestAct } from '../../../domain/request/operating';
import { snapshotOf } from '../../../domain/request/snapshot';
import { orderByHand, requestByHand } from '../../../domain/shown/by-hand';
import { driveOrder, driveToLoa, driveToRejected, driveToRequests, type DrivenOrder } from '../../support/builders/drive-order';
import { drive, driveToScheduled, driveToSubmitted, type DrivenRequest } from '../../support/builders/drive-request';
import { ORDER_ID } from '../../support/builders/order';
import { at } from '../../support/builders/rules';

/** The command lines, without who acts and why. */
const commandsIn = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => /^- `portico ([^`]+)`/.exec(line)?.[1]?.replace(' --by YOU --reason WHY', '') ?? []);
const ofRequest = ({ state, nowMs }: DrivenRequest): string[] => commandsIn(requestByHand(ORDER_ID, snapshotOf(1, state, nowMs, 0), nowMs));
const ofOrder = ({ state, input }: DrivenOrder): string[] => commandsIn(orderByHand(viewOf(state, input)));

const REQUESTS: readonly (readonly [string, () => DrivenRequest])[] = [
  ['new', () => drive()],
  ['submitted', () => driveToSubmitted()],
  ['rejected', () => driveToSubmitted().rejects('NAME_MISMATCH')],
  ['scheduled', () => driveToScheduled('2026-03-12')],
  ['scheduled, with its window open', () => driveToScheduled('2026-03-12').passes(at('2026-03-12T09:30:00Z'))],
  ['ported', () => driveToScheduled('2026-03-12').prepared().passes(at('2026-03-12T09:00:00Z')).says('numberActivated').activated()],
];

test.each(REQUESTS)('at a request that is %s, exactly the overrides are offered that it would take', (_, driven) => {
  const request = driven();
  const { state, nowMs } = request;
  const closes = judgeRequestAct(state, { do: 'closeRequest' }, nowMs);
  const closesLive = judgeRequestAct(state, { do: 'closeRequest', evenIfLive: true }, nowMs);
  const taken = [
    ...(judgeRequestAct(state, { do: 'extendDeadline', days: 7 }, nowMs) ? [] : [`override ${ORDER_ID} extend-deadline DAYS --request 1`]),
    ...(judgeRequestAct(state, { do: 'markPorted' }, nowMs) ? [] : [`override ${ORDER_ID} mark-ported 1`]),
    ...(closes ? [] : [`override ${ORDER_ID} close-request 1`]),
    ...(closes && !closesLive ? [`override ${ORDER_ID} close-request 1 --although-live`] : []),
  ];
  expect(ofRequest(request).filter((line) => line.startsWith('override'))).toEqual(taken);
});

test('between them these are requests with every override, and one with none', () => {
  const seen = REQUESTS.map(([, driven]) => ofRequest(driven()).filter((line) => line.startsWith('override')));
  expect(new Set(seen.flat().map((line) => line.replace(ORDER_ID, '')))).toEqual(
    new Set([
      'override  extend-deadline DAYS --request 1',
      'override  mark-ported 1',
      'override  close-request 1',
      'override  close-request 1 --although-live',
    ]),
  );
  expect(seen.some((lines) => lines.length === 0)).toBe(true);
});

test('what needs a person can be taken on, and a reason that comes off by hand is taken off; another is not', () => {
  const request = driveToSubmitted();
  expect(ofRequest(request)[0]).toBe(`show ${ORDER_ID}`);
  expect(ofRequest(request).filter((line) => /^(assign|resolve)/.test(line))).toEqual([]);
  request.take({ kind: 'unreadable' });
  expect(ofRequest(request)).toEqual(
    expect.arrayContaining([`assign ${ORDER_ID} YOU --request 1`, `resolve ${ORDER_ID} --request 1 --attention messageNotTaken`]),
  );
  const refused = ofRequest(driveToSubmitted().rejects('DATE_INVALID'));
  expect(refused).toContain(`assign ${ORDER_ID} YOU --request 1`);
  expect(refused.filter((line) => line.startsWith('resolve'))).toEqual([]);
});

const ORDERS: readonly (readonly [string, () => DrivenOrder])[] = [
  ['at intake', () => driveOrder()],
  ['waiting for documents', () => driveOrder().admitted()],
  ['waiting for its signature', () => driveToLoa()],
  ['with its requests', () => driveToRequests().hearsOf(1, driveToScheduled())],
  ['over', () => driveToLoa().cancel()],
];

test.each(ORDERS)('R9: at an order that is %s, exactly the overrides are offered that it would take', (_, driven) => {
  const order = driven();
  const { state, input } = order;
  const kinds = viewOf(state, input).requirements.map(({ id }) => id);
  const taken = [
    ...kinds.filter((document) => !judgeOrderAct(state, { do: 'waiveDocument', document }, input)).map((id) => `waive-document ${id}`),
    ...(judgeOrderAct(state, { do: 'extendDeadline', days: 7 }, input) ? [] : ['extend-deadline DAYS']),
  ];
  expect(ofOrder(order).filter((line) => line.startsWith('override'))).toEqual(taken.map((what) => `override ${ORDER_ID} ${what}`));
});

test('an order offers for itself only what is its own: what a request raised is dealt with there', () => {
  expect(ofOrder(driveToRejected())).toEqual([`show ${ORDER_ID}`]);
  const order = driveToRejected();
  order.take({ kind: 'unreadable' });
  expect(ofOrder(order)).toEqual([`show ${ORDER_ID}`, `assign ${ORDER_ID} YOU`, `resolve ${ORDER_ID} --attention messageNotTaken`]);
});
