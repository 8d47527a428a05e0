import { ApplicationFailure } from '@temporalio/common';
import { z } from 'zod';
import type { FailureName } from './failures';
import { final, retryable } from './failures';
import { readJson, type BodyReading } from './http-body';
import { describeTrouble, retryAfterMs, sendingOf } from './http-trouble';

/**
 * What a duplicate would cost, which decides what a lost answer means: a read and an idempotent call are simply tried
 * again, a mutation is looked up first (F5).
 */
export type Consequence = 'read' | 'idempotent' | 'mutation';

/** The answers that the contract foresees, by status, each with the shape of its body. */
export type Answers = Readonly<Record<number, z.ZodType>>;

/** One of the foreseen answers: `status` tells which, and so the type of `body`. */
export type Answer<A extends Answers> = { [S in keyof A]: { readonly status: S; readonly body: z.output<A[S]> } }[keyof A];

export interface HttpCall<A extends Answers> {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** The route as the contract writes it, `/v1/ports/:id`. It stands in messages, so values go in `params` and `query`. */
  readonly route: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly consequence: Consequence;
  readonly answers: A;
}

export interface HttpClientOptions {
  /** Who is called, as operators know them: stands in messages. */
  readonly name: string;
  /** May end in a path, which is kept. */
  readonly baseUrl: string;
  readonly token: string;
  /** Bounds one call in real ms, from the name look-up to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly failures: HttpFailures;
  /** Largest answer in bytes; 1 MiB by default. */
  readonly maxAnswerBytes?: number;
  /** The longest `Retry-After` that is honoured, real ms; 15 minutes by default. */
  readonly retryAfterCapMs?: number;
}

/** The failure names that this client throws. */
export interface HttpFailures {
  /** Retryable: nothing was done, or doing it again does no harm. */
  readonly unavailable: FailureName;
  /** Final: a mutation was sent, and its answer never came. */
  readonly outcomeUnknown: FailureName;
  /** Final: an answer that the contract does not know. */
  readonly contractBroken: FailureName;
}

/** JSON over HTTP with one other party. */
export interface HttpClient {
  /**
   * Asks, and gives one of the foreseen answers. Throws the failures of {@link HttpFailures}; when `signal` aborts a call
   * that does no harm, its reason. Messages name method, route pattern and status, never a value.
   */
  call<const A extends Answers>(call: HttpCall<A>, signal: AbortSignal): Promise<Answer<A>>;
}

const MAX_ANSWER_BYTES = 1_048_576;
const RETRY_AFTER_CAP_MS = 15 * 60_000;
/** A code that may be repeated in a message: ours and the contract's are snake_case words. */
const SAFE_CODE = /^[a-z][a-z_]{0,39}$/;

const errorBody = z.object({ code: z.string() });

/** The contract's error body, for answers such as 404 and 409. A proxy's own "not found" page does not fit it. */
export const problemBody = z.object({ code: z.string(), message: z.string() });

/** The failures of one call, in words that name it and none of its values. */
function failuresOf({ method, route, consequence }: HttpCall<Answers>, { name, failures }: HttpClientOptions) {
  const what = `${name}: ${method} ${route}`;
  return {
    broken: (why: string) => final(failures.contractBroken, `${what} ${why}`),
    refused: (why: string, waitMs?: number) => retryable(failures.unavailable, `${what} ${why}`, waitMs),
    lost: (why: string) =>
      consequence === 'mutation'
        ? final(failures.outcomeUnknown, `${what} was sent and its answer is not known (${why}); look it up before doing anything else`)
        : retryable(failures.unavailable, `${what} gave no answer (${why})`),
  };
}

type CallFailures = ReturnType<typeof failuresOf>;

/** The address of a call; `undefined` when a parameter would ask another route, as a dot segment does. */
function addressOf({ route, params = {}, query = {} }: HttpCall<Answers>, baseUrl: string): URL | undefined {
  if (Object.values(params).some((value) => value === '' || value === '.' || value === '..')) return undefined;
  const base = new URL(baseUrl);
  const path = route.replace(/:([A-Za-z_]+)/g, (_whole, key: string) => encodeURIComponent(params[key] ?? ''));
  const url = new URL(base.pathname.replace(/\/+$/, '') + path, base);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return url;
}

/** Sorts a status that the call does not foresee. */
function unforeseen(status: number, reading: BodyReading, failure: CallFailures): Error {
  const code = reading.ok ? errorBody.safeParse(reading.json).data?.code : undefined;
  const said = code !== undefined && SAFE_CODE.test(code) ? `${status} ${code}` : `${status}`;
  // Our credentials were refused: nothing was done, and it mends itself once they are put right.
  if (status === 401 || status === 403) return failure.refused(`answered ${said}: check the token`);
  if (status >= 500 || status === 408) return failure.lost(said);
  return failure.broken(`answered ${said}, which its contract does not foresee`);
}

/** Creates a client. Nothing is sent until a call. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { maxAnswerBytes = MAX_ANSWER_BYTES, retryAfterCapMs = RETRY_AFTER_CAP_MS, timeoutMs } = options;

  const send = (call: HttpCall<Answers>, url: URL, signal: AbortSignal): Promise<Response> =>
    fetch(url, {
      method: call.method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${options.token}`,
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      redirect: 'manual',
      signal,
    });

  async function judge<A extends Answers>(response: Response, answers: A, failure: CallFailures): Promise<Answer<A>> {
    const { status } = response;
    const schema: z.ZodType | undefined = answers[status];
    const reading = await readJson(response, maxAnswerBytes);
    if (!schema) throw unforeseen(status, reading, failure);
    if (!reading.ok)
      throw failure.broken(`answered ${status} with a body that is ${reading.problem === 'tooLarge' ? 'too large' : 'no JSON'}`);
    const parsed = schema.safeParse(reading.json);
    if (!parsed.success) throw failure.broken(`answered ${status} outside its contract: ${misfits(parsed.error)}`);
    return { status, body: parsed.data } as Answer<A>;
  }

  async function call<const A extends Answers>(call: HttpCall<A>, signal: AbortSignal): Promise<Answer<A>> {
    const failure = failuresOf(call, options);
    signal.throwIfAborted();
    const url = addressOf(call, options.baseUrl);
    if (!url) throw failure.broken('cannot be asked: an id in it is empty or a path segment');
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), timeoutMs);
    try {
      const response = await send(call, url, AbortSignal.any([signal, timeout.signal]));
      if (response.status === 429 || response.status === 503) {
        const waitMs = retryAfterMs(response.headers.get('retry-after'), Date.now(), retryAfterCapMs);
        await response.body?.cancel();
        throw failure.refused(`answered ${response.status}`, waitMs);
      }
      return await judge(response, call.answers, failure);
    } catch (error) {
      if (error instanceof ApplicationFailure) throw error;
      if (timeout.signal.aborted) throw failure.lost(`within ${timeoutMs} ms`);
      // Cut off by a shutdown or a cancellation: for a mutation that is a lost answer like any other.
      if (signal.aborted && call.consequence === 'mutation') throw failure.lost('cut off by our own side');
      signal.throwIfAborted();
      if (sendingOf(error) === 'notSent') throw failure.refused(`could not be sent (${describeTrouble(error)})`);
      throw failure.lost(describeTrouble(error));
    } finally {
      clearTimeout(timer);
    }
  }

  return { call };
}

/** Where a value does not fit, by path and code and without the value; the first three are enough to find it. */
export const misfits = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map(({ path, code }) => `${path.join('.') || 'body'} (${code})`)
    .join(', ');
