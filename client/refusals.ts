import type { Deadline } from '../domain/deadline';
import type { RefusalReason } from '../domain/fact';
import { localTime } from '../domain/calendar/local-time';
import type { CommandAnswer, CommandResult } from '../domain/order/commands';
import { REJECTION_RULES, type RejectionCode } from '../domain/rejection/codes';
import { ORDER_PARTS } from '../domain/rejection/order-parts';
import type { Problem } from '../domain/result';

const WORDS: Readonly<Record<RefusalReason, string>> = {
  tooLate: 'It is too late for this change.',
  alreadyAsked: 'A change is being asked for already: wait for its answer.',
  alreadyPorting: 'The port is under way.',
  alreadyPorted: 'The numbers have ported.',
  alreadyCancelled: 'It is cancelled already.',
  closed: 'It is over.',
  noDateYet: 'There is no confirmed date yet that could be changed.',
  carrierRefused: 'The losing carrier refused.',
  notRejected: 'It is with the losing carrier: details can be corrected before submission or after a rejection (R13).',
  nothingChanged: 'This is what the order says already.',
  nothingToDecide: 'There is nothing to decide: every number of the order can be ported, or it was decided already.',
  nothingToReview: 'There is no such document to look at.',
  numbersElsewhere: 'Numbers of the block are on their way in another request of the order, or have ported: cancel that one first.',
  reasonsUncovered: 'The correction does not answer every reason of the rejection (R13).',
};

const untilWords = (until: Deadline): string => {
  const { date, time } = localTime(until.atMs, until.zone);
  return ` It was possible until ${date} ${time} (${until.zone}): ${until.explanation}.`;
};

/** Why a request did not take a command, and until when it would have. */
export const refusalInWords = ({ reason, until, uncovered = [] }: Extract<CommandResult, { readonly taken: false }>): string =>
  [WORDS[reason], ...uncovered.map(uncoveredWords)].join(' ') + (until ? untilWords(until) : '');

/** What has to change for this reason: one of the parts in which the mistake can be. */
const uncoveredWords = (code: RejectionCode): string =>
  `${code}: change ${REJECTION_RULES[code].changes.map((part) => ORDER_PARTS[part]).join(', or ')}.`;

/** Each request that did not take the command, as a problem: `requests[n]`, or the order as a whole. */
export const refusalProblems = ({ results }: CommandAnswer): Problem[] =>
  results.flatMap((result) =>
    result.taken
      ? []
      : [{ path: result.n === 0 ? '' : `requests[${result.n}]`, code: snakeCase(result.reason), message: refusalInWords(result) }],
  );

const snakeCase = (text: string): string => text.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
