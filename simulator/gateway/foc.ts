import { addBusinessDays, addDays, atHour, localDate, onBusinessDay, zoneOf } from '../business-days';
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

/** The date as this carrier gives it: as it is, as the first of an interval, or with a start on demand. */
export function focFor(port: PortRecord, date: string): Foc {
  const { transfer } = behaviourOf(port.ending);
  const foc = focOn(date, port.content.country);
  if (transfer === 'interval') return { ...foc, last_date: addDays(date, PACE.intervalDays) };
  return transfer === 'onDemand' ? { ...foc, on_demand: true } : foc;
}

/** Whether the winning provider may start the transfer at an instant, business ms. */
export const isOpen = ({ window_start, last_date, time_zone }: Foc, atMs: number): boolean =>
  atMs >= Date.parse(window_start) && (last_date === undefined || localDate(atMs, time_zone) <= last_date);

/** The date that the carrier gives by itself at an instant. `focDays`: its lead time in business days from the confirmation. */
export function plannedDate(port: PortRecord, atMs: number, focDays: number): string {
  const zone = zoneOf(port.content.country);
  const { foc, refuses, transfer } = behaviourOf(port.ending);
  if (foc === 'shortNotice') return addBusinessDays(localDate(atMs, zone), PACE.shortNoticeDays);
  const earliest = addBusinessDays(localDate(port.confirmedAtMs ?? atMs, zone), focDays + (refuses === 'nothing' ? 0 : PACE.correctedDays));
  // With an interval there is no date to wish for: the first possible day is told.
  const wished = transfer === 'interval' ? earliest : (port.wished ?? port.content.requested_date ?? earliest);
  const date = onBusinessDay(wished > earliest ? wished : earliest);
  return foc === 'late' ? addBusinessDays(date, PACE.lateDays) : date;
}

/** When the numbers move on a given date. */
export const activationAt = (foc: Foc): number => Date.parse(foc.window_start) + PACE.activateMs;
