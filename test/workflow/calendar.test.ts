import { DateTime } from 'luxon';
import { DAY_MS, HOUR_MS } from '../../domain/clock';
import { calmMonday } from '../support/scripted/days';
import { useScriptedStage, type PortChanges } from '../support/scripted/stage';

const stage = useScriptedStage();

/** Easter Sunday by Gauss's rule, with the constants of 1900 to 2099: counted here on its own, so that no library proves itself. */
function easter(year: number): DateTime {
  const moon = (19 * (year % 19) + 24) % 30;
  const week = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
  const late = (moon === 29 && week === 6) || (moon === 28 && week === 6 && year % 19 > 10);
  return DateTime.utc(year, 3, 22).plus({ days: moon + week - (late ? 7 : 0) });
}

/** The Monday before the next Easter Sunday on which Europe's clocks change, too (2027, 2032, 2043 ...). */
function holyMonday(afterMs: number): string {
  const after = DateTime.fromMillis(afterMs, { zone: 'utc' });
  for (let { year } = after; ; year += 1) {
    const sunday = easter(year);
    const clocksChange = sunday.month === 3 && sunday.day >= 25;
    if (clocksChange && sunday.minus({ days: 7 }) > after) return sunday.minus({ days: 6 }).toFormat('yyyy-MM-dd');
  }
}

/** Day 7 is Easter Monday, and the night before it has 23 hours; the date is day 8, the Tuesday, at 9:00. */
const EASTER: PortChanges = { firstDay: holyMonday };

/** Day 7 is Labor Day, the first Monday of September. */
const LABOR_DAY: PortChanges = {
  firstDay: (afterMs) =>
    DateTime.fromISO(calmMonday(afterMs + 8 * DAY_MS))
      .minus({ days: 7 })
      .toFormat('yyyy-MM-dd'),
  rules: { country: 'US', zone: 'America/New_York' },
  details: { country: 'US', numbers: [{ kind: 'single', number: '+12125550123' }] },
};

test('R24: before the Tuesday after Easter, two business days reach back to Thursday, nine by the clock on the wall', async () => {
  const port = await stage.aSignedPort(EASTER);
  const { days } = port;
  await port.script(port.saysDate(days.at(1), 8), port.says('numberActivated', days.at(8, '09:30')), port.says('smsActivated', days.at(9)));
  await port.until(2);
  expect(await port.facts('scheduled')).toMatchObject([
    {
      cancelUntil: { atMs: days.at(3, '09:00'), zone: 'Europe/Paris' },
      rescheduleUntil: { atMs: days.at(4, '09:00'), zone: 'Europe/Paris' },
    },
  ]);
  expect((await port.facts('scheduled'))[0]?.cancelUntil?.explanation).toContain('Easter Monday');
  expect(days.at(8) - days.at(3)).toBe(5 * DAY_MS - HOUR_MS);
  await port.until(3, '08:58');
  expect(await port.cancel()).toMatchObject({ taken: true, results: [{ mayFail: true }] });
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(await port.when('activating')).toEqual(['day 8, 09:00']);
});

test('R24: one minute after that Thursday, nine, it is too late', async () => {
  const port = await stage.aSignedPort(EASTER);
  await port.script(
    port.saysDate(port.days.at(1), 8),
    port.says('numberActivated', port.days.at(8, '09:30')),
    port.says('smsActivated', port.days.at(9)),
  );
  await port.until(3, '09:01');
  expect(await port.cancel()).toMatchObject({ taken: false, results: [{ reason: 'tooLate', until: { atMs: port.days.at(3, '09:00') } }] });
  await port.order.result();
  expect(port.called('askCancel')).toEqual([]);
});

test('R24: before the Tuesday after Labor Day, two business days of New York reach back to Thursday', async () => {
  const port = await stage.aSignedPort(LABOR_DAY);
  await port.script(port.saysDate(port.days.at(1), 8));
  await port.until(2);
  expect(await port.facts('scheduled')).toMatchObject([{ cancelUntil: { atMs: port.days.at(3, '09:00'), zone: 'America/New_York' } }]);
});

test('R18: SMS of a port on the Friday before Labor Day has until Thursday', async () => {
  const port = await stage.aSignedPort(LABOR_DAY);
  const { days } = port;
  await port.script(port.saysDate(days.at(0, '12:00'), 4), port.says('numberActivated', days.at(4, '09:30')));
  await port.order.result();
  expect(await port.facts('ported')).toMatchObject([{ smsBy: { atMs: days.at(10, '23:59'), zone: 'America/New_York' } }]);
  expect(await port.when('smsOverdue')).toEqual(['day 10, 23:59']);
});
