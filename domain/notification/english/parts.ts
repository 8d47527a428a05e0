import type { LegalDay } from '../../calendar/plan';
import type { Foc, RejectionReason } from '../../carrier-event';
import type { Deadline } from '../../deadline';
import type { Interval, RefusalReason, RequestFact } from '../../fact';
import type { IsoDate } from '../../order-details';
import { canonicalCode } from '../../rejection/codes';
import { carriersWords } from '../carriers-words';
import type { OfKind } from '../told';
import type { Say } from '../wording';
import { REASONS, REFUSALS } from './reasons';

/** A confirmed date as it is told, new or changed. */
export type DateFact = OfKind<RequestFact, 'scheduled' | 'dateChanged'>;

/** R23, R24: what can still be changed of a confirmed date, and until when; never an instant that has passed. */
export function changeUntil({ foc, cancelUntil, rescheduleUntil }: DateFact, say: Say): string {
  if (!cancelUntil && !rescheduleUntil) return 'the date is too near: it can no longer be changed, neither cancelled nor moved.';
  if (foc.lastDate !== undefined) return changeInInterval({ foc, cancelUntil, rescheduleUntil }, say);
  const cancel = cancelUntil
    ? `a cancel can be asked for until ${say.instant(cancelUntil)}; the losing provider has to approve it, and after that instant the numbers port.`
    : 'it is too late to cancel.';
  const move = rescheduleUntil
    ? `Another date can be asked for until ${say.instant(rescheduleUntil)}, without guarantee: the losing provider has to approve it. The chances are best 3 business days or more before the date.`
    : 'The date can no longer be moved.';
  return `${cancel} ${move}`;
}

/** Nobody has to approve what the losing provider leaves to us. */
function changeInInterval(
  { foc, cancelUntil, rescheduleUntil }: Pick<DateFact, 'foc' | 'cancelUntil' | 'rescheduleUntil'>,
  say: Say,
): string {
  const cancel = cancelUntil
    ? `a cancel works at once until ${say.instant(cancelUntil)}: the numbers are then not moved.`
    : 'it is too late to cancel.';
  const move = rescheduleUntil
    ? `Another business day ${days(foc, say)} can be chosen until ${say.instant(rescheduleUntil)}, and counts at once.`
    : 'The date can no longer be moved.';
  return `${cancel} ${move}`;
}

const days = ({ date, firstDate = date, lastDate = date }: Foc, say: Say): string => `from ${say.date(firstDate)} to ${say.date(lastDate)}`;

/** What else has to be said of a date: how free it is, in what it is another than was asked for (R4, R19), and what the law leaves. */
export function aboutDate({ foc, asked, latestByLaw, pullAt }: DateFact, say: Say): string[] {
  return [
    ...(foc.lastDate === undefined
      ? []
      : [`The losing provider lets the numbers go on any business day ${days(foc, say)}: the day is yours to choose.`]),
    ...(foc.onDemand && pullAt
      ? [`You can start the transfer yourself as soon as the window opens; if you do not, it starts by itself on ${say.instant(pullAt)}.`]
      : []),
    ...(asked === undefined ? [] : [unlikeAsked(foc, asked, say)]),
    ...(latestByLaw === undefined
      ? []
      : [
          `The law leaves at most until ${say.date(latestByLaw.date)}, and this date is later. There can be good reasons for that; if you need it earlier, tell us.`,
        ]),
  ];
}

const unlikeAsked = ({ date }: Foc, asked: IsoDate, say: Say): string =>
  `You had asked for ${say.date(asked)}: that was a wish, and the date is ${date < asked ? 'earlier' : 'later'} than that.`;

/** R3: what the law leaves beside the estimate. */
export const lawLines = (latestByLaw: LegalDay | undefined, say: Say): string[] =>
  latestByLaw === undefined ? [] : [`The law leaves at most until ${say.date(latestByLaw.date)}; that is no promise of a date.`];

/** The days that would have been possible. */
export const intervalLines = (interval: Interval | undefined, say: Say): string[] =>
  interval === undefined ? [] : [`Possible is any business day from ${say.date(interval.first)} to ${say.date(interval.last)}.`];

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
