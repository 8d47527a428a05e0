/** Brings back what was ended in the Web UI, and lets what was set back there catch up. */
import { findingWorkflowId, manualPortWorkflowId, orderWorkflowPrefixes } from '../../domain/ids';
import type { ActedBy } from '../../domain/operator/act';
import { goneSignal } from '../../workflows/contract';
import type { FindingOutcome } from '../../workflows/finding';
import type { ClientContext } from '../context';
import { PorticoError, refusal } from '../errors';
import { parkedFor } from '../order-workflows';
import { getOrder, outlineAnywhere } from '../read-orders';
import { operate } from './acts';
import { replayParked } from './parked-events';
import { countClaims } from './reconcile';
import { resetToLastTask, type Run } from './reset';
import { described, eachOf, listWorkflows, reaches, readWorkflowId, targetOf, whyGone, type WorkflowName } from './workflows';

/** What was done with one workflow: brought back; asked what it has missed; or an event was tried again. */
export interface Repaired {
  readonly workflowId: string;
  /** For people: `ABC… request 1`. */
  readonly words: string;
  /** How Temporal had it: `RUNNING`, `TERMINATED`, … */
  readonly was: string;
  readonly did: 'broughtBack' | 'asked' | 'replayed';
}

/** One workflow as it was found, and whether it is back since. */
interface Looked extends Omit<Repaired, 'did'> {
  readonly isBack: boolean;
}

/** How a workflow ends that was ended by somebody, or by a fault. */
const ENDED: ReadonlySet<string> = new Set(['TERMINATED', 'FAILED', 'TIMED_OUT', 'CANCELLED']);

/** What comes back with its order. What was found of it does not: the next sweep says again what is still so. */
const PARTS: ReadonlySet<WorkflowName['kind'] | undefined> = new Set(['request', 'message', 'supportCase', 'manualPort']);

/** The most runs of one order's parts that are looked at, a message for each of its 400 facts with room for what was ended twice. */
const MOST_ENDED = 1_000;

/**
 * Repairs an order: it, its requests, messages, support cases and tasks by hand come back from their last step if somebody
 * ended them, and what runs of order and requests catches up. Nothing is sent twice. Doing it again is harmless, and finishes
 * what a try that died has begun. Answers what was done. Throws `order_not_found`, `order_closed` where everything has ended
 * properly, and `no_answer_yet` without a worker: what was brought back stays.
 */
export async function repairOrder(context: ClientContext, orderId: string, who: ActedBy): Promise<readonly Repaired[]> {
  // Refuses what is no order. An archived one goes on: a support case lives longer.
  await outlineAnywhere(context, orderId);
  await demandClaims(context, orderId);
  const order = await lookedAt(context, [targetOf(orderId)], who);
  const { requests } = await getOrder(context, orderId);
  const ids = [...requests.map(({ n }) => targetOf(orderId, n)), ...(await endedParts(context, orderId))];
  const silent: PorticoError[] = [];
  const parts = await caughtUp(context, await lookedAt(context, [...new Set(ids)], who), who, silent);
  const done = [...(await caughtUp(context, order, who, silent)), ...parts];
  if (done.length === 0 && silent.length === 0) throw refusal('order_closed', 'The order has ended properly: there is nothing to repair.');
  const replays = await replayed(context, orderId, who);
  // One that does not answer is a reason to ask again, and none to leave the others alone.
  if (silent[0]) throw silent[0];
  return [...done, ...replays];
}

/**
 * Brings one workflow back that somebody ended and that no order brings back: a parked event, which is then tried at once, a
 * pointer, or the endpoints of an account. Throws `workflow_not_found`, and `nothing_open` where there is nothing to do.
 */
export async function repairWorkflow(context: ClientContext, workflowId: string, who: ActedBy): Promise<readonly Repaired[]> {
  const isEvent = readWorkflowId(workflowId)?.kind === 'parkedEvent';
  const [looked] = await lookedAt(context, [workflowId], who);
  if (isEvent) await replayParked(context, workflowId, who);
  if (!looked) throw await whyGone(context, workflowId);
  const { isBack, ...one } = looked;
  if (isBack) return [{ ...one, did: 'broughtBack' }];
  if (isEvent) return [{ ...one, did: 'replayed' }];
  if (one.was !== 'RUNNING') throw await whyGone(context, workflowId);
  throw refusal('nothing_open', 'It runs: there is nothing to bring back. Look at it in the Web UI if it does not do what it should.');
}

const nameOf = (workflowId: string) => ({ workflowId, words: readWorkflowId(workflowId)?.words ?? workflowId });

/**
 * A person may have said of this very run that it stays ended: then its numbers may have been given back, and be another
 * order's by now. Throws `order_closed` where they were, and `no_answer_yet` where the platform does not say.
 */
async function demandClaims(context: ClientContext, orderId: string): Promise<void> {
  const order = await latestOf(context, targetOf(orderId));
  if (!order || !ENDED.has(order.was) || !(await staysEnded(context, order)) || (await countClaims(context, orderId)) > 0) return;
  throw refusal(
    'order_closed',
    `Somebody has said that it stays ended, and its numbers were given back: order again with "portico order --from ${orderId}".`,
  );
}

async function staysEnded(context: ClientContext, { workflowId, runId }: Run): Promise<boolean> {
  const id = findingWorkflowId(workflowId, 'ended');
  if ((await latestOf(context, id))?.was !== 'COMPLETED') return false;
  const outcome = (await context.call('server', () => context.temporal.workflow.getHandle(id).result())) as FindingOutcome;
  return outcome.how === 'resolved' && outcome.runId === runId;
}

/** The latest run, and how it is; `undefined` where there is none. */
async function latestOf({ temporal, call }: ClientContext, workflowId: string): Promise<(Run & { readonly was: string }) | undefined> {
  const info = await call('server', () => described(temporal, workflowId));
  return info && { workflowId, runId: info.runId, was: info.status.name };
}

/** A message that was given up has failed by itself, after a fortnight: it stays as it is. */
const wasEnded = (workflowId: string, status: string): boolean =>
  readWorkflowId(workflowId)?.kind === 'message' ? status === 'TERMINATED' : ENDED.has(status);

/** Those of them that there are; what somebody had ended runs again. */
async function lookedAt(context: ClientContext, workflowIds: readonly string[], { by }: ActedBy): Promise<Looked[]> {
  const looked = await eachOf(workflowIds, async (workflowId): Promise<Looked | undefined> => {
    const latest = await latestOf(context, workflowId);
    if (!latest) return undefined;
    const isBack = wasEnded(workflowId, latest.was);
    if (isBack) {
      // The operator's own words stand in the trail; Temporal keeps this one unencrypted.
      await resetToLastTask(context, latest, `repaired by ${by}`);
      await settled(context, workflowId);
    }
    return { ...nameOf(workflowId), was: latest.was, isBack };
  });
  return looked.flatMap((one) => one ?? []);
}

/** What the sweep had to say of it is over; without this the next sweep would find out. */
const settled = ({ temporal, call }: ClientContext, workflowId: string): Promise<boolean> =>
  reaches(() => call('server', () => temporal.workflow.getHandle(findingWorkflowId(workflowId, 'ended')).signal(goneSignal, {})));

/** Parts of the order that somebody ended. One that is missed because the list lags behind is found by another try. */
async function endedParts(context: ClientContext, orderId: string): Promise<readonly string[]> {
  const prefixes = [...orderWorkflowPrefixes(orderId), ...context.options.gateways.map(({ id }) => manualPortWorkflowId(id, orderId))];
  const ofOrder = prefixes.map((prefix) => `WorkflowId STARTS_WITH '${prefix}'`).join(' OR ');
  const query = `(${ofOrder}) AND ExecutionStatus IN ('Terminated', 'Failed', 'TimedOut', 'Canceled')`;
  const { found } = await listWorkflows(context, query, MOST_ENDED);
  return found.flatMap(({ workflowId }) => (PARTS.has(readWorkflowId(workflowId)?.kind) ? [workflowId] : []));
}

/**
 * What was done with each of these, once all that run of order and requests have been asked to catch up: also those that an
 * earlier try may have brought back before it died. Asking twice is harmless. Those that do not answer go to `silent`.
 */
async function caughtUp(context: ClientContext, looked: readonly Looked[], who: ActedBy, silent: PorticoError[]): Promise<Repaired[]> {
  const done = await eachOf(looked, async ({ isBack, ...one }): Promise<Repaired | undefined> => {
    const isAsked = (isBack || one.was === 'RUNNING') && (await asks(context, one.workflowId, who, silent));
    if (isBack) return { ...one, did: 'broughtBack' };
    return isAsked ? { ...one, did: 'asked' } : undefined;
  });
  return done.flatMap((one) => one ?? []);
}

/** Asks an order or a request to catch up. Whether it does: other kinds have nobody to ask. */
async function asks(context: ClientContext, workflowId: string, who: ActedBy, silent: PorticoError[]): Promise<boolean> {
  const { kind, orderId, n } = readWorkflowId(workflowId) ?? {};
  if (orderId === undefined || (kind !== 'order' && kind !== 'request')) return false;
  try {
    return await isTaken(operate(context, { orderId, n, act: { do: 'repair' }, ...who }));
  } catch (error) {
    if (!(error instanceof PorticoError) || error.code !== 'no_answer_yet') throw error;
    silent.push(error);
    return false;
  }
}

/** Webhooks that came while nobody was there to take them. */
async function replayed(context: ClientContext, orderId: string, who: ActedBy): Promise<Repaired[]> {
  const done = await eachOf(await parkedFor(context, orderId), async ({ workflowId }): Promise<Repaired | undefined> => {
    const taken = await isTaken(replayParked(context, workflowId, who));
    return taken ? { ...nameOf(workflowId), was: 'RUNNING', did: 'replayed' } : undefined;
  });
  return done.flatMap((one) => one ?? []);
}

/** `false` for what has ended properly meanwhile: that needs nothing any more. */
async function isTaken(doing: Promise<void>): Promise<boolean> {
  try {
    await doing;
    return true;
  } catch (error) {
    if (error instanceof PorticoError && error.code === 'nothing_open') return false;
    throw error;
  }
}
