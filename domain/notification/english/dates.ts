/** What customers are told of a request that waits for its time, a transfer that is started by hand, and numbers that go back, in English. */
import type { Phrases } from '../wording';
import { reasonLines, refusal } from './parts';

const EU = 'In the European Union the losing provider has to take numbers back into service when a port has failed.';

type DateMessages = Pick<
  Phrases['request'],
  'resubmissionHeld' | 'transferRefused' | 'notPulled' | 'activationNotTaken' | 'returnAsked' | 'returnRefused' | 'returned'
>;

/** Waiting, starting, going back. */
export const dateMessages: DateMessages = {
  resubmissionHeld: ({ attempt, until }, say) => ({
    headline: attempt > 1 ? 'corrected, sent again later' : 'sent later',
    happened: [
      `${attempt > 1 ? 'The request is corrected' : 'The request is ready'}; it goes out on ${say.instant(until)}, because before then the losing provider would only refuse it as still open.`,
      'The expected time is counted from then on.',
    ],
    change: `every detail, until ${say.instant(until)}; a cancel works at once.`,
    keepContract: true,
  }),
  transferRefused: ({ by }) => ({
    headline: 'the transfer has not started yet',
    happened: [
      `${by === 'customer' ? 'You have started the transfer' : 'The transfer was to start'}, and the losing provider's side has not taken it yet. Our team has been told, and it is tried again. Until it works the numbers stay active at the losing provider.`,
    ],
    todo: 'nothing for now.',
    keepContract: true,
  }),
  notPulled: ({ lastDate }, say) => ({
    headline: 'the last possible day has passed',
    happened: [
      `The losing provider would have let the numbers go until ${say.date(lastDate)}, and they have not moved. They stay active there. Our team is on it.`,
    ],
    todo: 'nothing for now: our team contacts you about a new request.',
    keepContract: true,
  }),
  activationNotTaken: ({ reason, from }, say) => ({
    headline: 'the transfer was not started',
    happened: [refusal('The transfer was not started', reason, undefined, say)],
    todo: from ? `start it from ${say.instant(from)} on, or let it start by itself at the end of the window.` : undefined,
    keepContract: reason !== 'alreadyPorted',
  }),
  returnAsked: ({ by, answerBy }, say) => ({
    headline: 'emergency return asked for',
    happened: [
      `${by === 'customer' ? 'You have' : 'Our team has'} asked for the numbers to go back to the losing provider. They go back only if it agrees; we expect its answer by ${say.instant(answerBy)}.`,
    ],
    todo: 'tell the losing provider too that you want the numbers back there, and do not end your contract with it.',
    change: 'nothing, until the losing provider has answered.',
    keepContract: true,
  }),
  returnRefused: ({ reason, until, reasons }, say) => ({
    headline: 'the numbers do not go back',
    happened: [
      refusal('The emergency return was refused', reason, until, say),
      ...reasonLines(reasons ?? [], say),
      ...(reason === 'noReturn' || reason === 'returnTooLate' ? [EU] : []),
    ],
    todo: reason === 'notPorted' ? undefined : 'call our team, who looks for another way with you.',
    keepContract: true,
  }),
  returned: () => ({
    headline: 'back at the losing provider',
    happened: [
      'The numbers have gone back: the losing provider serves them again, and handles every service problem. They are no longer active with us.',
    ],
    todo: 'make a test call to each number, and keep your contract at the losing provider. To port later, order again when what went wrong is mended.',
    keepContract: true,
  }),
};
