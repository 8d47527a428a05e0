import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../../config/config-error';
import { loadCountryPacks, orderRules, packOf, resolveRules } from '../../../config/countries';
import AT from '../../../config/countries/AT.json';
import { submissionPlan } from '../../../domain/calendar/plans';
import { checkOrder } from '../../../domain/order-check';
import type { PortOrderDetails } from '../../../domain/order-details';

const packs = join(__dirname, '..', '..', '..', 'config', 'countries');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-countries-'));
  copyFileSync(join(packs, 'FR.json'), join(folder, 'FR.json'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The holidays are those of Iceland; every rule is made up. */
const madeUp = {
  ...AT,
  code: 'IS',
  name: { en: 'Made-up country', fr: 'Pays imaginaire' },
  callingCode: '354',
  zone: { value: 'Atlantic/Reykjavik', source: 'made up' },
  regions: {},
  closedDays: { value: [{ name: 'feast of the made-up', rule: '2nd wednesday in September' }], assumed: true, why: 'made up' },
  numberTypes: {
    geographic: {
      ...AT.numberTypes.geographic,
      nationalPattern: '^[45]\\d{6}$',
      leadDays: { value: 4, assumed: true, why: 'made up' },
      transferCodeRequired: { value: true, assumed: true, why: 'made up' },
    },
  },
  notOffered: { mobile: 'made up' },
  transferCode: { name: 'ICE', howToGet: { en: 'Ask.', fr: 'Demandez.' }, check: { pattern: '^\\d{4}$', form: '4 digits' } },
  identifiers: [],
};
const add = (code: string, content: unknown): void =>
  writeFileSync(join(folder, `${code}.json`), typeof content === 'string' ? content : JSON.stringify(content));

test('R2: one more file is one more country, in every rule, calendar and check', () => {
  add('IS', madeUp);
  const loaded = loadCountryPacks(folder);
  expect(loaded.map(({ code }) => code)).toEqual(['FR', 'IS']);
  const pack = packOf(loaded, 'IS');
  if (!pack) throw new Error('no such pack');
  const rules = resolveRules(pack, { numberType: 'geographic' });
  const plan = submissionPlan({ nowMs: Date.parse('2026-09-07T09:00:00Z'), rules });
  expect(plan.expectedDate).toBe('2026-09-14');
  expect(plan.explanation).toContain('skipping weekends and Wed 9 Sep 2026 (feast of the made-up)');
  const order: PortOrderDetails = {
    country: 'IS',
    numberType: 'geographic',
    holder: { name: 'Ada', address: { street: '1 Marker Street', postalCode: '101', city: 'Reykjavik' } },
    losing: { carrier: 'nordbell' },
    signer: { name: 'Ada', email: 'ada@example.com' },
    numbers: [{ kind: 'single', number: '+3544100000' }],
    inBlock: 'no',
    language: 'en',
    numbersStayActive: true,
  };
  const problems = checkOrder(order, { rules: orderRules(pack, 'geographic'), today: '2026-09-07', maxNumbers: 10 });
  expect(problems.map(({ code }) => code)).toEqual(['missing_transfer_code']);
  expect(problems[0]?.message).toContain('The ICE is missing');
});

test('a mistake in any file stops the start, and every file that has one is named', () => {
  add('IS', { ...madeUp, lockDays: { value: 1 } });
  add('NO', '{ "code": ');
  add('is', madeUp);
  expect(places()).toEqual(['IS.lockDays.source', 'NO.json', 'is.code']);
});

/** Where the mistakes are that keep the folder from being loaded. */
function places(): string[] {
  try {
    loadCountryPacks(folder);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ where }) => where).sort();
    throw error;
  }
  return [];
}
