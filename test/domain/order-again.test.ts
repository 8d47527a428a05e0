import { detailsAgain, type AgainWish } from '../../domain/order-again';
import type { PortOrderDetails } from '../../domain/order-details';
import type { OrderView, RequestView } from '../../domain/order/view';
import type { NumberState } from '../../domain/request/state';
import { aBlock, aFrenchOrder, aSingle, ORDER_ID } from '../support/builders/order';

const details = aFrenchOrder({ numbers: [aBlock(), aSingle(10), aSingle(11)], preferredDate: '2026-12-10' });

const aView = (changes: Partial<OrderView> = {}): OrderView => ({
  orderId: ORDER_ID,
  accountId: 'acc-1',
  status: 'cancelled',
  details,
  missingDocuments: [],
  requirements: [],
  documents: [],
  loas: [],
  requests: [],
  attention: [],
  version: 1,
  ...changes,
});
const aRequest = (n: number, item: RequestView['items'][number], changes: Partial<RequestView> = {}): RequestView => ({
  n,
  items: [item],
  waitingForSignature: false,
  status: 'over',
  outcome: 'cancelled',
  ...changes,
});
const threeRequests = (...changes: readonly Partial<RequestView>[]): RequestView[] =>
  [aBlock(), aSingle(10), aSingle(11)].map((item, index) => aRequest(index + 1, item, changes[index]));

const again = (view: OrderView, wish: AgainWish = {}): PortOrderDetails => {
  const result = detailsAgain(view, wish);
  if (!result.ok) throw new Error(`not ordered again: ${result.problems[0]?.why}`);
  return result.value;
};
const why = (view: OrderView, wish: AgainWish = {}): unknown => {
  const result = detailsAgain(view, wish);
  return result.ok ? 'ordered' : result.problems[0];
};

test('R22: an order that was cancelled is ordered again as it was; the old wish for a date is not carried over (R19)', () => {
  const { preferredDate: _, ...rest } = details;
  expect(again(aView({ requests: threeRequests() }))).toEqual(rest);
  expect(again(aView())).toEqual(rest);
  expect(again(aView(), { preferredDate: '2027-01-14' }).preferredDate).toBe('2027-01-14');
});

test('R22: only what has not ported is ordered again', () => {
  const view = aView({ status: 'completedPartially', requests: threeRequests({ outcome: 'ported' }, {}, { outcome: 'ported' }) });
  expect(again(view).numbers).toEqual([aSingle(10)]);
});

test('R8: of a block that ported in part, the rest is ordered as ranges, and the code goes with the first number only', () => {
  const block = aBlock();
  const numbers = ['00', '01', '02', '03', '04', '05', '06', '07', '08', '09'].map((ending, index): NumberState => ({
    number: `+3319900130${ending.slice(1)}`,
    voice: index === 4 ? 'active' : index === 9 ? 'moved' : index === 0 ? 'failed' : 'atLosing',
    sms: 'waitingPort',
  }));
  const view = aView({ status: 'failed', requests: [aRequest(1, block, { numbers })] });
  expect(again(view).numbers).toEqual([
    { kind: 'block', start: '+33199001300', end: '+33199001303', transferCode: 'CODE2' },
    { kind: 'block', start: '+33199001305', end: '+33199001308' },
  ]);
});

test('R13, R22: details are taken as last corrected, transfer codes too', () => {
  const corrected = { holder: { ...details.holder, name: 'Blaise Modele' }, losing: details.losing, signer: details.signer };
  const item = { ...aSingle(10), transferCode: 'NEW' };
  const view = aView({ requests: [aRequest(1, item, { corrected })] });
  expect(again(view)).toMatchObject({ holder: { name: 'Blaise Modele' }, numbers: [{ transferCode: 'NEW' }] });
});

test("R10: numbers with an account of their own keep it, and what was corrected for all becomes the order's", () => {
  const other = { carrier: 'OTHER', accountNumber: 'B-1' };
  const mended = { ...details.losing, accountNumber: 'A-2' };
  const [own, usual] = [{ ...aSingle(11), losing: other }, aSingle(10)];
  const view = aView({
    requests: [aRequest(1, usual, { corrected: { holder: details.holder, losing: mended, signer: details.signer } }), aRequest(2, own)],
  });
  expect(again(view)).toMatchObject({ losing: mended, numbers: [usual, own] });
  expect(again(view).numbers[0]).not.toHaveProperty('losing');
  expect(again(aView({ details: { ...details, numbers: [own, usual] } })).numbers.map(({ losing }) => losing)).toEqual([
    undefined,
    details.losing,
  ]);
});

test('R8: a request that gave its place to others leaves nothing of its own', () => {
  const view = aView({ requests: threeRequests({}, { outcome: 'replaced' }, {}) });
  expect(again(view).numbers).toEqual([aBlock(), aSingle(11)]);
});

test('one order has one holder: requests that were corrected in different ways are ordered separately, by name', () => {
  const corrected = { holder: { ...details.holder, name: 'Blaise Modele' }, losing: details.losing, signer: details.signer };
  const view = aView({ requests: threeRequests({}, { corrected }) });
  expect(why(view)).toEqual({ why: 'detailsDiffer', together: [[1, 3], [2]] });
  expect(again(view, { requests: [2] })).toMatchObject({ holder: { name: 'Blaise Modele' }, numbers: [aSingle(10)] });
  expect(again(view, { requests: [1, 3] }).numbers).toEqual([aBlock(), aSingle(11)]);
  expect(why(view, { requests: [4] })).toEqual({ why: 'unknownRequest' });
});

test.each(['intake', 'awaitingDocuments', 'awaitingSignature', 'inProgress', 'actionRequired', 'scheduled', 'partiallyPorted'] as const)(
  'R22: an order that is %s is not over, and is cancelled first',
  (status) => {
    expect(why(aView({ status, requests: [aRequest(1, aSingle(), { status: 'submitted' })] }))).toEqual({ why: 'notOver', status });
  },
);

test('R24: a cancelled order whose numbers are still watched says until when: they may port all the same', () => {
  const until = { what: 'watchUntil', atMs: 2, zone: 'Europe/Paris', explanation: '', then: '' } as const;
  const view = aView({
    status: 'inProgress',
    requests: threeRequests(
      { status: 'cancelled', nextDeadline: { ...until, atMs: 1 } },
      { status: 'cancelled', nextDeadline: until },
      { outcome: 'ported' },
    ),
  });
  expect(why(view)).toEqual({ why: 'watched', until });
});

test.each(['completed', 'cancelled', 'failed', 'expired', 'refused', 'completedPartially'] as const)(
  'R22: of an order that is over as %s, what ported is never ordered again',
  (status) => {
    const ported = { outcome: 'ported' } as const;
    expect(why(aView({ status, requests: threeRequests(ported, ported, ported) }))).toEqual({ why: 'nothingLeft' });
  },
);
