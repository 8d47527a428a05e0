import { beginningOfDay } from '../../../domain/calendar/counted';
import { latestByLaw, resubmitFrom } from '../../../domain/calendar/limits';
import { at, someRules } from '../../support/builders/rules';

describe('the latest day that a law leaves', () => {
  const france = { country: 'FR', zone: 'Europe/Paris' };

  test('FR: jours ouvrables count Saturdays, and the words say so', () => {
    expect(latestByLaw(france, '2027-04-08', { days: 3, kind: 'sixDay' })).toEqual({
      date: '2027-04-12',
      zone: 'Europe/Paris',
      explanation: '3 business days (Saturdays count) after Thu 8 Apr 2027, skipping Sundays; Europe/Paris',
    });
    expect(latestByLaw(france, '2027-04-08', { days: 3, kind: 'fiveDay' }).date).toBe('2027-04-13');
  });

  test('FR: a holiday on a Saturday is one for jours ouvrables only', () => {
    // 1 May 2027 is a Saturday.
    expect(latestByLaw(france, '2027-04-29', { days: 3, kind: 'sixDay' }).date).toBe('2027-05-04');
    expect(latestByLaw(france, '2027-04-29', { days: 3, kind: 'fiveDay' }).date).toBe('2027-05-04');
  });
});

describe('R13: a request is sent again only when the old one has closed', () => {
  const rejected = (text: string, resubmissionDays?: number) => resubmitFrom({ nowMs: at(text), rules: someRules({ resubmissionDays }) });

  test('FR: three business days after the rejection', () => {
    expect(rejected('2026-04-02T09:00Z', 3)).toMatchObject({ date: '2026-04-08' });
    expect(rejected('2026-04-02T09:00Z', 3).explanation).toContain('3 business days after Thu 2 Apr 2026');
  });

  test('without a rule, at once on a business day', () => {
    expect(rejected('2026-04-02T09:00Z').date).toBe('2026-04-02');
    expect(rejected('2026-04-04T09:00Z').date).toBe('2026-04-07');
  });
});

test('R13: a calendar day begins at midnight; where the clocks skip that, at the first instant that there is', () => {
  // In Beirut the clocks go from 0:00 to 1:00 on 29 March 2026, a Sunday; whoever counts no weekends meets it.
  const last = { date: '2026-03-29', zone: 'Asia/Beirut', explanation: 'some days after; Asia/Beirut' };
  expect(beginningOfDay(last, { what: 'resubmission', then: '' })).toMatchObject({
    atMs: at('2026-03-28T22:00:00Z'),
    explanation: expect.stringContaining('the clocks skip 00:00 on that day'),
  });
  expect(beginningOfDay({ ...last, zone: 'Europe/Paris' }, { what: 'resubmission', then: '' }).atMs).toBe(at('2026-03-28T23:00:00Z'));
});
