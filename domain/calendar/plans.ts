/**
 * The answers to a workflow's questions about dates. Pure: the same question has the same answer for as long as the
 * holidays and zones of the libraries stay the same, so the answer, not the question, is what a history keeps.
 * Impossible input throws `CalendarError`, which no retry mends.
 */
import type { Deadline } from '../deadline';
import type { IsoDate } from '../order-details';
import type { RequestRules } from '../rules';
import { carrierTaskPlan, submissionDay } from './carrier-task';
import { beginningOfDay, businessDays, calendarDays, endOfDay, lastOfDay, morningOf } from './counted';
import { latestByLaw, resubmitFrom } from './limits';
import { dateInWords, localDate } from './local-time';
import type {
  AnswerTo,
  ChangeAnswerPlan,
  CorrectionPlan,
  OrderPlan,
  PlanAnswer,
  PlanQuestion,
  RemindersPlan,
  SchedulePlan,
  SmsPlan,
  SubmissionPlan,
  SupportCasePlan,
  WatchPlan,
} from './plan';
import { schedulePlan, watchAfter } from './schedule';

export { schedulePlan } from './schedule';

/** Calendar days that a customer has for the documents, and for the signature. */
export const ORDER_DAYS = 30;
/** Business days after which a customer is reminded of what the order waits for. */
export const REMINDER_DAYS = [2, 5, 10] as const;
/** Business days after which SMS that is still not active is given up. */
export const SMS_GIVE_UP_DAYS = 10;
/** Business days for which a cancelled request without a confirmed date is watched. */
export const WATCH_DAYS_WITHOUT_DATE = 10;
/** Business days after which a support case reminds, and after which it no longer waits for its customer. */
export const CASE_DAYS = { reminder: 3, answer: 10 } as const;

/** An instant and the rules under which it is read. */
interface Moment {
  /** Business instant, UTC epoch ms. */
  readonly nowMs: number;
  readonly rules: RequestRules;
}

/** Answers one question. Throws `CalendarError`. */
export function answer<Q extends PlanQuestion>(question: Q): AnswerTo<Q>;
export function answer(question: PlanQuestion): PlanAnswer {
  switch (question.ask) {
    case 'order':
      return orderPlan(question);
    case 'reminders':
      return remindersPlan(question);
    case 'submission':
      return submissionPlan(question);
    case 'schedule':
      return { ask: 'schedule', schedule: schedulePlan(question) } satisfies SchedulePlan;
    case 'correction':
      return correctionPlan(question);
    case 'changeAnswer':
      return changeAnswerPlan(question);
    case 'sms':
      return smsPlan(question);
    case 'watch':
      return watchPlan(question);
    case 'supportCase':
      return supportCasePlan(question);
    case 'carrierTask':
      return carrierTaskPlan(question);
  }
}

/** How long a customer has to bring the documents and to sign. */
export function orderPlan({ nowMs, rules }: Moment): OrderPlan {
  const last = calendarDays(localDate(nowMs, rules.zone), ORDER_DAYS, rules.zone);
  return {
    ask: 'order',
    documentsBy: endOfDay(last, { what: 'documents', then: 'The order expires; nothing was sent to the losing carrier.' }),
    loaBy: endOfDay(last, { what: 'loaSignature', then: 'The order expires; nothing was sent to the losing carrier.' }),
    reminders: remindersPlan({ nowMs, rules }).reminders,
  };
}

/** When a customer who is waited for from now on is reminded (R9, R10). */
export function remindersPlan({ nowMs, rules }: Moment): RemindersPlan {
  const today = localDate(nowMs, rules.zone);
  const then = 'The customer is reminded of what is still missing.';
  return {
    ask: 'reminders',
    reminders: REMINDER_DAYS.map((days) => morningOf(businessDays(rules, today, days, rules.zone), { what: 'reminder', then })),
  };
}

/**
 * The estimate for a request submitted now (R3), and when a silent carrier is asked. After the cut-off, or on a day on
 * which no business is done, a submission counts as made on the next business day.
 */
export function submissionPlan({ nowMs, rules }: Moment): SubmissionPlan {
  const { date: counted, local, why } = submissionDay({ nowMs, rules });
  const expected = businessDays(rules, counted, rules.leadDays, rules.zone);
  const shift = counted === local ? '' : ` (submitted ${dateInWords(local)}, ${why})`;
  return {
    ask: 'submission',
    expectedDate: expected.date,
    explanation: `${expected.explanation}${shift}; holds only if every detail is right and nothing is rejected`,
    ...legalDay(rules, counted),
    answerBy: endOfDay(businessDays(rules, counted, rules.carrierAnswerDays, rules.zone), {
      what: 'carrierAnswer',
      then: 'The gateway is asked where the request stands, and an operator is told.',
    }),
  };
}

/** The last day that the law leaves for a submission of that day, where a law says so. */
function legalDay(rules: RequestRules, from: IsoDate): Pick<SubmissionPlan, 'latestByLaw'> {
  if (rules.legalMaxDays === undefined) return {};
  const { date, explanation } = latestByLaw(rules, from, rules.legalMaxDays);
  return { latestByLaw: { date, explanation } };
}

/** How long the customer has to answer a rejection, and how long the losing carrier still has the old request open (R13). */
export function correctionPlan({ nowMs, rules }: Moment): CorrectionPlan {
  const last = calendarDays(localDate(nowMs, rules.zone), rules.correctionDays, rules.zone);
  return {
    ask: 'correction',
    correctBy: endOfDay(last, { what: 'correction', then: 'The request is closed; it can be ordered anew.' }),
    byReason: true,
    ...(rules.resubmissionDays === undefined || rules.resubmissionDays === 0
      ? {}
      : {
          resubmitFrom: beginningOfDay(resubmitFrom({ nowMs, rules }), {
            what: 'resubmission',
            then: 'The corrected request is sent; before, the losing carrier would only refuse it as still open.',
          }),
        }),
  };
}

/** How long the carrier has to answer a cancel or reschedule. */
export function changeAnswerPlan({ nowMs, rules }: Moment): ChangeAnswerPlan {
  const then = 'The gateway is asked, and an operator is told; until there is an answer the old date stands.';
  return { ask: 'changeAnswer', answerBy: after({ nowMs, rules }, rules.changeAnswerDays, 'changeAnswer', then) };
}

/** When SMS is overdue for numbers that are in service from now on, and when it is given up (R18). */
export function smsPlan(moment: Moment): SmsPlan {
  const { smsDays } = moment.rules;
  return {
    ask: 'sms',
    overdueAt: after(moment, smsDays, 'smsActive', 'SMS is overdue: the gateway is asked and an operator is told.'),
    giveUpAt: after(moment, Math.max(smsDays, SMS_GIVE_UP_DAYS), 'smsGivenUp', 'Waiting for SMS ends; an operator settles the rest.'),
    sameUntilMs: lastOfDay(localDate(moment.nowMs, moment.rules.zone), moment.rules.zone),
  };
}

/** How long a cancelled request is watched: to its date and a little more, or ten business days where it had none. */
export function watchPlan({ nowMs, rules, foc }: Omit<Extract<PlanQuestion, { readonly ask: 'watch' }>, 'ask'>): WatchPlan {
  const then = 'The port is no longer expected to happen, and the numbers are released.';
  const watchUntil =
    foc === undefined ? after({ nowMs, rules }, WATCH_DAYS_WITHOUT_DATE, 'watchUntil', then) : watchAfter({ nowMs, rules, foc });
  return { ask: 'watch', watchUntil };
}

/** How long a support case waits (R26). */
export function supportCasePlan(moment: Moment): SupportCasePlan {
  return {
    ask: 'supportCase',
    remindAt: after(moment, CASE_DAYS.reminder, 'caseReminder', 'The customer is reminded.'),
    closeAt: after(moment, CASE_DAYS.answer, 'caseAnswer', 'The case is closed, and the customer is told; a new one can be opened.'),
  };
}

function after({ nowMs, rules }: Moment, days: number, what: Deadline['what'], then: string): Deadline {
  return endOfDay(businessDays(rules, localDate(nowMs, rules.zone), days, rules.zone), { what, then });
}
