import { DAY_MS } from '../../../domain/clock';
import type { OrderInput } from '../../../domain/order/state';
import { viewOf } from '../../../domain/order/view';
import { anOrderInput, aSingle } from '../../support/builders/order';
import { driveToSubmitted } from '../../support/builders/drive-request';
import { driveOrder, hashOf, type DrivenOrder } from '../../support/builders/drive-order';
import { MONDAY } from '../../support/builders/rules';

const LOA_RULES = { accepted: ['electronic', 'handwritten'], companyStamp: false, maxAgeDays: 30 } as const;
const FREE = { carrier: 'FREE', accountNumber: 'F-9' };
const input = (changed: Parameters<typeof anOrderInput>[0] = {}): OrderInput =>
  anOrderInput({ requiredDocuments: [], loaRules: LOA_RULES, ...changed });
const twoAccounts = (): OrderInput => input({ details: { numbers: [aSingle(10), { ...aSingle(11), losing: FREE }, aSingle(12)] } });
const letters = (order: DrivenOrder): DrivenOrder => {
  while (order.flying('issueLoa').length > 0) order.loaMade();
  return order;
};

describe('R10: one letter for each account at a losing carrier', () => {
  test('the requests know their own account, and each letter covers one account’s numbers', () => {
    const order = letters(driveOrder(twoAccounts()).admitted());
    expect(order.state.requests.map(({ n, losing }) => [n, losing.carrier])).toEqual([
      [1, 'ORANGE'],
      [2, 'ORANGE'],
      [3, 'FREE'],
    ]);
    expect(viewOf(order.state, order.input).loas.map(({ revision, covers }) => [revision, covers])).toEqual([
      [1, [1, 2]],
      [2, [3]],
    ]);
  });

  test('R11: the first to be signed goes out and holds up nobody; the other follows with its own signature', () => {
    const order = letters(driveOrder(twoAccounts()).admitted()).signs(1);
    expect(order.flying('startRequest').map(({ n }) => n)).toEqual([1, 2]);
    expect(viewOf(order.state, order.input).requests.map(({ waitingForSignature }) => waitingForSignature)).toEqual([false, false, true]);
    order.requestRuns().requestRuns().signs(2);
    expect(order.flying('startRequest').map(({ n }) => n)).toEqual([3]);
  });

  test('never signed, what the other letter covers ends at the last day, and the rest goes on', () => {
    const order = letters(driveOrder(twoAccounts()).admitted()).signs(1).requestRuns().requestRuns();
    order.passes(MONDAY + 31 * DAY_MS);
    expect(order.lastOf(3)).toEqual({ kind: 'closed', why: 'notSigned' });
    expect(order.at).toBe('inProgress');
  });

  test('a correction of the order’s account leaves the other account alone', () => {
    const order = letters(driveOrder(twoAccounts()).admitted()).corrects({ losing: { carrier: 'ORANGE', accountNumber: 'A-2' } });
    expect(order.state.requests.map(({ losing }) => losing.accountNumber)).toEqual(['A-2', 'A-2', 'F-9']);
  });

  test('what still waits for its signature can be corrected although the others are on their way', () => {
    const order = letters(driveOrder(twoAccounts()).admitted()).signs(1).requestRuns().requestRuns();
    order.corrects({ losing: { ...FREE, accountNumber: 'F-10' } }, [3]);
    letters(order).signs(3);
    expect(order.flying('startRequest').map(({ n }) => n)).toEqual([3]);
    expect(order.entry(3).losing.accountNumber).toBe('F-10');
  });
});

describe('R10: the form of the signature', () => {
  const onPaper = (): OrderInput => input({ loaRules: { ...LOA_RULES, accepted: ['handwritten'] } });

  test('an electronic one is told and not taken where the country wants paper', () => {
    const order = letters(driveOrder(onPaper()).admitted()).signs(1);
    expect(order.lastFact('loaFormRefused')).toMatchObject({ revision: 1, accepted: ['handwritten'] });
    expect([order.at, order.messages.at(-1)]).toEqual(['awaitingSignature', ['loaFormRefused']]);
  });

  test('a scan of one that was signed by hand is taken', () => {
    const order = letters(driveOrder(onPaper()).admitted());
    const signature = {
      loaId: 'L',
      revision: 1,
      hash: hashOf(1),
      signer: 'Ada Martin',
      at: MONDAY,
      form: 'handwritten',
      scan: 'f'.repeat(64),
    } as const;
    expect(order.take({ kind: 'loaSigned', signature }).at).toBe('inProgress');
  });
});

describe('R10, R13: the age of a signature', () => {
  const rejectedAfter = (days: number): DrivenOrder => {
    const order = letters(driveOrder(input()).admitted()).signs(1).requestRuns();
    order.nowMs = MONDAY + days * DAY_MS;
    return order
      .hearsOf(1, driveToSubmitted().rejects('ACCOUNT_NUMBER_INVALID'))
      .corrects({ losing: { carrier: 'ORANGE', accountNumber: 'A-2' } });
  };

  test('fresh enough, the corrected request goes out under it', () => {
    expect(rejectedAfter(30).sentTo(1)).toEqual(['resubmissionReady']);
  });

  test('too old, the customer is told, and a new one comes first', () => {
    const order = rejectedAfter(31);
    expect(order.sentTo(1)).toEqual([]);
    expect(order.lastFact('loaTooOld')).toMatchObject({ revision: 1, maxAgeDays: 30 });
    letters(order).signs(2);
    expect(order.sentTo(1)).toEqual(['resubmissionReady']);
  });
});
