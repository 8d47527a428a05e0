import type { RejectionReason } from '../../carrier-event';
import type { Deadline } from '../../deadline';
import type { RefusalReason } from '../../fact';
import { canonicalCode } from '../../rejection/codes';
import { carriersWords } from '../carriers-words';
import type { Say } from '../wording';
import { REASONS, REFUSALS } from './reasons';

/** R23, R24: what can still be changed of a confirmed date, and until when; never an instant that has passed. */
export function changeUntil(cancelUntil: Deadline | null, rescheduleUntil: Deadline | null, say: Say): string {
  if (!cancelUntil && !rescheduleUntil) return 'the date is too near: it can no longer be changed, neither cancelled nor moved.';
  const cancel = cancelUntil
    ? `a cancel can be asked for until ${say.instant(cancelUntil)}; the losing provider has to approve it, and after that instant the numbers port.`
    : 'it is too late to cancel.';
  const move = rescheduleUntil
    ? `Another date can be asked for until ${say.instant(rescheduleUntil)}, without guarantee: the losing provider has to approve it. The chances are best 3 business days or more before the date.`
    : 'The date can no longer be moved.';
  return `${cancel} ${move}`;
}

/** R13: each reason on a line of its own: why, which numbers, what to do, and the losing provider's own words. */
export const reasonLines = (reasons: readonly RejectionReason[], say: Say): string[] =>
  reasons.map((reason) => {
    const { why, todo } = REASONS[canonicalCode(reason.code)];
    const numbers = reason.numbers && reason.numbers.length > 0 ? ` (${say.numbers(reason.numbers)})` : '';
    const words = carriersWords(reason.rawText);
    return `- ${why}${numbers}. ${todo ?? 'Our team is on it.'}${words === undefined ? '' : ` The losing provider wrote: "${words}"`}`;
  });

/** A refused command: why, and until when it was possible. */
export const refusal = (what: string, reason: RefusalReason, until: Deadline | undefined, say: Say): string =>
  `${what}: ${REFUSALS[reason]}${until ? ` (it was possible until ${say.instant(until)})` : ''}.`;
