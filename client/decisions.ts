import { compareWithCsr, type CsrDifference, type CustomerServiceRecord } from '../domain/csr';
import type { CommandAnswer } from '../domain/order/judging';
import type { Decision } from '../domain/order/events';
import { decideUpdate, provideCsrUpdate } from '../workflows/contract';
import { commandOf, send, type OrderCommand } from './commands';
import type { ClientContext } from './context';
import { getOrder } from './read-orders';

/** What the order said, and every field in which record and order differ. */
export interface CsrAnswer extends CommandAnswer {
  readonly differences: readonly CsrDifference[];
}

/** R7: hands in what the losing provider has written down, and learns where the order differs from it. */
export async function provideCsr(
  context: ClientContext,
  { csr, ...command }: Omit<OrderCommand, 'requests'> & { readonly csr: CustomerServiceRecord },
): Promise<CsrAnswer> {
  const { details } = await getOrder(context, command.orderId);
  const answer = await send(context, command.orderId, provideCsrUpdate, commandOf(context, 'csr', command, { csr }));
  return { ...answer, differences: compareWithCsr(details, csr) };
}

/** What becomes of numbers that cannot be ported: dropped, or the whole order waits for them. */
export const decideUnportable = (
  context: ClientContext,
  { decision, ...command }: Omit<OrderCommand, 'requests'> & { readonly decision: Decision },
): Promise<CommandAnswer> => send(context, command.orderId, decideUpdate, commandOf(context, 'decide', command, { decision }));
