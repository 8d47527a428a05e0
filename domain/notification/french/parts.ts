import type { RejectionReason } from '../../carrier-event';
import type { Deadline } from '../../deadline';
import type { RefusalReason } from '../../fact';
import { canonicalCode } from '../../rejection/codes';
import { carriersWords } from '../carriers-words';
import type { Say } from '../wording';
import { REASONS, REFUSALS } from './reasons';

/** R23, R24: what can still be changed of a confirmed date, and until when; never an instant that has passed. */
export function changeUntil(cancelUntil: Deadline | null, rescheduleUntil: Deadline | null, say: Say): string {
  if (!cancelUntil && !rescheduleUntil) return 'la date est trop proche : elle ne peut plus être changée, ni annulée ni déplacée.';
  const cancel = cancelUntil
    ? `une annulation peut être demandée jusqu'au ${say.instant(cancelUntil)} ; votre ancien opérateur doit l'approuver, et passé ce moment les numéros seront portés.`
    : 'il est trop tard pour annuler.';
  const move = rescheduleUntil
    ? `Une autre date peut être demandée jusqu'au ${say.instant(rescheduleUntil)}, sans garantie : votre ancien opérateur doit l'approuver. Les chances sont les meilleures 3 jours ouvrés ou plus avant la date.`
    : 'La date ne peut plus être déplacée.';
  return `${cancel} ${move}`;
}

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
