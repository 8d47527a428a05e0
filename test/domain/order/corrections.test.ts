import { DAY_MS } from '../../../domain/clock';
import { corrected, judgeCorrection, judgeReturning, judgeStarting } from '../../../domain/order/judging';
import { frozenFor } from '../../../domain/order/loa';
import { viewOf } from '../../../domain/order/view';
import { aBlock, anOrderInput, aSingle } from '../../support/builders/order';
import { driveToLoa, driveToRejected, driveToRequests, hashOf, type DrivenOrder } from '../../support/builders/drive-order';
import { focOn } from '../../support/builders/carrier-event';
import { drive, driveToScheduled, driveToSubmitted, type DrivenRequest } from '../../support/builders/drive-request';
import { aRequestInput } from '../../support/builders/request';
import { at, MONDAY, someRules } from '../../support/builders/rules';

const two = anOrderInput({ details: { numbers: [aSingle(10), aSingle(11)] } });
const holder = (name: string) => ({ name, address: { street: '1 rue de la Paix', postalCode: '75002', city: 'Paris' } });
const [one] = [aSingle(10).number];
const newCode = { transferCodes: { [one]: 'CODE9' } };
const sent = (order: DrivenOrder, n: number) =>
  order.asked.flatMap((effect) =>
    effect.do === 'signalRequest' && effect.n === n && effect.message.kind === 'resubmissionReady' ? [effect.message.frozen] : [],
  );

describe('R13: a rejected request is corrected', () => {
  test('a transfer code goes out at once, under the letter that was signed', () => {
    const order = driveToRejected().corrects(newCode);
    expect(sent(order, 1)).toMatchObject([{ items: [{ transferCode: 'CODE9' }], loa: { revision: 1, sha256: hashOf(1) } }]);
    expect(order.flying('issueLoa')).toEqual([]);
  });

  test('the view says which details hold for a request, once they are not those of the order any more', () => {
    const order = driveToRejected(two);
    const corrected = () => viewOf(order.state, two).requests.map((request) => request.corrected?.holder.name);
    expect(corrected()).toEqual([undefined, undefined]);
    order.corrects({ holder: holder('Bea Martin') }, [2]);
    expect(corrected()).toEqual([undefined, 'Bea Martin']);
  });

  test('account data at the losing carrier need no new letter', () => {
    expect(sent(driveToRejected().corrects({ losing: { carrier: 'ORANGE', accountNumber: 'A-2' } }), 1)).toMatchObject([
      { losing: { accountNumber: 'A-2' } },
    ]);
  });

  test.each([
    ['holder', { holder: holder('Bea Martin') }],
    ['signer', { signer: { name: 'Bea Martin', email: 'bea@example.org' } }],
  ])('R10: another %s needs a new letter, and goes out once that is signed', (_, correction) => {
    const order = driveToRejected().corrects(correction);
    expect(sent(order, 1)).toEqual([]);
    expect(order.flying('issueLoa')).toEqual([{ do: 'issueLoa', revision: 2 }]);
    order.loaMade();
    expect(order.lastFact('loaReady')).toMatchObject({ revision: 2 });
    expect(
      order
        .signs(1)
        .signs(2, hashOf(3))
        .signs(2)
        .signs(2)
        .kinds.filter((kind) => kind === 'loaSigned'),
    ).toHaveLength(2);
    expect(sent(order, 1)).toMatchObject([{ loa: { revision: 2 } }]);
    expect(order.entry(1).awaitsLoa).toBeUndefined();
  });

  test('R10: what waits for a new signature is not sent under the old one, whatever else is corrected meanwhile', () => {
    const order = driveToRejected()
      .corrects({ holder: holder('Bea Martin') })
      .loaMade()
      .corrects(newCode);
    expect(sent(order, 1)).toEqual([]);
    order.signs(2);
    expect(sent(order, 1)).toMatchObject([{ holder: { name: 'Bea Martin' }, items: [{ transferCode: 'CODE9' }], loa: { revision: 2 } }]);
  });

  test('corrected twice before it was signed: only the last letter counts', () => {
    const order = driveToRejected()
      .corrects({ holder: holder('Bea Martin') })
      .loaMade()
      .corrects({ holder: holder('Cem Martin') })
      .loaMade();
    expect(order.signs(2).lastFact('loaStale')).toMatchObject({ revision: 2, current: 3 });
    expect(sent(order.signs(3), 1)).toMatchObject([{ holder: { name: 'Cem Martin' }, loa: { revision: 3 } }]);
  });

  test('requests that are corrected one after the other have a letter each, signed in any order', () => {
    const order = driveToRejected(two)
      .corrects({ holder: holder('Bea Martin') }, [1])
      .loaMade()
      .corrects({ holder: holder('Cem Martin') }, [2])
      .loaMade();
    expect(order.signs(3).entry(1).awaitsLoa).toBe(2);
    expect(viewOf(order.state, order.input).loa).toMatchObject({ revision: 2, sha256: hashOf(2) });
    order.signs(2);
    expect([sent(order, 1), sent(order, 2)]).toMatchObject([
      [{ holder: { name: 'Bea Martin' }, loa: { revision: 2 } }],
      [{ holder: { name: 'Cem Martin' }, loa: { revision: 3 } }],
    ]);
  });

  test('a letter for two of which one is corrected again: the other keeps a letter of its own', () => {
    const order = driveToRejected(two)
      .corrects({ holder: holder('Bea Martin') })
      .loaMade()
      .corrects({ holder: holder('Cem Martin') }, [1]);
    while (order.flying('issueLoa').length > 0) order.loaMade();
    expect(order.state.loas.slice(2).map(({ covers }) => covers)).toEqual([[1], [2]]);
    order.signs(2).signs(3).signs(4);
    expect([sent(order, 1), sent(order, 2)]).toMatchObject([
      [{ holder: { name: 'Cem Martin' }, loa: { revision: 3 } }],
      [{ holder: { name: 'Bea Martin' }, loa: { revision: 4 } }],
    ]);
  });

  test('requests whose details have become different do not share a letter', () => {
    const order = driveToRejected(two)
      .corrects({ signer: { name: 'Bea Martin', email: 'bea@example.org' } }, [1])
      .corrects({ holder: holder('Cem Martin') });
    const open = order.state.loas.filter(({ revision }) => order.state.requests.some(({ awaitsLoa }) => awaitsLoa === revision));
    expect(open.map(({ covers }) => covers)).toEqual([[1], [2]]);
  });

  test('a resubmission that could not be sent is sent again', () => {
    const order = driveToRejected()
      .corrects(newCode)
      .fails('signalRequest')
      .passes(MONDAY + 3_600_000);
    expect(order.flying('signalRequest')).toMatchObject([{ n: 1, message: { kind: 'resubmissionReady' } }]);
  });

  test('a request that nobody signed for has nothing to send', () => {
    const order = driveToLoa();
    expect(frozenFor(order.state, order.entry(1))).toBeUndefined();
  });
});

describe('what is said to a correction', () => {
  const reasons = (order: DrivenOrder, correction: Parameters<DrivenOrder['corrects']>[0], requests?: readonly number[]) =>
    order.saysTo(correction, requests).results.map((result) => (result.taken ? 'taken' : result.reason));

  test('without naming requests the rejected ones are meant', () => {
    const order = driveToRequests(two).hearsOf(1, driveToSubmitted().rejects('TRANSFER_CODE_INVALID')).hearsOf(2, driveToScheduled());
    expect(order.saysTo(newCode)).toMatchObject({ taken: true, results: [{ n: 1, taken: true }] });
    expect(reasons(order, newCode, [1, 2])).toEqual(['taken', 'notRejected']);
  });

  test.each([
    ['that is with the carrier', () => driveToRequests().hearsOf(1, driveToSubmitted()), 'notRejected'],
    ['that changes nothing', () => driveToRejected(), 'nothingChanged'],
  ])('one %s', (_, given, reason) => {
    expect(reasons(given(), { transferCodes: { [one]: 'CODE1' } })).toEqual([reason]);
  });

  test('one for an order that is over', () => {
    expect(reasons(driveToLoa().cancel(), newCode)).toEqual(['closed']);
  });

  test('one that is refused leaves no trace', () => {
    const order = driveToRequests().hearsOf(1, driveToSubmitted());
    const { state } = order;
    expect(order.corrects(newCode).state).toEqual(state);
  });
});

test('a transfer code is named by the first number of its block', () => {
  const before = { ...anOrderInput().details, numbers: [aBlock(), aSingle()] };
  expect(corrected(before, { transferCodes: { [aBlock().start]: 'CODE7' } }).numbers.map(({ transferCode }) => transferCode)).toEqual([
    'CODE7',
    'CODE1',
  ]);
});

describe('R13: a correction of what waits to be sent again', () => {
  const input = anOrderInput({ rules: someRules({ resubmissionDays: 3 }) });
  const held = () =>
    driveToRequests(input).hearsOf(
      1,
      driveToSubmitted(aRequestInput({ rules: someRules({ resubmissionDays: 3 }) }))
        .rejects('NAME_MISMATCH')
        .corrected(),
    );

  test('is taken, and its details are handed on at once', () => {
    const order = held();
    expect(judgeCorrection(order.state, { by: 'customer', correction: newCode })).toMatchObject({
      taken: true,
      results: [{ n: 1, taken: true }],
    });
    expect(sent(order.corrects(newCode), 1)).toMatchObject([{ items: [{ transferCode: 'CODE9' }] }]);
    expect(order.sentTo(1)).toEqual(['resubmissionReady']);
  });

  test('R10: one that needs a new letter first takes back what waits, then goes out once it is signed', () => {
    const order = held().corrects({ holder: holder('Bea Martin') });
    expect(order.sentTo(1)).toEqual(['resubmissionWithdrawn']);
    order.loaMade().signs(2);
    expect(order.sentTo(1)).toEqual(['resubmissionWithdrawn', 'resubmissionReady']);
  });

  test('R10: a first attempt that waits was signed as it is: what needs a new letter is not taken', () => {
    const notBefore = { what: 'resubmission', atMs: MONDAY + DAY_MS, zone: 'Europe/Paris', explanation: '', then: '' } as const;
    const order = driveToRequests(input).hearsOf(1, drive(aRequestInput({ notBefore })));
    expect(judgeCorrection(order.state, { by: 'customer', correction: { holder: holder('Bea Martin') } })).toMatchObject({
      taken: false,
      results: [{ reason: 'notRejected' }],
    });
    expect(judgeCorrection(order.state, { by: 'customer', correction: newCode })).toMatchObject({ taken: true });
  });
});

describe('what is started or had back goes to the requests that can', () => {
  const rules = someRules({ emergencyReturnHours: 4 });
  const OPENS = at('2026-03-12T09:00:00Z');
  const ported = () =>
    driveToScheduled('2026-03-12', aRequestInput({ rules })).prepared().passes(OPENS).says('numberActivated').activated();
  const onDemand = () =>
    driveToSubmitted()
      .says('focConfirmed', { foc: { ...focOn('2026-03-12'), onDemand: true } })
      .prepared()
      .passes(OPENS);
  const withBoth = (first: DrivenRequest) => {
    const order = driveToRequests(two).hearsOf(1, first).hearsOf(2, driveToSubmitted());
    order.nowMs = OPENS;
    return order;
  };

  test('a start, to the one whose window is open', () => {
    const order = withBoth(onDemand());
    expect(judgeStarting(order.state, undefined, OPENS)).toEqual({
      taken: true,
      results: [{ n: 1, taken: true, mayFail: false, atOnce: true }],
    });
    expect(judgeStarting(order.state, [2], OPENS)).toMatchObject({ taken: false, results: [{ n: 2, reason: 'notOnDemand' }] });
    order.take({ kind: 'activationRequested', by: 'customer' });
    expect([order.sentTo(1), order.sentTo(2)]).toEqual([['activationRequested'], []]);
  });

  test('a return, to the one that has ported', () => {
    const order = withBoth(ported());
    expect(judgeReturning(order.state, undefined, OPENS)).toMatchObject({ taken: true, results: [{ n: 1, taken: true, mayFail: true }] });
    expect(judgeReturning(order.state, [2], OPENS)).toMatchObject({ taken: false, results: [{ n: 2, reason: 'noReturn' }] });
    order.take({ kind: 'returnRequested', by: 'customer', reason: 'calls fail' });
    expect([order.sentTo(1), order.sentTo(2)]).toEqual([['returnRequested'], []]);
  });

  test('neither before anything was sent', () => {
    expect(judgeStarting(driveToLoa().state, undefined, OPENS)).toMatchObject({ taken: false, results: [{ n: 0, reason: 'noDateYet' }] });
    expect(judgeReturning(driveToLoa().state, undefined, OPENS)).toMatchObject({ taken: false, results: [{ n: 0, reason: 'notPorted' }] });
  });

  test('R6: an order whose numbers all went back has ended without a port', () => {
    const back = ported().wantsBack().returnWasTaken().says('returnAccepted');
    expect(driveToRequests().hearsOf(1, back).state.phase).toMatchObject({ at: 'over', outcome: 'failed' });
  });
});
