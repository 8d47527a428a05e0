import type { NumberBlock, PortOrderDetails, SingleNumber } from '../../../domain/order-details';
import type { OrderInput } from '../../../domain/order/state';
import { REAL_TIME } from '../../../domain/clock';
import { numbersOf } from '../../../domain/grouping';
import { someRules } from './rules';

export const ORDER_ID = '0123456789AB';

/** An individual French number; `last` are its last two digits. */
export const aSingle = (last = 10): SingleNumber => ({
  kind: 'single',
  number: `+331990012${String(last).padStart(2, '0')}`,
  transferCode: 'CODE1',
});

/** Ten French numbers that go together. */
export const aBlock = (): NumberBlock => ({ kind: 'block', start: '+33199001300', end: '+33199001309', transferCode: 'CODE2' });

/** A complete French order of one individual number. */
export const aFrenchOrder = (changed: Partial<PortOrderDetails> = {}): PortOrderDetails => ({
  country: 'FR',
  numberType: 'geographic',
  holder: { name: 'Ada Martin', company: 'Martin SARL', address: { street: '1 rue de la Paix', postalCode: '75002', city: 'Paris' } },
  losing: { carrier: 'ORANGE', accountNumber: 'A-1' },
  signer: { name: 'Ada Martin', email: 'ada@example.org' },
  numbers: [aSingle()],
  inBlock: 'no',
  language: 'fr',
  numbersStayActive: true,
  ...changed,
});

/** What an order is born with; `details` are merged into a French order that needs one document, the invoice. */
export function anOrderInput({
  details,
  ...changed
}: Partial<Omit<OrderInput, 'details'>> & { readonly details?: Partial<PortOrderDetails> } = {}): OrderInput {
  const order = aFrenchOrder(details);
  return {
    schemaVersion: 1,
    orderId: ORDER_ID,
    accountId: 'acc-1',
    details: order,
    contentHash: 'hash',
    clock: REAL_TIME,
    rules: someRules(),
    requiredDocuments: ['invoice'],
    gateway: { id: 'gw', setSize: 1, visibilityLagMs: 120_000 },
    numberHashes: Object.fromEntries(order.numbers.flatMap(numbersOf).map((number, index) => [number, `h${index}`])),
    continueAsNewAfterEvents: 4_000,
    ...changed,
  };
}
