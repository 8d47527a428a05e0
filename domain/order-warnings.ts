/** What may be wrong with an order and does not stop it: said before anything is sent, so that a rejection can be avoided. */
import { identifierCheck } from './identifiers/checks';
import { doubtTaxId, doubtTransferCode } from './identifiers/transfer-code';
import type { PortOrderDetails } from './order-details';
import { taxIdQuestion, transferCodeQuestion } from './order-questions';
import type { IdentifierField, IdentifierRule, OrderRules } from './order-rules';
import type { Problem } from './result';

/** A doubt, in the form of a problem: path, code, and what to do. */
export type OrderWarning = Problem;

/** What the order is held against. */
export interface OrderWarningContext {
  /** `undefined` for a country that Portico has no rules for: then `checkOrder` refuses it, and there is nothing to warn of. */
  readonly rules: OrderRules | undefined;
  /** The country's calendar or zone differs by region, and the address does not say in which one it lies. */
  readonly regionUnclear?: boolean | undefined;
}

/** Every doubt about an order at once; none repeats a number, a code or a name. An order that `checkOrder` refuses may have some too. */
export function orderWarnings(details: PortOrderDetails, { rules, regionUnclear }: OrderWarningContext): OrderWarning[] {
  if (rules === undefined) return [];
  const doubts: (OrderWarning | undefined)[] = [
    ...details.numbers.map((_, index) => doubtTransferCode(transferCodeQuestion(details, rules, index))),
    doubtTaxId(taxIdQuestion(details.holder, rules)),
    ...(rules.identifiers ?? []).map((rule) => missing(details, rule)),
    regionUnclear === true ? REGION : undefined,
    details.inBlock === 'unknown' && rules.blocksGoTogether ? BLOCK : undefined,
  ];
  return doubts.filter((doubt) => doubt !== undefined);
}

const REGION: OrderWarning = {
  path: 'holder.address.region',
  code: 'region_unclear',
  message: "Holidays or the time differ inside this country: give the address's region, so that the dates are right.",
};

const BLOCK: OrderWarning = {
  path: 'inBlock',
  code: 'block_unknown',
  message: 'Ask the losing provider whether the numbers belong to a block: one number of a range cannot be ported alone (R8).',
};

const PATHS: Readonly<Record<IdentifierField, string>> = {
  taxId: 'holder.taxId',
  accountNumber: 'losing.accountNumber',
  pin: 'losing.pin',
};

function missing({ holder, losing }: PortOrderDetails, { field, name, needed, check }: IdentifierRule): OrderWarning | undefined {
  const given = field === 'taxId' ? holder.taxId : losing[field];
  const path = PATHS[field];
  if (given !== undefined && given.trim() !== '') return field === 'taxId' ? undefined : formDoubt(given, { name, check, path });
  const asked = needed === 'always' || (needed === 'companies' && holder.company !== undefined);
  if (!asked) return undefined;
  return {
    path,
    code: 'missing_identifier',
    message: `The ${name} is missing: losing providers of this country usually want it, so look at the invoice.`,
  };
}

function formDoubt(
  code: string,
  { name, check, path }: Pick<IdentifierRule, 'name' | 'check'> & { readonly path: string },
): OrderWarning | undefined {
  const fault = check === undefined ? undefined : identifierCheck(check).fault({ code });
  return fault === undefined ? undefined : { path, code: 'unusual_identifier', message: `The ${name} is unusual: ${fault}.` };
}
