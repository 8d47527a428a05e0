/** What the checks of codes are asked about an order; the same for what is refused and for what is only doubted. */
import type { TaxIdQuestion, TransferCodeQuestion } from './identifiers/transfer-code';
import { firstNumberOf } from './number-check';
import type { Holder, NumberItem, PortOrderDetails } from './order-details';
import type { OrderRules } from './order-rules';

/** The question about the transfer code of the entry at `index`. */
export function transferCodeQuestion(
  { numberType, numbers }: Pick<PortOrderDetails, 'numberType' | 'numbers'>,
  rules: OrderRules,
  index: number,
): TransferCodeQuestion {
  const item: NumberItem | undefined = numbers[index];
  return {
    numberType,
    code: item?.transferCode,
    number: item === undefined ? '' : firstNumberOf(item),
    required: rules.transferCodeRequired,
    name: rules.transferCodeName,
    check: rules.transferCodeCheck,
    path: `numbers[${index}].transferCode`,
  };
}

/** The question about the account holder's tax id. */
export const taxIdQuestion = (holder: Pick<Holder, 'taxId'> | undefined, { country, identifiers }: OrderRules): TaxIdQuestion => ({
  country,
  taxId: holder?.taxId,
  check: identifiers?.find(({ field }) => field === 'taxId')?.check,
  path: 'holder.taxId',
});
