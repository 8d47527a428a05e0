/** Who has to answer a rejection, and whether a correction does (R13). */
import type { Correction } from '../order-details';
import { canonicalCode, ruleOf, type RejectionCode, type RejectionRule, type Resolver } from './codes';
import type { OrderPart } from './order-parts';

/** A reason as far as these rules look at it; its code may have come from anywhere. */
interface Reason {
  readonly code: string;
}

/**
 * Who acts on these reasons: nobody if one of them cannot be mended, else the customer if any of them is theirs, else an
 * operator. A request is one number or one block, which ports as one thing (R20): what cannot be ported of it closes it, and
 * no other request of the order.
 */
export function resolverOf(reasons: readonly Reason[]): Resolver {
  const resolvers = reasons.map(({ code }) => ruleOf(code).resolver);
  if (resolvers.includes('nobody')) return 'nobody';
  return resolvers.includes('customer') ? 'customer' : 'operator';
}

/** Whether our operator has a part in it, and so is the one to send it again. A rejection without a reason is for them, too. */
export const needsOperator = (reasons: readonly Reason[]): boolean =>
  reasons.length === 0 || reasons.some(({ code }) => ruleOf(code).resolver === 'operator');

/** Whether something in the order has to change before the customer may send it again. */
const demandsChange = ({ resolver, changes, elsewhere }: RejectionRule): boolean =>
  resolver === 'customer' && !elsewhere && changes.length > 0;

/**
 * The codes that a customer's correction leaves unanswered: their own reasons of which no part has changed. What is our
 * operator's does not hold the customer's part up. What is mended at the losing provider is answered by sending it again.
 */
export const uncovered = (reasons: readonly Reason[], changed: ReadonlySet<OrderPart>): RejectionCode[] => [
  ...new Set(
    reasons
      .map(({ code }) => canonicalCode(code))
      .filter((code) => demandsChange(ruleOf(code)) && !ruleOf(code).changes.some((part) => changed.has(part))),
  ),
];

/**
 * R10: a signed LOA names holder and signer: changing either needs a new one; codes and account data do not. A reason can
 * want a new one besides, because the old one is what was refused.
 */
export const needsNewLoa = ({ holder, signer }: Correction, reasons: readonly Reason[]): boolean =>
  holder !== undefined || signer !== undefined || reasons.some(({ code }) => ruleOf(code).newLoa);
