/** What customers are told, in English. Each text says what happened, what to do, and until when what can be changed. */
import { ruleOf } from '../../rejection/codes';
import type { Phrases } from '../wording';
import { closingMessages } from './closings';
import { paperMessages } from './papers';
import { DOCUMENTS, REASONS, REFUSALS } from './reasons';
import { support } from './support';
import { timeline } from './timeline';
import { dateMessages } from './dates';
import { aboutDate, changeUntil, intervalLines, lawLines, reasonLines, refusal } from './parts';

const KEEP =
  'Keep your contract at the losing provider until we tell you that the port is complete: the numbers must stay active there, and ending it earlier can lose them for good.';

/** English, in the forms that international trade uses: day before month, 24 hours. */
export const english: Phrases = {
  locale: 'en-GB',
  asOf: (instant) => `As of ${instant}:`,
  subject: (headlines) => `Your number port: ${headlines.join('; ')}`,
  about: (numbers) => `About ${numbers}:`,
  news: 'news',
  nothingToDo: 'nothing for now.',
  whatToDo: (todo) => `What you have to do: ${todo}`,
  untilWhen: (change) => `What can be changed: ${change}`,
  keepContract: KEEP,
  requestLine: (n, line) => `Request ${n}: ${line}`,
  at: (day, time, zone) => `${day} at ${time} (${zone})`,
  between: (day, from, to, zone) => `${day}, between ${from} and ${to} (${zone})`,
  fromTo: (day, from, to) => `${day}, in a window from ${from} to ${to}`,
  range: (first, last, count) => `${first} to ${last} (${count} numbers)`,
  andMore: (count) => `and ${count} more`,
  document: (kind) => DOCUMENTS[kind] ?? kind,
  reasons: REASONS,
  refusals: REFUSALS,
  timeline,
  support,
  order: {
    accepted: ({ missing, documentsBy }, say) => ({
      headline: 'your order is taken',
      happened: [
        'We have taken your order to move your numbers to us.',
        'Porting in is free with us. The losing provider may charge you, for ending the contract early or for releasing it: please check with it before we start.',
        'A customer service record from the losing provider shows how it has your details written: comparing it with your order avoids refusals.',
      ],
      todo:
        missing.length > 0
          ? `send us ${say.list(missing.map((kind) => DOCUMENTS[kind] ?? kind))} by ${say.instant(documentsBy)}; without them the order ends then. After that you check and sign the letter of authorisation.`
          : 'check and sign the letter of authorisation as soon as we send it.',
      change:
        'everything, at any time, as long as nothing was sent to the losing provider. A date that you ask for is a wish and not a promise.',
      keepContract: true,
    }),
    loaReady: ({ revision, loaBy }, say) => ({
      headline: 'a letter of authorisation to sign',
      happened: [
        `The letter of authorisation, revision ${revision}, is ready. Nothing is sent to the losing provider before it is signed.`,
      ],
      todo: `check every detail against the latest invoice of the losing provider, then sign it${loaBy ? ` by ${say.instant(loaBy)}; unsigned, the order ends then` : ''}.`,
      change: 'every detail, until you sign; a correction makes a new revision.',
      keepContract: true,
    }),
    loaStale: ({ revision, current }) => ({
      headline: 'your signature was not taken',
      happened: [
        `The signature under revision ${revision} of the letter of authorisation was not taken, because ${
          current === 0
            ? 'no letter is waiting for one'
            : current === revision
              ? 'the text that was signed is not the text that we sent'
              : `revision ${current} has replaced it`
        }.`,
      ],
      todo: current === 0 ? 'nothing: we send you the letter when it is ready.' : `check revision ${current} and sign it.`,
      change: 'every detail, until you sign; a correction makes a new revision.',
      keepContract: true,
    }),
    ...paperMessages,
    ...closingMessages.order,
  },
  request: {
    submitted: ({ attempt, expectedDate, latestByLaw }, say) => ({
      headline: attempt > 1 ? 'sent again to the losing provider' : 'sent to the losing provider',
      happened: [
        attempt > 1
          ? `The corrected request was sent to the losing provider again (attempt ${attempt}).`
          : 'The request was sent to the losing provider.',
        `We expect the port around ${say.date(expectedDate)}. This estimate counts from the sending, and it holds only if every detail is right and nothing is refused; the losing provider decides the date.`,
        ...lawLines(latestByLaw, say),
      ],
      // R22, R23, R24.
      change:
        'a cancel can be asked for at any time, but the losing provider has to agree. The date can be discussed once it is confirmed. A port cannot be paused: to delay it, cancel and order again.',
      keepContract: true,
    }),
    rejected: ({ attempt, reasons, correctBy, resubmitFrom }, say) => {
      const mine = correctBy !== undefined && reasons.some(({ code }) => ruleOf(code).resolver === 'customer');
      return {
        headline: mine ? 'refused, please correct' : 'refused',
        happened: [`The losing provider refused the request (attempt ${attempt}):`, ...reasonLines(reasons, say)],
        todo: mine
          ? `see above, and send us the correction by ${say.instant(correctBy)}; without one the request ends then. ${
              resubmitFrom ? `It is sent again from ${say.instant(resubmitFrom)} on` : 'It is then sent again'
            }, and the expected time starts anew.`
          : correctBy === undefined
            ? undefined
            : 'nothing: our team is on it and contacts you if it needs you.',
        change: correctBy && `every detail, until ${say.instant(correctBy)}; a cancel works at once.`,
        keepContract: true,
      };
    },
    scheduled: (fact, say) => ({
      headline: `confirmed for ${say.date(fact.foc.date)}`,
      happened: [
        `The losing provider has confirmed the date: the numbers move on ${say.window(fact.foc)}.`,
        ...aboutDate(fact, say),
        // R15, R16, R25.
        'A short interruption is possible then; with configured numbers the change should be seamless. Until then the numbers stay active at the losing provider, who handles every service problem.',
      ],
      todo: 'configure the numbers before that date, as soon as they are on your dashboard.',
      change: changeUntil(fact, say),
      keepContract: true,
    }),
    dateChanged: (fact, say) => ({
      headline: `new date, ${say.date(fact.foc.date)}`,
      happened: [
        `The date has changed: the numbers now move on ${say.window(fact.foc)}. The earlier date no longer holds.`,
        ...aboutDate(fact, say),
        'A short interruption is possible then. Until then the numbers stay active at the losing provider, who handles every service problem.',
      ],
      todo: 'have the numbers configured before the new date.',
      change: changeUntil(fact, say),
      keepContract: true,
    }),
    numbersAdded: ({ date }, say) => ({
      headline: 'your numbers can be configured',
      happened: ['The numbers are on your dashboard.'],
      todo: `configure them now, before ${say.date(date)}: then the change should be seamless, and no call is lost.`,
      keepContract: true,
    }),
    configureReminder: ({ date }, say) => ({
      headline: `still to be configured before ${say.date(date)}`,
      happened: [`These numbers are on your dashboard and not configured yet. They move on ${say.date(date)}.`],
      todo: `configure them before ${say.date(date)}: a number that is not configured when it moves cannot be reached.`,
      keepContract: true,
    }),
    emergencyAddressMissing: () => ({
      headline: 'no address for emergency calls',
      happened: [
        'No address for emergency calls is set for these numbers. Once they are with us, a call for help from one of them could not tell the emergency services where to come.',
      ],
      todo: 'set the address of the place where each number is used, on your dashboard, before the numbers move. The port itself goes on.',
      keepContract: true,
    }),
    cancelAsked: ({ by, mayFail }) => ({
      headline: 'cancel asked for',
      happened: [
        `${by === 'customer' ? 'You have' : 'Our team has'} asked to cancel. It is cancelled only once the losing provider has approved it; we tell you its answer.`,
        mayFail
          ? 'This cancel may fail, and then the numbers port all the same. Cancelling also raises the risk of an interruption.'
          : 'Cancelling raises the risk of an interruption.',
      ],
      todo: 'tell the losing provider too that you want to stay: your help may be needed to make it act.',
      change: 'nothing, until the losing provider has answered.',
      keepContract: true,
    }),
    cancelRefused: ({ reason, until, reasons }, say) => ({
      headline: 'cannot be cancelled',
      happened: [refusal('The cancel was refused', reason, until, say), ...reasonLines(reasons ?? [], say)],
      todo:
        reason === 'alreadyPorted'
          ? 'nothing: the numbers are active with us.'
          : reason === 'closed' || reason === 'alreadyCancelled'
            ? undefined
            : 'have the numbers configured before the port, which goes on as it stands.',
      keepContract: reason !== 'alreadyPorted',
    }),
    rescheduleAsked: ({ date, mayFail, beforeDate }, say) => ({
      headline: 'another date asked for',
      happened: [
        beforeDate
          ? `We have passed on to the losing provider that you would like ${say.date(date)}. This is a wish and no promise: no date is confirmed yet, and the one that the losing provider confirms can be another.`
          : `We have asked the losing provider to move the port to ${say.date(date)}. This is an attempt and no promise: until it approves, the confirmed date stands.`,
        ...(mayFail && !beforeDate
          ? ['It was asked for late, less than 3 business days before the confirmed date: it may well be refused.']
          : []),
      ],
      todo: 'tell the losing provider too that you want another date.',
      change: 'nothing more, until the losing provider has answered.',
      keepContract: true,
    }),
    rescheduleRefused: ({ reason, until, standing, interval }, say) => ({
      headline: 'the date was not moved',
      happened: [
        refusal('The request for another date was refused', reason, until, say),
        ...intervalLines(interval, say),
        ...(standing ? [`The confirmed date stands: ${say.window(standing)}.`] : []),
        ...(reason === 'carrierRefused' && !standing ? ['No date is confirmed yet: the losing provider decides it, and we tell you.'] : []),
      ],
      todo: standing
        ? 'have the numbers configured before the confirmed date.'
        : reason === 'noDateYet'
          ? 'wait for the date; or, to port later, cancel and order again when you are ready.'
          : undefined,
      keepContract: reason !== 'alreadyPorted',
    }),
    ...dateMessages,
    ...closingMessages.request,
  },
};
