import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/clock';
import { isFinished } from '../../../domain/order/closing';
import { viewOf } from '../../../domain/order/view';
import { aBlock, anOrderInput, aSingle } from '../../support/builders/order';
import { driveOrder, driveToLoa, hashOf } from '../../support/builders/drive-order';
import { at, MONDAY } from '../../support/builders/rules';

const problem = { path: 'account', code: 'trial_account', message: 'A trial account cannot port.' };
const LAST_DAY = at('2026-04-01T21:59:00Z');

describe('R1: what the world says of a new order', () => {
  test('nothing against it: taken, and the customer learns what is needed until when', () => {
    const order = driveOrder().admitted();
    expect(order.at).toBe('awaitingDocuments');
    expect(order.lastFact('accepted')).toMatchObject({ missing: ['invoice'], documentsBy: { atMs: LAST_DAY } });
    expect(order.messages).toEqual([['accepted']]);
  });

  test('refused: every problem is told, claims are given back, and it is over', () => {
    const order = driveOrder().admitted(problem, { ...problem, path: 'numbers[0]' });
    expect(order.state.phase).toMatchObject({ at: 'over', outcome: 'refused', problems: [{ path: 'account' }, { path: 'numbers[0]' }] });
    expect(order.flying('archive')).toHaveLength(1);
    expect(isFinished(order.state)).toBe(false);
    expect(isFinished(order.archived().state)).toBe(true);
  });

  test('unreadable: raised, and asked again a quarter of an hour later', () => {
    const order = driveOrder().fails('admit');
    expect(order.state.attention.accountUnreadable).toBe(MONDAY);
    order.passes(MONDAY + 15 * MINUTE_MS).admitted();
    expect(order.at).toBe('awaitingDocuments');
    expect(order.state.attention).toEqual({});
  });

  test('an admission that is heard twice is one', () => {
    const order = driveOrder().admitted();
    order.take({ kind: 'admitted', admission: { problems: [problem] } });
    expect(order.at).toBe('awaitingDocuments');
  });

  test('a calendar that fails is asked again', () => {
    const order = driveOrder();
    order.calendarAnswers = false;
    order.admitted().fails('plan');
    expect(order.state.attention.calendarFailed).toBe(MONDAY);
    order.calendarAnswers = true;
    expect(order.passes(MONDAY + HOUR_MS).at).toBe('awaitingDocuments');
    expect(order.state.attention).toEqual({});
  });
});

describe('R9: the documents', () => {
  test('with the last one the LOA is made', () => {
    const order = driveOrder(anOrderInput({ requiredDocuments: ['invoice', 'id'] }))
      .admitted()
      .provides('id');
    expect(order.flying('issueLoa')).toEqual([]);
    expect(order.provides('invoice').flying('issueLoa')).toEqual([{ do: 'issueLoa', revision: 1 }]);
  });

  test('where none is required the LOA is made at once', () => {
    expect(
      driveOrder(anOrderInput({ requiredDocuments: [] }))
        .admitted()
        .flying('issueLoa'),
    ).toHaveLength(1);
  });

  test('one that came before the admission counts', () => {
    expect(driveOrder().provides('invoice').admitted().flying('issueLoa')).toHaveLength(1);
  });

  test('the same one again changes nothing; a newer one of its kind replaces it', () => {
    const order = driveToLoa().provides('invoice').provides('invoice', 'e'.repeat(64));
    expect(order.state.documents).toMatchObject([{ kind: 'invoice', sha256: 'e'.repeat(64) }]);
    expect(order.kinds.filter((kind) => kind === 'documentProvided')).toHaveLength(2);
    expect(order.flying('issueLoa')).toEqual([]);
  });

  test('never provided: the order expires, is told and closed', () => {
    const order = driveOrder()
      .admitted()
      .passes(LAST_DAY - 1);
    expect(order.at).toBe('awaitingDocuments');
    order.passes(LAST_DAY);
    expect(order.state.phase).toMatchObject({ at: 'over', outcome: 'expired' });
    expect(order.lastFact('expired')).toMatchObject({ waitedFor: 'documents' });
    expect(order.messages.at(-1)).toEqual(['expired']);
    expect(order.flying('archive')).toHaveLength(1);
    expect(order.provides('invoice').at).toBe('over');
  });
});

describe('R10: the letter of authorisation', () => {
  test('is shown, and signed before anything is sent', () => {
    const order = driveToLoa();
    expect(order.at).toBe('awaitingSignature');
    expect(order.lastFact('loaReady')).toMatchObject({ revision: 1, loaBy: { atMs: LAST_DAY } });
    expect(order.flying('startRequest')).toEqual([]);
    order.signs(1);
    expect(order.at).toBe('inProgress');
    expect(order.flying('startRequest')).toEqual([{ do: 'startRequest', n: 1 }]);
  });

  test('signed twice is signed once', () => {
    expect(
      driveToLoa()
        .signs(1)
        .signs(1)
        .asked.filter((effect) => effect.do === 'startRequest'),
    ).toHaveLength(1);
  });

  test.each([
    ['another revision', 2, hashOf(2)],
    ['another text', 1, hashOf(7)],
  ])('a signature under %s is told and not taken', (_, revision, hash) => {
    const order = driveToLoa().signs(revision, hash);
    expect(order.at).toBe('awaitingSignature');
    expect(order.lastFact('loaStale')).toMatchObject({ revision, current: 1 });
    expect(order.messages.at(-1)).toEqual(['loaStale']);
  });

  test('a signature before the letter is there is not taken', () => {
    expect(driveOrder().admitted().provides('invoice').signs(1).at).toBe('awaitingDocuments');
  });

  test('never signed: the order expires', () => {
    const order = driveToLoa().passes(LAST_DAY);
    expect(order.lastFact('expired')).toMatchObject({ waitedFor: 'loaSignature' });
    expect(order.signs(1).flying('startRequest')).toEqual([]);
  });

  test('a letter that cannot be made is raised and made later', () => {
    const order = driveOrder().admitted().provides('invoice').fails('issueLoa');
    expect(order.state.attention.loaFailed).toBe(MONDAY);
    order.passes(MONDAY + HOUR_MS).loaMade();
    expect(order.at).toBe('awaitingSignature');
    expect(order.state.attention).toEqual({});
  });

  test('details corrected before the signature void the letter and make a new one', () => {
    const order = driveToLoa()
      .corrects({ signer: { name: 'Eve Martin', email: 'eve@example.org' } })
      .loaMade();
    expect(order.state.details.signer.name).toBe('Eve Martin');
    expect(order.signs(1).at).toBe('awaitingSignature');
    expect(order.signs(2).at).toBe('inProgress');
    expect(order.entry(1).signer.name).toBe('Eve Martin');
  });

  test('a letter that is finished after it was voided is not shown', () => {
    const order = driveOrder()
      .admitted()
      .provides('invoice')
      .corrects({ losing: { carrier: 'SFR' } });
    order.loaMade();
    expect(order.at).toBe('awaitingDocuments');
    order.loaMade();
    expect(viewOf(order.state, order.input).loa).toMatchObject({ revision: 2, sha256: hashOf(2) });
  });

  test('a correction that changes nothing does nothing', () => {
    const order = driveToLoa();
    order.corrects({ holder: order.state.details.holder });
    expect(order.state.loas).toHaveLength(1);
  });

  test('R19: another wish before anything was sent is only a wish', () => {
    const order = driveToLoa().reschedule('2026-04-14');
    expect(order.state.details.preferredDate).toBe('2026-04-14');
    expect(order.lastFact('dateWishChanged')).toMatchObject({ date: '2026-04-14' });
  });
});

test('R20, R21: one request per block and per individual number', () => {
  const order = driveToLoa(anOrderInput({ details: { numbers: [aSingle(10), aBlock(), aSingle(11)] } })).signs(1);
  expect(order.state.requests.map(({ n, numbers }) => [n, numbers.length])).toEqual([
    [1, 10],
    [2, 1],
    [3, 1],
  ]);
  expect(order.loa(1)?.covers).toEqual([1, 2, 3]);
});

describe('R24: a cancel before anything was sent', () => {
  test.each([
    ['intake', () => driveOrder()],
    ['awaitingDocuments', () => driveOrder().admitted()],
    ['awaitingSignature', () => driveToLoa()],
  ])('in %s: over at once, told, claims given back', (_, given) => {
    const order = given().cancel();
    expect(order.state.phase).toMatchObject({ at: 'over', outcome: 'cancelled' });
    expect(order.messages.at(-1)).toEqual(['orderCancelled']);
    expect(order.flying('archive')).toHaveLength(1);
  });

  test.each([
    ['succeeds', () => driveOrder().cancel().archived().admitted()],
    ['fails', () => driveOrder().cancel().archived().fails('admit')],
  ])('a claim that was under way then and %s is given back all the same', (_, given) => {
    const order = given();
    expect(isFinished(order.state)).toBe(false);
    expect(order.flying('archive')).toHaveLength(1);
    expect(isFinished(order.archived().passes(MONDAY + DAY_MS).state)).toBe(true);
    expect(order.asked.filter((effect) => effect.do === 'admit')).toHaveLength(1);
  });

  test('the second cancel is told as impossible', () => {
    expect(driveToLoa().cancel().cancel().messages.at(-1)).toEqual(['cancelNotPossible']);
  });
});
