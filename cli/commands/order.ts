import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import type { CreatedOrder } from '../../client';
import { canonicalJson } from '../../client/canonical-json';
import { orderOf, type OrderFile } from '../../contracts/order-file';
import { parseStrictJson } from '../../contracts/strict-json';
import { badInput } from '../failure';
import { readText } from '../files';
import type { CommonOptions, OpenSession } from '../session';
import { warningsText } from '../text/check';
import { orderText } from '../text/order';
import type { Paint } from '../text/paint';

/** Reads an order file; `accountId` replaces the one in it. Throws bad input with every problem at once. */
export function readOrder(text: string, accountId?: string): OrderFile {
  const json = parseStrictJson(text);
  if (!json.ok) throw badInput(`The order file cannot be read as JSON: ${json.why}${json.path === '' ? '' : `, at ${json.path}`}.`);
  const body = accountId !== undefined && typeof json.value === 'object' && json.value !== null ? { ...json.value, accountId } : json.value;
  const order = orderOf(body);
  if (order.ok) return order.value;
  throw badInput(`The order file has ${order.problems.length === 1 ? 'a mistake' : `${order.problems.length} mistakes`}:`, order.problems);
}

/** The same file for the same account is the same order, unless a key says otherwise. */
const keyOf = (order: OrderFile): string => `file-${createHash('sha256').update(canonicalJson(order)).digest('hex').slice(0, 32)}`;

interface Options extends CommonOptions {
  readonly account?: string;
  readonly key?: string;
}

/** `portico order FILE`: checks an order file, creates the order, and says what is needed next. */
export function addOrder(program: Command, open: OpenSession): void {
  program
    .command('order')
    .description('create a port order from an order file, and say what is needed next')
    .argument('<file>', 'the order file (JSON), - for standard input')
    .option('--account <id>', 'the account that orders, in place of the one in the file')
    .option('--key <key>', 'another key than the content: the same file under another key is another order')
    .action(async (file: string, options: Options) => {
      const session = open(options);
      const order = readOrder(await readText(file, session.world), options.account);
      const created = await session.client.createOrder({ ...order, idempotencyKey: options.key ?? keyOf(order) });
      session.answer(created, () => createdText(created, session.paint));
    });
}

/** The order as it stands, and what may be wrong with it. */
function createdText({ orderId, view, warnings }: CreatedOrder, paint: Paint): string {
  const order = view ? orderText(view, paint) : `Order ${orderId} is being checked: portico status ${orderId}`;
  return [order, warningsText(warnings, paint)].filter((part) => part !== '').join('\n\n');
}
