import { REAL_TIME } from '../../../domain/clock';
import { numbersOf } from '../../../domain/grouping';
import type { NumberItem } from '../../../domain/order-details';
import type { FrozenAttempt, RequestInput } from '../../../domain/request/state';
import { aFrenchOrder, aSingle, ORDER_ID } from './order';
import { MONDAY, someRules } from './rules';

/** What an attempt sends: the French order's details under a signed LOA. */
export function aFrozenAttempt(changed: Partial<FrozenAttempt> = {}): FrozenAttempt {
  const { holder, losing, signer } = aFrenchOrder();
  return {
    holder,
    losing,
    signerName: signer.name,
    items: [aSingle()],
    loa: { sha256: 'a'.repeat(64), revision: 1, signedAtMs: MONDAY - 1 },
    ...changed,
  };
}

/** What a request is born with: request 1 of the French order, for one number unless `items` says otherwise. */
export function aRequestInput({
  items = [aSingle()],
  ...changed
}: Partial<RequestInput> & { readonly items?: readonly NumberItem[] } = {}): RequestInput {
  return {
    schemaVersion: 1,
    orderId: ORDER_ID,
    accountId: 'acc-1',
    n: 1,
    country: 'FR',
    gateway: 'gw',
    visibilityLagMs: 120_000,
    clock: REAL_TIME,
    rules: someRules(),
    numbers: items.flatMap(numbersOf),
    first: aFrozenAttempt({ items }),
    numberHashes: [],
    continueAsNewAfterEvents: 4_000,
    ...changed,
  };
}
