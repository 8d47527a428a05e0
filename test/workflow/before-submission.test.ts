import { FAILURES, retryable } from '../../activities/failures';
import { cancelRequestedSignal, loaSignedSignal, provideDocumentUpdate } from '../../workflows/contract';
import { useScriptedStage } from '../support/scripted/stage';

const stage = useScriptedStage();

const invoice = { commandId: 'invoice', by: 'customer', document: 'invoice', sha256: 'a'.repeat(64) } as const;

test('R9, R10: documents that come on day 29 lead to an LOA, and its signature to the submission', async () => {
  const port = await stage.aPort({ input: { requiredDocuments: ['invoice'] } });
  await port.place();
  expect((await port.view()).missingDocuments).toEqual(['invoice']);
  await port.until(29, '20:00');
  expect(port.called('issueLoa')).toEqual([]);
  await port.order.executeUpdate(provideDocumentUpdate, { args: [invoice] });
  await port.sign();
  await port.settled();
  expect(port.called('submitRequest')).toEqual(['day 29, 20:00']);
});

test('R9: documents that never come: the order expires when day 30 ends, its claims are given back, nothing was sent', async () => {
  const port = await stage.aPort({ input: { requiredDocuments: ['invoice'] } });
  await port.place();
  expect(await port.order.result()).toMatchObject({ status: 'expired' });
  expect(await port.timeline()).toEqual(['accepted', 'reminded', 'reminded', 'reminded', 'expired']);
  expect(port.called('closeOrder')).toEqual(['day 30, 23:59']);
  expect(port.called('submitRequest')).toEqual([]);
  await port.tells('accepted');
  await port.tells('expired');
});

test('R10, R11: an LOA signed in the last hour counts, and is submitted at once', async () => {
  const port = await stage.aPort();
  const { days } = port;
  await port.place();
  await port.script(
    port.sends(loaSignedSignal.name, days.at(30, '23:00'), port.signature()),
    port.saysDate(days.at(31), 42),
    port.says('numberActivated', days.at(42, '09:30')),
    port.says('smsActivated', days.at(42, '18:00')),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(port.called('submitRequest')).toEqual(['day 30, 23:00']);
});

test('R10: an LOA that is never signed: the order expires when day 30 ends, and nothing was sent', async () => {
  const port = await stage.aPort();
  await port.place();
  expect(await port.order.result()).toMatchObject({ status: 'expired' });
  expect(await port.timeline()).toEqual(['accepted', 'loaReady', 'expired']);
  expect(port.called('closeOrder')).toEqual(['day 30, 23:59']);
  expect(port.called('submitRequest')).toEqual([]);
});

test('R10: a signature under another text or revision is told and not taken', async () => {
  const port = await stage.aPort();
  const { days } = port;
  await port.place();
  await port.script(
    port.sends(loaSignedSignal.name, days.at(1), port.signature(1, 'b'.repeat(64))),
    port.sends(loaSignedSignal.name, days.at(2), port.signature(2)),
  );
  expect(await port.order.result()).toMatchObject({ status: 'expired' });
  expect(await port.timeline()).toEqual(['accepted', 'loaReady', 'loaStale', 'loaStale', 'expired']);
  expect(port.called('submitRequest')).toEqual([]);
});

test('R1: an account that may not port is refused with every reason, and no LOA is made', async () => {
  const problems = [{ path: 'accountId', code: 'trial_account', message: 'A trial account cannot port numbers.' }];
  const port = await stage.aPort({ world: { admitOrder: () => problems } });
  expect(await port.place()).toEqual({ kind: 'refused', problems });
  expect(await port.order.result()).toMatchObject({ status: 'refused', problems });
  expect(port.called('issueLoa')).toEqual([]);
  expect(port.called('closeOrder')).toEqual(['day 0, 09:00']);
});

test('R1: an account directory that is down until the next day delays an order and does not refuse it', async () => {
  const port = await stage.aPort({
    world: {
      admitOrder: (_, { atMs }) => {
        if (atMs < port.days.at(1)) throw retryable(FAILURES.serviceUnavailable, 'the directory does not answer');
        return [];
      },
    },
  });
  await port.start();
  await port.until(0, '20:00');
  expect(await port.view()).toMatchObject({ status: 'intake', attention: ['accountUnreadable'] });
  await port.until(1, '12:00');
  expect(await port.view()).toMatchObject({
    status: 'awaitingSignature',
    attention: [],
    nextDeadline: { what: 'loaSignature', atMs: port.days.at(31, '23:59') },
  });
});

test('R24: a cancel before the submission ends the order at once; nothing was sent', async () => {
  const port = await stage.aPort();
  await port.place();
  await port.script(port.sends(cancelRequestedSignal.name, port.days.at(3), { by: 'customer' }));
  expect(await port.order.result()).toMatchObject({ status: 'cancelled' });
  expect(await port.timeline()).toEqual(['accepted', 'loaReady', 'orderCancelled']);
  expect(port.called('closeOrder')).toEqual(['day 3, 09:00']);
  expect(port.called('submitRequest')).toEqual([]);
});

test('R19: another date before the submission is another wish, and is sent as one', async () => {
  const port = await stage.aPort();
  await port.place();
  expect(await port.reschedule(20)).toMatchObject({ taken: true });
  await port.sign();
  await port.settled();
  expect(port.calls('submitRequest')[0]?.input.frozen.preferredDate).toBe(port.days.date(20));
});
