import type { AttentionReason } from './attention';

/** What a reason for attention is about, how one of our own people finds out whether it is so and how bad, and what they try first. */
export interface Advice {
  readonly means: string;
  /** Before anything is done; what stands in quotes is the summary of a call in the Web UI, a row of its details, or a line of the timeline. */
  readonly check: string;
  readonly first: string;
}

/**
 * For every reason: in plain English, without anything of anybody's. The Web UI, `portico status` and `docs/operate.md` all
 * say it in these words; how to check it is left out in the Web UI, where much of it is on the page already.
 */
export const ADVICE: Readonly<Record<AttentionReason, Advice>> = {
  accountUnreadable: {
    means:
      'the account directory, the number platform or the gateway does not answer; the order waits at intake, or with a block to be claimed',
    check:
      'the last failure in the history of the order names who does not answer: at "Portability and blocks" the gateway (`portico gateways` says whether it is paused), else the account directory or the number platform',
    first: 'mend what does not answer; it is asked again every quarter of an hour',
  },
  activatedAfterClosing: {
    means: 'urgent: numbers went live after their request had closed',
    check:
      '`portico events show EVENT` has numbers, reference and instant, of a request `portico show ORDER`; call one of the numbers; `portico number NUMBER` says whether another order has it',
    first:
      'find the order by the reference, put the numbers into service, tell the customer, then `portico resolve` with the workflow id that stands here; of a request with `--request N --attention activatedAfterClosing`',
  },
  activationFailed: {
    means: 'our platform, or the carrier, could not activate, or the gateway did not take the start of a transfer',
    check:
      '`portico timeline ORDER` says whose it is: "Activation failed" the carrier\'s, "did not take the start of the transfer" the gateway\'s; with neither it is our platform\'s, and the last failure of "Take the numbers into service" in the history of the request says why',
    first:
      'mend our platform: only what is missing is tried again, every half hour; where the carrier or the gateway failed, call them, for nothing of ours is tried',
  },
  activationStuck: {
    means: 'the window has been over for hours and numbers are still missing; how many stands in the details of the request',
    check:
      '`portico show ORDER` lists the numbers: where Voice says at losing, the carrier has not let them go; where it says moved, our platform has not put them into service; call one of them',
    first:
      'call the gateway about those numbers; it is read again every hour or two; if they work all the same, `portico override ORDER mark-ported`',
  },
  archiveFailed: {
    means: 'the final record could not be written',
    check:
      'the last failure of "Give up what is left of the claims" in the history of the order says what did not answer, the number platform, the orders worker or the document store; nothing of the port waits for it',
    first: 'mend what did not answer; it is tried again every hour',
  },
  calendarFailed: {
    means: 'a date could not be computed',
    check:
      'the last failure of "Count the dates" in the history says what cannot be counted: a date, a window, a zone, or a region or year whose holidays are not known',
    first: "look at the carrier's date and zone in the history; it is tried again every hour",
  },
  carrierSilent: {
    means: "no answer within the country's time",
    check:
      'the last "Read the port at the gateway" in the history of the request has what the gateway knows; `portico timeline ORDER` says when the request went out, `portico gateways` how many others there need a person',
    first: 'ask the carrier; the gateway is read every day',
  },
  carrierTask: {
    means: 'something has to go out to a losing carrier by hand, or an answer of theirs is overdue; see carriers-by-hand.md',
    check: '`portico carrier-task ORDER` says what is to be done, by when or since when it is overdue, and what was entered before',
    first:
      '`portico carrier-tasks` lists what is open, `portico carrier-task ORDER` says what to do; enter what came of it with `portico carrier-answer`',
  },
  carrierTaskLate: {
    means: 'what has to go out to a losing carrier by hand did not go out on its business day; the estimate moves with it (R3)',
    check:
      '`portico carrier-task ORDER` says since when it is open and what was entered; ask its owner (`portico attention --reason carrierTaskLate`) whether it is out and only not entered',
    first: 'send it today: `portico carrier-task ORDER` has the form and the documents',
  },
  carrierUnreachable: {
    means: 'the gateway does not answer',
    check:
      'the last failure in the history says what went wrong, such as a connection or a token that was refused; `portico gateways` says whether the gateway is paused, and how many of its requests need a person',
    first: 'mend the connection; what was certainly not sent is sent again, within the hour',
  },
  changeUnanswered: {
    means: 'the carrier has not answered a cancel or reschedule',
    check:
      '`portico timeline ORDER` says what was asked and when; the rows "Cancel" and "Another date" in the details of the request say what is still open, its last "Read the port at the gateway" what the gateway knows',
    first: 'ask the carrier; the port goes on',
  },
  contractBroken: {
    means: 'the gateway answered outside its contract',
    check:
      'the last failure in the history of the request names the call and what was wrong with its answer; without one, its last "Read the port at the gateway" found nothing or another reference, or a confirmation came without its date',
    first: 'compare the answer with contracts/gateway.md; once it is settled, `portico resolve` takes it off',
  },
  documentToReview: {
    means: 'a document, or the scan of a signed letter, waits for somebody to look at it',
    check:
      '`portico show ORDER` names the document, or the revision of the letter whose scan it is, and until when the order waits; hash and day of issue are in `portico show ORDER --json`, the hash of a scan in `portico export ORDER`',
    first:
      '`portico review ORDER KIND --save FILE` to look at it, then `portico approve-document`, or `portico review --refuse` it, with the `--sha256` of what you have seen',
  },
  emergencyAddressMissing: {
    means: 'at the lock, or since, numbers have no address for emergency calls; the port is not held up',
    check:
      'the last "Are the numbers ready" in the history of the request names the numbers; look on the platform whether they have an address by now',
    first: 'reach the customer and set the address with them; it is read again every four hours, after the port every day',
  },
  endedByHand: {
    means: 'somebody ended an order or a request, or a fault did, and nobody follows it any more',
    check:
      '`portico reconcile ORDER` looks again and names what was ended; the last event in the history of that says whether it was terminated, by whom and why, or how it failed',
    first:
      '`portico repair ORDER`; a request that is not to go on is then given up with `portico override ORDER close-request`; an order that is to stay ended: `portico resolve` with the workflow ids of its findings, and a later sweep gives its numbers back, once nothing of it can move',
  },
  eventIdReused: {
    means: 'the gateway has used the id of an event again for another one; the first counts, and the second changed nothing',
    check:
      'how far the two differ, in type, numbers or date: of a request both are signals `carrierEvent` under one id in its history; of a parked event `portico events show EVENT` has the second',
    first: 'compare both with the gateway; once it is settled, `portico resolve` takes it off',
  },
  liveWithoutWorkflow: {
    means: 'urgent: the carrier has a port, or has moved its numbers, and the request that followed it was ended',
    check:
      '`portico reconcile ORDER` asks the gateway again; `portico show ORDER` has date and numbers as they were last heard of: call one of them',
    first:
      '`portico repair ORDER` brings it back, and it can be cancelled as ever; only where nobody wants it back, cancel it with the carrier, then `portico resolve` with the workflow id of the finding',
  },
  loaFailed: {
    means: 'the LOA could not be made',
    check:
      'the type of the last failure of "Make the LOA" in the history of the order: with `LoaImpossible` it is the details, with any other the document store or the worker',
    first: 'correct the name that cannot be printed with the customer, or mend the document store',
  },
  messageNotTaken: {
    means: 'a signal without sense arrived and was put aside',
    check:
      '`portico timeline ORDER` says when; the signal of that moment in the history has its name, its content and the identity of who sent it; one that could not be decrypted is in the log as `payload.undecodable`',
    first: 'look who sent it; nothing was changed; then `portico resolve` takes it off',
  },
  notificationFailed: {
    means: 'a message could not be delivered',
    check:
      'the last failure of "Comment on the porting ticket" in the history of the message (`notification/ORDER/…`) says why, its details what it is about; look whether the comment is on the ticket all the same',
    first: 'mend the ticket desk or the notifications worker; it is tried on for a fortnight',
  },
  notPulled: {
    means: 'the last day of an interval has passed and nothing has moved',
    check:
      '`portico timeline ORDER` says whether the transfer was started, whether the gateway took it, or whether a cancel held it up; call one of the numbers: it may have moved without a word',
    first: 'ask the gateway why; order anew with the customer; what will not port is given up with `portico override ORDER close-request`',
  },
  orderUnreachable: {
    means: 'a request cannot tell its order, which is gone',
    check:
      '`portico reconcile ORDER` says whether the order was ended; where the port really stands is in the details of the request, for the order hears of it no longer',
    first: 'bring the order back: `portico repair ORDER`; it hears of the request at once, else within a day',
  },
  outcomeUnknown: {
    means: 'nobody knows yet whether a submission arrived',
    check:
      'in the history of the request, what came of "Submit to the losing carrier" and of each "Read the port at the gateway" since; `portico gateways` says whether it is paused; our reference is in the row "Attempt" of the details',
    first: 'call the gateway with our reference; it is looked up again and again',
  },
  papersAgeing: {
    means: 'a document that has not gone out, or the letter of a request that waits to be sent again, will be too old within a week',
    check: 'the details of the finding say which paper and until when; `portico show ORDER` says what the order waits for, and until when',
    first:
      'do first what it waits for: a review, a correction of ours, or a call to the customer; once it is too old, the order asks for a newer one by itself',
  },
  parkedEvent: {
    means: 'an authentic webhook matches nothing',
    check:
      '`portico events show EVENT` says why it is here, with its reference and numbers; `portico number NUMBER` finds the request that has them; what a `gateway-ref/…` holds is in its details',
    first:
      '`portico events show` it and find out what it is about; `portico events replay` once its request is there, else `portico resolve`',
  },
  portedAfterCancel: {
    means: 'a cancelled number ported all the same',
    check:
      '`portico timeline ORDER` says when it was cancelled, and `portico show ORDER` which numbers are active by now; call one of them, and ask the gateway when it moved',
    first: 'it is in service; speak with the customer, then `portico resolve` takes it off',
  },
  preparationFailed: {
    means: "the numbers could not be added to the dashboard; the carrier's port is not held up",
    check:
      'the last failure of "Add the numbers to the dashboard" in the history of the request says why; look on the platform whether they are there; `portico show ORDER` has the port date, until which the customer has to configure them',
    first: 'mend the platform; it is tried again every hour, when the numbers move, and after that',
  },
  rejectionNeedsOperator: {
    means: 'a refusal of which the customer cannot mend all',
    check:
      "`portico show ORDER` has each reason with the carrier's own words, and whose it is to mend; `portico timeline ORDER` says what was refused and changed before",
    first:
      'do what the details and `portico status` say for each reason (rejections.md has them all), then `portico correct ORDER --operator`, with `--date` for another date or `--as-it-is`; what the customer has corrected meanwhile goes out with it, and nothing before',
  },
  releaseFailed: {
    means: 'the claim on numbers could not be given up',
    check: 'the last failure of "Give up the claim" in the history says why; until it works these numbers cannot be ordered again',
    first: 'mend the platform; it is tried again every hour',
  },
  requestSilent: {
    means: 'a request was not heard of, or is gone',
    check:
      '`portico reconcile ORDER` says whether a request was ended; of one that runs the details say where it stands, and lines of level `error` in the log of the orders worker whether its tasks fail',
    first: 'open it by its id; if somebody ended it, `portico repair ORDER` brings it back',
  },
  returnUnanswered: {
    means: 'urgent: the carrier has not answered an emergency return',
    check:
      'call the numbers to hear whether they are down; `portico timeline ORDER` says when the return was asked for, the last "Read the port at the gateway" in the history of the request what the gateway knows',
    first: 'call the carrier; a line may be down',
  },
  smsFailed: {
    means: 'SMS was given up, or the carrier says that it will not work (R18)',
    check:
      '`portico show ORDER` lists the numbers whose SMS is failed; `portico timeline ORDER` says whether it was overdue before, or the carrier said so; send one of them a text message',
    first: 'open a case with the carrier for the numbers whose SMS failed, then `portico resolve` takes it off',
  },
  smsOverdue: {
    means: 'SMS is late for some numbers (R18)',
    check:
      '`portico show ORDER` lists the numbers whose SMS is overdue; send one of them a text message: it may work without a word of the carrier',
    first: 'open a case with the carrier, number by number; the gateway is read every day',
  },
  splitRequired: {
    means: 'the carrier wants several requests, and it is not clear which, or they would be too many',
    check: "`portico show ORDER` has the refusal with the carrier's own words, which may say what belongs together",
    first: 'ask which numbers go together, then cancel and order again in parts',
  },
  standsStill: {
    means: 'urgent: its tasks fail again and again, and its deadline has passed: nothing that comes is acted upon',
    check:
      '`PorticoNextDeadline` says since when; the failed workflow task at the end of its history, and lines of level `error` in the log of the orders worker, say what fails and where',
    first: 'mend the build, or go back to the one before; it goes on by itself, and loses nothing',
  },
  startFailed: {
    means: 'a request could not be started',
    check:
      'open `port-request/ORDER/…` in the Web UI: if it is there, the next try takes it over; if not, a failed start in the history of the order says why',
    first: 'look at the orders worker; it is tried again every hour',
  },
  supportCase: {
    means: "a customer's number does not work, and it is our turn (R26); see Support cases",
    check:
      'the row "Why" in the details of the case says what was found; `portico support ORDER --case CASE` has the number and its failed calls',
    first: 'find the fault, then `portico resolve` with the workflow id of the case',
  },
  webhookFailing: {
    means: "events for a customer's backend were given up after three days; its tickets are written all the same",
    check:
      '`portico webhooks list --account ACCOUNT` says which endpoint and since when; `portico webhooks test WEBHOOK --account ACCOUNT` sends it a ping and shows what came back',
    first:
      'tell the customer what `portico webhooks deliveries` says; it clears with the next event that arrives, see Webhooks of customers',
  },
};

/** Rows of a Markdown table for the Web UI: each open reason, what it means and what to try first. Commands in it name the order. */
export const adviceRows = (attention: readonly AttentionReason[], orderId = 'ORDER'): string[] =>
  attention.map((reason) => `| ${reason} | ${ADVICE[reason].means}. First: ${ADVICE[reason].first.replace('ORDER', orderId)} |`);
