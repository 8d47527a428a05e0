/** What a deadline is about. One value everywhere: timer summary, the customer's "until", the API's field. */
export type DeadlineKind =
  | 'documents'
  | 'documentExpires'
  | 'decision'
  | 'reminder'
  | 'loaSignature'
  | 'outcomeKnown'
  | 'carrierAnswer'
  | 'correction'
  | 'resubmission'
  | 'cancelUntil'
  | 'rescheduleUntil'
  | 'changeAnswer'
  | 'configure'
  | 'lock'
  | 'portWindow'
  | 'pull'
  | 'lastDay'
  | 'activationStuck'
  | 'returnUntil'
  | 'returnAnswer'
  | 'smsActive'
  | 'smsGivenUp'
  | 'watchUntil'
  | 'report'
  | 'caseReminder'
  | 'caseAnswer'
  | 'lookUp'
  | 'carrierTask'
  | 'deskCheck'
  | 'retry';

/** Each kind in words that people read in the Web UI. */
export const DEADLINE_WORDS: Readonly<Record<DeadlineKind, string>> = {
  documents: 'Documents due',
  documentExpires: 'A document becomes too old',
  decision: 'Decision about numbers that cannot be ported due',
  reminder: 'Remind the customer',
  loaSignature: 'LOA signature due',
  outcomeKnown: 'Look up what became of the submission',
  carrierAnswer: 'Losing carrier silent',
  correction: 'Correction due',
  resubmission: 'Goes out to the losing carrier',
  cancelUntil: 'Cut-off for cancelling',
  rescheduleUntil: 'Cut-off for rescheduling',
  changeAnswer: 'Answer to the change overdue',
  configure: 'Numbers to be configured',
  lock: 'Lock',
  portWindow: 'Port window opens',
  pull: 'Start the transfer',
  lastDay: 'Last day for the transfer',
  activationStuck: 'Activation stuck',
  returnUntil: 'Cut-off for an emergency return',
  returnAnswer: 'Answer to the emergency return overdue',
  smsActive: 'SMS overdue',
  smsGivenUp: 'SMS given up',
  watchUntil: 'End of watching',
  report: 'Ask requests that were not heard of, or tell the customer',
  caseReminder: 'Remind of the support case',
  caseAnswer: 'Answer to the support case due',
  lookUp: 'Read the port at the gateway',
  carrierTask: 'To go out to the losing carrier',
  deskCheck: 'Look whether the request still needs its task',
  retry: 'Try again',
};

/** A promised or awaited instant, with the reason for it and what comes of it. */
export interface Deadline {
  readonly what: DeadlineKind;
  /** Business instant, UTC epoch milliseconds. */
  readonly atMs: number;
  /** IANA zone in which people read it. */
  readonly zone: string;
  /** How it was computed, in words: "3 business days before Thu 12 Mar 2026, Europe/Paris". */
  readonly explanation: string;
  /** What happens when it passes, in words. */
  readonly then: string;
}

/** The earliest of the deadlines, if any. */
export function nearest(deadlines: readonly Deadline[]): Deadline | undefined {
  return deadlines.reduce<Deadline | undefined>((best, next) => (!best || next.atMs < best.atMs ? next : best), undefined);
}
