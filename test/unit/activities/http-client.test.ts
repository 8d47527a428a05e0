import { createServer, type AddressInfo } from 'node:net';
import { z } from 'zod';
import { FAILURES } from '../../../activities/failures';
import { createHttpClient, problemBody, type Consequence, type HttpClient, type HttpClientOptions } from '../../../activities/http-client';
import { createOwnServiceClient } from '../../../activities/own-service';
import { answerJson, startLoopback, type Behaviour, type LoopbackServer } from '../../support/loopback-server';

const CANARY = 'Ada-Canary';
const failures = {
  unavailable: FAILURES.carrierUnavailable,
  outcomeUnknown: FAILURES.outcomeUnknown,
  contractBroken: FAILURES.carrierContractBroken,
};

let server: LoopbackServer | undefined;
const serve = async (behave: Behaviour): Promise<LoopbackServer> => (server = await startLoopback(behave));
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const clientFor = (baseUrl: string, options: Partial<HttpClientOptions> = {}): HttpClient =>
  createHttpClient({ name: 'gateway test', baseUrl, token: 'secret-token', timeoutMs: 5_000, failures, ...options });

const ask = (http: HttpClient, consequence: Consequence, signal: AbortSignal = new AbortController().signal) =>
  http.call(
    {
      method: 'POST',
      route: '/v1/ports/:id/confirm',
      params: { id: CANARY },
      query: { q: CANARY },
      body: { holder: CANARY },
      consequence,
      answers: { 200: z.object({ name: z.literal('ok') }), 404: problemBody },
    },
    signal,
  );

const failureOf = async (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => {
      throw new Error('the call went well');
    },
    (error: unknown) => error,
  );

const consequences: readonly Consequence[] = ['read', 'idempotent', 'mutation'];
const harmless = { type: FAILURES.carrierUnavailable, nonRetryable: false };
const unknown = { type: FAILURES.outcomeUnknown, nonRetryable: true };
const broken = { type: FAILURES.carrierContractBroken, nonRetryable: true };

describe('what is sent', () => {
  test('route, query, token, headers and JSON arrive; the base path is kept and ids are escaped', async () => {
    const { baseUrl, received } = await serve((_request, response) => answerJson(response, 200, { name: 'ok', more: 1 }));
    const http = clientFor(`${baseUrl}/gateway/`);
    const answer = await http.call(
      {
        method: 'POST',
        route: '/v1/ports/:id',
        params: { id: 'a/b?c' },
        query: { reference: 'R&D' },
        headers: { 'idempotency-key': 'K' },
        body: { à: 1 },
        consequence: 'idempotent',
        answers: { 200: z.object({ name: z.literal('ok') }) },
      },
      new AbortController().signal,
    );
    expect(answer).toEqual({ status: 200, body: { name: 'ok' } });
    expect(received).toMatchObject([
      {
        method: 'POST',
        url: '/gateway/v1/ports/a%2Fb%3Fc?reference=R%26D',
        body: '{"à":1}',
        headers: {
          authorization: 'Bearer secret-token',
          'idempotency-key': 'K',
          'content-type': 'application/json',
          accept: 'application/json',
        },
      },
    ]);
  });

  test.each(['..', '.', ''])('an id %j would ask another route, so nothing is sent', async (id) => {
    const { baseUrl, received } = await serve((_request, response) => answerJson(response, 200, {}));
    const call = { method: 'GET', route: '/v1/ports/:id', params: { id }, consequence: 'read', answers: { 200: z.object({}) } } as const;
    expect(await failureOf(clientFor(baseUrl).call(call, new AbortController().signal))).toMatchObject(broken);
    expect(received).toEqual([]);
  });

  test('a foreseen answer other than success is an answer', async () => {
    const { baseUrl } = await serve((_request, response) => answerJson(response, 404, { code: 'not_found', message: 'no' }));
    expect(await ask(clientFor(baseUrl), 'read')).toEqual({ status: 404, body: { code: 'not_found', message: 'no' } });
  });
});

describe('F6: provably not sent is tried again, whatever it was', () => {
  test.each(consequences)('connection refused, %s', async (consequence) => {
    const closed = await startLoopback(() => undefined);
    await closed.close();
    expect(await failureOf(ask(clientFor(closed.baseUrl), consequence))).toMatchObject({
      ...harmless,
      message: 'gateway test: POST /v1/ports/:id/confirm could not be sent (ECONNREFUSED)',
    });
  });

  test('a name that does not exist', async () => {
    expect(await failureOf(ask(clientFor('http://gateway.invalid'), 'mutation'))).toMatchObject(harmless);
  });

  test('a server that does not speak TLS', async () => {
    const { baseUrl, received } = await serve((_request, response) => answerJson(response, 200, { name: 'ok' }));
    expect(await failureOf(ask(clientFor(baseUrl.replace('http:', 'https:')), 'mutation'))).toMatchObject(harmless);
    expect(received).toEqual([]);
  });
});

describe('F5: an answer that never came', () => {
  const faults: readonly (readonly [string, Behaviour])[] = [
    ['a time-out', () => undefined],
    ['a reset before the answer', (_request, _response, raw) => raw.socket.destroy()],
    [
      'a reset in the middle of the answer',
      (_request, response, raw) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"name":', () => raw.socket.destroy());
      },
    ],
    ['a 500', (_request, response) => answerJson(response, 500, { code: 'broken', message: CANARY })],
    ['a 504 page of a proxy', (_request, response) => void response.writeHead(504).end('<html>')],
  ];

  test.each(faults)('%s is an unknown outcome of a mutation, and harmless otherwise', async (_what, behave) => {
    const { baseUrl, received } = await serve(behave);
    const http = clientFor(baseUrl, { timeoutMs: 400 });
    expect(await failureOf(ask(http, 'mutation'))).toMatchObject(unknown);
    expect(await failureOf(ask(http, 'idempotent'))).toMatchObject(harmless);
    expect(await failureOf(ask(http, 'read'))).toMatchObject(harmless);
    expect(received).toHaveLength(3);
  });

  test('garbage instead of HTTP is doubtful too', async () => {
    const garbler = createServer((socket) => void socket.once('data', () => socket.end('no http\r\n\r\n')));
    await new Promise<void>((resolve) => garbler.listen(0, '127.0.0.1', resolve));
    const { port } = garbler.address() as AddressInfo;
    expect(await failureOf(ask(clientFor(`http://127.0.0.1:${port}`), 'mutation'))).toMatchObject(unknown);
    await new Promise((resolve) => garbler.close(resolve));
  });

  test('a time-out counts until the last byte, not the first', async () => {
    const { baseUrl } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{');
    });
    expect(await failureOf(ask(clientFor(baseUrl, { timeoutMs: 400 }), 'mutation'))).toMatchObject(unknown);
  });

  test('F33: cut off by a shutdown, a mutation is unknown; a read gives the reason of the cut', async () => {
    const stop = new AbortController();
    const reason = new Error('WORKER_SHUTDOWN');
    const { baseUrl } = await serve(() => stop.abort(reason));
    expect(await failureOf(ask(clientFor(baseUrl), 'mutation', stop.signal))).toMatchObject(unknown);
    expect(await failureOf(ask(clientFor(baseUrl), 'mutation', stop.signal))).toBe(reason);
    expect(server?.received).toHaveLength(1);
    const again = new AbortController();
    await server?.close();
    const other = await serve(() => again.abort(reason));
    expect(await failureOf(ask(clientFor(other.baseUrl), 'read', again.signal))).toBe(reason);
  });
});

describe('F9: nothing was done, and when to ask again', () => {
  test.each([
    ['7', 7_000],
    ['0', 1_000],
    ['999999', 15 * 60_000],
    ['soon', undefined],
    [undefined, undefined],
  ])('Retry-After %j is %j ms', async (header, waitMs) => {
    const { baseUrl } = await serve((_request, response) =>
      answerJson(response, 503, { code: 'busy', message: '' }, header === undefined ? {} : { 'retry-after': header }),
    );
    const failure = await failureOf(ask(clientFor(baseUrl), 'mutation'));
    expect(failure).toMatchObject(harmless);
    expect((failure as { nextRetryDelay?: unknown }).nextRetryDelay).toBe(waitMs);
  });

  test('429 with a date in the past means soon, not at once', async () => {
    const { baseUrl } = await serve((_request, response) =>
      answerJson(response, 429, {}, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }),
    );
    expect(await failureOf(ask(clientFor(baseUrl), 'mutation'))).toMatchObject({ ...harmless, nextRetryDelay: 1_000 });
  });

  test('a refused token is tried again, because it mends itself once the token is put right', async () => {
    const { baseUrl } = await serve((_request, response) => answerJson(response, 401, { code: 'unauthorized', message: CANARY }));
    expect(await failureOf(ask(clientFor(baseUrl), 'mutation'))).toMatchObject({
      ...harmless,
      message: expect.stringContaining('check the token'),
    });
  });
});

describe('an answer outside the contract is final', () => {
  const misfit: readonly (readonly [string, Behaviour])[] = [
    ['another shape', (_request, response) => answerJson(response, 200, { name: CANARY })],
    ['no JSON', (_request, response) => void response.writeHead(200).end(CANARY)],
    ['an empty body', (_request, response) => void response.writeHead(200).end()],
    ['bytes that are no UTF-8', (_request, response) => void response.writeHead(200).end(Buffer.from([0x22, 0xff, 0x22]))],
    ['a success that is not foreseen', (_request, response) => answerJson(response, 207, { name: 'ok' })],
    ['a refusal that is not foreseen', (_request, response) => answerJson(response, 418, { code: 'teapot', message: CANARY })],
    ["a proxy's own 404", (_request, response) => void response.writeHead(404, { 'content-type': 'text/html' }).end('<html>')],
    ['too many bytes', (_request, response) => answerJson(response, 200, { name: 'x'.repeat(5_000) })],
    ['too many bytes without a length', (_request, response) => response.write('x'.repeat(5_000))],
  ];

  test.each(misfit)('%s', async (_what, behave) => {
    const { baseUrl } = await serve(behave);
    for (const consequence of consequences) {
      expect(await failureOf(ask(clientFor(baseUrl, { maxAnswerBytes: 1_000 }), consequence))).toMatchObject(broken);
    }
  });

  test('a redirect is not followed', async () => {
    const { baseUrl, received } = await serve((request, response) =>
      request.url.startsWith('/v1')
        ? void response.writeHead(307, { location: '/elsewhere' }).end()
        : answerJson(response, 200, { name: 'ok' }),
    );
    expect(await failureOf(ask(clientFor(baseUrl), 'read'))).toMatchObject(broken);
    expect(received).toHaveLength(1);
  });

  test('the message says where it does not fit', async () => {
    const { baseUrl } = await serve((_request, response) => answerJson(response, 200, { name: CANARY }));
    expect(await failureOf(ask(clientFor(baseUrl), 'read'))).toMatchObject({
      message: 'gateway test: POST /v1/ports/:id/confirm answered 200 outside its contract: name (invalid_value)',
    });
  });
});

test('no failure holds an id, a body, a token or an answer', async () => {
  const behaviours: readonly Behaviour[] = [
    (_request, response) => answerJson(response, 200, { name: CANARY }),
    (_request, response) => answerJson(response, 500, { code: CANARY, message: CANARY }),
    (_request, response) => answerJson(response, 400, { code: CANARY, message: CANARY }),
    (_request, response) => answerJson(response, 503, CANARY),
    (_request, response) => void response.writeHead(200).end(CANARY),
    (_request, _response, raw) => raw.socket.destroy(),
  ];
  for (const behave of behaviours) {
    const { baseUrl } = await serve(behave);
    const failure = await failureOf(ask(clientFor(baseUrl), 'mutation'));
    expect(`${String(failure)}${JSON.stringify(failure)}`).not.toMatch(/Canary|secret-token|127\.0\.0\.1/);
    await server?.close();
  }
});

test('our own services have their own failure name', async () => {
  const { baseUrl } = await serve((_request, response) => answerJson(response, 500, {}));
  const http = createOwnServiceClient('number platform', { baseUrl, token: 't', timeoutMs: 5_000 });
  expect(await failureOf(ask(http, 'idempotent'))).toMatchObject({ type: FAILURES.serviceUnavailable, nonRetryable: false });
});
