import { aBlock, aSingle } from '../support/builders/order';
import type { ScriptedPort } from '../support/scripted/port';
import { useScriptedStage } from '../support/scripted/stage';

const stage = useScriptedStage();

const twoSingles = { numbers: [aSingle(10), aSingle(11)] };

const goesWell = (port: ScriptedPort, n: number, day: number) => [
  port.saysDate(port.days.at(1), day, { n }),
  port.says('numberActivated', port.days.at(day, '09:30'), { n }),
  port.says('smsActivated', port.days.at(day + 1), { n }),
];

test('R21: individual numbers are handled on their own, so their dates differ', async () => {
  const port = await stage.aSignedPort({ details: twoSingles });
  await port.script(...goesWell(port, 1, 10), ...goesWell(port, 2, 14));
  expect(await port.order.result()).toMatchObject({ status: 'completed', requests: [{ outcome: 'ported' }, { outcome: 'ported' }] });
  expect(
    port
      .calls('submitRequest')
      .map(({ input }) => input.reference)
      .toSorted(),
  ).toEqual([port.reference(1, 1), port.reference(1, 2)]);
  expect(await port.when('ported', 1)).toEqual(['day 10, 09:30']);
  expect(await port.when('ported', 2)).toEqual(['day 14, 09:30']);
});

test('R20: the numbers of a block are one request with one date, whatever their count', async () => {
  const port = await stage.aSignedPort({ details: { numbers: [aBlock()], inBlock: 'yes' } });
  await port.script(...goesWell(port, 1, 10));
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(port.calls('submitRequest')).toHaveLength(1);
  expect((await port.facts('ported'))[0]?.numbers).toHaveLength(10);
});

test('R13, R21: one number ports although the other is refused for good: the order ends as partly done', async () => {
  const port = await stage.aSignedPort({ details: twoSingles });
  await port.script(port.says('rejected', port.days.at(2), { n: 1, reasons: [{ code: 'NOT_PORTABLE' }] }), ...goesWell(port, 2, 10));
  expect(await port.order.result()).toMatchObject({
    status: 'completedPartially',
    requests: [{ outcome: 'notPortable' }, { outcome: 'ported' }],
  });
});

test('R24: one request is cancelled, the other one ports', async () => {
  const port = await stage.aSignedPort({ details: twoSingles });
  await port.script(
    ...goesWell(port, 1, 10),
    port.saysDate(port.days.at(1), 10, { n: 2 }),
    port.says('cancelAccepted', port.days.at(4), { n: 2 }),
  );
  await port.until(3);
  expect(await port.cancel([2])).toEqual({ taken: true, results: [{ n: 2, taken: true, mayFail: false, atOnce: false }] });
  expect(await port.order.result()).toMatchObject({
    status: 'completedPartially',
    requests: [{ outcome: 'ported' }, { outcome: 'cancelled' }],
  });
  expect(port.calls('askCancel').map(({ input }) => input.reference)).toEqual([port.reference(1, 2)]);
});

test('R12: what happens to several requests in one moment makes one message', async () => {
  const port = await stage.aSignedPort({ details: twoSingles });
  await port.script(...goesWell(port, 1, 10), ...goesWell(port, 2, 10));
  await port.order.result();
  await port.tells('ported', 'ported');
  expect(port.messages()).not.toContainEqual(['ported']);
});
