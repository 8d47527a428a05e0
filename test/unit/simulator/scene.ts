import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildSimulator, type SimulatorOptions } from '../../../simulator/app';
import { PortEvent, type Port } from '../../../simulator/gateway/wire';
import type { LedgerEntry } from '../../../simulator/ledger';
import { waitUntil } from '../../support/wait-until';
import single from '../../support/fixtures/wire/create-single.json';

export const TOKEN = 'token-of-the-tests';
export const SECRET = `whsec_${Buffer.alloc(32, 's').toString('base64')}`;

/** A business week in about half a second. */
export const FAST = 1_200_000;
/** Nothing that takes hours happens while a test runs. */
export const SLOW = 1;

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

export type Line = LedgerEntry & { readonly seq: number; readonly at: string; readonly real_at: string };

/** A little receiver of webhooks on its own port: says what it got and answers what it is told to. */
export async function startReceiver(answer: (received: Received) => number = () => 204) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { headers: request.headers, body: Buffer.concat(chunks).toString() };
      received.push(one);
      response.writeHead(answer(one)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const events = (): PortEvent[] => received.map(({ body }) => PortEvent.parse(JSON.parse(body)));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    events,
    types: () => events().map(({ type }) => type),
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** A running simulator with its files in a folder of its own. */
export interface Scene {
  readonly receiver: Receiver;
  readonly folder: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Calls, and hangs up once the condition holds; says whether an answer had come by then. */
  hangUpOnce(method: string, path: string, condition: () => boolean): Promise<'no answer' | 'an answer' | 'broken off'>;
  /** Creates and confirms a port; the answer is the port. */
  submit(content: object): Promise<Port>;
  port(id: string): Promise<Port>;
  /** Waits until the port reads as this state. */
  reaches(id: string, state: Port['state']): Promise<Port>;
  ask(id: string, question: 'cancel' | 'reschedule' | 'activate' | 'return', body?: object): Promise<Answer>;
  /** Makes the carrier of a reference act now. */
  poke(reference: string, order: object): Promise<Answer>;
  hears(type: string, times?: number): Promise<PortEvent[]>;
  ledger(): Line[];
  restart(change?: Partial<SimulatorOptions>): Promise<void>;
  close(): Promise<void>;
}

export async function openScene(change: Partial<SimulatorOptions> = {}, answer?: (received: Received) => number): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  const receiver = await startReceiver(answer);
  const options: SimulatorOptions = {
    token: TOKEN,
    webhookSecret: SECRET,
    webhookUrl: receiver.url,
    clock: { originMs: Date.now(), scale: FAST },
    ledgerFile: join(folder, 'ledger.jsonl'),
    stateFile: join(folder, 'state.jsonl'),
    ...change,
  };
  let app = await start(options);

  const call: Scene['call'] = async (method, path, body, headers = {}) => {
    const { port } = app.server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  };
  const read = async (id: string): Promise<Port> => (await call('GET', `/gateway/v1/ports/${id}`)).body as Port;

  return {
    receiver,
    folder,
    call,
    port: read,
    hangUpOnce: async (method, path, condition) => {
      const { port } = app.server.address() as AddressInfo;
      const caller = new AbortController();
      const headers = { authorization: `Bearer ${TOKEN}` };
      let outcome: 'no answer' | 'an answer' | 'broken off' = 'no answer';
      const calling = fetch(`http://127.0.0.1:${port}${path}`, { method, headers, signal: caller.signal }).then(
        () => (outcome = 'an answer'),
        () => (caller.signal.aborted ? undefined : (outcome = 'broken off')),
      );
      await waitUntil('the call was committed', condition);
      // An answer would have left before this one: both go through the same loop.
      await fetch(`http://127.0.0.1:${port}/control/health`);
      caller.abort();
      await calling;
      return outcome;
    },
    submit: async (content) => {
      const reference = (content as { reference: string }).reference;
      const created = await call('POST', '/gateway/v1/ports', content, { 'idempotency-key': reference });
      if (created.status !== 201) throw new Error(`not created: ${JSON.stringify(created.body)}`);
      const confirmed = await call('POST', `/gateway/v1/ports/${(created.body as Port).id}/confirm`);
      if (confirmed.status !== 200) throw new Error(`not confirmed: ${JSON.stringify(confirmed.body)}`);
      return confirmed.body as Port;
    },
    reaches: (id, state) =>
      waitUntil(`port is ${state}`, async () => {
        const port = await read(id);
        return port.state === state ? port : undefined;
      }),
    ask: (id, question, body = {}) => call('POST', `/gateway/v1/ports/${id}/${question}`, body, { 'idempotency-key': `${id}/${question}` }),
    poke: (reference, order) => call('POST', `/control/ports/${reference}/events`, order),
    hears: (type, times = 1) =>
      waitUntil(`${times} ${type}`, () => {
        const heard = receiver.events().filter((event) => event.type === type);
        return heard.length >= times ? heard : undefined;
      }),
    ledger: () =>
      readFileSync(options.ledgerFile ?? '', 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Line),
    restart: async (again = {}) => {
      await app.close();
      app = await start({ ...options, ...again });
    },
    close: async () => {
      await app.close();
      await receiver.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function start(options: SimulatorOptions): Promise<FastifyInstance> {
  const app = buildSimulator(options);
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app;
}

/** What to send for one number, under a reference of its own. */
export const aPort = (number: string, reference: string, change: object = {}) => ({
  ...single,
  requested_date: null,
  reference,
  numbers: [{ number, transfer_code: 'RIO-1' }],
  ...change,
});

/** The first event of a type. */
export const only = <T extends { type: string }>(events: readonly T[], type: string): T => {
  const found = events.find((event) => event.type === type);
  if (found === undefined) throw new Error(`no ${type} among ${events.map((event) => event.type).join(', ')}`);
  return found;
};
