import type { IsoDate } from '../order-details';
import type { RequestRules } from '../rules';
import { addBusinessDays, isBusinessDay } from './business-days';
import { dateInWords, localInstant, localTime } from './local-time';
import type { CarrierTaskPlan } from './plan';

/** An instant and the rules under which it is read. */
interface Moment {
  /** Business instant, UTC epoch ms. */
  readonly nowMs: number;
  readonly rules: RequestRules;
}

/** The business day as made on which a submission counts, and why that is another than its own, in words; local to the losing side. */
export function submissionDay({ nowMs, rules }: Moment): { readonly date: IsoDate; readonly local: IsoDate; readonly why: string } {
  const local = localTime(nowMs, rules.zone);
  const open = isBusinessDay(rules, local.date);
  const why = open ? `after the cut-off of ${rules.submissionCutOff}` : 'a day without business';
  return {
    date: open && local.time <= rules.submissionCutOff ? local.date : addBusinessDays(rules, local.date, 1),
    local: local.date,
    why,
  };
}

/** Until when our own people have something out to the losing carrier: the same business day, before its cut-off. */
export function carrierTaskPlan(moment: Moment): CarrierTaskPlan {
  const { zone, submissionCutOff: time } = moment.rules;
  const { date, local, why } = submissionDay(moment);
  const later = date === local ? '' : ` (it came ${dateInWords(local)}, ${why})`;
  return {
    ask: 'carrierTask',
    dueBy: {
      what: 'carrierTask',
      atMs: localInstant({ date, time, zone, resolve: 'later' }),
      zone,
      explanation: `the same business day, ${dateInWords(date)}, before the losing side's cut-off of ${time}${later}; ${zone}`,
      then: 'It counts as late: the losing carrier will only count from the next business day.',
    },
  };
}
