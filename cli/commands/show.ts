import type { Command } from 'commander';
import { PorticoError } from '../../client';
import { targetOf } from '../../client/operators/workflows';
import { isOrderOver } from '../../domain/order/view';
import { orderIdArgument, requestOption } from '../arguments';
import type { CommonOptions, OpenSession, Session } from '../session';
import { canDo } from '../text/can-do';
import { showText, type Shown } from '../text/show';

interface Options extends CommonOptions {
  readonly request?: readonly number[];
}

/** `portico show ORDER`: everything that an operator needs of it, on one screen. */
export function addShow(program: Command, open: OpenSession): void {
  program
    .command('show')
    .description('an order for operators: what status shows, attention with age and owner, what can be done now')
    .argument('<order>', "the order's id", orderIdArgument)
    .option('--request <n>', 'only this request; may be repeated', requestOption)
    .action(async (orderId: string, options: Options) => {
      const session = open(options);
      const shown = await read(session, orderId, options.request);
      session.answer(shown, () => showText(shown, session.paint));
    });
}

async function read({ client, world }: Session, orderId: string, only: readonly number[] | undefined): Promise<Shown> {
  const whole = await client.getOrder(orderId);
  const numbers = whole.requests.map(({ n }) => n);
  const unknown = only?.find((n) => !numbers.includes(n));
  if (unknown !== undefined)
    throw new PorticoError('unknown_request', `The order has no request ${unknown}: it has ${numbers.join(', ') || 'none yet'}.`);
  const view = only === undefined ? whole : { ...whole, requests: whole.requests.filter(({ n }) => only.includes(n)) };
  const running = view.requests.filter(
    ({ status, waitingForSignature }) => status !== undefined && status !== 'over' && !waitingForSignature,
  );
  const nowMs = client.operators.nowMs();
  const uiUrl = world.operations?.().uiUrl?.replace(/\/$/, '');
  return {
    view,
    attention: isOrderOver(view.status)
      ? []
      : await client.operators.attentionOf(
          orderId,
          running.map(({ n }) => n),
        ),
    possible: canDo(view, nowMs),
    links:
      uiUrl === undefined
        ? []
        : [undefined, ...running.map(({ n }) => n)].map((n) => uiUrl + client.operators.uiPath(targetOf(orderId, n))),
    nowMs,
  };
}
