import { Client, WorkflowFailedError, WorkflowUpdateFailedError } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { dataConverter } from '../../codec/data-converter';
import { remoteCodec } from '../../codec/remote';
import type { RemotePayload } from '../../codec/remote-payloads';
import { startDevServer, type Environment } from '../support/environment';
import { aKeyRing } from '../support/key-rings';
import { acceptedUpdate, codecProbe, notesQuery, noteSignal, refusedUpdate } from '../support/workflows/codec-probe';

const MARKER = 'Canary Ada +33199001234';
const taskQueue = 'codec-probe';
const ring = aKeyRing('2027-01');
const plaintext: string[] = [];
const converter = dataConverter(ring, { onPlaintext: ({ encoding }) => void plaintext.push(encoding) });

let environment: Environment;
let worker: Worker;
let running: Promise<void>;

beforeAll(async () => {
  environment = await startDevServer({ dataConverter: converter });
  worker = await Worker.create({
    connection: environment.env.nativeConnection,
    namespace: environment.env.namespace ?? 'default',
    taskQueue,
    dataConverter: converter,
    workflowsPath: require.resolve('../support/workflows/codec-probe'),
    activities: {
      echo: async (text: string) => text,
      breakDown: async (text: string) => {
        throw new Error(text);
      },
    },
  });
  running = worker.run();
});
afterAll(async () => {
  worker.shutdown();
  await running;
  await environment.close();
});

/** Every text and every run of bytes of a history as the server holds it. */
function everything(value: unknown): string {
  if (typeof value === 'string') return `${value}\n`;
  if (value instanceof Uint8Array) return `${Buffer.from(value).toString('latin1')}\n`;
  if (ArrayBuffer.isView(value)) return `${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1')}\n`;
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, part]) => name + everything(part))
    .join('');
}

async function raw(workflowId: string): Promise<string> {
  const { workflowService } = environment.client;
  const named = { namespace: environment.env.namespace ?? 'default', execution: { workflowId } };
  const { history } = await workflowService.getWorkflowExecutionHistory(named);
  return everything(history) + everything(await workflowService.describeWorkflowExecution(named));
}

test('I14: a whole life leaves no name and no digit readable at the server, and the client reads all of it', async () => {
  const workflowId = 'codec-probe/whole-life';
  const handle = await environment.client.workflow.start(codecProbe, {
    workflowId,
    taskQueue,
    args: [{ text: MARKER, notesAwaited: 1 }],
    memo: { started: MARKER },
    staticSummary: MARKER,
    staticDetails: MARKER,
  });
  expect(await handle.executeUpdate(acceptedUpdate, { args: [{ text: MARKER }] })).toBe(MARKER);
  await handle.signal(noteSignal, { text: MARKER });
  const ended: unknown = await handle.result().catch((error: unknown) => error);
  expect(ended).toBeInstanceOf(WorkflowFailedError);
  expect(ended).toMatchObject({ cause: { message: MARKER, type: 'ProbeEnded', details: [MARKER] } });
  expect((await handle.describe()).memo).toMatchObject({ started: MARKER, probe: MARKER });

  const seen = await raw(workflowId);
  // The scan does see what is in clear, and how much of it is ours.
  expect(seen).toContain('ProbeEnded');
  expect(seen.match(/binary\/encrypted/g)?.length).toBeGreaterThan(12);
  expect(seen).toContain('Encoded failure');
  expect(seen).not.toMatch(/Canary|Ada|3319900|codec-probe\.ts/);
});

test('a refused command says why in clear, so that the Web UI can show it', async () => {
  const handle = await environment.client.workflow.start(codecProbe, {
    workflowId: 'codec-probe/refused',
    taskQueue,
    args: [{ text: MARKER, notesAwaited: 1 }],
  });
  // A client without the codec, as the Web UI's form is one.
  const bare = new Client({ connection: environment.env.connection, namespace: environment.env.namespace ?? 'default' });
  const refusal: unknown = await bare.workflow
    .getHandle(handle.workflowId)
    .executeUpdate(refusedUpdate, { args: [{ text: 'x' }] })
    .catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(WorkflowUpdateFailedError);
  expect(refusal).toMatchObject({ cause: { message: 'The port is locked.', type: 'Refused.Locked' } });
  await handle.terminate();
});

test('F19: a signal in clear from a bare command line does not wedge the workflow, and is counted', async () => {
  plaintext.length = 0;
  const handle = await environment.client.workflow.start(codecProbe, {
    workflowId: 'codec-probe/plain-signal',
    taskQueue,
    args: [{ text: MARKER, notesAwaited: 1 }],
  });
  const bare = new Client({ connection: environment.env.connection, namespace: environment.env.namespace ?? 'default' });
  await bare.workflow.getHandle(handle.workflowId).signal(noteSignal, { text: 'from an operator' });
  await expect(handle.result()).rejects.toBeInstanceOf(WorkflowFailedError);
  expect(await handle.query(notesQuery)).toEqual(['from an operator']);
  expect(plaintext).toContain('json/plain');
});

test('the codec over HTTP reads what the server holds, as the Web UI asks it to', async () => {
  const handle = await environment.client.workflow.start(codecProbe, {
    workflowId: 'codec-probe/remote',
    taskQueue,
    args: [{ text: MARKER, notesAwaited: 1 }],
  });
  const { history } = await environment.client.workflowService.getWorkflowExecutionHistory({
    namespace: environment.env.namespace ?? 'default',
    execution: { workflowId: handle.workflowId },
  });
  const base64 = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('base64');
  const payloads = history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.map(
    ({ metadata, data }): RemotePayload => ({
      metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)])),
      data: base64(data),
    }),
  );
  const decoded = await remoteCodec(ring).decode({ payloads });
  expect(decoded.ok && Buffer.from(decoded.value.payloads[0]?.data ?? '', 'base64').toString('utf8')).toBe(
    JSON.stringify({ text: MARKER, notesAwaited: 1 }),
  );
  await handle.terminate();
});
