import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { readWebhookUrl } from '../../contracts/webhook-url';
import { errorCode, retryAfterMs } from '../http-trouble';
import { AddressRefused, checkedAddresses, systemResolver, type Address, type Resolver } from './resolve';

/** One event, ready to be sent. */
export interface Sending {
  readonly url: string;
  /** The event's id: the same at every try. */
  readonly id: string;
  readonly body: string;
  /** Each signs; the current one first. */
  readonly secrets: readonly string[];
}

/** What the receiver said, or a code for why it said nothing. `ms` and `retryAfterMs` are real. */
export interface Sent {
  readonly ms: number;
  readonly status?: number | undefined;
  readonly failure?: string | undefined;
  readonly retryAfterMs?: number | undefined;
}

/** Sends one event, once. Never throws for what the receiver does; throws when `signal` is aborted. */
export type WebhookSender = (sending: Sending, signal: AbortSignal) => Promise<Sent>;

export interface WebhookSenderOptions {
  /** `host:port` that may be reached over http and at any address; for development and tests. */
  readonly privateHosts?: readonly string[] | undefined;
  /** In place of the machine's own. */
  readonly resolve?: Resolver | undefined;
  /** Certificates to trust, in place of the usual ones. */
  readonly ca?: string | undefined;
  /** Real ms for resolving, connecting, sending and the answer together. */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 15_000;
/** As much of an answer is read, and thrown away. */
const ANSWER_BYTES = 1_024;
/** The longest Retry-After that is passed on. */
const RETRY_AFTER_CAP_MS = 24 * 3_600_000;

/**
 * The one door to customers' backends. Every try resolves the name anew, goes only to addresses that it has judged, follows
 * no redirect, verifies the certificate for the name, and signs with the real time of the try.
 */
export function createWebhookSender(options: WebhookSenderOptions = {}): WebhookSender {
  const { privateHosts = [], resolve = systemResolver, ca, timeoutMs = TIMEOUT_MS } = options;
  return async (sending, signal) => {
    const began = performance.now();
    const timed = (sent: Omit<Sent, 'ms'>): Sent => ({ ...sent, ms: Math.round(performance.now() - began) });
    const read = readWebhookUrl(sending.url, privateHosts);
    if (!read.ok) return timed({ failure: 'URL_NOT_ALLOWED' });
    const overdue = AbortSignal.timeout(timeoutMs);
    const stop = AbortSignal.any([signal, overdue]);
    try {
      const addresses = await orAborted(checkedAddresses(read.value, resolve), stop);
      const connection = { lookup: pinnedTo(addresses), signal: stop, ...(ca === undefined ? {} : { ca }) };
      return timed(await post(read.value.url, sending, connection));
    } catch (error) {
      if (signal.aborted) throw error;
      if (overdue.aborted) return timed({ failure: 'TIMED_OUT' });
      return timed({ failure: error instanceof AddressRefused ? error.code : (errorCode(error) ?? 'CONNECTION_LOST') });
    }
  };
}

/** Gives a promise up when the signal says so. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((settle, reject) => {
    const stop = (): void => reject(new Error('aborted'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void promise.then(settle, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Answers every question for the name with what was judged. */
const pinnedTo =
  (addresses: readonly Address[]): LookupFunction =>
  (_hostname, options, answer) => {
    const [first] = addresses;
    if (options.all === true) answer(null, [...addresses]);
    else answer(null, first?.address ?? '', first?.family ?? 4);
  };

function headersOf({ id, body, secrets }: Sending, at: Date): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Portico',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}

function post(url: URL, sending: Sending, connection: Pick<RequestOptions, 'lookup' | 'signal' | 'ca'>): Promise<Omit<Sent, 'ms'>> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const options: RequestOptions = {
    ...connection,
    method: 'POST',
    headers: headersOf(sending, new Date()),
    // A connection of its own: one that is kept could lead to an address of an earlier try.
    agent: false,
    rejectUnauthorized: true,
  };
  return new Promise((settle, reject) => {
    let answered = false;
    const sent = request(url, options, (answer) => {
      answered = true;
      const { statusCode: status = 0, headers } = answer;
      const wait = retryAfterMs(headers['retry-after'] ?? null, Date.now(), RETRY_AFTER_CAP_MS);
      discard(answer, () => settle({ status, ...(wait === undefined ? {} : { retryAfterMs: wait }) }));
    });
    // After the status nothing that goes wrong makes it another answer.
    sent.on('error', (error) => void (answered || reject(error)));
    sent.end(sending.body);
  });
}

/** The status is the answer: of the rest a little is read, and whatever becomes of it changes nothing. */
function discard(answer: IncomingMessage, done: () => void): void {
  let size = 0;
  answer.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > ANSWER_BYTES) answer.destroy();
  });
  answer.on('error', () => {});
  answer.on('close', done);
}
