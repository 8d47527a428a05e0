import type { IsoDate } from '../../order-details';
import { canonicalCode } from '../../rejection/codes';
import type { Say, Timeline } from '../wording';
import { CHANNELS, ENTERED } from './by-hand';
import { acted } from './operating';
import { FORMS, WAITED_FOR } from './papers';
import { DOCUMENTS, REASONS, REFUSALS } from './reasons';

const named = (kind: string): string => DOCUMENTS[kind] ?? kind;
const first = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const count = (numbers: readonly unknown[]): string => (numbers.length === 1 ? '1 number' : `${numbers.length} numbers`);

const unlike = (asked: IsoDate | undefined, say: Say): string => (asked === undefined ? '' : ` (asked for: ${say.date(asked)})`);

/** The timeline in English. */
export const timeline: Timeline = {
  actors: { customer: 'the customer', operator: 'an operator' },
  attention: {
    accountUnreadable: 'the account could not be read',
    activatedAfterClosing: 'numbers were activated after the request had closed',
    activationFailed: 'numbers could not be activated',
    activationStuck: 'numbers are not active although the window is over',
    archiveFailed: 'the final record could not be written',
    calendarFailed: 'a date could not be computed',
    carrierSilent: 'the losing carrier does not answer',
    carrierTask: 'something has to go out to the losing carrier by hand',
    carrierTaskLate: 'what has to go out to the losing carrier by hand is late',
    carrierUnreachable: 'the gateway cannot be reached',
    changeUnanswered: 'a cancel or a new date was not answered',
    documentToReview: 'a document waits for somebody to look at it',
    contractBroken: 'the gateway answers what its contract does not allow',
    emergencyAddressMissing: 'numbers have no address for emergency calls',
    endedByHand: 'it was ended, and nobody follows it any more',
    eventIdReused: 'the gateway has used the id of an event twice',
    liveWithoutWorkflow: 'the carrier has a port that nobody follows any more',
    loaFailed: 'the letter of authorisation could not be made',
    messageNotTaken: 'a message could not be read',
    notificationFailed: 'the customer could not be told',
    notPulled: 'the last possible day has passed and nothing has moved',
    orderUnreachable: 'the request cannot reach its order',
    outcomeUnknown: 'it is unknown whether a submission arrived',
    papersAgeing: 'papers of it will soon be too old',
    parkedEvent: 'an event of the gateway fits no request',
    portedAfterCancel: 'numbers ported although the request was cancelled',
    preparationFailed: 'the numbers could not be added to the dashboard',
    rejectionNeedsOperator: 'a refusal needs our team',
    releaseFailed: 'the claim on the numbers could not be given up',
    requestSilent: 'a request does not report',
    returnUnanswered: 'an emergency return was not answered',
    smsFailed: 'SMS could not be activated',
    smsOverdue: 'SMS is overdue',
    splitRequired: 'the request has to be split',
    standsStill: 'it does not go on, although its deadline has passed',
    startFailed: 'a request could not be started',
    supportCase: 'a support case is open',
    webhookFailing: 'events for a backend could not be delivered',
  },
  order: {
    accepted: ({ missing, documentsBy }, say) =>
      missing.length === 0
        ? 'Order taken; nothing is missing.'
        : `Order taken; still missing: ${say.list(missing.map(named))}, by ${say.instant(documentsBy)}.`,
    refused: ({ problems }) => `Order refused: ${problems.map(({ message }) => message).join(' ')}`,
    documentProvided: ({ document }) => `Document received: ${named(document)}.`,
    documentApproved: ({ document, by, reason }) =>
      `Document approved: ${named(document)}${reason === undefined ? '' : `, by ${by} (${reason})`}.`,
    documentRefused: ({ document, reason }) => `Document not accepted: ${named(document)} (${reason}).`,
    documentExpired: ({ document }) => `Document too old by now: ${named(document)}.`,
    reminded: ({ waitedFor, until }, say) => `Reminded: still waiting for ${WAITED_FOR[waitedFor]}, by ${say.instant(until)}.`,
    decisionNeeded: ({ numbers, decideBy }, say) =>
      `Not portable: ${count(numbers)}; drop or wait, to be decided by ${say.instant(decideBy)}.`,
    keptWaiting: ({ decideBy }, say) => `The whole order waits, by ${say.instant(decideBy)} at the latest; asked again every day.`,
    numbersDropped: ({ numbers }) => `Taken out of the order: ${count(numbers)}.`,
    nowPortable: ({ numbers }) => `Can be ported now: ${count(numbers)}.`,
    csrCompared: ({ differences }) =>
      differences.length === 0
        ? 'Customer service record compared: no difference.'
        : `Customer service record compared: ${differences.length} differences.`,
    loaReady: ({ revision, loaBy }, say) =>
      `Letter of authorisation ready to sign, revision ${revision}${loaBy ? `, by ${say.instant(loaBy)}` : ''}.`,
    loaSigned: ({ revision }) => `Letter of authorisation signed, revision ${revision}.`,
    loaFormRefused: ({ revision, accepted }, say) =>
      `Signature under revision ${revision} not taken: it has to be signed ${say.list(accepted.map((form) => FORMS[form]))}.`,
    loaScanned: ({ revision }) => `Scan of the signed letter received, revision ${revision}; being looked at.`,
    loaScanRefused: ({ revision, reason }) => `Scan of the signed letter not accepted, revision ${revision} (${reason}).`,
    loaTooOld: ({ revision, maxAgeDays }) => `Signature under revision ${revision} is older than ${maxAgeDays} days: a new one is needed.`,
    blockNotAdded: ({ n }) => `The whole block could not be asked for in the place of request ${n}.`,
    regrouped: ({ from, to, why }, say) =>
      `${why === 'addBlock' ? 'The whole block is asked for' : 'Divided by the losing carrier'}: request ${say.list(to.map(String))} in the place of ${say.list(from.map(String))}.`,
    loaStale: ({ revision, current }) =>
      `Signature under revision ${revision} not taken${current > 0 ? `; the current one is ${current}` : ''}.`,
    corrected: ({ requests }) => (requests.length === 0 ? 'Details corrected.' : `Details corrected for request ${requests.join(', ')}.`),
    dateWishChanged: ({ date }, say) => `Another date is wished for: ${say.date(date)} (a wish, never a promise).`,
    orderCancelled: () => 'Order cancelled before anything was sent.',
    cancelNotPossible: () => 'Cancel refused: the order is over.',
    expired: ({ waitedFor }) => `Order ended: ${WAITED_FOR[waitedFor]} did not come in time.`,
    closed: ({ outcome }) =>
      ({
        completed: 'Order closed: every number is ported.',
        completedPartially: 'Order closed: some numbers are ported.',
        cancelled: 'Order closed: cancelled.',
        failed: 'Order closed without a port.',
        expired: 'Order closed: expired.',
        refused: 'Order closed: refused.',
      })[outcome],
    attention: ({ reason }) => `Our team has to look: ${timeline.attention[reason]}.`,
    operatorActed: acted,
    attentionCleared: ({ reason }) => `Settled: ${timeline.attention[reason]}.`,
  },
  request: {
    submitted: ({ attempt, expectedDate, latestByLaw }, say) =>
      `Sent to the losing carrier, attempt ${attempt}; expected ${say.date(expectedDate)} if every detail is right${
        latestByLaw ? `; the law leaves at most until ${say.date(latestByLaw.date)}` : ''
      }.`,
    resubmitting: ({ attempt }) => `Being sent again, attempt ${attempt}.`,
    toSendByHand: ({ attempt }) => `Ready, attempt ${attempt}; one of our people sends it to the losing carrier.`,
    resubmissionHeld: ({ attempt, until }, say) => `Ready, attempt ${attempt}; goes out on ${say.instant(until)}.`,
    resubmissionWithdrawn: ({ attempt }) => `Attempt ${attempt} does not go out as it is: a new correction waits for a signature.`,
    rejected: ({ attempt, reasons, correctBy }, say) =>
      `Refused, attempt ${attempt}: ${reasons.map(({ code }) => first(REASONS[canonicalCode(code)].why)).join('; ')}${
        correctBy ? `; correct by ${say.instant(correctBy)}` : ''
      }.`,
    scheduled: ({ foc, asked }, say) => `Date confirmed: ${say.window(foc)}${unlike(asked, say)}.`,
    dateChanged: ({ foc, asked }, say) => `Date changed: now ${say.window(foc)}${unlike(asked, say)}.`,
    numbersAdded: ({ date }, say) => `Numbers on the dashboard, to be configured before ${say.date(date)}.`,
    configureReminder: ({ numbers, date }, say) => `Reminded: ${count(numbers)} not configured yet, to be done before ${say.date(date)}.`,
    emergencyAddressMissing: ({ numbers }) => `No address for emergency calls yet for ${count(numbers)}.`,
    numbersUnread: ({ date }, say) => `Whether the numbers are ready for ${say.date(date)} could not be read.`,
    cancelAsked: ({ by, mayFail }) =>
      `Cancel asked for by ${timeline.actors[by]}; the losing carrier has to approve it${mayFail ? ', and it may fail' : ''}.`,
    cancelRefused: ({ reason, until }, say) =>
      `Cancel refused: ${REFUSALS[reason]}${until ? ` (possible until ${say.instant(until)})` : ''}.`,
    cancelled: ({ wasSent }) => (wasSent ? 'Cancelled; still watched in case it ports all the same.' : 'Cancelled before it was sent.'),
    rescheduleAsked: ({ date, mayFail, beforeDate }, say) =>
      beforeDate
        ? `Another date is wished for, ${say.date(date)}; none is confirmed yet, and the losing carrier decides.`
        : `Another date asked for, ${say.date(date)}; the confirmed one stands until the losing carrier approves${mayFail ? ', and it may refuse' : ''}.`,
    rescheduleRefused: ({ reason, until, standing }, say) =>
      `Another date refused: ${REFUSALS[reason]}${until ? ` (possible until ${say.instant(until)})` : ''}${
        standing ? `; ${say.window(standing)} stands` : ''
      }.`,
    locked: () => 'Locked: nothing can be changed any more.',
    activating: () => 'The numbers are being activated.',
    ported: ({ numbers, afterCancel, cancelPending, smsBy }, say) =>
      `Ported: ${count(numbers)} active${afterCancel || cancelPending ? ', although a cancel was asked for' : ''}${smsBy ? `; SMS by ${say.instant(smsBy)}` : ''}.`,
    transferStarted: ({ by }) => `Transfer started ${by === 'schedule' ? 'at its time' : `by ${timeline.actors[by]}`}.`,
    transferRefused: () => 'The gateway did not take the start of the transfer; it is tried again.',
    notPulled: ({ lastDate }, say) => `Not transferred by the last possible day, ${say.date(lastDate)}.`,
    activationNotTaken: ({ reason, from }, say) =>
      `Transfer not started by hand: ${REFUSALS[reason]}${from ? ` (from ${say.instant(from)} on)` : ''}.`,
    returnAsked: ({ by, answerBy }, say) =>
      `Emergency return asked for by ${timeline.actors[by]}; an answer is expected by ${say.instant(answerBy)}.`,
    returnRefused: ({ reason, until }, say) =>
      `Emergency return refused: ${REFUSALS[reason]}${until ? ` (possible until ${say.instant(until)})` : ''}.`,
    returned: ({ numbers }) => `Returned: the losing carrier serves ${count(numbers)} again.`,
    activationStuck: ({ numbers = [] }) =>
      `Not every number is active although the window is over${numbers.length > 0 ? `: ${count(numbers)} missing` : ''}.`,
    activationFailed: ({ numbers }) => `Activation failed${numbers.length > 0 ? ` for ${count(numbers)}` : ''}.`,
    smsActive: ({ numbers, late }) => `SMS active for ${count(numbers)}${late ? ', late' : ''}.`,
    smsOverdue: ({ numbers }) => `SMS overdue for ${count(numbers)}.`,
    smsFailed: ({ numbers }) => `SMS could not be activated for ${count(numbers)}.`,
    smsNotApplicable: ({ numbers }) => `Text messages are not available for ${count(numbers)}.`,
    closed: ({ why }) =>
      ({
        rejectionUnanswered: 'Ended: the refusal was not answered in time.',
        notPortable: 'Ended: it cannot be ported.',
        tooManyAttempts: 'Ended: refused too many times.',
        notSigned: 'Ended: its letter of authorisation was not signed in time.',
        givenUp: 'Ended: given up by our team.',
      })[why],
    outcomeUnknown: ({ attempt }) => `No answer to the submission, attempt ${attempt}; being looked up before anything is sent again.`,
    attention: ({ reason }) => `Our team has to look: ${timeline.attention[reason]}.`,
    operatorActed: acted,
    attentionCleared: ({ reason }) => `Settled: ${timeline.attention[reason]}.`,
    staleEvent: ({ type }) => `A late or foreign event was put aside: ${type}.`,
    enteredByHand: ({ type, by, channel }) => `Entered by ${by}, heard by ${CHANNELS[channel]}: ${ENTERED[type]}.`,
    carrierComment: ({ text }) => `The losing carrier wrote: ${text}`,
    replaced: ({ by }, say) => `Replaced by request ${say.list(by.map(String))}.`,
    watchedOut: () => 'No longer watched: it did not port after the cancel.',
  },
};
