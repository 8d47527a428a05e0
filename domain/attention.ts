/** Why a person of ours has to look at a port. A port with attention goes on: timers run and events count. */
export type AttentionReason =
  | 'accountUnreadable'
  | 'activatedAfterClosing'
  | 'activationFailed'
  | 'activationStuck'
  | 'archiveFailed'
  | 'calendarFailed'
  | 'carrierSilent'
  | 'carrierTask'
  | 'carrierTaskLate'
  | 'carrierUnreachable'
  | 'changeUnanswered'
  | 'contractBroken'
  | 'documentToReview'
  | 'emergencyAddressMissing'
  | 'endedByHand'
  | 'eventIdReused'
  | 'liveWithoutWorkflow'
  | 'loaFailed'
  | 'messageNotTaken'
  | 'notificationFailed'
  | 'notPulled'
  | 'orderUnreachable'
  | 'outcomeUnknown'
  | 'papersAgeing'
  | 'parkedEvent'
  | 'portedAfterCancel'
  | 'preparationFailed'
  | 'rejectionNeedsOperator'
  | 'releaseFailed'
  | 'requestSilent'
  | 'returnUnanswered'
  | 'smsFailed'
  | 'smsOverdue'
  | 'splitRequired'
  | 'standsStill'
  | 'startFailed'
  | 'supportCase'
  | 'webhookFailing';

/** The open reasons, each with the business instant since when, UTC epoch ms. */
export type Attention = Readonly<Partial<Record<AttentionReason, number>>>;

/** Raises a reason; one that is already open keeps its age. */
export const raised = (attention: Attention, reason: AttentionReason, sinceMs: number): Attention =>
  attention[reason] === undefined ? { ...attention, [reason]: sinceMs } : attention;

/** Clears reasons, if they are open. */
export function cleared(attention: Attention, ...reasons: readonly AttentionReason[]): Attention {
  if (!reasons.some((reason) => attention[reason] !== undefined)) return attention;
  return Object.fromEntries(Object.entries(attention).filter(([reason]) => !reasons.includes(reason as AttentionReason)));
}

/** The open reasons in a fixed order. */
export const reasonsOf = (attention: Attention): AttentionReason[] => (Object.keys(attention) as AttentionReason[]).sort();

/** Since when somebody is needed: the oldest open reason, business ms; `undefined` while none is open. */
export function oldestOf(attention: Attention): number | undefined {
  const since = Object.values(attention);
  return since.length === 0 ? undefined : Math.min(...since);
}
