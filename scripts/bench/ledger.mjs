/** Where acknowledged events are, as the histories of Temporal say, and not as we do. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from '../demo/surroundings.mjs';

const require = createRequire(import.meta.url);
const { Client, Connection, WorkflowNotFoundError } = require('@temporalio/client');

const PATIENCE_MS = 120_000;

/**
 * Counts the acknowledged comments: those whose text stands once in their order's timeline and whose signal is in the
 * history of their request, those that are parked, those that counted twice, and those that nobody has. Waits for what is
 * still under way.
 */
export async function whereEventsAre(stack, around, events) {
  const temporal = await connect(stack);
  const until = Date.now() + PATIENCE_MS;
  try {
    for (;;) {
      const found = await look(temporal, stack, around, events);
      if (found.lost === 0 || Date.now() > until) return found;
      await pause(2_000);
    }
  } finally {
    await temporal.connection.close();
  }
}

async function look(temporal, stack, around, events) {
  const texts = new Map();
  const signals = new Map();
  for (const orderId of new Set(events.map((event) => event.orderId))) texts.set(orderId, await commentsOf(around, orderId));
  const requests = new Map(events.map(({ orderId, n }) => [`port-request/${orderId}/${n}`, { orderId, n }]));
  for (const workflowId of requests.keys()) signals.set(workflowId, await signalledIds(temporal, workflowId));
  const counts = { applied: 0, parked: 0, lost: 0, twice: 0 };
  for (const { id, orderId, n } of events) {
    const counted = texts.get(orderId).filter((text) => text === id).length;
    if (counted > 1) counts.twice += 1;
    else if (counted === 1 && signals.get(`port-request/${orderId}/${n}`).has(id)) counts.applied += 1;
    else if (await isParked(temporal, `parked-event/${stack.gateway}/${id}`)) counts.parked += 1;
    else counts.lost += 1;
  }
  return counts;
}

async function connect({ urls, secrets }) {
  const { dataConverter } = require(join(ROOT, 'dist', 'codec', 'data-converter.js'));
  const { parseKeyRing } = require(join(ROOT, 'dist', 'codec', 'key-ring.js'));
  const connection = await Connection.connect({ address: urls.temporal });
  return new Client({ connection, dataConverter: dataConverter(parseKeyRing(secrets.codecKeys).value) });
}

async function commentsOf(around, orderId) {
  const { facts } = await around.api('GET', `/v1/port-orders/${orderId}/timeline`);
  return facts.flatMap((fact) => (fact.kind === 'request' && fact.fact.kind === 'carrierComment' ? [fact.fact.text] : []));
}

/** The ids of the carrier's events in the history of a request. */
async function signalledIds(temporal, workflowId) {
  const { events } = await temporal.workflow.getHandle(workflowId).fetchHistory();
  const codec = temporal.options.loadedDataConverter.payloadCodecs;
  const ids = new Set();
  for (const { workflowExecutionSignaledEventAttributes: signal } of events ?? []) {
    if (signal?.signalName !== 'carrierEvent') continue;
    let payloads = signal.input?.payloads ?? [];
    for (const one of codec.toReversed()) payloads = await one.decode(payloads);
    ids.add(JSON.parse(Buffer.from(payloads[0].data).toString()).id);
  }
  return ids;
}

async function isParked(temporal, workflowId) {
  try {
    await temporal.workflow.getHandle(workflowId).describe();
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
