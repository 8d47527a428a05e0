import type { PortOrderDetails } from '../order-details';

/** The parts of an order that a losing carrier can object to, each in words for people. `documents`: what was handed in; `numbers`: which ones, and as what. */
export const ORDER_PARTS = {
  'holder.name': "the holder's name",
  'holder.company': "the holder's company",
  'holder.address': 'the service address',
  'holder.address.postalCode': 'the postal code of the service address',
  'holder.taxId': 'the tax or register id',
  'losing.carrier': 'the losing carrier',
  'losing.accountNumber': 'the account number at the losing provider',
  'losing.pin': 'the port-out PIN',
  signer: 'the signer',
  transferCodes: 'the transfer code',
  documents: 'a document, handed in anew',
  preferredDate: 'the preferred date',
  numbers: 'the numbers, such as the whole block',
} as const;

export type OrderPart = keyof typeof ORDER_PARTS;

/** What a correction can change, as one request has it. */
export type Correctable = Pick<PortOrderDetails, 'holder' | 'losing' | 'signer' | 'numbers' | 'preferredDate'>;

type Value = readonly (string | undefined)[];

/** Each part as plain values that can be compared. What an empty text says is nothing. */
const VALUES: { readonly [P in Exclude<OrderPart, 'documents'>]: (details: Correctable) => Value } = {
  'holder.name': ({ holder }) => [holder.name],
  'holder.company': ({ holder }) => [holder.company],
  'holder.address': ({ holder: { address } }) => [address.street, address.postalCode, address.city, address.region],
  'holder.address.postalCode': ({ holder }) => [holder.address.postalCode],
  'holder.taxId': ({ holder }) => [holder.taxId],
  'losing.carrier': ({ losing }) => [losing.carrier],
  'losing.accountNumber': ({ losing }) => [losing.accountNumber],
  'losing.pin': ({ losing }) => [losing.pin],
  signer: ({ signer }) => [signer.name, signer.email],
  transferCodes: ({ numbers }) => numbers.map(({ transferCode }) => transferCode),
  preferredDate: ({ preferredDate }) => [preferredDate],
  numbers: ({ numbers }) => numbers.flatMap((item) => (item.kind === 'single' ? [item.number] : [item.start, item.end])),
};

const PARTS = Object.keys(VALUES) as (keyof typeof VALUES)[];

/** The parts in which the two differ. Documents are no part of the details: whoever keeps them adds them. */
export const changedParts = (before: Correctable, after: Correctable): ReadonlySet<OrderPart> =>
  new Set(PARTS.filter((part) => differ(VALUES[part](before), VALUES[part](after))));

const differ = (left: Value, right: Value): boolean =>
  left.length !== right.length || left.some((value, index) => (value ?? '') !== (right[index] ?? ''));
