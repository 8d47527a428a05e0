import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import type { CreatedOrder, OrderedAgain } from '../../client';
import { canonicalJson } from '../../client/canonical-json';
import { orderOf, type OrderFile } from '../../contracts/order-file';
import { parseStrictJson } from '../../contracts/strict-json';
import { dayArgument, orderIdArgument, requestOption } from '../arguments';
import { badInput } from '../failure';
import { readText } from '../files';
import type { CommonOptions, OpenSession, Session } from '../session';
import { warningsText } from '../text/check';
import { shortDate } from '../text/instants';
import { orderText } from '../text/order';
import type { Paint } from '../text/paint';
import { fields } from '../text/table';

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
  readonly from?: string;
  readonly date?: string;
  readonly request?: readonly number[];
}

/** `portico order FILE`, or `--from ORDER` for what an order that is over has not ported (R22). Says what is needed next. */
export function addOrder(program: Command, open: OpenSession): void {
  program
    .command('order')
    .description('create a port order from an order file, or again from an order that is over, and say what is needed next')
    .argument('[file]', 'the order file (JSON), - for standard input')
    .option('--account <id>', 'the account that orders, in place of the one in the file')
    .option('--key <key>', 'another key than the content: the same again under another key is another order')
    .option('--from <order>', 'order again what this order has not ported; its numbers must still be active', orderIdArgument)
    .option('--date <day>', 'with --from: the preferred date, like 2026-12-10', dayArgument)
    .option('--request <n>', 'with --from: only of this request; may be repeated', requestOption)
    .action(async (file: string | undefined, options: Options) => {
      const session = open(options);
      if (options.from !== undefined) return again(session, { ...options, from: options.from, file });
      if (file === undefined) throw badInput('Give an order file, or --from with an order that is over.');
      if (options.date !== undefined || options.request !== undefined)
        throw badInput('--date and --request go with --from: an order file says both itself.');
      const order = readOrder(await readText(file, session.world), options.account);
      const created = await session.client.createOrder({ ...order, idempotencyKey: options.key ?? keyOf(order) });
      session.answer(created, () => createdText(created, session.paint));
    });
}

/** The same wish is the same order, unless a key says otherwise. */
async function again(
  session: Session,
  { from, file, account, date, request, key }: Options & { readonly from: string; readonly file: string | undefined },
) {
  if (file !== undefined || account !== undefined)
    throw badInput('--from takes numbers, details and account from the earlier order: leave out the others.');
  const wish = { from, preferredDate: date, requests: request };
  const hash = createHash('sha256').update(canonicalJson(wish)).digest('hex').slice(0, 32);
  const ordered = await session.client.orderAgain({ ...wish, idempotencyKey: key ?? `again-${hash}` });
  session.answer(ordered, () => [createdText(ordered, session.paint), reuseText(ordered, session.paint)].join('\n\n'));
}

/** The order as it stands, and what may be wrong with it. */
function createdText({ orderId, view, warnings }: CreatedOrder, paint: Paint): string {
  const order = view ? orderText(view, paint) : `Order ${orderId} is being checked: portico status ${orderId}`;
  return [order, warningsText(warnings, paint)].filter((part) => part !== '').join('\n\n');
}

/** What was taken over from the earlier order, and what has to be given anew and why (R22). */
const reuseText = ({ from, reused, neededAnew }: OrderedAgain, paint: Paint): string =>
  [
    paint.bold(`Ordered again from ${from}`),
    fields(
      [
        ...reused.map(({ kind, freshUntil }, index): [string, string] => [
          index === 0 ? 'Reused' : ' ',
          freshUntil === undefined ? kind : `${kind}, fresh enough until ${shortDate(freshUntil)}`,
        ]),
        ...neededAnew.map(({ what, message }, index): [string, string] => [index === 0 ? 'Give anew' : ' ', `${what}: ${message}`]),
        ['Remember', 'the numbers must stay active at the losing provider until the port is complete, or they can be lost (R6)'],
      ],
      paint,
    ),
  ].join('\n');
