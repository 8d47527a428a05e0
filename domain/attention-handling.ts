import { reasonsOf, type Attention, type AttentionReason } from './attention';

/** How soon a person has to look. `now`: a line may be down, or moves unseen; `today`: a port stands still; `later`: nothing waits for it. */
export type Urgency = 'now' | 'today' | 'later';

/** How a reason for attention is treated. */
export interface Handling {
  readonly urgency: Urgency;
  /** What takes it off, in words; `byHand`: nothing does by itself, so a person may once it is dealt with. */
  readonly cleared: string;
}

/** Every reason. Taking one off by hand that the machine works on would hide it, or it would be raised again a moment later. */
export const HANDLING: Readonly<Record<AttentionReason, Handling>> = {
  accountUnreadable: { urgency: 'today', cleared: 'the account directory, once it answers' },
  activatedAfterClosing: { urgency: 'now', cleared: 'byHand' },
  activationFailed: { urgency: 'now', cleared: 'the activation, once it succeeds, or `portico override ORDER mark-ported`' },
  activationStuck: { urgency: 'now', cleared: 'the last number, once it is in service, or `portico override ORDER mark-ported`' },
  archiveFailed: { urgency: 'later', cleared: 'the document store, once it takes the record' },
  calendarFailed: { urgency: 'today', cleared: 'the calendar, once it can count' },
  carrierSilent: { urgency: 'today', cleared: "the carrier's answer" },
  carrierTask: { urgency: 'today', cleared: '`portico carrier-answer`, once what is to be sent is out or the answer is there' },
  carrierTaskLate: { urgency: 'today', cleared: '`portico carrier-answer ORDER sent`, once it is out' },
  carrierUnreachable: { urgency: 'today', cleared: 'the gateway, once it answers' },
  changeUnanswered: { urgency: 'today', cleared: "the carrier's answer to the change, or the end of the port" },
  contractBroken: { urgency: 'today', cleared: 'byHand' },
  documentToReview: { urgency: 'today', cleared: '`portico review`, or `portico override ORDER waive-document`' },
  emergencyAddressMissing: { urgency: 'today', cleared: 'an address for emergency calls, once it is set' },
  endedByHand: { urgency: 'today', cleared: '`portico repair ORDER`, or `portico resolve` with the workflow id of the finding' },
  eventIdReused: { urgency: 'today', cleared: 'byHand' },
  liveWithoutWorkflow: { urgency: 'now', cleared: '`portico repair ORDER`, or `portico resolve` with the workflow id of the finding' },
  loaFailed: { urgency: 'today', cleared: 'the letter, once it can be made' },
  messageNotTaken: { urgency: 'later', cleared: 'byHand' },
  notificationFailed: { urgency: 'today', cleared: 'the delivery, once it succeeds' },
  notPulled: { urgency: 'today', cleared: 'byHand' },
  orderUnreachable: { urgency: 'today', cleared: 'the order, once it is back' },
  outcomeUnknown: { urgency: 'today', cleared: 'the look-up, once it finds the request or proves that there is none' },
  papersAgeing: { urgency: 'later', cleared: 'newer papers, their going out, or `portico resolve` with the workflow id of the finding' },
  parkedEvent: { urgency: 'today', cleared: '`portico resolve` or `portico events replay` with its workflow id' },
  portedAfterCancel: { urgency: 'now', cleared: 'byHand' },
  preparationFailed: { urgency: 'today', cleared: 'the platform, once it has the numbers' },
  rejectionNeedsOperator: { urgency: 'today', cleared: '`portico correct ORDER --operator`, or `portico override ORDER close-request`' },
  releaseFailed: { urgency: 'later', cleared: 'the platform, once it takes the numbers back' },
  requestSilent: { urgency: 'today', cleared: 'the request, once it reports' },
  returnUnanswered: { urgency: 'now', cleared: "the carrier's answer to the emergency return" },
  smsFailed: { urgency: 'later', cleared: 'byHand' },
  smsOverdue: { urgency: 'later', cleared: 'SMS, once it works or is given up' },
  splitRequired: { urgency: 'today', cleared: 'byHand' },
  standsStill: { urgency: 'now', cleared: 'the workflow, once it goes on' },
  startFailed: { urgency: 'today', cleared: 'the request, once it starts' },
  supportCase: { urgency: 'today', cleared: '`portico resolve` with the workflow id of the case' },
  webhookFailing: { urgency: 'later', cleared: 'the receiver, with the next event that it takes' },
};

/** Reasons for which somebody has to look now. */
export const URGENT: readonly AttentionReason[] = (Object.keys(HANDLING) as AttentionReason[]).filter(
  (reason) => HANDLING[reason].urgency === 'now',
);

const RANKS: readonly Urgency[] = ['now', 'today', 'later'];

/** The rank of the most urgent of these reasons, from 0; the lowest rank where there is none. Unknown names count as `today`. */
export const urgencyRank = (reasons: readonly string[]): number =>
  Math.min(
    RANKS.length - 1,
    ...reasons.map((reason) => RANKS.indexOf((HANDLING as Readonly<Record<string, Handling>>)[reason]?.urgency ?? 'today')),
  );

/** What is open at one workflow: since when, and whose it is. */
export interface OpenAttention {
  /** Business ms. */
  readonly since: Attention;
  readonly owner?: string | undefined;
}

/** Business ms since which something is open; `undefined` where nothing is. */
export const oldest = ({ since }: OpenAttention): number | undefined => {
  const times = reasonsOf(since).flatMap((reason) => since[reason] ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
};
