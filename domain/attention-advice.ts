import type { AttentionReason } from './attention';

/** What a reason for attention is about, and what one of our own people tries first. */
export interface Advice {
  readonly means: string;
  readonly first: string;
}

/**
 * For every reason: in plain English, without anything of anybody's. The Web UI, `portico status` and `docs/operate.md` all
 * say it in these words.
 */
export const ADVICE: Readonly<Record<AttentionReason, Advice>> = {
  accountUnreadable: {
    means: 'the account directory does not answer; the order waits at intake',
    first: 'mend the directory; it is asked again every quarter of an hour',
  },
  activatedAfterClosing: {
    means: 'urgent: numbers went live after their request had closed',
    first:
      'find the order by the reference, put the numbers into service, tell the customer, then `portico resolve` with the workflow id of the parked event',
  },
  activationFailed: {
    means: 'our platform, or the carrier, could not activate, or the gateway did not take the start of a transfer',
    first: 'look at the platform; only what is missing is tried again, every half hour',
  },
  activationStuck: {
    means: 'the window has been over for hours and numbers are still missing; how many stands in the details of the request',
    first:
      'call the gateway about those numbers; it is read again every hour; if they work all the same, `portico override ORDER mark-ported`',
  },
  archiveFailed: {
    means: 'the final record could not be written',
    first: 'mend the document store; it is tried again every hour',
  },
  calendarFailed: {
    means: 'a date could not be computed',
    first: "look at the carrier's date and zone in the history; it is tried again every hour",
  },
  carrierSilent: {
    means: "no answer within the country's time",
    first: 'ask the carrier; the gateway is read every day',
  },
  carrierTask: {
    means: 'something has to go out to a losing carrier by hand, or an answer of theirs is overdue; see carriers-by-hand.md',
    first:
      '`portico carrier-tasks` lists what is open, `portico carrier-task ORDER` says what to do; enter what came of it with `portico carrier-answer`',
  },
  carrierTaskLate: {
    means: 'what has to go out to a losing carrier by hand did not go out on its business day; the estimate moves with it (R3)',
    first: 'send it today: `portico carrier-task ORDER` has the form and the documents',
  },
  carrierUnreachable: {
    means: 'the gateway does not answer',
    first: 'mend the connection; what was certainly not sent is sent again every hour',
  },
  changeUnanswered: {
    means: 'the carrier has not answered a cancel or reschedule',
    first: 'ask the carrier; the port goes on',
  },
  contractBroken: {
    means: 'the gateway answered outside its contract',
    first: 'compare the answer with contracts/gateway.md; once it is settled, `portico resolve` takes it off',
  },
  documentToReview: {
    means: 'a document, or the scan of a signed letter, waits for somebody to look at it',
    first: 'open it by its hash in the document store, then `portico approve-document`, or `portico review` to refuse it',
  },
  emergencyAddressMissing: {
    means: 'at the lock, or since, numbers have no address for emergency calls; the port is not held up',
    first: 'reach the customer and set the address with them; it is read again every four hours, after the port every day',
  },
  endedByHand: {
    means: 'somebody ended an order or a request, or a fault did, and nobody follows it any more',
    first:
      '`portico repair ORDER`; if it is to stay ended, `portico resolve` with the workflow id of the finding: the next sweep gives its numbers back, once nothing of it lives at the carrier',
  },
  eventIdReused: {
    means: 'the gateway has used the id of an event again for another one; the first counts, and the second changed nothing',
    first:
      'compare both with the gateway: of a request they stand in its history, of a parked event beside it; once it is settled, `portico resolve` takes it off',
  },
  liveWithoutWorkflow: {
    means: 'urgent: the carrier has a port, or has moved its numbers, and the request that followed it was ended',
    first:
      '`portico repair ORDER` brings it back; if it is to stay ended, cancel it with the carrier, then `portico resolve` with the workflow id of the finding',
  },
  loaFailed: {
    means: 'the LOA could not be made',
    first: 'read the failure: a name that cannot be printed, or too many numbers for one page',
  },
  messageNotTaken: {
    means: 'a signal without sense arrived and was put aside',
    first: 'look who sent it; nothing was changed; then `portico resolve` takes it off',
  },
  notificationFailed: {
    means: 'a message could not be delivered',
    first: 'mend the ticket desk or the notifications worker; it is tried on for a fortnight',
  },
  notPulled: {
    means: 'the last day of an interval has passed and nothing has moved',
    first: 'ask the gateway why; order anew with the customer; what will not port is given up with `portico override ORDER close-request`',
  },
  orderUnreachable: {
    means: 'a request cannot tell its order, which is gone',
    first: 'bring the order back: `portico repair ORDER`',
  },
  outcomeUnknown: {
    means: 'nobody knows yet whether a submission arrived',
    first: 'call the gateway with our reference; it is looked up again and again',
  },
  papersAgeing: {
    means: 'a document that has not gone out, or the letter of a request that waits to be sent again, will be too old within a week',
    first:
      'do first what it waits for: a review, a correction of ours, or a call to the customer; once it is too old, the order asks for a newer one by itself',
  },
  parkedEvent: {
    means: 'an authentic webhook matches nothing',
    first:
      '`portico events show` it and find out what it is about; `portico events replay` once its request is there, else `portico resolve`',
  },
  portedAfterCancel: {
    means: 'a cancelled number ported all the same',
    first: 'it is in service; speak with the customer, then `portico resolve` takes it off',
  },
  preparationFailed: {
    means: "the numbers could not be added to the dashboard; the carrier's port is not held up",
    first: 'mend the platform; it is tried again every hour, when the numbers move, and after that',
  },
  rejectionNeedsOperator: {
    means: 'a refusal of which the customer cannot mend all',
    first:
      'do what the details and `portico status` say for each reason (rejections.md has them all), then `portico correct ORDER --operator`, with `--date` for another date or `--as-it-is`; what the customer has corrected meanwhile goes out with it, and nothing before',
  },
  releaseFailed: {
    means: 'the claim on numbers could not be given up',
    first: 'mend the platform; it is tried again every hour',
  },
  requestSilent: {
    means: 'a request was not heard of, or is gone',
    first: 'open it by its id; if somebody ended it, `portico repair ORDER` brings it back',
  },
  returnUnanswered: {
    means: 'urgent: the carrier has not answered an emergency return',
    first: 'call the carrier; a line may be down',
  },
  smsFailed: {
    means: 'SMS was given up, or the carrier says that it will not work (R18)',
    first: 'open a case with the carrier for the numbers whose SMS failed, then `portico resolve` takes it off',
  },
  smsOverdue: {
    means: 'SMS is late for some numbers (R18)',
    first: 'open a case with the carrier, number by number; the gateway is read every day',
  },
  splitRequired: {
    means: 'the carrier wants several requests, and it is not clear which',
    first: 'ask which numbers go together, then cancel and order again in parts',
  },
  standsStill: {
    means: 'urgent: its next deadline has passed and nothing came of it: its tasks fail, or no orders worker has it',
    first: 'read its last failure in the Web UI and mend the build or start the worker; it goes on by itself, and loses nothing',
  },
  startFailed: {
    means: 'a request could not be started',
    first: 'look at the orders worker; it is tried again every hour',
  },
  supportCase: {
    means: "a customer's number does not work, and it is our turn (R26); see Support cases",
    first: 'find the fault, then `portico resolve` with the workflow id of the case',
  },
  webhookFailing: {
    means: "events for a customer's backend were given up after three days; its tickets are written all the same",
    first:
      'tell the customer what `portico webhooks deliveries` says; it clears with the next event that arrives, see Webhooks of customers',
  },
};

/** Rows of a Markdown table for the Web UI: each open reason, what it means and what to try first. Commands in it name the order. */
export const adviceRows = (attention: readonly AttentionReason[], orderId = 'ORDER'): string[] =>
  attention.map((reason) => `| ${reason} | ${ADVICE[reason].means}. First: ${ADVICE[reason].first.replace('ORDER', orderId)} |`);
