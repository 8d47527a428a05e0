import { timelineLine } from '../../../domain/notification/timeline';
import { ALL_FACTS } from './sample-facts';

test.each(ALL_FACTS.map((fact) => [JSON.stringify(fact), fact] as const))('%s is one plain line in each language', (_, fact) => {
  const [en, fr] = [timelineLine(fact), timelineLine(fact, 'fr')];
  for (const line of [en, fr]) {
    expect(line).toMatch(/^\p{Lu}[^\n]+$/u);
    expect(line).not.toMatch(/undefined|\[object|NaN|null|Invalid|\$\{/);
    // Telephone numbers have no place here: the timeline is also read where they should not be.
    expect(line).not.toMatch(/\+33/);
  }
  expect(en).not.toBe(fr);
});

test('R12: the line of a confirmed date has its window and zone, and the request it is about', () => {
  const scheduled = ALL_FACTS.find((fact) => fact.kind === 'request' && fact.fact.kind === 'scheduled');
  expect(scheduled && timelineLine(scheduled)).toBe(
    'Request 1: Date confirmed: Thursday, 12 March 2026, between 10:00 and 12:00 (Europe/Paris).',
  );
});
