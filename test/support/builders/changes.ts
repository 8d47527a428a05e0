import type { Correctable, OrderPart } from '../../../domain/rejection/order-parts';

/** For each part of an order, the order with only that part changed. */
export const CHANGES: { readonly [P in Exclude<OrderPart, 'documents'>]: (before: Correctable) => Correctable } = {
  'holder.name': ({ holder, ...rest }) => ({ ...rest, holder: { ...holder, name: 'Bea Martin' } }),
  'holder.company': ({ holder, ...rest }) => ({ ...rest, holder: { ...holder, company: 'Martin SAS' } }),
  'holder.address': ({ holder, ...rest }) => ({
    ...rest,
    holder: { ...holder, address: { ...holder.address, street: '2 rue de la Paix' } },
  }),
  'holder.address.postalCode': ({ holder, ...rest }) => ({
    ...rest,
    holder: { ...holder, address: { ...holder.address, postalCode: '75003' } },
  }),
  'holder.taxId': ({ holder, ...rest }) => ({ ...rest, holder: { ...holder, taxId: '73282932000074' } }),
  'losing.carrier': ({ losing, ...rest }) => ({ ...rest, losing: { ...losing, carrier: 'SFR' } }),
  'losing.accountNumber': ({ losing, ...rest }) => ({ ...rest, losing: { ...losing, accountNumber: 'A-2' } }),
  'losing.pin': ({ losing, ...rest }) => ({ ...rest, losing: { ...losing, pin: '4711' } }),
  signer: (before) => ({ ...before, signer: { name: 'Bea Martin', email: 'bea@example.org' } }),
  transferCodes: ({ numbers, ...rest }) => ({ ...rest, numbers: numbers.map((item) => ({ ...item, transferCode: 'CODE9' })) }),
  preferredDate: (before) => ({ ...before, preferredDate: '2026-04-20' }),
  numbers: ({ numbers, ...rest }) => ({
    ...rest,
    numbers: numbers.map((item) => (item.kind === 'single' ? { ...item, number: '+33199001299' } : { ...item, end: item.start })),
  }),
};
