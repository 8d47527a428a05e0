import type { Command } from 'commander';
import { PorticoError, type LoaDocument, type PorticoClient } from '../../client';
import { nameItems } from '../../domain/notification/numbers-in-words';
import { phrasesOf } from '../../domain/notification/phrases';
import type { NumberItem } from '../../domain/order-details';
import type { OrderView } from '../../domain/order/view';
import { dayArgument, orderIdArgument, revisionOption } from '../arguments';
import { badInput } from '../failure';
import { readBytes } from '../files';
import { pause, type CommonOptions, type OpenSession } from '../session';
import { fields } from '../text/table';

interface Options extends CommonOptions {
  readonly name?: string;
  readonly revision?: number;
  readonly scan?: string;
  readonly signedOn?: string;
  readonly key?: string;
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
    .option('--revision <n>', 'one of several letters: each account at a losing carrier has its own', revisionOption)
    .option('--scan <file>', 'a scan of the letter, signed by hand, where the country wants that')
    .option('--signed-on <day>', 'the day beside the signature on the scan', dayArgument)
    .option('--key <key>', 'the same key again is the same signature')
    .action(async (orderId: string, options: Options) => {
      const session = open(options);
      const { client, paint } = session;
      const loa = await readyLoa(client, orderId, options.revision, session.world.stopped);
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
      const signature = await signed(client, options, {
        orderId,
        revision: loa.revision,
        hash: loa.sha256,
        signer: { name },
        idempotencyKey: options.key,
      });
      session.answer(signature, () => paint.green(`Signed.${nextAfter(view, loa.revision)}`));
    });
}

/** The LOA, also when it is being made just now. */
async function readyLoa(client: PorticoClient, orderId: string, revision: number | undefined, stopped: AbortSignal): Promise<LoaDocument> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await client.getLoa(orderId, revision);
    } catch (error) {
      const waiting = error instanceof PorticoError && error.code === 'loa_not_ready' && Date.now() < end;
      if (!waiting || (await client.getOrder(orderId)).missingDocuments.length > 0) throw error;
    }
    await pause(LOOK_EVERY_MS, stopped);
  }
}

/** On the screen, or as a scan of what was signed by hand. */
async function signed(client: PorticoClient, { scan, signedOn }: Options, letter: Parameters<PorticoClient['signLoa']>[0]) {
  if (scan === undefined) return client.signLoa(letter);
  if (signedOn === undefined) throw badInput('Give the day that stands beside the signature: --signed-on 2026-03-12.');
  const { orderId, revision, signer } = letter;
  return client.scanLoa({ orderId, revision, signer, signedOn, content: await readBytes(scan) });
}

/** What comes of the signature, and whether another letter waits. */
function nextAfter({ loas, requirements }: OrderView, revision: number): string {
  const others = loas.filter((one) => one.revision !== revision && one.sha256 !== undefined && one.signedAtMs === undefined);
  const next = requirements.some(({ holdsUp }) => holdsUp)
    ? ' It is submitted once nothing else is missing.'
    : ' It is now submitted to the losing carrier.';
  return others.length === 0 ? next : `${next} Still to be signed: revision ${others.map((one) => one.revision).join(', ')}.`;
}

/** Exactly the numbers that this revision authorises. */
function coveredBy({ loas, requests, details }: OrderView, revision: number): readonly NumberItem[] {
  const loa = loas.find((one) => one.revision === revision);
  if (!loa || requests.length === 0) return details.numbers;
  return requests.filter(({ n }) => loa.covers.includes(n)).flatMap(({ items }) => items);
}
