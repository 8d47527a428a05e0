/** What customers are told in a support case, in English (R15, R16, R18, R25, R26). */
import type { CallFault, CallField, CallVerdict } from '../../support-case/calls';
import type { Awaited, ForTeam, Trouble } from '../../support-case/fact';
import { carriersWords } from '../carriers-words';
import type { SupportPhrases } from '../wording';

const TROUBLES: Readonly<Record<Trouble, string>> = {
  callsIn: 'incoming calls do not work',
  callsOut: 'outgoing calls do not work',
  calls: 'calls do not work, neither in nor out',
  sms: 'text messages (SMS) do not work',
};

const FIELDS: Readonly<Record<CallField, string>> = {
  called: 'the number called',
  calling: 'the number calling',
  operator: "the caller's operator",
  date: 'the date',
  time: 'the time',
  zone: 'the time zone',
};

const FAULTS: Readonly<Record<CallFault, string>> = {
  beforePort: 'it was before the port was complete, and does not count',
  inFuture: 'its time is still to come, and it does not count',
  otherNumber: 'it is neither to nor from this number, and does not count',
};

const WITH_TEAM: Readonly<Record<ForTeam, string>> = {
  calls: 'We have what we need: the case is with our team now.',
  stuck: 'The port window is over, and the number is not active with us yet. That is ours to mend: the case is with our team now.',
  sms: 'SMS should work for this number by now, and does not. That is ours to mend: the case is with our team now.',
  notInService: 'The number is ported, but not in service on our side. That is ours to mend: the case is with our team now.',
  notChecked: 'We could not check the number by ourselves: the case is with our team now.',
};

const REMINDED: Readonly<Record<Awaited, string>> = {
  configuration: 'configure the number, and tell us whether it works then, or that we should go on.',
  user: 'bring the assigned user online, and tell us whether it works then, or that we should go on.',
  calls: 'send us what is still missing of the failed calls, or tell us that it works.',
};

const thing = (trouble: Trouble): string => (trouble === 'sms' ? 'Text message' : 'Call');
const things = (trouble: Trouble): string => (trouble === 'sms' ? 'failed text messages' : 'failed calls');

/** `the date, the time and the time zone`. */
const listed = (items: readonly string[]): string => new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items);

const gap = ({ call, missing, fault }: CallVerdict, trouble: Trouble): string =>
  `- ${thing(trouble)} ${call}: ${[
    ...(missing.length > 0 ? [`${listed(missing.map((field) => FIELDS[field]))} ${missing.length === 1 ? 'is' : 'are'} missing`] : []),
    ...(fault ? [FAULTS[fault]] : []),
  ].join('; ')}.`;

const gaps: SupportPhrases['gaps'] = ({ calls }, trouble) => calls.filter(({ counts }) => !counts).map((call) => gap(call, trouble));

/** Support cases in English. */
export const support: SupportPhrases = {
  subject: (headlines) => `Support for your number: ${headlines.join('; ')}`,
  gaps,
  facts: {
    opened: ({ trouble }) => ({
      headline: 'case opened',
      happened: [`You have told us that ${TROUBLES[trouble]}.`],
      keepContract: false,
    }),
    losingProviderAnswers: ({ port, foc }, say) => ({
      headline: 'please call the losing provider',
      happened: [
        port === 'before'
          ? `The number has not ported yet${foc ? `: that is due on ${say.window(foc)}` : ''}. Until the transfer is done the losing provider handles every service problem.`
          : 'The number has not come to us: its port was cancelled or has ended. It is at the losing provider, who handles every service problem.',
        'We close this case, since we cannot mend anything there. Open a new one if something does not work after the port.',
      ],
      todo: 'call the losing provider, and have the fault mended there. Do not end the contract: only an active number can be ported.',
      keepContract: true,
    }),
    interruptionPossible: ({ foc, stuckAt }, say) => ({
      headline: 'the number is being transferred',
      happened: [
        `The number is being transferred right now${foc ? `: ${say.window(foc)}` : ''}. A short interruption is possible.`,
        `If it is not active with us by ${say.instant(stuckAt)}, the transfer counts as stuck. We look then by ourselves, and our team takes it up.`,
      ],
      todo: 'have the number configured, and try again in a while. Tell us if it works.',
      keepContract: true,
    }),
    smsPending: ({ by }, say) => ({
      headline: 'SMS is on its way',
      happened: [
        `Text messages (SMS) can take up to 3 business days after the port, number by number: until ${say.instant(by)} at the latest. Past that our team is told by itself.`,
        'We close this case.',
      ],
      todo: 'nothing: we tell you when SMS works.',
      keepContract: false,
    }),
    notConfigured: ({ until }, say) => ({
      headline: 'the number is not configured',
      happened: ['The number is active with us, but it is not configured: no call can reach anybody.'],
      todo: `open the number on your dashboard, assign it to a user, a group or a menu, and save. Then tell us whether it works, or that we should go on, by ${say.instant(until)}; without an answer the case is closed then.`,
      keepContract: false,
    }),
    userOffline: ({ until }, say) => ({
      headline: 'the assigned user is offline',
      happened: ['The number is configured, but the user that it is assigned to is offline: no phone or app is signed in.'],
      todo: `sign in on a phone or in the app as that user, and check its internet connection. Then tell us whether it works, or that we should go on, by ${say.instant(until)}; without an answer the case is closed then.`,
      keepContract: false,
    }),
    callsNeeded: ({ trouble, checks, evidence, until }, say) => ({
      headline: evidence.calls.length > 0 ? `${things(trouble)}: something is missing` : `${things(trouble)} needed`,
      happened: [
        checks.configured
          ? 'The number is active with us and configured.'
          : 'You asked us to go on. On our platform the number is still not configured: please look at it once more.',
        checks.userOnline === undefined
          ? 'Please check that its assigned user is online: we cannot see that from here.'
          : checks.userOnline
            ? 'Its assigned user is online.'
            : 'On our platform its assigned user is still offline: please look at it once more.',
        `To follow the fault we need at least ${evidence.needed} ${things(trouble)} after the port; ${evidence.counting} of those that you sent ${evidence.counting === 1 ? 'counts' : 'count'}.`,
        ...gaps(evidence, trouble),
      ],
      todo: `send us ${evidence.counting === 0 ? `at least ${evidence.needed}` : `${evidence.needed - evidence.counting} more`} ${things(trouble)} by ${say.instant(until)}, one by one or together, each with the number called, the number calling, the caller's operator, and date, time and time zone. Or tell us that it works. Without an answer the case is closed then.`,
      keepContract: false,
    }),
    reminded: ({ of, until }, say) => ({
      headline: 'we wait for your answer',
      happened: [`The case waits for you. It is closed on ${say.instant(until)} if we hear nothing.`],
      todo: REMINDED[of],
      keepContract: false,
    }),
    withTeam: ({ why }) => ({
      headline: 'our team is on it',
      happened: [WITH_TEAM[why]],
      todo: 'nothing for now. Tell us if it works, or if more calls fail.',
      keepContract: why === 'stuck',
    }),
    stillWithTeam: () => ({
      headline: 'still with our team',
      happened: ['Your case is still open with our team: we have not forgotten it.'],
      todo: 'nothing for now. Tell us if it works, or if more calls fail.',
      keepContract: false,
    }),
    worksAgain: () => ({
      headline: 'it works',
      happened: ['You have told us that it works. We are glad, and close the case.'],
      keepContract: false,
    }),
    resolved: ({ reason }) => {
      const words = carriersWords(reason);
      return {
        headline: 'resolved',
        happened: [`Our team has resolved the case.${words === undefined ? '' : ` It wrote: "${words}"`}`],
        todo: 'try it. If it does not work, open a new case.',
        keepContract: false,
      };
    },
    unanswered: () => ({
      headline: 'closed without an answer',
      happened: ['We have not heard from you in time, and close the case for now.'],
      todo: 'nothing, if it works. If it does not, open a new case.',
      keepContract: false,
    }),
  },
};
