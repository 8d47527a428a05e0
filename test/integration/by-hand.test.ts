import { manualPortWorkflowId } from '../../domain/ids';
import { pdfText } from '../support/pdf-text';
import { deskOrder } from '../support/desk';
import { BY_HAND } from '../support/orders';
import { setStage, type Stage } from '../support/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ byHand: true, dayMs: 3_000 });
});
afterAll(() => stage?.close());

test.concurrent('R3, R9 to R18: a whole port by hand, from the form to active SMS', async () => {
  const desk = await deskOrder(stage);
  const { order, number } = desk;
  const task = await desk.task();
  expect(task).toMatchObject({ at: 'toSend', tasks: [{ kind: 'send' }], frozen: { losing: { carrier: 'quillnet' } } });
  expect(task.documents.map(({ kind }) => kind)).toEqual(['form', 'loa', 'invoice']);
  // R3: nothing is estimated before it is out.
  expect(await order.happened()).not.toContain('submitted');
  expect(await order.snapshot()).toMatchObject({ status: 'submitting', change: { onDesk: true } });
  const form = await stage.portico.orderDocument(order.input.orderId, task.form ?? '');
  expect(pdfText(form.content).join(' ')).toContain(order.reference());

  const sentAt = stage.nowMs();
  await desk.enters('sent');
  expect(await order.reaches('submitted')).toMatchObject({ attempt: 1 });
  expect((await desk.task()).sentAtMs).toBeGreaterThanOrEqual(sentAt);
  await desk.enters('acknowledged', undefined, { carrierRef: 'QN/77' });
  const { date, foc } = desk.window(4);
  await desk.enters('foc_confirmed', { foc }, { channel: 'telephone' });
  expect((await order.reaches('scheduled')).foc.date).toBe(date);
  expect(await desk.task()).toMatchObject({ at: 'scheduled', acknowledged: true, carrierRef: 'QN/77', tasks: [] });
  await desk.until('that the numbers may have moved', ({ tasks }) => tasks.some(({ kind }) => kind === 'confirm'));
  await desk.moves();
  await desk.enters('completed');
  await order.reaches('ported');
  await desk.enters('sms_activated', { numbers: [number] });
  expect(await order.ends()).toMatchObject({
    status: 'completed',
    requests: [{ outcome: 'ported', numbers: [{ voice: 'active', sms: 'active' }] }],
  });
  // Nobody's line and nobody's webhook: the gateway that has an API was never asked.
  expect(order.carrierOrders()).toEqual([]);
  const entered = (await stage.portico.timeline(order.input.orderId)).flatMap((fact) =>
    fact.kind === 'request' && fact.fact.kind === 'enteredByHand' ? [fact.fact] : [],
  );
  expect(entered.map(({ type, channel, by }) => [type, channel, by])).toEqual([
    ['acknowledged', 'mail', 'op-7'],
    ['acknowledged', 'mail', 'op-7'],
    ['focConfirmed', 'telephone', 'op-7'],
    ['numberActivated', 'mail', 'op-7'],
    ['smsActivated', 'mail', 'op-7'],
  ]);
  // The note is kept as what shows that it came, and is fetched by its hash.
  const evidence = await stage.portico.orderDocument(order.input.orderId, entered[0]?.evidence ?? '');
  expect(new TextDecoder().decode(evidence.content)).toBe('as they wrote');
  // Once its request is over nothing more is expected of anybody.
  await stage.client.workflow.getHandle(manualPortWorkflowId(BY_HAND.id, order.reference())).result();
});

test.concurrent('R13: a refusal is corrected, and the next attempt is a task of its own', async () => {
  const desk = await deskOrder(stage);
  const { order } = desk;
  await desk.enters('sent');
  await order.reaches('submitted');
  await desk.enters('rejected', { reasons: [{ code: 'NAME_MISMATCH', raw_text: 'holder is Ada M.' }] });
  expect(await order.reaches('rejected')).toMatchObject({ attempt: 1, reasons: [{ code: 'NAME_MISMATCH' }] });
  await order.correct({ holder: { ...order.input.details.holder, name: 'Ada M. Testperson' } });
  await order.sign(2);
  const second = await desk.until('the second attempt', ({ attempt }) => attempt === 2);
  expect(second).toMatchObject({ at: 'toSend', tasks: [{ kind: 'send' }], frozen: { holder: { name: 'Ada M. Testperson' } } });
  expect(second.log.map(({ kind }) => kind)).toEqual(['taken']);
  // The first is over as soon as somebody looks: its attempt no longer counts.
  const first = stage.client.workflow.getHandle(manualPortWorkflowId(BY_HAND.id, order.reference(1, 1)));
  expect(await first.result()).toMatchObject({ at: 'rejected', ended: true });
  await order.cancel();
  expect(await order.ends()).toMatchObject({ status: 'cancelled' });
});

test.concurrent('R24: a cancel before anything went out is off at once, and nothing is watched', async () => {
  const desk = await deskOrder(stage);
  expect(await desk.order.cancel()).toMatchObject({ taken: true, results: [{ taken: true, mayFail: false }] });
  expect(await desk.order.reaches('cancelled')).toMatchObject({ wasSent: false });
  expect(await desk.order.ends()).toMatchObject({ status: 'cancelled' });
  expect(await desk.order.happened()).not.toContain('submitted');
});

test.concurrent('R24: a cancel that the carrier refuses changes nothing, and the numbers port', async () => {
  const desk = await deskOrder(stage);
  const { order } = desk;
  await desk.enters('sent');
  await order.reaches('submitted');
  // Nobody has asked: an answer makes no sense yet.
  await expect(desk.enters('cancel_refused', { reasons: [{ code: 'OTHER' }] })).rejects.toMatchObject({
    code: 'invalid_transition',
    message: expect.stringMatching(/nobody has asked for that.*Possible now: .*foc_confirmed/) as unknown,
  });
  await order.cancel();
  await desk.until('the cancel', ({ tasks }) => tasks.some(({ kind, outAtMs }) => kind === 'cancel' && outAtMs === undefined));
  await desk.enters('sent', undefined, { task: 'cancel' });
  await desk.enters('cancel_refused', { reasons: [{ code: 'OTHER', raw_text: 'too late' }] });
  expect(await order.reaches('cancelRefused')).toMatchObject({ reason: 'carrierRefused' });
  await desk.enters('foc_confirmed', { foc: desk.window(5).foc });
  await order.reaches('scheduled');
  await desk.moves();
  await desk.enters('completed');
  await order.reaches('ported');
});

test.concurrent('R24: a cancel that the carrier accepts ends the port, and it is watched', async () => {
  const desk = await deskOrder(stage);
  const { order } = desk;
  await desk.enters('sent');
  await order.reaches('submitted');
  await order.cancel();
  await desk.until('the cancel', ({ tasks }) => tasks.some(({ kind }) => kind === 'cancel'));
  await desk.enters('cancel_accepted');
  expect(await order.reaches('cancelled')).toMatchObject({ wasSent: true });
  // What was sent may port all the same: the claim is held, and the desk still takes that word.
  expect(await order.snapshot()).toMatchObject({ status: 'cancelled' });
  expect(await desk.task()).toMatchObject({ at: 'cancelled', ended: false, tasks: [], possible: ['numberActivated', 'comment'] });
  expect(await order.claims()).toHaveLength(1);
});

test.concurrent('R23: another date is asked for by hand, and agreed to', async () => {
  const desk = await deskOrder(stage);
  const { order } = desk;
  await desk.enters('sent');
  await order.reaches('submitted');
  await desk.enters('foc_confirmed', { foc: desk.window(12).foc });
  await order.reaches('scheduled');
  const later = desk.window(19);
  await order.reschedule(later.date);
  const { tasks } = await desk.until('the new date', (task) => task.tasks.some(({ kind }) => kind === 'reschedule'));
  expect(tasks).toMatchObject([{ kind: 'reschedule', date: later.date }]);
  await desk.enters('reschedule_accepted', { foc: later.foc });
  expect((await order.reaches('dateChanged')).foc.date).toBe(later.date);
  expect((await desk.task()).tasks).toEqual([]);
});
