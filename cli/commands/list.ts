import { Option, type Command } from 'commander';
import type { OrderFilter } from '../../client';
import { orderQuery, orderStatus, type ListedOrder } from '../../contracts/order-query';
import { readInput } from '../../contracts/reading';
import type { OrderStatus } from '../../domain/order/view';
import { dayArgument, limitOption } from '../arguments';
import { badInput } from '../failure';
import type { CommonOptions, OpenSession } from '../session';
import { shortDate, shortInstant } from '../text/instants';
import { inWords } from '../text/order';
import { table } from '../text/table';

interface Options extends CommonOptions {
  readonly status?: OrderStatus;
  readonly country?: string;
  readonly carrier?: string;
  readonly account?: string;
  readonly attention?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  readonly page?: string;
}

/** `portico list`: orders, newest first. */
export function addList(program: Command, open: OpenSession): void {
  program
    .command('list')
    .description('list orders, newest first')
    .addOption(new Option('--status <status>', 'only with this status').choices(orderStatus.options))
    .option('--country <code>', 'only into this country, like FR')
    .option('--carrier <code>', 'only from this losing carrier')
    .option('--account <id>', 'only of this account')
    .option('--attention', 'only those that our team has to look at')
    .option('--from <day>', 'porting on this day (UTC) or later', dayArgument)
    .option('--to <day>', 'porting on this day (UTC) or earlier', dayArgument)
    .option('--limit <n>', '1 to 100', limitOption, 25)
    .option('--page <token>', 'the next page, by the token that the page before ended with')
    .action(async (options: Options) => {
      const session = open(options);
      const page = await session.client.listOrders(filterOf(options));
      session.answer(page, () =>
        page.orders.length === 0
          ? 'No orders.'
          : table(['Order', 'Status', 'Country', 'Carrier', 'Account', 'Ports', 'Next', 'Attention'], page.orders.map(row), session.paint),
      );
      if (page.nextPageToken !== undefined) session.remark(`More with --page ${page.nextPageToken}`);
    });
}

/** By the rules of the API, so that nothing of a caller's text reaches a query unchecked. */
function filterOf({ status, country, carrier, account, attention, from, to, limit, page }: Options): OrderFilter {
  const asked = {
    status,
    country: country?.toUpperCase(),
    losingCarrier: carrier,
    account,
    portDateFrom: from,
    portDateTo: to,
    pageToken: page,
  };
  const read = readInput(orderQuery, Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)));
  if (!read.ok) throw badInput('The filter has mistakes:', read.problems);
  const { attention: _, limit: __, ...filter } = read.value;
  return { ...filter, limit, ...(attention === true ? { attention } : {}) };
}

const row = ({ orderId, status, country, losingCarrier, accountId, portDateMs, nextDeadlineMs, attention }: ListedOrder): string[] => [
  orderId,
  inWords(status),
  country,
  losingCarrier,
  accountId,
  portDateMs === undefined ? '' : shortDate(new Date(portDateMs).toISOString().slice(0, 10)),
  nextDeadlineMs === undefined ? '' : `${shortInstant(nextDeadlineMs, 'UTC')} UTC`,
  attention.map(inWords).join(', '),
];
