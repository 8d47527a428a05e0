import parsePhoneNumber from 'libphonenumber-js/max';
import { isRegionUnclear, loadCountryPacks, orderRules, packOf, regionOf, resolveRules, type CountryPack } from '../../../config/countries';
import { standingsOf } from '../../../config/countries/facts';
import type { NumberType } from '../../../domain/order-details';
import { nationalDigits } from '../../../domain/phone-number';

const packs = loadCountryPacks();
const TYPES: readonly NumberType[] = ['geographic', 'mobile', 'tollFree', 'national'];
function pack(country: string): CountryPack {
  const found = packOf(packs, country);
  if (!found) throw new Error('no such pack');
  return found;
}

describe.each(packs.map((one) => [one.code, one] as const))('%s', (code, one) => {
  test('R2: each of the four types of number is offered, or it says why not', () => {
    expect([...Object.keys(one.numberTypes), ...Object.keys(one.notOffered)].sort()).toEqual([...TYPES].sort());
  });

  test('every value names its source with how sure it is, or why it was assumed', () => {
    const standings = standingsOf(one);
    expect(standings.length).toBeGreaterThan(25);
    const bare = standings.filter(({ assumed, basis }) => !assumed && !basis.endsWith('confidence') && basis !== 'IANA time zone database');
    expect(bare).toEqual([]);
  });

  test('R9: the latest invoice is asked for with every type of number', () => {
    for (const rules of Object.values(one.numberTypes)) expect(rules.documents.value.map(({ kind }) => kind)).toContain('invoice');
  });

  test('R23, R24: the notice of a change is never shorter than the lock', () => {
    const { cancelNotice, rescheduleNotice, lockDays } = one;
    expect(Math.min(cancelNotice.value.lastDays, rescheduleNotice.value.lastDays)).toBeGreaterThanOrEqual(lockDays.value);
  });

  test('every type of number resolves to rules, in every region', () => {
    for (const type of Object.keys(one.numberTypes) as NumberType[]) {
      for (const region of [undefined, ...Object.keys(one.regions)]) {
        expect(resolveRules(one, { numberType: type, region })).toMatchObject({ country: code, smsDays: 3 });
      }
    }
  });
});

test.each([
  ['AT', 'geographic', '+43512123456'],
  ['AT', 'mobile', '+436641234567'],
  ['AT', 'tollFree', '+43800123456'],
  ['AT', 'national', '+43720123456'],
  ['AU', 'geographic', '+61293744000'],
  ['AU', 'mobile', '+61412345678'],
  ['BE', 'geographic', '+3225551234'],
  ['BE', 'mobile', '+32470123456'],
  ['BE', 'tollFree', '+3280012345'],
  ['CA', 'geographic', '+14165550123'],
  ['CH', 'geographic', '+41446681800'],
  ['CH', 'mobile', '+41781234567'],
  ['CH', 'tollFree', '+41800123456'],
  ['DE', 'geographic', '+493012345678'],
  ['DE', 'mobile', '+4915123456789'],
  ['DE', 'tollFree', '+498001234567'],
  ['ES', 'geographic', '+34912345678'],
  ['ES', 'mobile', '+34612345678'],
  ['ES', 'tollFree', '+34900123456'],
  ['GB', 'geographic', '+442079460123'],
  ['GB', 'mobile', '+447400123456'],
  ['GB', 'tollFree', '+448001234567'],
  ['GB', 'national', '+443001234567'],
  ['IE', 'geographic', '+35315551234'],
  ['IE', 'mobile', '+353850123456'],
  ['IT', 'geographic', '+390212345678'],
  ['IT', 'mobile', '+393123456789'],
  ['IT', 'tollFree', '+39800123456'],
  ['JP', 'geographic', '+81312345678'],
  ['JP', 'mobile', '+819012345678'],
  ['NL', 'geographic', '+31201234567'],
  ['NL', 'mobile', '+31612345678'],
  ['NL', 'tollFree', '+318001234'],
  ['NL', 'national', '+31881234567'],
  ['PT', 'geographic', '+351212345678'],
  ['PT', 'mobile', '+351912345678'],
  ['SE', 'geographic', '+4681234567'],
  ['SE', 'mobile', '+46701234567'],
] as const)('%s: a %s number is one, and none of the other types', (country, type, number) => {
  // The numbering library is the witness that the sample is what it says.
  expect(parsePhoneNumber(number)).toMatchObject({ country });
  const rules = pack(country).numberTypes;
  const fits = TYPES.filter((one) => new RegExp(rules[one]?.nationalPattern ?? '^$').test(nationalDigits(number)));
  expect(fits).toEqual(country === 'CA' && type === 'geographic' ? ['geographic', 'mobile'] : [type]);
});

test('CA: an area code of the United States is no number of Canada', () => {
  expect(new RegExp(orderRules(pack('CA'), 'geographic').nationalPattern ?? '').test('2125550123')).toBe(false);
});

describe('the place of an order', () => {
  test.each([
    ['GB', { postalCode: 'BT1 1AA' }, 'NIR'],
    ['GB', { postalCode: 'EH1 1AA' }, 'SCT'],
    ['GB', { postalCode: 'G12 8QQ' }, 'SCT'],
    ['GB', { postalCode: 'GL1 1AA' }, undefined],
    ['GB', { postalCode: 'CF10 1AA' }, 'WLS'],
    ['DE', { region: 'Bavaria', postalCode: '80331' }, 'BY'],
    ['DE', { region: 'nordrhein westfalen', postalCode: '50667' }, 'NW'],
    ['CH', { region: 'Genf', postalCode: '1201' }, 'GE'],
    ['ES', { postalCode: '28001' }, 'MD'],
    ['ES', { postalCode: '35001' }, 'CN'],
    ['ES', { postalCode: '', number: '+34928123456' }, 'CN'],
    ['CA', { postalCode: 'H2X 1Y4' }, 'QC'],
    ['CA', { postalCode: 'X0A 0H0' }, 'NU'],
    ['CA', { postalCode: '', number: '+16045550123' }, 'BC'],
    ['AU', { postalCode: '2601' }, 'ACT'],
    ['AU', { postalCode: '2000' }, 'NSW'],
    ['AU', { postalCode: '', number: '+61731234567' }, 'QLD'],
    ['PT', { postalCode: '9500-001' }, '20'],
    ['PT', { postalCode: '1000-001' }, undefined],
    ['IT', { postalCode: '39100' }, '32'],
  ] as const)('%s %p lies in %s', (country, place, region) => {
    expect(regionOf(pack(country), place)).toBe(region);
  });

  test('is unclear only where dates hang on it and postal codes do not tell', () => {
    expect(isRegionUnclear(pack('DE'), undefined)).toBe(true);
    expect(isRegionUnclear(pack('DE'), 'BY')).toBe(false);
    expect(isRegionUnclear(pack('CH'), undefined)).toBe(true);
    expect(isRegionUnclear(pack('US'), undefined)).toBe(true);
    expect(['GB', 'FR', 'ES', 'PT', 'NL'].some((country) => isRegionUnclear(pack(country), undefined))).toBe(false);
  });

  test('decides the zone: one time of day is two instants in Australia and in Spain', () => {
    const zone = (country: string, region?: string) => resolveRules(pack(country), { numberType: 'geographic', region }).zone;
    expect([zone('AU'), zone('AU', 'QLD'), zone('AU', 'WA')]).toEqual(['Australia/Sydney', 'Australia/Brisbane', 'Australia/Perth']);
    expect([zone('ES'), zone('ES', 'CN'), zone('PT', '20')]).toEqual(['Europe/Madrid', 'Atlantic/Canary', 'Atlantic/Azores']);
  });
});

describe('R3: the lead time', () => {
  const lead = (country: string, numbers: number) => resolveRules(pack(country), { numberType: 'geographic', numbers }).leadDays;

  test('grows with the order where carriers say so', () => {
    expect([1, 2, 30, 31, 150, 151, 1000].map((numbers) => lead('GB', numbers))).toEqual([7, 10, 10, 13, 13, 20, 20]);
    expect([lead('AU', 1), lead('AU', 2)]).toEqual([10, 30]);
  });

  test('does not where they do not', () => {
    expect(lead('FR', 500)).toBe(lead('FR', 1));
  });
});

test('R8: the Netherlands port whole tens, Germany blocks of its sizes', () => {
  expect(orderRules(pack('NL'), 'geographic').blockMultipleOf).toBe(10);
  expect(orderRules(pack('DE'), 'geographic').blockSizes).toEqual([10, 100, 1000]);
});

test('a type of number has its own cut-off where one is known', () => {
  expect(resolveRules(pack('GB'), { numberType: 'mobile' }).submissionCutOff).toBe('12:00');
  expect(resolveRules(pack('GB'), { numberType: 'geographic' }).submissionCutOff).toBe('13:00');
});

test('what the calendar does anyway is not carried by every request', () => {
  expect(resolveRules(pack('US'), { numberType: 'geographic' })).not.toHaveProperty('closedDays');
  expect(resolveRules(pack('GB'), { numberType: 'geographic' })).not.toHaveProperty('alsoRegions');
  expect(resolveRules(pack('AU'), { numberType: 'geographic' })).toMatchObject({ alsoRegions: ['NSW', 'QLD'] });
});

test('what the law leaves and how long numbers can be had back are pinned where a country has them, and left out where not', () => {
  const rules = (country: string, numberType: NumberType) => resolveRules(pack(country), { numberType });
  expect(rules('AU', 'geographic')).toMatchObject({ emergencyReturnHours: 4 });
  expect(rules('BE', 'geographic')).toMatchObject({ legalMaxDays: { days: 3, kind: 'fiveDay' } });
  expect(Object.keys(rules('DE', 'geographic'))).not.toEqual(expect.arrayContaining(['legalMaxDays']));
  expect(Object.keys(rules('DE', 'geographic'))).not.toEqual(expect.arrayContaining(['emergencyReturnHours']));
});
