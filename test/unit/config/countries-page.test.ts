import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCountryPacks } from '../../../config/countries';
import { standingsOf } from '../../../config/countries/facts';
import { countriesPage } from '../../../config/countries/page';

test('the page of countries says what the packs say: npm run docs writes it anew', () => {
  expect(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'countries.md'), 'utf8')).toBe(countriesPage());
});

test('R2: every assumption of every pack is marked as one on the page, with its reason', () => {
  const packs = loadCountryPacks();
  for (const pack of packs) {
    const assumed = standingsOf(pack).filter((one) => one.assumed);
    expect(assumed.length).toBeGreaterThan(0);
    const page = countriesPage([pack]);
    expect(page.split('**assumed**:')).toHaveLength(assumed.length + 1);
    for (const { basis } of assumed) expect(page).toContain(`**assumed**: ${basis}`);
  }
});

test('R2: every source of every pack stands on the page', () => {
  for (const pack of loadCountryPacks()) {
    const page = countriesPage([pack]);
    expect(standingsOf(pack).filter(({ basis }) => !page.includes(basis))).toEqual([]);
  }
});
