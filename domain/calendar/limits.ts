/** Days that rules set from outside: the most that the law leaves, and the least before trying again. */
import type { IsoDate } from '../order-details';
import type { LegalLimit, RequestRules } from '../rules';
import { businessDays, type CountedDay } from './counted';
import { localDate } from './local-time';

/** The part of a request's rules that decides its calendar. */
type CalendarRules = Pick<RequestRules, 'country' | 'region' | 'zone' | 'alsoRegions' | 'closedDays'>;

/**
 * The last day that a law leaves for what began on `from`. Laws count as they say (French *jours ouvrables* include
 * Saturdays), dates that are promised count as carriers work. Throws `CalendarError`.
 */
export const latestByLaw = (rules: CalendarRules, from: IsoDate, { days, kind }: LegalLimit): CountedDay =>
  businessDays({ ...rules, kind }, from, days, rules.zone);

/**
 * The first day on which a request that was rejected at `nowMs` (business instant, UTC epoch ms) may be sent again;
 * before it the losing carrier would only find the old one still open (R13). Throws `CalendarError`.
 */
export const resubmitFrom = ({ nowMs, rules }: { readonly nowMs: number; readonly rules: RequestRules }): CountedDay =>
  businessDays(rules, localDate(nowMs, rules.zone), rules.resubmissionDays ?? 0, rules.zone);
