import { createServer as createTlsServer } from 'node:https';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { Address, Resolver } from '../../../../activities/webhooks/resolve';
import { createWebhookSender, type Sending, type WebhookSenderOptions } from '../../../../activities/webhooks/sender';
import { startLoopback, type LoopbackServer } from '../../../support/loopback-server';
import { aWebhookSecret } from '../../../support/signed-webhook';
import { certificateFor, type Certificate } from '../../../support/tls';

const HOST = 'hooks.example.com';
const NEVER = new AbortController().signal;
const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const ours = certificateFor(HOST);
const sending = (url: string, changes: Partial<Sending> = {}): Sending => ({
  url,
  id: '0123456789AB-7',
  body: '{"type":"request.ported","data":{"name":"Zoë"}}',
  secrets: [aWebhookSecret()],
  ...changes,
});

async function loopback(behave: (response: ServerResponse) => void): Promise<LoopbackServer> {
  const server = await startLoopback((_, response) => behave(response));
  open.push(() => server.close());
  return server;
}

/** A server on one address of this machine, and how often it was asked. */
async function listening(address: string, port: number, certificate?: Certificate) {
  const heard: string[] = [];
  const hear = (request: IncomingMessage, response: ServerResponse): void => {
    heard.push(request.url ?? '');
    response.writeHead(204).end();
  };
  const server: Server = certificate ? createTlsServer({ ...certificate }, hear) : createServer(hear);
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { heard, port: (server.address() as AddressInfo).port };
}

/** Answers one list after the other; the last one stays. Counts. */
function answering(...answers: readonly (readonly string[])[]): { readonly resolve: Resolver; readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    resolve: async (hostname) => {
      asked.push(hostname);
      const addresses = answers[Math.min(asked.length, answers.length) - 1] ?? [];
      return addresses.map((address): Address => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
  };
}

const send = (what: Sending, options: WebhookSenderOptions = {}) =>
  createWebhookSender({ privateHosts: ['127.0.0.1:*'], ...options })(what, NEVER);

test('an event is posted with its id, the time of the try, and a signature for each secret', async () => {
  const server = await loopback((response) => response.writeHead(202).end('thanks'));
  const secrets = [aWebhookSecret(), aWebhookSecret()];
  const what = sending(`${server.baseUrl}/hooks?token=1`, { secrets });
  const before = Math.floor(Date.now() / 1_000);
  expect(await send(what)).toEqual({ status: 202, ms: expect.any(Number) as unknown });
  const [heard] = server.received;
  if (!heard) throw new Error('nothing was heard');
  expect(heard).toMatchObject({
    method: 'POST',
    url: '/hooks?token=1',
    body: what.body,
    headers: { 'content-type': 'application/json', 'user-agent': 'Portico', 'webhook-id': what.id },
  });
  expect(Number(heard.headers['webhook-timestamp'])).toBeGreaterThanOrEqual(before);
  const headers = heard.headers as Record<string, string>;
  for (const secret of secrets) expect(new Webhook(secret).verify(heard.body, headers)).toEqual(JSON.parse(what.body));
  expect(() => new Webhook(aWebhookSecret()).verify(heard.body, headers)).toThrow(/signature/);
  expect(() => new Webhook(secrets[0] ?? '').verify(`${heard.body} `, headers)).toThrow(/signature/);
});

test('a redirect is a failure with its status, and is never followed', async () => {
  const elsewhere = await loopback((response) => response.writeHead(204).end());
  const server = await loopback((response) => response.writeHead(307, { location: `${elsewhere.baseUrl}/` }).end());
  expect(await send(sending(server.baseUrl))).toMatchObject({ status: 307 });
  expect([server.received.length, elsewhere.received.length]).toEqual([1, 0]);
});

test('Retry-After is passed on', async () => {
  const server = await loopback((response) => response.writeHead(429, { 'retry-after': '120' }).end());
  expect(await send(sending(server.baseUrl))).toMatchObject({ status: 429, retryAfterMs: 120_000 });
});

test.each([
  ['endless', (response: ServerResponse) => void setInterval(() => response.write('x'.repeat(2_000)), 5).unref()],
  ['never ended', (response: ServerResponse) => void response.write('x')],
])('a status counts although the body is %s', async (_, go) => {
  const server = await loopback((response) => {
    response.writeHead(200);
    go(response);
  });
  expect(await send(sending(server.baseUrl), { timeoutMs: 500 })).toMatchObject({ status: 200 });
});

test('a receiver that says nothing is given up after the limit, and one that is not there at once', async () => {
  const server = await loopback(() => {});
  expect(await send(sending(server.baseUrl), { timeoutMs: 200 })).toMatchObject({ failure: 'TIMED_OUT' });
  await server.close();
  expect(await send(sending(server.baseUrl))).toMatchObject({ failure: 'ECONNREFUSED' });
});

test('a name that is never resolved ends at the same limit; one that cannot be is said so', async () => {
  const what = sending(`https://${HOST}/`);
  expect(await send(what, { resolve: () => new Promise(() => {}), timeoutMs: 100 })).toMatchObject({ failure: 'TIMED_OUT' });
  expect(await send(what, { resolve: () => Promise.reject(new Error('ENOTFOUND')) })).toMatchObject({ failure: 'NAME_NOT_RESOLVED' });
  expect(await send(what, { resolve: async () => [] })).toMatchObject({ failure: 'NAME_NOT_RESOLVED' });
});

test('a worker that is stopped in the middle hears of it, so that the try is made again', async () => {
  const server = await loopback(() => stop.abort());
  const stop = new AbortController();
  await expect(createWebhookSender({ privateHosts: ['127.0.0.1:*'] })(sending(server.baseUrl), stop.signal)).rejects.toThrow(/abort/i);
});

describe('TLS', () => {
  test('is verified for the name of the host, by the trusted certificates', async () => {
    const server = await listening('127.0.0.1', 0, ours);
    const at = { privateHosts: [`${HOST}:${server.port}`], ...answering(['127.0.0.1']) };
    expect(await send(sending(`https://${HOST}:${server.port}/hooks`), { ...at, ca: ours.cert })).toMatchObject({ status: 204 });
    expect(server.heard).toEqual(['/hooks']);
    expect(await send(sending(`https://${HOST}:${server.port}/`), at)).toMatchObject({ failure: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(server.heard).toHaveLength(1);
  });

  test('of another name is refused before anything is said', async () => {
    const theirs = certificateFor('elsewhere.example.com');
    const server = await listening('127.0.0.1', 0, theirs);
    const at = { privateHosts: [`${HOST}:${server.port}`], ca: theirs.cert, ...answering(['127.0.0.1']) };
    expect(await send(sending(`https://${HOST}:${server.port}/`), at)).toMatchObject({ failure: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    expect(server.heard).toEqual([]);
  });
});

describe('nobody inside is reached', () => {
  test.each([
    ['loopback', ['127.0.0.1']],
    ['loopback beside a public address', ['93.184.216.34', '127.0.0.1']],
    ['IPv4-mapped loopback', ['::ffff:127.0.0.1']],
    ['a metadata service', ['169.254.169.254']],
    ['a private network', ['10.0.0.5']],
  ])('by a name that leads to %s', async (_, addresses) => {
    const server = await listening('127.0.0.1', 0, ours);
    const { resolve, asked } = answering(addresses);
    const what = sending(`https://${HOST}:${server.port}/`);
    expect(await send(what, { resolve, ca: ours.cert })).toMatchObject({ failure: 'ADDRESS_NOT_PUBLIC' });
    expect([asked, server.heard]).toEqual([[HOST], []]);
  });

  test('by a name that changes its mind between two tries: each is judged anew', async () => {
    const server = await listening('127.0.0.1', 0, ours);
    const { resolve } = answering([], ['127.0.0.1']);
    const what = sending(`https://${HOST}:${server.port}/`);
    expect(await send(what, { resolve, ca: ours.cert })).toMatchObject({ failure: 'NAME_NOT_RESOLVED' });
    expect(await send(what, { resolve, ca: ours.cert })).toMatchObject({ failure: 'ADDRESS_NOT_PUBLIC' });
    expect(server.heard).toEqual([]);
  });

  test('by a name that changes its mind after it was judged: the connection goes to what was judged', async () => {
    const judged = await listening('127.0.0.1', 0, ours);
    const other = await listening('127.0.0.2', judged.port, ours);
    const { resolve, asked } = answering(['127.0.0.1'], ['127.0.0.2']);
    const at = { privateHosts: [`${HOST}:${judged.port}`], ca: ours.cert, resolve };
    expect(await send(sending(`https://${HOST}:${judged.port}/`), at)).toMatchObject({ status: 204 });
    expect([asked, judged.heard, other.heard]).toEqual([[HOST], ['/'], []]);
  });

  test.each(['http://hooks.example.com/', 'https://127.0.0.1:8443/', 'https://user@hooks.example.com/', 'nonsense'])(
    'by the address %s, whoever wrote it into a workflow',
    async (url) => {
      const { resolve, asked } = answering(['127.0.0.1']);
      expect(await send(sending(url), { privateHosts: [], resolve })).toMatchObject({ failure: 'URL_NOT_ALLOWED' });
      expect(asked).toEqual([]);
    },
  );
});
