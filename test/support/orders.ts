import { keyedNames } from '../../client/keyed-names';
import { loaRulesOf, requirementRules } from '../../client/requirements';
import { loadCountryPacks, packOf, requiredDocuments, resolveRules } from '../../config/countries';
import { DAY_MS, type BusinessClock } from '../../domain/clock';
import { numbersOf } from '../../domain/grouping';
import { CROCKFORD } from '../../domain/ids';
import type { IsoDate, NumberItem, PortOrderDetails } from '../../domain/order-details';
import type { OrderInput } from '../../domain/order/state';

/** The gateway's id on the stage. */
export const GATEWAY = 'acme';

/** The gateway by hand on the stage, as orders know it, and the losing carrier that goes through it. */
export const BY_HAND = { id: 'by-hand', setSize: 1, visibilityLagMs: 0, dateChangeBeforeFoc: true, byHand: true } as const;
export const BY_HAND_CARRIER = 'quillnet';

/** The key of number hashes and other derived names on the stage. */
export const ID_KEY = 'the-id-key-of-the-stage';

let counter = 0;

/** A fresh order id. */
export function anOrderId(): string {
  counter += 1;
  let rest = Date.now() * 1000 + counter;
  let id = '';
  for (let place = 0; place < 12; place += 1) {
    id = CROCKFORD.charAt(rest % 32) + id;
    rest = Math.floor(rest / 32);
  }
  return id;
}

/** Two digits that no other number of this file has; below 70, since 77xx stands for a block. */
function freshDigits(): string {
  counter += 1;
  return String(counter % 70).padStart(2, '0');
}

/** A New York number with a chosen ending, which is how its losing carrier behaves. */
export const aNumber = (ending = '20'): string => `+1212555${freshDigits()}${ending}`;

/** A Paris number with a chosen ending. */
export const aParisNumber = (ending = '20'): string => `+331990${freshDigits().padStart(3, '0')}${ending}`;

/** One number as an order has it. */
export const single = (number: string): NumberItem => ({ kind: 'single', number });

/** The same weekday a week later. */
export const aWeekAfter = (date: IsoDate): IsoDate => new Date(Date.parse(date) + 7 * DAY_MS).toISOString().slice(0, 10);

/** An order for New York numbers. */
export const usDetails = (numbers: readonly NumberItem[], changes: Partial<PortOrderDetails> = {}): PortOrderDetails => ({
  country: 'US',
  numberType: 'geographic',
  holder: { name: 'Ada Testperson', address: { street: '1 Marker Street', postalCode: '10001', city: 'Sampleville', region: 'NY' } },
  losing: { carrier: 'lakeside', accountNumber: 'ACC-4711' },
  signer: { name: 'Ada Testperson', email: 'ada@example.com' },
  numbers,
  inBlock: 'no',
  language: 'en',
  numbersStayActive: true,
  ...changes,
});

/** An order for Paris numbers, in French. */
export const frenchDetails = (numbers: readonly NumberItem[], changes: Partial<PortOrderDetails> = {}): PortOrderDetails => ({
  country: 'FR',
  numberType: 'geographic',
  holder: {
    name: 'Blaise Exemple',
    company: 'Exemple SARL',
    taxId: '12345678200010',
    address: { street: '2 rue du Repère', postalCode: '75011', city: 'Paris' },
  },
  losing: { carrier: 'bordelec', accountNumber: 'CLI-0815' },
  signer: { name: 'Blaise Exemple', email: 'blaise@example.com' },
  numbers,
  inBlock: 'yes',
  language: 'fr',
  numbersStayActive: true,
  ...changes,
});

const ACCOUNTS: Readonly<Record<string, string>> = { US: 'acct-active-us', FR: 'acct-active-fr' };

/** An order as the client would start it. */
export function anOrderInput(details: PortOrderDetails, clock: BusinessClock, changes: Partial<OrderInput> = {}): OrderInput {
  const pack = packOf(loadCountryPacks(), details.country);
  if (!pack) throw new Error('no such country pack');
  const names = keyedNames(ID_KEY);
  const accountId = ACCOUNTS[details.country] ?? 'acct-active-us';
  return {
    schemaVersion: 1,
    orderId: anOrderId(),
    accountId,
    details,
    contentHash: names.contentHash({ accountId, details }),
    clock,
    rules: resolveRules(pack, { numberType: details.numberType }),
    requiredDocuments: requiredDocuments(pack, details.numberType).map(({ kind }) => kind),
    requirements: requirementRules(pack, details.numberType),
    loaRules: loaRulesOf(pack),
    gateway: { id: GATEWAY, setSize: 1, visibilityLagMs: 500 },
    numberHashes: Object.fromEntries(details.numbers.flatMap(numbersOf).map((number) => [number, names.numberHash(number)])),
    continueAsNewAfterEvents: 4_000,
    ...changes,
  };
}
