import { addBusinessDays, atHour, localDate, onBusinessDay, zoneOf } from '../business-days';
import { iso } from '../clock';
import type { PortRecord } from './port';
import { PACE, WINDOW, behaviourOf } from './scenarios';
import type { Foc } from './wire';

/** The window of a day, local to the losing carrier. */
export function focOn(date: string, country: string): Foc {
  const zone = zoneOf(country);
  return {
    date,
    window_start: iso(atHour(date, WINDOW.startHour, zone)),
    window_end: iso(atHour(date, WINDOW.endHour, zone)),
    time_zone: zone,
  };
}

/** The date that the carrier gives by itself at an instant. `focDays`: its lead time in business days from the confirmation. */
export function plannedDate(port: PortRecord, atMs: number, focDays: number): string {
  const zone = zoneOf(port.content.country);
  const { foc, refuses } = behaviourOf(port.ending);
  if (foc === 'shortNotice') return addBusinessDays(localDate(atMs, zone), PACE.shortNoticeDays);
  const earliest = addBusinessDays(localDate(port.confirmedAtMs ?? atMs, zone), focDays + (refuses === 'nothing' ? 0 : PACE.correctedDays));
  const wished = port.content.requested_date ?? earliest;
  const date = onBusinessDay(wished > earliest ? wished : earliest);
  return foc === 'late' ? addBusinessDays(date, PACE.lateDays) : date;
}

/** When the numbers move on a given date. */
export const activationAt = (foc: Foc): number => Date.parse(foc.window_start) + PACE.activateMs;
