import { FAILURES, final, retryable } from '../../activities/failures';
import type { GatewayStatus } from '../../domain/carrier-event';
import { cancelRequestedSignal } from '../../workflows/contract';
import type { ScriptedPort } from '../support/scripted/port';
import { useScriptedStage } from '../support/scripted/stage';
import { gatewayIdOf } from '../support/scripted/world';

const stage = useScriptedStage();

const status = (reference: string, part: Partial<GatewayStatus>): GatewayStatus => ({
  gatewayId: gatewayIdOf(reference),
  reference,
  state: 'pending',
  numbers: [],
  changedAtMs: 0,
  ...part,
});

const lost = (): never => {
  throw final(FAILURES.outcomeUnknown, 'no answer came');
};

const down = (): never => {
  throw retryable(FAILURES.carrierUnavailable, 'the gateway refuses connections');
};

/** From day 6 on all goes well: a date, the move, SMS. */
const goesWell = (port: ScriptedPort) => [
  port.saysDate(port.days.at(6), 14),
  port.says('numberActivated', port.days.at(14, '09:30')),
  port.says('smsActivated', port.days.at(14, '18:00')),
];

test('R3: the estimate counts from the submission, and is only said then', async () => {
  const port = await stage.aPort();
  await port.place();
  await port.until(2, '11:00');
  await port.sign();
  expect(await port.snapshot()).toMatchObject({ status: 'submitted' });
  expect(await port.facts('submitted')).toMatchObject([{ attempt: 1, expectedDate: port.days.date(14) }]);
});

test('R11: a carrier that is silent for three business days is asked, an operator is told, and a date found there counts', async () => {
  const port = await stage.aSignedPort({
    world: {
      readRequest: ({ reference }, { atMs }) => status(reference, { state: 'scheduled', foc: port.days.foc(10), changedAtMs: atMs }),
    },
  });
  const { days } = port;
  await port.script(port.says('numberActivated', days.at(10, '09:30')), port.says('smsActivated', days.at(11)));
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(port.called('readRequest')).toEqual(['day 3, 23:59']);
  expect(await port.attention()).toEqual(['+carrierSilent', '-carrierSilent']);
  expect(await port.when('scheduled')).toEqual(['day 3, 23:59']);
});

test('R11: a carrier that has nothing to say yet is asked every day until its answer comes', async () => {
  const port = await stage.aSignedPort();
  await port.script(...goesWell(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(port.called('readRequest')).toEqual(['day 3, 23:59', 'day 4, 23:59', 'day 5, 23:59']);
  expect(await port.attention()).toEqual(['+carrierSilent', '-carrierSilent']);
});

test('F5: a lost answer is looked up after the lag of the gateway; what is found there is not sent again', async () => {
  const port = await stage.aSignedPort({ world: { submitRequest: lost } });
  await port.script(...goesWell(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(port.called('submitRequest')).toHaveLength(1);
  expect(port.called('readRequest')[0]).toBe('day 0, 09:02');
  expect(await port.when('submitted')).toEqual(['day 0, 09:02']);
});

test('F5: what the look-up proves absent is sent again, under the same reference', async () => {
  const port = await stage.aSignedPort({
    world: {
      submitRequest: ({ reference }, { before, atMs }) =>
        before === 0 ? lost() : { kind: 'accepted', gatewayId: gatewayIdOf(reference), acknowledgedAtMs: atMs },
      readRequest: () => null,
    },
  });
  await port.script(...goesWell(port));
  await port.until(0, '12:00');
  expect(await port.snapshot()).toMatchObject({ status: 'submitted' });
  expect(port.calls('submitRequest').map(({ input }) => input.reference)).toEqual([port.reference(1), port.reference(1)]);
  expect(port.called('submitRequest')).toEqual(['day 0, 09:00', 'day 0, 09:02']);
});

test('F5: while the gateway cannot be read nothing is sent again; an operator is asked, and the answer settles it', async () => {
  const port = await stage.aSignedPort({
    world: {
      submitRequest: lost,
      readRequest: ({ reference }, { atMs }) => (atMs < port.days.at(0, '16:00') ? down() : status(reference, { changedAtMs: atMs })),
    },
  });
  await port.script(...goesWell(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(port.called('submitRequest')).toHaveLength(1);
  expect(await port.attention()).toEqual(['+outcomeUnknown', '-outcomeUnknown', '+carrierSilent', '-carrierSilent']);
});

test('F4: a gateway that is down for two days is tried again until it takes the request, once', async () => {
  const port = await stage.aSignedPort({
    world: {
      submitRequest: ({ reference }, { atMs }) =>
        atMs < port.days.at(2) ? down() : { kind: 'accepted', gatewayId: gatewayIdOf(reference), acknowledgedAtMs: atMs },
    },
  });
  await port.script(...goesWell(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(await port.attention()).toEqual(['+carrierUnreachable', '-carrierUnreachable']);
  expect(await port.facts('outcomeUnknown')).toEqual([]);
  expect(new Set(port.calls('submitRequest').map(({ input }) => input.reference))).toEqual(new Set([port.reference(1)]));
});

test('R12: a date that comes while our own call still gets no answer counts at once', async () => {
  const port = await stage.aSignedPort({
    world: {
      submitRequest: ({ reference }, { atMs }) =>
        atMs < port.days.at(0, '20:00')
          ? down()
          : { kind: 'accepted', gatewayId: gatewayIdOf(reference), acknowledgedAtMs: port.days.at(0) },
    },
  });
  const { days } = port;
  await port.script(
    port.saysDate(days.at(0, '15:00'), 10),
    port.says('numberActivated', days.at(10, '09:30')),
    port.says('smsActivated', days.at(11)),
  );
  await port.until(0, '18:00');
  expect(await port.snapshot()).toMatchObject({ status: 'scheduled' });
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(await port.when('scheduled')).toEqual(['day 0, 15:00']);
  expect(port.called('prepareNumbers')).toEqual(['day 0, 15:00']);
});

test('R24: a cancel gets through while the gateway is down, and is asked for as soon as the request is known there', async () => {
  const port = await stage.aSignedPort({
    world: {
      submitRequest: ({ reference }, { atMs }) =>
        atMs < port.days.at(0, '20:00') ? down() : { kind: 'accepted', gatewayId: gatewayIdOf(reference), acknowledgedAtMs: atMs },
    },
  });
  const { days } = port;
  await port.script(
    port.sends(cancelRequestedSignal.name, days.at(0, '14:00'), { by: 'customer' }),
    port.says('cancelAccepted', days.at(1)),
  );
  expect(await port.order.result()).toMatchObject({ status: 'cancelled' });
  expect(await port.when('cancelAsked')).toEqual(['day 0, 14:00']);
  expect(port.called('askCancel')).toHaveLength(1);
  expect(port.calls('askCancel')[0]?.atMs).toBeGreaterThanOrEqual(days.at(0, '20:00'));
});
