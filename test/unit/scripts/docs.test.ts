import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { citedInCode, citedInTests } from '../../../scripts/docs/cited';
import { PAGES } from '../../../scripts/docs/pages';
import { RULES } from '../../../scripts/docs/rules';
import { sentenceOf } from '../../../scripts/docs/rules-page';
import { isTold } from '../../../domain/notification/told';
import { CASE_FACTS } from '../../domain/notification/sample-case-facts';
import { ALL_FACTS } from '../../domain/notification/sample-facts';

const root = join(__dirname, '..', '..', '..');
const [code, tests] = [citedInCode(), citedInTests()];

test.each(Object.keys(PAGES))('%s says what its generator says: npm run docs writes it anew', (page) => {
  expect(readFileSync(join(root, page), 'utf8')).toBe(PAGES[page]?.());
});

test('the table has the 28 rules in order, each in one sentence', () => {
  expect(RULES.map(({ id }) => id)).toEqual(Array.from({ length: 28 }, (_, index) => `R${index + 1}`));
  for (const { text } of RULES) expect(text).toMatch(/^[^.]+\.$/);
});

describe.each(RULES)('$id', ({ id, shown }) => {
  test('has code that cites it', () => {
    expect(code.get(id) ?? []).not.toEqual([]);
  });

  test('has tests that cite it', () => {
    expect(tests.get(id) ?? []).not.toEqual([]);
  });

  test('has words in which a customer meets it, in both languages', () => {
    expect(shown).not.toEqual([]);
    // An answer of the API is in English; it is asked for by programs.
    const texts = shown.map((one) => ('answer' in one ? [one.says, ''] : [sentenceOf(one, 'en').text, sentenceOf(one, 'fr').text]));
    expect(texts.filter(([english, french]) => english === '' || english === french)).toEqual([]);
  });
});

test('the page of notifications has a row for every kind of fact, and says of each who is told', () => {
  const page = PAGES['docs/notifications.md']?.() ?? '';
  for (const fact of ALL_FACTS) {
    const kind = fact.kind === 'request' ? fact.fact.kind : fact.kind;
    const who = isTold(fact) ? 'the customer' : kind.startsWith('attention') ? 'operators' : 'timeline only';
    expect(page).toContain(`| \`${kind}\` | ${who} |`);
  }
  for (const kind of Object.keys(CASE_FACTS)) expect(page).toContain(`| \`${kind}\` | the customer |`);
});
