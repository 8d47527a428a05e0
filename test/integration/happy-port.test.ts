import { aNumber, aParisNumber, frenchDetails, single, usDetails } from '../support/orders';
import { placeOrder, signedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';

let stage: Stage;
beforeAll(async () => {
  // Slow enough that each message is out before the next fact overtakes it.
  stage = await setStage({ focDays: 3, dayMs: 3_000 });
});
afterAll(() => stage?.close());

test.concurrent('R9 to R18: one number goes from order to active SMS, and the ticket tells every step of it', async () => {
  const number = aNumber();
  const order = await placeOrder(stage, usDetails([single(number)]));
  await order.provideDocuments();
  // Signed before it was told, the letter would not be worth a message any more.
  await order.told(/letter of authorisation to sign/);
  await order.sign();
  await order.configures();

  expect(await order.ends()).toMatchObject({
    status: 'completed',
    attention: [],
    requests: [{ outcome: 'ported', attempt: 1, numbers: [{ number, voice: 'active', sms: 'active' }] }],
  });
  // At this pace the numbers move before the timers of lock and window are heard, or after: two facts of no consequence.
  expect((await order.happened()).filter((kind) => kind !== 'locked' && kind !== 'activating')).toEqual([
    'accepted',
    'documentProvided',
    'loaReady',
    'loaSigned',
    'submitted',
    'scheduled',
    'numbersAdded',
    'ported',
    'smsActive',
    'closed',
  ]);
  const last = await order.told(/finished/);
  const subjects = (await order.ticket()).map(({ subject }) => subject);
  expect(subjects).toEqual([
    expect.stringContaining('order is taken'),
    expect.stringContaining('letter of authorisation to sign'),
    expect.stringContaining('sent to the losing provider'),
    expect.stringMatching(/confirmed for .*; your numbers can be configured/),
    expect.stringContaining('complete'),
    expect.stringContaining('SMS active; finished'),
  ]);
  const [taken, , submitted, scheduled, complete] = (await order.ticket()).map(({ body }) => body);
  // R6 wherever it matters, R27 before anything is sent.
  for (const body of [taken, submitted, scheduled]) expect(body).toMatch(/keep your contract at the losing provider/i);
  expect(taken).toContain('may charge');
  expect(scheduled).toMatch(/configure/i);
  expect(complete).toContain('3 business days');
  expect(last.body).toContain('SMS');

  expect(order.carrierOrders()).toEqual([order.reference()]);
  expect(order.carrierLines('port.completed', 'done')).toHaveLength(1);
  expect(await order.claims()).toEqual([]);
});

test.concurrent('R8, R20, R21: a French order is one request for its block and one for each single number, whose dates may differ', async () => {
  const block = aParisNumber('30');
  const [prompt, late] = [aParisNumber('20'), aParisNumber('04')];
  const order = await signedOrder(
    stage,
    frenchDetails([
      { kind: 'single', number: prompt, transferCode: '01P1A2B3C4D5' },
      { kind: 'block', start: block, end: `${block.slice(0, -1)}9`, transferCode: '01P1A2B3C4D6' },
      { kind: 'single', number: late, transferCode: '01P1A2B3C4D7' },
    ]),
  );

  const dates = await Promise.all([1, 2, 3].map(async (n) => (await order.reaches('scheduled', n)).foc.date));
  expect((await order.view()).requests.map(({ numbers }) => numbers?.length)).toEqual([10, 1, 1]);
  expect(dates[2]).not.toBe(dates[1]);

  const view = await order.ends();
  expect(view).toMatchObject({ status: 'completed', requests: [{ outcome: 'ported' }, { outcome: 'ported' }, { outcome: 'ported' }] });
  expect(order.carrierOrders().toSorted()).toEqual([1, 2, 3].map((n) => order.reference(n)));
  // R20: one event moved the whole block.
  const moved = order.carrierLines('port.number_activated', 'told').filter(({ reference }) => reference === order.reference(1));
  expect(moved.map(({ numbers }) => numbers?.length)).toEqual([10]);
  expect(await order.claims()).toEqual([]);

  await order.told(/terminé/i);
  const comments = await order.ticket();
  expect(new Set(comments.map(({ language }) => language))).toEqual(new Set(['fr']));
  expect(comments.filter(({ subject }) => /confirmé/i.test(subject)).length).toBeGreaterThan(0);
});
