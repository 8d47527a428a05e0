import { Option, type Command } from 'commander';
import { PorticoError } from '../../client';
import { orderStatus } from '../../contracts/order-query';
import type { Recorded } from '../../domain/fact';
import { timelineLine } from '../../domain/notification/timeline';
import type { OrderFact } from '../../domain/order/state';
import { isOrderOver, type OrderStatus, type OrderView } from '../../domain/order/view';
import { orderIdArgument, secondsOption } from '../arguments';
import { pause, type CommonOptions, type OpenSession, type Session } from '../session';
import { shortInstant } from '../text/instants';
import { inWords } from '../text/order';
import { plainText } from '../text/paint';

/** How often is looked, real ms. */
const EVERY_MS = 500;
/** Trouble that passes by itself: a watch outlives it. */
const PASSING: ReadonlySet<string> = new Set(['temporal_unreachable', 'temporal_busy', 'no_answer_yet']);

interface Options extends CommonOptions {
  readonly until?: OrderStatus;
  readonly timeout?: number;
}

/** `portico watch ORDER`: a line for everything that happens, with its business date, until the order is over. */
export function addWatch(program: Command, open: OpenSession): void {
  program
    .command('watch')
    .description('follow an order live, a line for everything that happens, until it is over')
    .argument('<order>', "the order's id", orderIdArgument)
    .addOption(new Option('--until <status>', 'end as soon as the order has this status').choices(orderStatus.options))
    .option('--timeout <seconds>', 'give up after so many real seconds', secondsOption)
    .action(async (orderId: string, options: Options) => {
      const session = open(options);
      const { status } = await follow(session, orderId, options);
      if (options.until !== undefined && status !== options.until) {
        throw new PorticoError('invalid_transition', `The order ended as "${status}" and did not become "${options.until}".`);
      }
      session.remark(session.paint.bold(`The order is ${inWords(status)}.`));
    });
}

/** Prints every fact once, and answers the last view. */
async function follow(session: Session, orderId: string, { until, timeout }: Options): Promise<OrderView> {
  const { client, world } = session;
  const end = timeout === undefined ? Number.POSITIVE_INFINITY : Date.now() + timeout * 1000;
  let shown = 0;
  let view = await client.getOrder(orderId);
  const zone = client.countries().find(({ code }) => code === view.details.country)?.zone ?? 'UTC';
  for (;;) {
    try {
      view = await client.getOrder(orderId);
      // Read after the view: whatever made the order over is in it.
      for (const fact of await client.timeline(orderId)) {
        if (fact.seq <= shown) continue;
        shown = fact.seq;
        print(session, fact, zone);
      }
      if (view.status === until || isOrderOver(view.status)) return view;
    } catch (error) {
      if (!(error instanceof PorticoError) || !PASSING.has(error.code)) throw error;
      session.remark(session.paint.dim(`${error.message} Still watching.`));
    }
    if (Date.now() >= end)
      throw new PorticoError('no_answer_yet', `After ${timeout ?? 0} seconds the order is still ${inWords(view.status)}.`);
    await pause(EVERY_MS, world.stopped);
  }
}

function print({ json, paint, world }: Session, fact: Recorded<OrderFact>, zone: string): void {
  const line = plainText(timelineLine(fact));
  const text = json ? JSON.stringify({ ...fact, line }) : `${paint.dim(shortInstant(fact.atMs, zone))}  ${line}`;
  world.stdout.write(`${text}\n`);
}
