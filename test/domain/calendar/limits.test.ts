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
