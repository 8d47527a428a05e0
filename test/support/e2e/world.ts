import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { dataConverter } from '../../../codec/data-converter';
import { parseKeyRing } from '../../../codec/key-ring';
import { quietClock } from '../../../scripts/demo/clock.cjs';
import { startStack, type Stack, type StackOptions } from '../../../scripts/stack.cjs';

export const ROOT = resolve(__dirname, '..', '..', '..');

/** How long a business day takes, real ms. */
const DAY_MS = 2_500;
/** About how long a stack needs until it is ready, real ms: the first order should find it Monday morning. */
const START_MS = 6_000;

/** An answer of the API. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  /** JSON where it is JSON, else the text. */
  readonly body: Body;
}

export interface Ask {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a command printed, and how it ended. */
export interface Printed {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One line of the simulator's ledger, as far as these tests look. */
export interface LedgerLine {
  readonly party: string;
  readonly action: string;
  readonly outcome: string;
  readonly reference?: string;
  readonly order_id?: string;
  readonly numbers?: readonly string[];
  readonly status?: number;
}

/** A number as our own platform knows it. */
export interface PlatformNumber {
  readonly number: string;
  readonly order_id: string | null;
  readonly port_date: string | null;
}

/** A whole stack, and the ways in which the tests reach it: those of a backend service, a customer, an operator and the other companies. */
export class World {
  readonly stack: Stack;
  readonly temporal: Client;
  /** Every body of a refusal that the API has given, for the search for personal data. */
  readonly refusals: string[] = [];

  constructor(stack: Stack, temporal: Client) {
    this.stack = stack;
    this.temporal = temporal;
  }

  /** Business now, UTC epoch ms. */
  nowMs(): number {
    const { originMs, scale } = this.stack.clock;
    return originMs + (Date.now() - originMs) * scale;
  }

  /** Asks the API with its key. A string or bytes go out as they are, all else as JSON. */
  async api<Body = unknown>(method: string, path: string, { body, headers = {} }: Ask = {}): Promise<Answer<Body>> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${this.stack.urls.api}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.stack.secrets.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) this.refusals.push(text);
    const json = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as Body };
  }

  /** The day before business today, UTC: what stands on a document that is fresh. */
  yesterday(): string {
    return new Date(this.nowMs() - 86_400_000).toISOString().slice(0, 10);
  }

  /** Asks the API for what must work. Throws with its problem when it does not. */
  async get<Body>(path: string): Promise<Body> {
    const { status, body } = await this.api<Body>('GET', path);
    if (status !== 200) throw new Error(`GET ${path} was answered with ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Steers the other companies. Throws when they refuse. */
  async control<Body = unknown>(method: string, path: string, body?: unknown): Promise<Body> {
    const response = await fetch(`${this.stack.urls.simulator}/control${path}`, {
      method,
      headers: { authorization: `Bearer ${this.stack.secrets.simulatorToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`the simulator answered ${method} ${path} with ${response.status}: ${await response.text()}`);
    return (await response.json()) as Body;
  }

  /** What the other companies were asked and did: the ground truth. */
  ledger(): LedgerLine[] {
    const lines = readFileSync(join(this.stack.dir, 'simulator-ledger.jsonl'), 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LedgerLine);
  }

  /** Runs `portico …` as a customer's operator does. */
  portico(...words: readonly string[]): Promise<Printed> {
    return run([join(ROOT, 'dist', 'cli', 'main.js'), ...words], { ...this.stack.cliEnv, NO_COLOR: '1' });
  }

  async close(): Promise<void> {
    await this.temporal.connection.close();
    await this.stack.stop();
  }
}

/** Runs one of our programs to its end. */
export async function run(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Printed> {
  const child = spawn(process.execPath, words, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** Brings `dist` up to date: the stack runs the build and not the sources. */
export async function ensureBuilt(): Promise<void> {
  const { code, stdout, stderr } = await run([join(ROOT, 'scripts', 'build.mjs')]);
  if (code !== 0) throw new Error(`The build failed:\n${stdout}${stderr}`);
}

/** Starts a stack on a Monday morning, whose business day takes two and a half seconds or as long as is said. Close it at the end. */
export async function openWorld({ dayMs = DAY_MS, ...options }: StackOptions & { readonly dayMs?: number } = {}): Promise<World> {
  await ensureBuilt();
  const stack = await startStack({ quiet: true, clock: quietClock({ dayMs, atMs: Date.now() + START_MS }), ...options });
  const ring = parseKeyRing(stack.secrets.codecKeys);
  if (!ring.ok) throw new Error('the stack made keys that nobody can read');
  // Lazy: Temporal is not always up in these tests.
  const connection = Connection.lazy({ address: stack.urls.temporal });
  return new World(stack, new Client({ connection, dataConverter: dataConverter(ring.value) }));
}
