import { aNumber, aParisNumber, frenchDetails, single, usDetails } from '../support/orders';
import { signedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ focDays: 3 });
});
afterAll(() => stage?.close());

test.concurrent('R13: a wrong holder name is rejected, corrected, signed anew and submitted again as the second attempt', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('01'))]));
  expect(await order.reaches('rejected')).toMatchObject({ attempt: 1, reasons: [{ code: 'NAME_MISMATCH', field: 'holder.name' }] });
  await order.until('a call for action', ({ status }) => status === 'actionRequired');
  expect((await order.told(/refused|rejected/i)).body).toMatch(/name/i);

  const holder = { ...order.input.details.holder, name: 'Ada M. Testperson' };
  expect(await order.correct({ holder: order.input.details.holder })).toMatchObject({
    taken: false,
    results: [{ n: 1, reason: 'nothingChanged' }],
  });
  expect(await order.correct({ holder })).toMatchObject({ taken: true, results: [{ n: 1, taken: true }] });
  // R10: the holder stands in the LOA, so nothing goes out before the new revision is signed.
  await order.until('LOA revision 2', ({ loa }) => loa?.revision === 2 && loa.sha256);
  expect(order.carrierOrders()).toEqual([order.reference(1, 1)]);
  await order.sign(2);

  expect(await order.ends()).toMatchObject({ status: 'completed', requests: [{ attempt: 2, outcome: 'ported' }] });
  expect(order.carrierOrders()).toEqual([order.reference(1, 1), order.reference(1, 2)]);
  // R3: the estimate is made anew with the second submission.
  expect((await order.happened()).filter((kind) => kind === 'submitted')).toHaveLength(2);
  expect(await order.claims()).toEqual([]);
});

test.concurrent('R13: a correction that does not answer the reason is refused with what has to change, and nothing is sent', async () => {
  const number = aParisNumber('02');
  const order = await signedOrder(stage, frenchDetails([{ kind: 'single', number, transferCode: '01P1A2B3C4D5' }], { inBlock: 'no' }));
  await order.reaches('rejected');
  for (const correction of [{ asItIs: true }, { losing: { ...order.input.details.losing, pin: '4711' } }] as const) {
    expect(await order.correct(correction)).toMatchObject({
      taken: false,
      results: [{ n: 1, reason: 'reasonsUncovered', uncovered: ['TRANSFER_CODE_INVALID'] }],
    });
  }
  expect(order.carrierOrders()).toHaveLength(1);
});

test.concurrent('R13: a wrong transfer code is corrected under the LOA that is signed already', async () => {
  const number = aParisNumber('02');
  const order = await signedOrder(stage, frenchDetails([{ kind: 'single', number, transferCode: '01P1A2B3C4D5' }], { inBlock: 'no' }));
  expect(await order.reaches('rejected')).toMatchObject({ reasons: [{ code: 'TRANSFER_CODE_INVALID' }] });
  expect(await order.correct({ transferCodes: { [number]: '02P9Z8Y7X6W5' } })).toMatchObject({ taken: true });
  expect(await order.ends()).toMatchObject({ status: 'completed', loa: { revision: 1 }, requests: [{ attempt: 2 }] });
});

test.concurrent('R13: a date that was given and then refused is a rejection like any other, for an operator', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('12'))]));
  await order.reaches('scheduled');
  expect(await order.reaches('rejected')).toMatchObject({ attempt: 1, reasons: [{ code: 'FOC_REFUSED' }] });
  await order.raises('rejectionNeedsOperator');
  expect((await order.view()).requests[0]).not.toHaveProperty('foc.date');

  // Nothing of it is wrong. The customer may say so; an operator submits it again as it is.
  expect(await order.correct({ asItIs: true })).toMatchObject({ taken: true, results: [{ byOperator: true }] });
  expect((await order.view()).requests[0]).toMatchObject({ status: 'rejected', waitingForOperator: true });
  expect(await order.correct({ asItIs: true }, 'operator')).toMatchObject({ taken: true });
  expect(await order.ends()).toMatchObject({ status: 'completed', attention: [], requests: [{ attempt: 2, outcome: 'ported' }] });
  expect((await order.happened()).filter((kind) => kind === 'scheduled')).toHaveLength(2);
  expect(order.carrierOrders()).toHaveLength(2);
});

test.concurrent('R13, R24: a rejected request that its customer gives up is cancelled at once, since nothing lives at the carrier', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('01'))]));
  await order.reaches('rejected');
  expect(await order.cancel()).toMatchObject({ taken: true, results: [{ n: 1, atOnce: true }] });
  await order.told(/cancelled/i);
  expect(order.carrierLines('cancel.asked', 'asked')).toEqual([]);
});

test.concurrent('R13: a rejection that nobody answers closes the request in the end, and the numbers are given back', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('01'))]));
  await order.reaches('rejected');
  expect(await order.ends()).toMatchObject({ status: 'failed', requests: [{ outcome: 'rejectionUnanswered' }] });
  expect(await order.claims()).toEqual([]);
});
