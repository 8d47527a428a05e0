/** What a deadline is about. One value everywhere: timer summary, the customer's "until", the API's field. */
export type DeadlineKind =
  | 'documents'
  | 'loaSignature'
  | 'outcomeKnown'
  | 'carrierAnswer'
  | 'correction'
  | 'cancelUntil'
  | 'rescheduleUntil'
  | 'changeAnswer'
  | 'lock'
  | 'portWindow'
  | 'activationStuck'
  | 'smsActive'
  | 'smsGivenUp'
  | 'watchUntil'
  | 'report'
  | 'retry';

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
