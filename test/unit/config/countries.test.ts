import { ConfigError } from '../../../config/config-error';
import {
  loadCountryPacks,
  orderRules,
  packOf,
  parseCountryPacks,
  regionOf,
  requiredDocuments,
  resolveRules,
  type CountryPack,
} from '../../../config/countries';
import FR from '../../../config/countries/FR.json';
import US from '../../../config/countries/US.json';
import { submissionPlan } from '../../../domain/calendar/plans';
import { checkOrder } from '../../../domain/order-check';
import { nationalDigits } from '../../../domain/phone-number';

function pack(country: string): CountryPack {
  const found = packOf(loadCountryPacks(), country);
  if (!found) throw new Error('no such pack');
  return found;
}
function refusal(files: Record<string, unknown>): string[] {
  try {
    parseCountryPacks(files);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ where }) => where);
    throw error;
  }
  throw new Error('the packs were accepted');
}

test('the packs of this build are sound, frozen, and found by their code', () => {
  const packs = loadCountryPacks();
  expect(packs.map(({ code }) => code)).toEqual([
    'AT',
    'AU',
    'BE',
    'CA',
    'CH',
    'DE',
    'ES',
    'FR',
    'GB',
    'IE',
    'IT',
    'JP',
    'NL',
    'PT',
    'SE',
    'US',
  ]);
  expect(packs.every((each) => Object.isFrozen(each) && Object.isFrozen(each.numberTypes))).toBe(true);
  expect(packOf(packs, 'XX')).toBeUndefined();
});

describe('R2: lead times, documents and codes differ by country and type of number', () => {
  test('FR', () => {
    const rules = resolveRules(pack('FR'), { numberType: 'geographic' });
    expect(rules).toMatchObject({ country: 'FR', zone: 'Europe/Paris', leadDays: 8, submissionCutOff: '12:00', lockDays: 1, smsDays: 3 });
    expect(rules.cancelNotice).toEqual({ safeDays: 3, lastDays: 2 });
    expect(rules).not.toHaveProperty('region');
    expect(resolveRules(pack('FR'), { numberType: 'tollFree' }).leadDays).toBe(22);
    expect(requiredDocuments(pack('FR'), 'geographic').map(({ kind }) => kind)).toEqual(['invoice', 'proofOfAddress', 'signerId']);
    expect(orderRules(pack('FR'), 'mobile')).toMatchObject({
      transferCodeName: 'RIO',
      transferCodeRequired: true,
      blocksGoTogether: true,
      callingCode: '33',
    });
    expect(orderRules(pack('FR'), 'tollFree').transferCodeRequired).toBe(false);
  });

  test('US', () => {
    expect(resolveRules(pack('US'), { numberType: 'geographic' })).toMatchObject({
      zone: 'America/New_York',
      leadDays: 7,
      submissionCutOff: '13:00',
    });
    expect(requiredDocuments(pack('US'), 'mobile').map(({ kind }) => kind)).toEqual(['invoice']);
    expect(orderRules(pack('US'), 'mobile')).toMatchObject({ transferCodeRequired: false, blocksGoTogether: false });
  });

  test('a type of number that is not ported is an error here and a problem in the order', () => {
    expect(() => resolveRules(pack('FR'), { numberType: 'national' })).toThrow(RangeError);
    expect(orderRules(pack('FR'), 'national').numberTypes).not.toContain('national');
  });
});

describe('the region', () => {
  const address = (changed: { region?: string; postalCode?: string }) => ({ postalCode: '75001', ...changed });

  test('is read from code, name or postal code, and unknown ones are the country', () => {
    expect(regionOf(pack('FR'), address({ postalCode: '57000' }))).toBe('57');
    expect(regionOf(pack('FR'), address({ region: 'Bas-Rhin' }))).toBe('67');
    expect(regionOf(pack('FR'), address({ region: 'Île-de-France' }))).toBeUndefined();
    expect(regionOf(pack('US'), address({ region: 'ca', postalCode: '94105' }))).toBe('CA');
  });

  test('decides the calendar where it has holidays of its own', () => {
    const rules = resolveRules(pack('FR'), { numberType: 'geographic', region: '57' });
    expect(rules.region).toBe('57');
    expect(submissionPlan({ nowMs: Date.parse('2027-03-22T09:00:00Z'), rules }).expectedDate).toBe('2027-04-05');
  });

  test('decides the zone where it has one of its own', () => {
    const rules = resolveRules(pack('US'), { numberType: 'geographic', region: 'CA' });
    expect(rules).toMatchObject({ zone: 'America/Los_Angeles' });
    expect(rules).not.toHaveProperty('region');
    expect(resolveRules(pack('US'), { numberType: 'geographic', region: 'constructor' }).zone).toBe('America/New_York');
  });
});

test.each([
  ['FR', 'geographic', '+33199001234', true],
  ['FR', 'geographic', '+33612345678', false],
  ['FR', 'mobile', '+33712345678', true],
  ['FR', 'tollFree', '+33800123456', true],
  ['US', 'geographic', '+12125550123', true],
  ['US', 'geographic', '+18005550123', false],
  ['US', 'tollFree', '+18885550123', true],
  ['US', 'tollFree', '+12125550123', false],
  ['US', 'geographic', '+1212555012', false],
] as const)('%s: as a %s number %s counts: %s', (country, numberType, number, fits) => {
  expect(new RegExp(orderRules(pack(country), numberType).nationalPattern ?? '').test(nationalDigits(number))).toBe(fits);
});

test('an order is checked against a pack', () => {
  const problems = checkOrder(
    {
      country: 'US',
      numberType: 'geographic',
      holder: { name: 'Ada', address: { street: '1 Main St', postalCode: '10001', city: 'New York' } },
      losing: { carrier: 'eastbell', accountNumber: '1' },
      signer: { name: 'Ada', email: 'ada@example.org' },
      numbers: [{ kind: 'single', number: '+12125550123' }],
      inBlock: 'yes',
      language: 'en',
      numbersStayActive: true,
    },
    { rules: orderRules(pack('US'), 'geographic'), today: '2026-03-02', maxNumbers: 10 },
  );
  expect(problems).toEqual([]);
});

describe('a bad pack stops the start', () => {
  test('with every mistake of every pack named', () => {
    const france = {
      ...FR,
      zone: { value: 'Europe/Atlantis', source: 'somewhere' },
      lockdays: 1,
      submissionCutOff: { value: '25:00', assumed: true, why: 'unknown' },
    };
    const states = { ...US, lockDays: { value: 1 }, callingCode: '+1' };
    expect(refusal({ FR: france, US: states }).sort()).toEqual([
      'FR',
      'FR.submissionCutOff.value',
      'FR.zone.value',
      'US.callingCode',
      'US.lockDays.source',
    ]);
  });

  test.each([
    ['a value without source or assumption', { lockDays: { value: 1 } }, 'FR.lockDays.source'],
    ['a value with both', { lockDays: { value: 1, source: 'somewhere', assumed: true, why: 'unknown' } }, 'FR.lockDays'],
    ['an assumption without a reason', { lockDays: { value: 1, assumed: true } }, 'FR.lockDays.why'],
    [
      'a notice that ends before it is safe',
      { cancelNotice: { value: { safeDays: 1, lastDays: 2 }, source: 'somewhere' } },
      'FR.cancelNotice.value',
    ],
    ['a lock before the last cancel', { lockDays: { value: 3, source: 'somewhere' } }, 'FR.cancelNotice'],
    ['a region without known holidays', { regions: { '99': { name: 'Nowhere', ownHolidays: true } } }, 'FR.regions.99'],
    [
      'a document that no one knows',
      { numberTypes: { ...FR.numberTypes, mobile: { ...FR.numberTypes.mobile, optionalDocuments: [{ kind: 'horoscope' }] } } },
      'FR.numberTypes.mobile.optionalDocuments.0.kind',
    ],
    [
      'a pattern that is none',
      { numberTypes: { mobile: { ...FR.numberTypes.mobile, nationalPattern: '^(6$' } } },
      'FR.numberTypes.mobile.nationalPattern',
    ],
    ['no type of number', { numberTypes: {} }, 'FR.numberTypes'],
    ['a check that no one knows', { transferCode: { ...FR.transferCode, check: { check: 'horoscope' } } }, 'FR.transferCode.check.check'],
    ['a required code that is not described', { transferCode: null }, 'FR.numberTypes.geographic.transferCodeRequired'],
    [
      'a closed day that cannot be read',
      { closedDays: { value: [{ name: 'x', rule: 'now and then' }], source: 'somewhere' } },
      'FR.closedDays.value.0.rule',
    ],
    ['a region without holidays that always counts', { alsoRegions: { value: ['ZZ'], source: 'somewhere' } }, 'FR.alsoRegions.ZZ'],
    [
      'a window that ends before it starts',
      { portWindows: { value: [{ start: '14:00', end: '10:00' }], source: 'somewhere' } },
      'FR.portWindows.value.0',
    ],
    ['a type that is offered and not', { notOffered: { mobile: 'not ours' } }, 'FR.notOffered.mobile'],
    ['another code than its file', { code: 'DE', regions: {} }, 'FR.code'],
    ['a country without known holidays', { code: 'XX' }, 'FR.code'],
  ])('%s', (_, changed, where) => {
    expect(refusal({ FR: { ...FR, ...changed } })).toContain(where);
  });
});
