import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { CROCKFORD } from '../../../domain/ids';
import { PERSONAL } from './order-bodies';
import type { PlacedOrder } from './placed-order';
import { ROOT, type LedgerLine, type PlatformNumber, type World } from './world';

/** Lines of the ledger about what a confirmed carrier order is. */
export const confirmedIn = (ledger: readonly LedgerLine[], reference: string): number =>
  ledger.filter((line) => line.action === 'port.confirmed' && line.outcome === 'confirmed' && line.reference === reference).length;

/** How many confirmed carrier orders each attempt of each request has, by reference. Each must be 1. */
export async function confirmations(order: PlacedOrder): Promise<Record<string, number>> {
  const ledger = order.world.ledger();
  const { requests } = await order.view();
  return Object.fromEntries(
    requests.flatMap(({ reference = '', attempt = 0 }) =>
      Array.from({ length: attempt }, (_, index) => {
        const earlier = reference.slice(0, -1) + CROCKFORD.charAt(index + 1);
        return [earlier, confirmedIn(ledger, earlier)] as const;
      }),
    ),
  );
}

/** Every workflow that Temporal knows, by id and run. */
export async function workflows(world: World): Promise<string[]> {
  const found: string[] = [];
  for await (const { workflowId, runId } of world.temporal.workflow.list()) found.push(`${workflowId} ${runId}`);
  return found.sort();
}

/** All that an order leaves behind: workflows, claims on numbers, and whatever was asked of others that makes or changes something. */
export interface Footprint {
  readonly workflows: readonly string[];
  /** `number order date` */
  readonly claimed: readonly string[];
  readonly made: readonly string[];
}

export async function footprint(world: World): Promise<Footprint> {
  const { numbers } = await world.control<{ numbers: PlatformNumber[] }>('GET', '/platform/numbers');
  const made = world
    .ledger()
    .filter(({ action }) =>
      ['port.created', 'port.confirmed', 'cancel.asked', 'reschedule.asked', 'claim', 'prepare', 'activate'].includes(action),
    );
  return {
    workflows: await workflows(world),
    claimed: numbers
      .filter(({ order_id: holder }) => holder !== null)
      .map(({ number, order_id: holder, port_date: date }) => `${number} ${holder ?? ''} ${date ?? ''}`),
    made: made.map(({ action, outcome, reference }) => `${action} ${outcome} ${reference ?? ''}`),
  };
}

// What stands for a person, and every form of a number or transfer code of these orders.
const TELLTALE = new RegExp([...PERSONAL, '(\\+|00)?33\\s?199\\d{6}', '0199\\d{6}', '\\+?1?212555\\d{4}', 'TMF7A1B2C'].join('|'), 'g');

/** What messages give as the form of a number. */
const EXAMPLE = '+33199001234';

/** A problem without its offer to order a whole block (R8), which has to name the numbers, in a field of its own, to the customer who asks for them. */
const withoutOffers = (problem: string): string =>
  JSON.stringify(JSON.parse(problem, (key, value: unknown) => (key === 'offer' ? undefined : value)));

/** Where personal data of the orders, or one of these words, stands that must not: `file: text`. Looks through all logs, ids, summaries and refusals. */
export async function leaks(world: World, words: readonly string[] = []): Promise<string[]> {
  const folder = join(world.stack.dir, 'logs');
  const logs = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
  if (logs.length < 7 || logs.every(([, text]) => text === '')) throw new Error('there are no logs to look through');
  const places = [
    ...logs,
    ['workflow ids', (await workflows(world)).join('\n')] as const,
    ...world.refusals.map((text) => ['refusal', withoutOffers(text)] as const),
  ];
  const told = places.flatMap(([place, text]) => words.filter((word) => text.includes(word)).map((word) => `${place}: ${word}`));
  const known = places.flatMap(([place, text]) =>
    [...text.replaceAll(EXAMPLE, '').matchAll(TELLTALE)].map(([found]) => `${place}: ${found}`),
  );
  return [...told, ...known];
}

/**
 * Replays the whole history of every order, request and task by hand by the build, as a worker does that was started anew. Gives those
 * that did not come to the same decisions again, each with its error.
 */
export async function unreplayable(world: World): Promise<string[]> {
  const { dataConverter } = world.temporal.options;
  const histories = world.temporal.workflow.list({ query: "WorkflowType IN ('portOrder', 'portRequest', 'manualPort')" }).intoHistories();
  const build = { workflowBundle: { codePath: join(ROOT, 'dist', 'workflow-bundle.js') }, dataConverter };
  const failed: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(build, histories))
    if (error) failed.push(`${workflowId}: ${error.message}`);
  return failed;
}
