import type { Correction } from '../../../domain/order-details';
import { viewOf } from '../../../domain/order/view';
import { REJECTION_CODES, ruleOf } from '../../../domain/rejection/codes';
import { driveToRejected, driveToRequests, type DrivenOrder } from '../../support/builders/drive-order';
import { driveToSubmitted } from '../../support/builders/drive-request';
import { aFrenchOrder, anOrderInput, aSingle } from '../../support/builders/order';

const rejected = (...codes: readonly string[]): DrivenOrder => driveToRejected(undefined, ...codes);
const { holder } = aFrenchOrder();
const name: Correction = { holder: { ...holder, name: 'Bea Martin' } };
const code: Correction = { transferCodes: { [aSingle().number]: 'CODE9' } };
const pin: Correction = { losing: { carrier: 'ORANGE', accountNumber: 'A-1', pin: '4711' } };
const asItIs: Correction = { asItIs: true };
const said = (order: DrivenOrder, correction: Correction, by: 'customer' | 'operator' = 'customer') =>
  order.saysTo(correction, undefined, by).results[0];
const sent = (order: DrivenOrder): number => order.sentTo(1).filter((kind) => kind === 'resubmissionReady').length;
const taken = { n: 1, taken: true, mayFail: false, atOnce: false };

describe("R13: a customer's correction answers each of their reasons", () => {
  test('one that answers none of them is refused, and says which', () => {
    const order = rejected('NAME_MISMATCH', 'PIN_INVALID');
    expect(said(order, code)).toEqual({
      n: 1,
      taken: false,
      reason: 'reasonsUncovered',
      uncovered: ['NAME_MISMATCH', 'PIN_INVALID'],
    });
    expect(said(order, name)).toMatchObject({ uncovered: ['PIN_INVALID'] });
    expect(sent(order.corrects(name))).toBe(0);
    expect(order.flying('issueLoa')).toEqual([]);
  });

  test('one that answers them all is taken', () => {
    const order = rejected('TRANSFER_CODE_INVALID', 'PIN_INVALID');
    expect(said(order, { ...code, ...pin })).toEqual(taken);
    expect(sent(order.corrects({ ...code, ...pin }))).toBe(1);
  });

  test('two corrections, one after the other, answer together: the second is held against what was rejected', () => {
    const order = rejected('NAME_MISMATCH').corrects(name);
    expect(said(order, code)).toEqual(taken);
    expect(said(order.corrects(code), { holder })).toMatchObject({ reason: 'reasonsUncovered', uncovered: ['NAME_MISMATCH'] });
  });

  test('the next rejection is held against what the next attempt said', () => {
    const order = rejected('TRANSFER_CODE_INVALID').corrects(code);
    const again = driveToSubmitted().rejects('TRANSFER_CODE_INVALID').corrected().accepted();
    order.hearsOf(1, again.rejects('TRANSFER_CODE_INVALID'));
    expect(said(order, asItIs)).toMatchObject({ uncovered: ['TRANSFER_CODE_INVALID'] });
    expect(said(order, { transferCodes: { [aSingle().number]: 'CODE8' } })).toEqual(taken);
  });

  test('of two requests each is held against its own reasons', () => {
    const order = driveToRequests(anOrderInput({ details: { numbers: [aSingle(10), aSingle(11)] } }))
      .hearsOf(1, driveToSubmitted().rejects('TRANSFER_CODE_INVALID'))
      .hearsOf(2, driveToSubmitted().rejects('PIN_INVALID'));
    expect(order.saysTo(pin).results).toEqual([
      { n: 1, taken: false, reason: 'reasonsUncovered', uncovered: ['TRANSFER_CODE_INVALID'] },
      { ...taken, n: 2 },
    ]);
  });

  test('a rejection from before this rule is answered by any correction, as it was when it came', () => {
    const order = rejected('NAME_MISMATCH', 'LOA_INVALID');
    const { byReason: _, ...before } = order.entry(1).snapshot ?? {};
    order.state = { ...order.state, requests: [{ ...order.entry(1), snapshot: before as never }] };
    expect(said(order, asItIs)).toEqual(taken);
    expect(sent(order.corrects(asItIs))).toBe(1);
    expect(order.flying('issueLoa')).toEqual([]);
  });
});

describe('R13: sending the same again', () => {
  const customers = REJECTION_CODES.filter((one) => ruleOf(one).resolver === 'customer');
  const inTheOrder = customers.filter((one) => ruleOf(one).changes.length > 0 && !ruleOf(one).elsewhere);

  test.each(customers)('for %s, from the customer only where nothing in the order has to change', (one) => {
    expect(said(rejected(one), asItIs)?.taken).toBe(!inTheOrder.includes(one));
  });

  test.each(REJECTION_CODES.filter((one) => one !== 'NOT_PORTABLE'))('for %s, from an operator always', (one) => {
    expect(said(rejected(one), asItIs, 'operator')).toEqual(taken);
  });

  test('what was mended at the losing provider does not excuse what is wrong in the order', () => {
    expect(said(rejected('NUMBER_LOCKED', 'PIN_INVALID'), asItIs)).toMatchObject({ uncovered: ['PIN_INVALID'] });
  });
});

describe('R9, R13: a document that was missing', () => {
  test('came after the rejection: the same goes out again', () => {
    const order = rejected('DOCUMENT_MISSING').provides('invoice', 'e'.repeat(64));
    expect(said(order, asItIs)).toEqual(taken);
    expect(sent(order.corrects(asItIs))).toBe(1);
  });

  test('never came: what was handed in before the rejection is what was rejected', () => {
    expect(said(rejected('DOCUMENT_MISSING'), asItIs)).toMatchObject({ uncovered: ['DOCUMENT_MISSING'] });
    expect(said(rejected('DOCUMENT_MISSING').provides('invoice'), code)).toMatchObject({ uncovered: ['DOCUMENT_MISSING'] });
  });
});

describe('R10: a reason that wants a new letter', () => {
  test.each(['LOA_INVALID', 'MORE_RECENT_AUTH'])('%s: nothing changes, and it goes out once a new letter is signed', (one) => {
    const order = rejected(one).corrects(asItIs);
    expect(sent(order)).toBe(0);
    expect(order.flying('issueLoa')).toEqual([{ do: 'issueLoa', revision: 2 }]);
    expect(sent(order.loaMade().signs(2))).toBe(1);
  });

  test('never signed: it is not sent', () => {
    expect(sent(rejected('LOA_INVALID').corrects(asItIs).loaMade())).toBe(0);
  });

  test('of two requests only the one whose letter was refused waits for a new one', () => {
    const order = driveToRequests(anOrderInput({ details: { numbers: [aSingle(10), aSingle(11)] } }))
      .hearsOf(1, driveToSubmitted().rejects('LOA_INVALID'))
      .hearsOf(2, driveToSubmitted().rejects('NUMBER_LOCKED'))
      .corrects(asItIs);
    expect([order.sentTo(1), order.sentTo(2)]).toEqual([[], ['resubmissionReady']]);
    expect(order.loa(2)?.covers).toEqual([1]);
  });
});

describe("R13: reasons of the customer's and of ours", () => {
  test("the customer's part is taken and kept; an operator sends it all", () => {
    const order = rejected('PIN_INVALID', 'DATE_INVALID').corrects(pin);
    expect(sent(order)).toBe(0);
    expect(order.entry(1).losing.pin).toBe('4711');
    expect(viewOf(order.state, order.input)).toMatchObject({
      attention: ['rejectionNeedsOperator'],
      requests: [{ waitingForOperator: true }],
    });
    order.corrects({ preferredDate: '2026-04-20' }, undefined, 'operator');
    expect(order.answerTo('signalRequest').message).toMatchObject({
      frozen: { losing: { pin: '4711' }, preferredDate: '2026-04-20' },
    });
    expect(viewOf(order.state, order.input).requests[0]).not.toHaveProperty('waitingForOperator');
  });

  test('the operator may be first: it is sent once the new letter is signed', () => {
    const order = rejected('NAME_MISMATCH', 'DATE_INVALID').corrects(name).loaMade().corrects(asItIs, undefined, 'operator');
    expect(sent(order)).toBe(0);
    expect(sent(order.signs(2))).toBe(1);
  });

  test('a signature alone does not send what an operator has not looked at', () => {
    const order = rejected('NAME_MISMATCH', 'SUSPECTED_FRAUD').corrects(name).loaMade().signs(2);
    expect(sent(order)).toBe(0);
    expect(sent(order.corrects(asItIs, undefined, 'operator'))).toBe(1);
  });

  test('what is ours alone: the customer has nothing to answer, and cannot send what we have not cleared', () => {
    const order = rejected('SUSPECTED_FRAUD');
    expect(said(order, asItIs)).toEqual({ ...taken, byOperator: true });
    expect(sent(order.corrects(asItIs))).toBe(0);
    expect(said(order, asItIs, 'operator')).toEqual(taken);
    expect(sent(order.corrects(asItIs, undefined, 'operator'))).toBe(1);
  });
});

test('R19: a correction may bring another wish for the date, before submission and after a rejection', () => {
  const date = { preferredDate: '2026-04-20' };
  const two = driveToRejected(anOrderInput({ details: { numbers: [aSingle(10), aSingle(11)] } }), 'CONTRACT_TERM').corrects(date, [2]);
  const frozen = two.asked.flatMap((effect) =>
    effect.do === 'signalRequest' && effect.message.kind === 'resubmissionReady' ? [[effect.n, effect.message.frozen.preferredDate]] : [],
  );
  expect(frozen).toEqual([[2, '2026-04-20']]);
  expect(two.state.details.preferredDate).toBeUndefined();
});

describe('R8, R13: a whole block in place of a refused number', () => {
  const addBlock = { start: '+33199001210', end: '+33199001219' };

  test('answers that the range was incomplete', () => {
    expect(said(rejected('RANGE_INCOMPLETE'), { addBlock })).toEqual(taken);
  });

  test('does not answer what else was wrong: that has to come with it', () => {
    const order = rejected('RANGE_INCOMPLETE', 'NAME_MISMATCH');
    expect(said(order, { addBlock })).toMatchObject({ reason: 'reasonsUncovered', uncovered: ['NAME_MISMATCH'] });
    expect(said(order, { addBlock, ...name })).toEqual(taken);
    expect(said(order, { addBlock }, 'operator')).toEqual(taken);
  });

  test('is not wanted where the losing provider has divided the range: the same goes out again', () => {
    expect(said(rejected('RANGE_INCOMPLETE'), asItIs)).toEqual(taken);
  });
});
