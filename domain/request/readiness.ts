import { DAY_MS, HOUR_MS } from '../clock';
import type { Deadline } from '../deadline';
import type { RequestEvent } from './events';
import { scheduleOf, type Reading, type RequestState } from './state';
import type { Turn } from './turn';

/** While the address for emergency calls is missing, the platform is read again so often: before the port, and after it. */
const AGAIN_MS = { before: 4 * HOUR_MS, after: DAY_MS };

/** The reminders that are still to be seen to; none once the window has opened, or for a date from before there were any. */
const remindersLeft = ({ phase, remindedMs = 0 }: RequestState): readonly Deadline[] =>
  phase.at === 'scheduled' || phase.at === 'locked' ? (phase.schedule.reminders ?? []).filter(({ atMs }) => atMs > remindedMs) : [];

/** When the customer is next reminded of what is not configured (R14). */
export const nextReminder = (state: RequestState): readonly Deadline[] => remindersLeft(state).slice(0, 1);

/** R14: a reminder is due; the platform is asked whether there is anything to remind of. One question for all that are due. */
export function remind(turn: Turn): void {
  const due = remindersLeft(turn.state).filter(({ atMs }) => atMs <= turn.nowMs);
  if (due.length === 0) return;
  turn.set({ remindedMs: Math.max(...due.map(({ atMs }) => atMs)) });
  read(turn, { configuration: true, address: true });
}

/** Nothing can be changed any more: where emergency calls need an address, it is looked at once more. */
export function readAtLock(turn: Turn): void {
  if (turn.frame.rules.emergencyAddressNeeded) read(turn, { configuration: false, address: true });
}

/** Time to read again: the platform had not answered, or the address for emergency calls was missing. */
export function readAgain(turn: Turn): void {
  const { foc, reading, attention } = turn.state;
  if (!foc || (!reading && attention.emergencyAddressMissing === undefined)) return;
  turn.set({ reading: reading ?? { date: foc.date, configuration: false, address: false } });
  turn.do({ do: 'readNumbers', date: foc.date });
}

function read(turn: Turn, tellsOf: Omit<Reading, 'date'>): void {
  const { foc, reading, retries } = turn.state;
  if (!foc) return;
  const underWay = reading !== undefined && !retries.some(({ what }) => what === 'readNumbers');
  turn.set({
    reading: {
      date: foc.date,
      configuration: tellsOf.configuration || reading?.configuration === true,
      address: tellsOf.address || reading?.address === true,
    },
  });
  turn.noRetry('readNumbers');
  if (!underWay) turn.do({ do: 'readNumbers', date: foc.date });
}

/**
 * What the platform says. Only what is missing is told, and of a date that has changed meanwhile nothing: it has its own
 * readings. A missing address never holds the port up; from the lock on a person is asked, until it is there.
 */
export function onNumbersRead(turn: Turn, { date, unconfigured, withoutAddress }: Extract<RequestEvent, { kind: 'numbersRead' }>): void {
  const { reading, phase } = turn.state;
  if (reading?.date !== date) return;
  turn.set({ reading: undefined });
  const stillAhead = phase.at === 'scheduled' || phase.at === 'locked';
  if (reading.configuration && stillAhead && unconfigured.length > 0) turn.fact({ kind: 'configureReminder', numbers: unconfigured, date });
  if (!turn.frame.rules.emergencyAddressNeeded) return;
  if (withoutAddress.length === 0) return turn.clear('emergencyAddressMissing');
  if (reading.address) turn.fact({ kind: 'emergencyAddressMissing', numbers: withoutAddress, date });
  if (phase.at !== 'scheduled') turn.raise('emergencyAddressMissing');
  watchAddress(turn);
}

/** As long as a person is asked about the address, the platform is read again. */
export function watchAddress(turn: Turn): void {
  if (turn.state.attention.emergencyAddressMissing === undefined) return;
  turn.retryIn('readNumbers', turn.state.phase.at === 'ported' ? AGAIN_MS.after : AGAIN_MS.before);
}

/**
 * The platform did not answer. It is asked again up to the lock, or up to the window where the lock has passed; then the
 * reminder is given up, for it could no longer help.
 */
export function onNumbersUnread(turn: Turn): void {
  const { phase, reading } = turn.state;
  const schedule = scheduleOf(phase);
  const until = phase.at === 'scheduled' ? schedule?.lockAt.atMs : phase.at === 'locked' ? schedule?.portAt.atMs : undefined;
  if (until !== undefined && turn.nowMs + HOUR_MS < until) return turn.retryIn('readNumbers', HOUR_MS);
  turn.set({ reading: undefined });
  if (reading && (reading.configuration || reading.address)) turn.fact({ kind: 'numbersUnread', date: reading.date });
  watchAddress(turn);
}
