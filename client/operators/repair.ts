/** Brings back what was ended in the Web UI, and lets what was set back there catch up. */
import { WorkflowNotFoundError } from '@temporalio/client';
import { findingWorkflowId, parseGatewayReference } from '../../domain/ids';
import type { ActedBy } from '../../domain/operator/act';
import { goneSignal } from '../../workflows/contract';
import type { ClientContext } from '../context';
import { PorticoError, refusal } from '../errors';
import { getOrder, outlineAnywhere } from '../read-orders';
import { operate } from './acts';
import { parkedEvents, replayParked } from './parked-events';
import { reconcile } from './reconcile';
import { resetToLastTask } from './reset';
import { eachOf, listWorkflows, readWorkflowId, targetOf } from './workflows';

/** What was done with one workflow: brought back; asked where its requests stand; or an event was tried again. */
export interface Repaired {
  readonly workflowId: string;
  /** For people: `ABC… request 1`. */
  readonly words: string;
  /** How Temporal had it: `RUNNING`, `TERMINATED`, … */
  readonly was: string;
  readonly did: 'broughtBack' | 'asked' | 'replayed';
}

/** How a workflow ends when nobody has ended it. */
const ENDED_PROPERLY = 'COMPLETED';

/** The most messages of one order that are looked at; an order keeps 400 facts. */
const MOST_MESSAGES = 500;

/**
 * Repairs an order: it, its requests and its messages come back from their last step if somebody ended them, and catch up.
 * Nothing is sent twice, and doing it again is harmless. Answers what was done. Throws `order_not_found`, `order_closed` for
 * one that ended properly, and `no_answer_yet` without a worker: what was brought back stays, and the rest is done by another try.
 */
export async function repairOrder(context: ClientContext, orderId: string, who: ActedBy): Promise<readonly Repaired[]> {
  // Refuses what is no order; an archived one has ended properly.
  await outlineAnywhere(context, orderId);
  const order = await statusOf(context, targetOf(orderId));
  if (order === undefined) throw endedProperly();
  if (order !== 'RUNNING' && order !== ENDED_PROPERLY) await demandClaims(context, orderId);
  const orderDone = await broughtBack(context, [targetOf(orderId)], who);
  const { requests } = await getOrder(context, orderId);
  const parts = await broughtBack(
    context,
    [...requests.map(({ n }) => targetOf(orderId, n)), ...(await endedMessages(context, orderId))],
    who,
  );
  if (order === ENDED_PROPERLY && parts.length === 0) throw endedProperly();
  await eachOf(parts, async ({ workflowId }) => {
    const n = readWorkflowId(workflowId)?.n;
    if (n !== undefined) await unlessOver(operate(context, { orderId, n, act: { do: 'repair' }, ...who }));
  });
  if (order !== ENDED_PROPERLY) await unlessOver(operate(context, { orderId, act: { do: 'repair' }, ...who }));
  const asked: Repaired[] = order === 'RUNNING' ? [{ workflowId: targetOf(orderId), words: orderId, was: order, did: 'asked' }] : [];
  return [...asked, ...orderDone, ...parts, ...(await replayed(context, orderId, who))];
}

/** Brings a parked event back that somebody ended, and tries at once whether it matches. Throws `workflow_not_found`, `nothing_open`. */
export async function repairEvent(context: ClientContext, workflowId: string, who: ActedBy): Promise<readonly Repaired[]> {
  const done = await broughtBack(context, [workflowId], who);
  await replayParked(context, workflowId, who);
  return done.length > 0 ? done : [{ ...nameOf(workflowId), was: 'RUNNING', did: 'replayed' }];
}

const endedProperly = (): PorticoError => refusal('order_closed', 'The order has ended properly: there is nothing to repair.');

const nameOf = (workflowId: string) => ({ workflowId, words: readWorkflowId(workflowId)?.words ?? workflowId });

/** A person may have said that it stays ended: then its numbers may have been given back, and be another order's by now. */
async function demandClaims(context: ClientContext, orderId: string): Promise<void> {
  if ((await statusOf(context, findingWorkflowId(targetOf(orderId), 'ended'))) !== 'COMPLETED') return;
  const { claims, unread } = await reconcile(context, orderId, true);
  if (claims === 0)
    throw refusal(
      'order_closed',
      `Somebody has said that it stays ended, and its numbers were given back: order again with "portico order --from ${orderId}".`,
    );
  if (claims === undefined && unread.includes(orderId))
    throw refusal(
      'no_answer_yet',
      'Nobody knows now whether the order still claims its numbers: ask again once gateway and platform answer.',
    );
}

/** Its latest run, or `undefined` where there is none. */
async function statusOf({ temporal, call }: ClientContext, workflowId: string): Promise<string | undefined> {
  try {
    return (await call('server', () => temporal.workflow.getHandle(workflowId).describe())).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** Of these, those that somebody had ended, now running again. */
async function broughtBack(context: ClientContext, workflowIds: readonly string[], { by }: ActedBy): Promise<Repaired[]> {
  const done = await eachOf(workflowIds, async (workflowId): Promise<Repaired | undefined> => {
    const was = await statusOf(context, workflowId);
    if (was === undefined || was === 'RUNNING' || was === ENDED_PROPERLY) return undefined;
    // The operator's own words stand in the trail; Temporal keeps this one unencrypted.
    await resetToLastTask(context, workflowId, `repaired by ${by}`);
    await settled(context, workflowId);
    return { ...nameOf(workflowId), was, did: 'broughtBack' };
  });
  return done.flatMap((one) => one ?? []);
}

/** What the sweep had to say of it is over; without this the next sweep would find out. */
async function settled({ temporal, call }: ClientContext, workflowId: string): Promise<void> {
  try {
    await call('server', () => temporal.workflow.getHandle(findingWorkflowId(workflowId, 'ended')).signal(goneSignal, {}));
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

/** Messages to the customer that somebody ended. One that is missed because the list lags behind is found by another try. */
async function endedMessages(context: ClientContext, orderId: string): Promise<readonly string[]> {
  const query = `WorkflowId STARTS_WITH 'notification/${orderId}/' AND ExecutionStatus = 'Terminated'`;
  const { found } = await listWorkflows(context, query, MOST_MESSAGES);
  return [...new Set(found.map(({ workflowId }) => workflowId))];
}

/** Webhooks that came while nobody was there to take them. */
async function replayed(context: ClientContext, orderId: string, who: ActedBy): Promise<Repaired[]> {
  const { events } = await parkedEvents(context);
  const ours = events.filter(({ event }) => event && parseGatewayReference(event.reference)?.orderId === orderId);
  return eachOf(ours, async ({ workflowId }) => {
    await unlessOver(replayParked(context, workflowId, who));
    return { ...nameOf(workflowId), was: 'RUNNING', did: 'replayed' as const };
  });
}

/** What has ended properly meanwhile needs nothing any more. */
async function unlessOver(doing: Promise<void>): Promise<void> {
  try {
    await doing;
  } catch (error) {
    if (!(error instanceof PorticoError) || error.code !== 'nothing_open') throw error;
  }
}
