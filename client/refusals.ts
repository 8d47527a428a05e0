import type { Deadline } from '../domain/deadline';
import type { RefusalReason } from '../domain/fact';
import { localTime } from '../domain/calendar/local-time';
import type { CommandAnswer, CommandResult } from '../domain/order/judging';
import { REJECTION_RULES, type RejectionCode } from '../domain/rejection/codes';
import { ORDER_PARTS } from '../domain/rejection/order-parts';
import type { OrderStanding } from '../domain/order/allowed';
import type { RefusedProblem } from './errors';

const EU = 'In the European Union the losing provider must take numbers back into service when a port has failed.';

const WORDS: Readonly<Record<RefusalReason, string>> = {
  tooLate: 'It is too late for this change.',
  alreadyAsked: 'A change is being asked for already: wait for its answer.',
  alreadyPorting: 'The port is under way.',
  alreadyPorted: 'The numbers have ported.',
  alreadyCancelled: 'It is cancelled already.',
  closed: 'It is over.',
  noDateYet: 'There is no confirmed date yet that could be changed: wait for it, or cancel and order again (R22).',
  carrierRefused: 'The losing carrier refused.',
  notRejected: 'It is with the losing carrier: details can be corrected before submission or after a rejection (R13).',
  nothingChanged: 'This is what the order says already.',
  nothingToDecide: 'There is nothing to decide: every number of the order can be ported, or it was decided already.',
  anotherDocument: 'Another document has come since the one that was looked at: look at that one.',
  nothingToReview: 'There is no such document to look at.',
  numbersElsewhere: 'Numbers of the block are on their way in another request of the order, or have ported: cancel that one first.',
  reasonsUncovered: 'The correction does not answer every reason of the rejection (R13).',
  outsideInterval: 'The losing carrier does not let the numbers go on that day.',
  notOnDemand: 'It starts by itself: there is no window in which it could be started by hand.',
  windowNotOpen: 'The window is not open yet.',
  noReturn: `This country has no emergency return: call our team. ${EU}`,
  returnTooLate: `The time for an emergency return is over: call our team. ${EU}`,
  neverAnswered: 'The losing carrier has not answered.',
  notPorted: 'Nothing has ported or failed to: there is nothing to have back. Before the port it can be cancelled (R24).',
};

const untilWords = (until: Deadline): string => {
  const { date, time } = localTime(until.atMs, until.zone);
  return ` It was possible until ${date} ${time} (${until.zone}): ${until.explanation}.`;
};

/** What has to change for this reason: one of the parts in which the mistake can be. */
const uncoveredWords = (code: RejectionCode): string =>
  `${code}: change ${REJECTION_RULES[code].changes.map((part) => ORDER_PARTS[part]).join(', or ')}.`;

const fromWords = (from: Deadline): string => {
  const { date, time } = localTime(from.atMs, from.zone);
  return ` It is possible from ${date} ${time} (${from.zone}) on: ${from.explanation}.`;
};

/** Why a request did not take a command, and until when, from when or on which days it would. */
export const refusalInWords = ({
  reason,
  until,
  from,
  interval,
  uncovered = [],
}: Extract<CommandResult, { readonly taken: false }>): string =>
  [
    [WORDS[reason], ...uncovered.map(uncoveredWords)].join(' '),
    until ? untilWords(until) : '',
    from ? fromWords(from) : '',
    interval ? ` Possible is any business day from ${interval.first} to ${interval.last}.` : '',
  ].join('');

/** Each request that did not take the command, as a problem: `requests[n]`, or the order as a whole. With where it stands, if that is known. */
export const refusalProblems = ({ results }: CommandAnswer, standing?: OrderStanding): RefusedProblem[] =>
  results.flatMap((result) => {
    if (result.taken) return [];
    const { state, allowed } = standing?.requests.find(({ n }) => n === result.n) ?? {};
    return [
      {
        path: result.n === 0 ? '' : `requests[${result.n}]`,
        code: snakeCase(result.reason),
        message: refusalInWords(result),
        ...(state === undefined ? {} : { state }),
        ...(allowed ? { allowed } : {}),
      },
    ];
  });

const snakeCase = (text: string): string => text.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
