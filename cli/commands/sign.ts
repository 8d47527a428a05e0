import type { Command } from 'commander';
import { PorticoError, type LoaDocument, type PorticoClient } from '../../client';
import { nameItems } from '../../domain/notification/numbers-in-words';
import { phrasesOf } from '../../domain/notification/phrases';
import type { NumberItem } from '../../domain/order-details';
import type { OrderView } from '../../domain/order/view';
import { orderIdArgument } from '../arguments';
import { pause, type CommonOptions, type OpenSession } from '../session';
import { fields } from '../text/table';

interface Options extends CommonOptions {
  readonly name?: string;
}

/** The LOA is made within seconds of the last document, real ms. */
const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 500;

/** `portico sign ORDER`: shows what is signed, revision, hash and numbers, and signs it (R10). */
export function addSign(program: Command, open: OpenSession): void {
  program
    .command('sign')
    .description('sign the letter of authorisation, after showing what is signed')
    .argument('<order>', "the order's id", orderIdArgument)
    .option('--name <name>', 'who signs, in place of the signer that the order names')
    .action(async (orderId: string, options: Options) => {
      const session = open(options);
      const { client, paint } = session;
      const loa = await readyLoa(client, orderId, session.world.stopped);
      const view = await client.getOrder(orderId);
      const name = options.name ?? view.details.signer.name;
      const numbers = nameItems(coveredBy(view, loa.revision), phrasesOf('en'));
      session.remark(
        fields(
          [
            ['LOA', `revision ${loa.revision}`],
            ['SHA-256', loa.sha256],
            ['Numbers', numbers.join(', ')],
            ['Signed by', name],
          ],
          paint,
        ),
      );
      const signature = await client.signLoa({ orderId, revision: loa.revision, hash: loa.sha256, signer: { name } });
      session.answer(signature, () => paint.green('Signed. It is now submitted to the losing carrier.'));
    });
}

/** The LOA, also when it is being made just now. */
async function readyLoa(client: PorticoClient, orderId: string, stopped: AbortSignal): Promise<LoaDocument> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await client.getLoa(orderId);
    } catch (error) {
      const waiting = error instanceof PorticoError && error.code === 'loa_not_ready' && Date.now() < end;
      if (!waiting || (await client.getOrder(orderId)).missingDocuments.length > 0) throw error;
    }
    await pause(LOOK_EVERY_MS, stopped);
  }
}

/** Exactly the numbers that this revision authorises. */
function coveredBy({ loa, requests, details }: OrderView, revision: number): readonly NumberItem[] {
  if (loa?.revision !== revision || requests.length === 0) return details.numbers;
  return requests.filter(({ n }) => loa.covers.includes(n)).flatMap(({ items }) => items);
}
