import { ApplicationFailure } from '@temporalio/common';

/**
 * The failures that activities throw, by name. Messages hold no personal data: what an operator reads in the Web UI is
 * the type and this sentence.
 */
export const FAILURES = {
  /** Provably not done (refused connection, 429, 503 before acceptance), or a read: Temporal tries again. */
  carrierUnavailable: 'CarrierUnavailable',
  /** A mutation was sent and its answer never came: look up before anything else (F5). */
  outcomeUnknown: 'OutcomeUnknown',
  /** An answer that is not in the contract: an operator. */
  carrierContractBroken: 'CarrierContractBroken',
  /** Our own platform, directory or ticket desk did not answer: Temporal tries again. */
  serviceUnavailable: 'ServiceUnavailable',
  /** The LOA cannot be made from these details: an operator. */
  loaImpossible: 'LoaImpossible',
  /** The calendar cannot answer (unknown zone, impossible date): an operator. */
  calendarImpossible: 'CalendarImpossible',
} as const;

export type FailureName = (typeof FAILURES)[keyof typeof FAILURES];

/** A failure that Temporal may retry; `retryAfterMs` (real) is what the other side asked for. */
export const retryable = (type: FailureName, message: string, retryAfterMs?: number): ApplicationFailure =>
  ApplicationFailure.create({
    type,
    message,
    nonRetryable: false,
    ...(retryAfterMs === undefined ? {} : { nextRetryDelay: retryAfterMs }),
  });

/** A failure that trying again cannot mend. */
export const final = (type: FailureName, message: string): ApplicationFailure =>
  ApplicationFailure.create({ type, message, nonRetryable: true });
