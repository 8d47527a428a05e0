import { loadCountryPacks } from '.';
import { DOCUMENT_KINDS } from './document-kinds';
import { type Fact, isAssumed, standingOf } from './fact';
import type { CountryPack } from './schema';

type TypeRules = NonNullable<CountryPack['numberTypes'][keyof CountryPack['numberTypes']]>;

const INTRODUCTION = [
  '# Countries',
  '',
  'What porting into each country takes (R2, R9), as the rule packs in `config/countries/` have it; `npm run docs` makes this page from them. `portico countries CODE` and `GET /v1/countries/CODE` show the same.',
  '',
  '[How to add a country](add-a-country.md).',
  '',
  'Where no source was found, the value is **assumed**, on the safe side, and the last column says why. Confidence: high is a regulator, a statute or several sources that agree; medium is one carrier; low is old or indirect. A source without a year carries no date. Check a value with the regulator before you show it to anybody as the law. Business days are Monday to Friday without holidays unless it says otherwise; times are local.',
];

/** `docs/countries.md`: every pack in words, each value with its source, what is assumed marked as assumed. */
export const countriesPage = (packs: readonly CountryPack[] = loadCountryPacks()): string =>
  [
    ...INTRODUCTION,
    '',
    '| country | geographic | mobile | toll-free | national |',
    '| --- | --- | --- | --- | --- |',
    ...packs.map(overview),
    '',
    'Business days from submission to port (R3), for one number; † assumed, – not offered.',
    ...packs.flatMap((pack) => ['', ...country(pack)]),
    '',
  ].join('\n');

const TYPES = { geographic: 'geographic', mobile: 'mobile', tollFree: 'toll-free', national: 'national' } as const;
const TYPE_NAMES = Object.keys(TYPES) as (keyof typeof TYPES)[];

function overview({ code, name, numberTypes }: CountryPack): string {
  const cells = TYPE_NAMES.map((type) => {
    const lead = numberTypes[type]?.leadDays;
    return lead === undefined ? '–' : `${lead.value}${isAssumed(lead) ? '†' : ''}`;
  });
  return `| [${name.en}](#${code.toLowerCase()}) | ${cells.join(' | ')} |`;
}

function country(pack: CountryPack): string[] {
  return [
    `<a id="${pack.code.toLowerCase()}"></a>`,
    '',
    `## ${pack.name.en} (${pack.code}, +${pack.callingCode})`,
    '',
    '| what | value | where from |',
    '| --- | --- | --- |',
    ...TYPE_NAMES.flatMap((type) => typeRows(pack, type)),
    ...identifierRows(pack),
    ...countryRows(pack),
  ];
}

function typeRows({ numberTypes, notOffered }: CountryPack, type: keyof typeof TYPES): string[] {
  const rules = numberTypes[type];
  if (rules === undefined) return notOffered[type] === undefined ? [] : [plainRow(`${TYPES[type]}: not offered`, '', notOffered[type])];
  const of = (what: string): string => `${TYPES[type]}: ${what}`;
  return [
    row(of('lead time'), rules.leadDays, inDays),
    row(of('for several numbers'), rules.leadDaysFrom, (steps) =>
      steps.map(({ numbers, days }) => `from ${numbers} on: ${inDays(days)}`).join('; '),
    ),
    row(of('legal maximum'), rules.legalMaxDays, (most) =>
      most === null ? 'none found' : `${inDays(most.days)}${most.kind === 'sixDay' ? ', Saturdays counted' : ''}`,
    ),
    row(of('documents'), rules.documents, (documents) =>
      [...documents.map(named), ...rules.optionalDocuments.map((one) => `${named(one)}, in some cases`)].join('; '),
    ),
    row(of('transfer code'), rules.transferCodeRequired, (required) => (required ? 'needed' : 'not needed')),
    row(of('cut-off'), rules.submissionCutOff, String),
    row(of('port window'), rules.portWindows, windows),
  ].flat();
}

const NEEDED = { always: 'from everybody', companies: 'from companies', ifAny: 'where there is one' } as const;

const identifierRows = ({ transferCode, identifiers, alsoAsked }: CountryPack): string[] => [
  ...(transferCode === null
    ? [plainRow('transfer code', 'the country has none', '')]
    : [plainRow(transferCode.name, transferCode.howToGet.en, '')]),
  ...identifiers.flatMap(({ name, needed, types }) =>
    row(
      name,
      needed,
      (need) => `${NEEDED[need]}${types === undefined ? '' : `, for ${types.map((type) => TYPES[type]).join(', ')} numbers`}`,
    ),
  ),
  ...row('also asked', alsoAsked, (asked) => asked.map(({ en }) => en).join('; ')),
];

const countryRows = (pack: CountryPack): string[] =>
  [
    row('numbers', pack.numberFormat, ({ en }) => en),
    row('time zone', pack.zone, (zone) => [zone, ...otherZones(pack)].join('; ')),
    row('also holidays of', pack.alsoRegions, (regions) => regions.map((code) => pack.regions[code]?.name ?? code).join(', ')),
    row('carriers closed', pack.closedDays, (days) => days.map(({ name }) => name).join(', ')),
    holidayRegions(pack),
    row(
      'signature of the LOA',
      pack.loaSignature,
      ({ accepted, companyStamp }) => `${accepted.join(' or ')}${companyStamp ? ', with the company stamp' : ''}`,
    ),
    row('age of the signature', pack.loaMaxAgeDays, (days) => `at most ${days} days`),
    row('the LOA is kept', pack.keepLoaDays, (days) => `${days} days after the port`),
    row('blocks', pack.block.goesTogether, (together) => (together ? 'a range goes whole (R8)' : 'numbers port one by one')),
    row('sizes of blocks', pack.block.sizes, (sizes) => (sizes === null ? 'any' : sizes.join(', '))),
    row('blocks are made of', pack.block.multipleOf, (size) => `whole pieces of ${size}`),
    row('submission cut-off', pack.submissionCutOff, String),
    row('silent carrier asked after', pack.carrierAnswerDays, inDays),
    row('resubmission after', pack.resubmissionDays, inDays),
    row('notice of a cancel', pack.cancelNotice, notice),
    row('notice of a reschedule', pack.rescheduleNotice, notice),
    row('locked before the port', pack.lockDays, inDays),
    row('port window', pack.portWindows, windows),
    row('stuck after the window', pack.stuckHours, (hours) => `${hours} hours`),
    row('emergency return', pack.emergencyReturnHours, (hours) => (hours === null ? 'no hours known' : `within ${hours} hours`)),
    row('emergency calls', pack.emergencyAddressNeeded, (needed) =>
      needed ? 'each number needs an address before it moves' : 'no address is needed',
    ),
    row('SMS', pack.smsDays, (days) => `up to ${inDays(days)}`),
    row('answer to a rejection', pack.correctionDays, (days) => `${days} calendar days for the customer`),
    row('answer to a change', pack.changeAnswerDays, (days) => `${inDays(days)} for the losing carrier`),
  ].flat();

/** A row of the table, or none for what the pack leaves out. */
function row<T>(what: string, one: Fact<T> | undefined, inWords: (value: T) => string): string[] {
  if (one === undefined) return [];
  return [plainRow(what, inWords(one.value), isAssumed(one) ? `**assumed**: ${standingOf(one)}` : standingOf(one))];
}

const plainRow = (what: string, value: string, basis: string): string =>
  `| ${[what, value, basis].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const inDays = (days: number): string => `${days} business day${days === 1 ? '' : 's'}`;
const windows = (all: readonly { readonly start: string; readonly end: string }[]): string =>
  all.map(({ start, end }) => `${start} to ${end}`).join(', ');
const notice = ({ safeDays, lastDays }: { readonly safeDays: number; readonly lastDays: number }): string =>
  safeDays === lastDays ? inDays(safeDays) : `${inDays(safeDays)}; until ${lastDays} with a warning`;
const named = ({ kind, maxAgeDays }: TypeRules['documents']['value'][number]): string =>
  `${DOCUMENT_KINDS[kind].en}${maxAgeDays === undefined ? '' : ` (at most ${maxAgeDays} days old)`}`;

function otherZones({ zone, regions }: CountryPack): string[] {
  const byZone = new Map<string, string[]>();
  for (const one of Object.values(regions)) {
    if (one.zone !== undefined && one.zone !== zone.value) byZone.set(one.zone, [...(byZone.get(one.zone) ?? []), one.name]);
  }
  return [...byZone].map(([name, places]) => `${name}: ${places.join(', ')}`);
}

function holidayRegions({ regions }: CountryPack): string[] {
  const names = Object.values(regions).flatMap(({ name, ownHolidays }) => (ownHolidays ? [name] : []));
  return names.length === 0 ? [] : [plainRow('holidays of their own', names.join(', '), 'the library of holidays')];
}
