import type { RequestRules } from '../../../domain/rules';

/** Round numbers for a French request, so that a test can count on its fingers. Not the rule pack: that may change. */
export const someRules = (changed: Partial<RequestRules> = {}): RequestRules => ({
  country: 'FR',
  zone: 'Europe/Paris',
  leadDays: 8,
  submissionCutOff: '12:00',
  carrierAnswerDays: 3,
  cancelNotice: { safeDays: 3, lastDays: 2 },
  rescheduleNotice: { safeDays: 3, lastDays: 2 },
  lockDays: 1,
  stuckHours: 2,
  smsDays: 3,
  correctionDays: 14,
  changeAnswerDays: 2,
  ...changed,
});

/** An instant, UTC epoch ms, from `2026-03-12T09:00Z`. */
export const at = (text: string): number => Date.parse(text);

/** Monday morning in Paris, before the cut-off: where the tests of orders and requests begin, UTC epoch ms. */
export const MONDAY = at('2026-03-02T09:00:00Z');
