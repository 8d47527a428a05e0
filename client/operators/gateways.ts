/** The gateways, and their pauses: a workflow `gateway/<id>` that runs as long as nothing is to be sent there. */
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { businessNow } from '../../domain/clock';
import { gatewayPauseWorkflowId } from '../../domain/ids';
import { gatewayPauseStarted } from '../../domain/shown/started-beside';
import type { ActedBy } from '../../domain/operator/act';
import { QUEUES, resumeSignal, WORKFLOWS } from '../../workflows/contract';
import type { GatewayPauseInput } from '../../workflows/gateway-pause';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import type { ClientContext } from '../context';
import { refusal } from '../errors';
import { described, eachOf } from './workflows';

/** Who paused a gateway, why and since when. */
export interface GatewayPause extends ActedBy {
  /** Business ms. */
  readonly sinceMs: number;
}

/** A gateway as operators see it. */
export interface GatewayStanding {
  readonly id: string;
  readonly pause?: GatewayPause | undefined;
  /** Requests of it that are open, and those of them that need a person. */
  readonly open: number;
  readonly attention: number;
}

/** Real ms that a resumed gateway is waited for. */
const RESUME_MS = 8_000;

/** Real ms that a reading of metrics waits for Temporal. */
const PAUSES_MS = 1_500;

/** Every gateway of the configuration. */
export const gateways = (context: ClientContext): Promise<GatewayStanding[]> =>
  eachOf(context.options.gateways, async ({ id }) => {
    const open = `WorkflowType = '${WORKFLOWS.request}' AND ExecutionStatus = 'Running' AND ${ATTRIBUTES.gateway.name} = '${id}'`;
    const [pause, all, attention] = await Promise.all([
      gatewayPause(context, id),
      count(context, open),
      count(context, `${open} AND ${ATTRIBUTES.attention.name} IS NOT NULL`),
    ]);
    return { id, ...(pause ? { pause } : {}), open: all, attention };
  });

/** Which gateways are paused. */
export const pauses = (context: ClientContext): Promise<{ readonly id: string; readonly paused: boolean }[]> =>
  eachOf(context.options.gateways, async ({ id }) => ({
    id,
    paused: (await gatewayPause(context, id, Date.now() + PAUSES_MS)) !== undefined,
  }));

const count = async ({ temporal, call }: ClientContext, query: string): Promise<number> =>
  (await call('server', () => temporal.workflow.count(query))).count;

/** The pause of a gateway; `undefined` while requests go to it. Needs no worker. */
async function gatewayPause(
  { temporal, options, call }: ClientContext,
  gateway: string,
  deadlineMs?: number,
): Promise<GatewayPause | undefined> {
  const pause = await call('server', () => described(temporal, gatewayPauseWorkflowId(gateway)), deadlineMs);
  if (pause?.status.name !== 'RUNNING') return undefined;
  const { memo, startTime } = pause;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { by: text(memo?.['by']), reason: text(memo?.['reason']), sinceMs: businessNow(options.clock, startTime.getTime()) };
}

/** Stops everything that goes to one gateway. Durable once this returns; needs no worker. Throws `gateway_unknown`, `gateway_paused`. */
export async function pauseGateway(context: ClientContext, gateway: string, { by, reason }: ActedBy): Promise<void> {
  demandKnown(context, gateway);
  const input: GatewayPauseInput = { gateway, by, reason };
  try {
    await context.call('server', () =>
      context.temporal.workflow.start(WORKFLOWS.gatewayPause, {
        workflowId: gatewayPauseWorkflowId(gateway),
        taskQueue: QUEUES.orders,
        args: [input],
        memo: { by, reason },
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
        ...gatewayPauseStarted({ gateway, by }),
        typedSearchAttributes: [
          { key: ATTRIBUTES.status, value: 'paused' },
          { key: ATTRIBUTES.gateway, value: gateway },
        ],
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const pause = await gatewayPause(context, gateway);
    throw refusal('gateway_paused', `The gateway is paused already${pause ? `, by ${pause.by}: ${pause.reason}` : ''}.`);
  }
}

/** Lets requests go to it again. Throws `gateway_unknown`, `gateway_not_paused`, `no_answer_yet` without a worker. */
export async function resumeGateway(context: ClientContext, gateway: string, { by, reason }: ActedBy): Promise<void> {
  demandKnown(context, gateway);
  const handle = context.temporal.workflow.getHandle(gatewayPauseWorkflowId(gateway));
  try {
    await context.call('server', () => handle.signal(resumeSignal, { by, reason }));
    await context.call('worker', () => handle.result(), Date.now() + RESUME_MS);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw refusal('gateway_not_paused', 'The gateway is not paused.');
  }
}

function demandKnown({ options }: ClientContext, gateway: string): void {
  const ids = options.gateways.map(({ id }) => id);
  if (!ids.includes(gateway)) throw refusal('gateway_unknown', `There is no such gateway; there are: ${ids.join(', ')}.`);
}
