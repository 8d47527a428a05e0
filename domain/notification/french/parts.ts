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
  if (!cancelUntil && !rescheduleUntil) return 'la date est trop proche : elle ne peut plus être changée, ni annulée ni déplacée.';
  if (foc.lastDate !== undefined) return changeInInterval({ foc, cancelUntil, rescheduleUntil }, say);
  const cancel = cancelUntil
    ? `une annulation peut être demandée jusqu'au ${say.instant(cancelUntil)} ; votre ancien opérateur doit l'approuver, et passé ce moment les numéros seront portés.`
    : 'il est trop tard pour annuler.';
  const move = rescheduleUntil
    ? `Une autre date peut être demandée jusqu'au ${say.instant(rescheduleUntil)}, sans garantie : votre ancien opérateur doit l'approuver. Les chances sont les meilleures 3 jours ouvrés ou plus avant la date.`
    : 'La date ne peut plus être déplacée.';
  return `${cancel} ${move}`;
}

/** Nobody has to approve what the losing provider leaves to us. */
function changeInInterval(
  { foc, cancelUntil, rescheduleUntil }: Pick<DateFact, 'foc' | 'cancelUntil' | 'rescheduleUntil'>,
  say: Say,
): string {
  const cancel = cancelUntil
    ? `une annulation est immédiate jusqu'au ${say.instant(cancelUntil)} : les numéros ne sont alors pas transférés.`
    : 'il est trop tard pour annuler.';
  const move = rescheduleUntil
    ? `Un autre jour ouvré, ${days(foc, say)}, peut être choisi jusqu'au ${say.instant(rescheduleUntil)}, et vaut aussitôt.`
    : 'La date ne peut plus être déplacée.';
  return `${cancel} ${move}`;
}

const days = ({ date, firstDate = date, lastDate = date }: Foc, say: Say): string => `du ${say.date(firstDate)} au ${say.date(lastDate)}`;

/** What else has to be said of a date: how free it is, in what it is another than was asked for (R4, R19), and what the law leaves. */
export function aboutDate({ foc, asked, latestByLaw, pullAt }: DateFact, say: Say): string[] {
  return [
    ...(foc.lastDate === undefined
      ? []
      : [
          `Votre ancien opérateur laisse partir les numéros n'importe quel jour ouvré ${days(foc, say)} : le choix du jour vous appartient.`,
        ]),
    ...(foc.onDemand && pullAt
      ? [
          `Vous pouvez lancer le transfert vous-même dès l'ouverture de la plage ; sinon, il commence de lui-même le ${say.instant(pullAt)}.`,
        ]
      : []),
    ...(asked === undefined ? [] : [unlikeAsked(foc, asked, say)]),
    ...(latestByLaw === undefined
      ? []
      : [
          `La loi laisse au plus jusqu'au ${say.date(latestByLaw.date)}, et cette date est postérieure. Il peut y avoir de bonnes raisons à cela ; s'il vous la faut plus tôt, dites-le-nous.`,
        ]),
  ];
}

const unlikeAsked = ({ date }: Foc, asked: IsoDate, say: Say): string =>
  `Vous aviez demandé le ${say.date(asked)} : c'était un souhait, et la date est ${date < asked ? 'antérieure' : 'postérieure'}.`;

/** R3: what the law leaves beside the estimate. */
export const lawLines = (latestByLaw: LegalDay | undefined, say: Say): string[] =>
  latestByLaw === undefined ? [] : [`La loi laisse au plus jusqu'au ${say.date(latestByLaw.date)} ; ce n'est pas une promesse de date.`];

/** The days that would have been possible. */
export const intervalLines = (interval: Interval | undefined, say: Say): string[] =>
  interval === undefined ? [] : [`Est possible tout jour ouvré du ${say.date(interval.first)} au ${say.date(interval.last)}.`];

/** R13: each reason on a line of its own: why, which numbers, what to do, and the losing provider's own words. */
export const reasonLines = (reasons: readonly RejectionReason[], say: Say): string[] =>
  reasons.map((reason) => {
    const { why, todo } = REASONS[canonicalCode(reason.code)];
    const numbers = reason.numbers && reason.numbers.length > 0 ? ` (${say.numbers(reason.numbers)})` : '';
    const words = carriersWords(reason.rawText);
    return `- ${why}${numbers}. ${todo ?? "Notre équipe s'en occupe."}${words === undefined ? '' : ` Votre ancien opérateur a écrit : « ${words} »`}`;
  });

/** A refused command: why, and until when it was possible. */
export const refusal = (what: string, reason: RefusalReason, until: Deadline | undefined, say: Say): string =>
  `${what} : ${REFUSALS[reason]}${until ? ` (c'était possible jusqu'au ${say.instant(until)})` : ''}.`;
