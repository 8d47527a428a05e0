import { createPorticoClient, type PorticoClient } from '../../client';
import { lazyConnection } from '../../client/connect';
import { loadCountryPacks } from '../../config/countries';
import { ConfigError } from '../../config/load';
import type { CliWorld } from '../../cli/world';
import { operatorsCli } from '../support/cli';
import { startDevServer, type Environment } from '../support/environment';
import { memoryStore } from '../support/memory-store';
import { ID_KEY } from '../support/orders';

// Temporal runs, and no worker does.
let environment: Environment;
beforeAll(async () => {
  environment = await startDevServer();
});
afterAll(() => environment?.close());

const clientOf = (connection: Parameters<typeof createPorticoClient>[0]['connection'], namespace = 'default'): PorticoClient =>
  createPorticoClient({
    connection,
    namespace,
    documents: memoryStore(),
    idKey: ID_KEY,
    packs: loadCountryPacks(),
    gateways: [
      { id: 'acme', capabilities: { setSize: 1, visibilityLagMs: 0 } },
      { id: 'beta', capabilities: { setSize: 1, visibilityLagMs: 0 } },
    ],
    clock: { originMs: 0, scale: 1 },
    maxNumbers: 10,
  });

const ORDER = '0123456789AB';
const BY = ['--by', 'op-7', '--reason', 'agreed by telephone'];
const with_ = (client: () => PorticoClient, changed: Partial<CliWorld> = {}) =>
  operatorsCli(() => ({ portico: client(), simulator: { url: '', token: '' } }), changed);
const portico = with_(() => clientOf(environment.env.connection));

test('0: looking and pausing need no worker', async () => {
  expect(await portico('attention')).toEqual({ code: 0, out: 'Nothing needs a person.\n', err: '' });
  expect((await portico('events', 'parked')).out).toBe('No event is parked.\n');
  expect((await portico('gateways')).out).toMatch(/^acme +takes requests +0 +0$/m);
  expect(await portico.json('pause-gateway', 'beta', ...BY)).toEqual({ gateway: 'beta', paused: true });
  expect(await portico.json('gateways')).toMatchObject({ gateways: [{ id: 'acme' }, { id: 'beta', pause: { by: 'op-7' } }] });
});

test.each([
  ['no reason', ['assign', ORDER, 'op-8', '--by', 'op-7'], /required option '--reason <text>'/],
  ['a reason of two lines', ['assign', ORDER, 'op-8', '--by', 'op-7', '--reason', 'one\ntwo'], /one line of at most 300/],
  ['a name that is none', ['assign', ORDER, 'op 8', ...BY], /letters, digits, dots/],
  ['a workflow that is none of ours', ['assign', 'gateway/acme', 'op-8', ...BY], /Give an order id, or a workflow id/],
  ['a request of an event', ['resolve', 'parked-event/acme/1', '--request', '1', ...BY], /--request goes with an order id/],
  ['two requests', ['assign', ORDER, 'op-8', '--request', '1', '--request', '2', ...BY], /one request at a time/],
  ['no attention to settle', ['resolve', ORDER, ...BY], /Name the reason that was dealt with/],
  ['attention that is none', ['resolve', ORDER, '--attention', 'sleepy', ...BY], /Allowed choices are accountUnreadable/],
  ['a message, which ends by itself', ['resolve', `notification/${ORDER}/1`, ...BY], /A message ends by itself/],
  ['an override that is none', ['override', ORDER, 'port-now', '1', ...BY], /Allowed choices are waive-document/],
  ['days that are none', ['override', ORDER, 'extend-deadline', '1.5', ...BY], /whole days, 1 to 60/],
  ['too many days', ['override', ORDER, 'extend-deadline', '61', ...BY], /whole days, 1 to 60/],
  ['a document that cannot be one', ['override', ORDER, 'waive-document', 'in voice', ...BY], /by its kind, like invoice/],
  ['a request that cannot be one', ['override', ORDER, 'mark-ported', 'all', ...BY], /named by its number/],
  ['--although-live elsewhere', ['override', ORDER, 'mark-ported', '1', '--although-live', ...BY], /goes with close-request/],
  ['an event that is not named', ['events', 'show'], /Name the event/],
  ['an event to replay without why', ['events', 'replay', 'acme/1'], /Say why: --reason/],
  ['an owner and none', ['attention', '--owner', 'op-8', '--unowned'], /one of --owner and --unowned/],
  ['page 0', ['attention', '--page', '0'], /Pages count from 1/],
  ['a repair without why', ['repair', ORDER], /required option '--reason <text>'/],
  ["a repair of a task that is no order's", ['repair', 'manual-port/by-hand/other', ...BY], /It names no order/],
  ['a repair of what is none of ours', ['repair', 'gateway/acme', ...BY], /Give an order id, or a workflow id/],
  ['to reconcile what is no order', ['reconcile', 'acme'], /order id/],
  ['no number', ['number', 'hello'], /international form/],
])('2: %s', async (_, argv, what) => {
  expect(await portico(...argv)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(what) as unknown });
});

test('2: nobody says who acts', async () => {
  const anonymous = with_(() => clientOf(environment.env.connection), { operations: () => ({}) });
  const { code, err } = await anonymous('pause-gateway', 'acme', '--reason', 'their maintenance');
  expect([code, err]).toEqual([2, 'portico: Say who acts: --by WHO, or the setting PORTICO_OPERATOR.\n']);
});

test('3: a gateway, order or event that is not there', async () => {
  expect((await portico('pause-gateway', 'gamma', ...BY)).err).toContain('there are: acme, beta');
  for (const argv of [
    ['pause-gateway', 'gamma', ...BY],
    ['assign', ORDER, 'op-8', ...BY],
    ['export', ORDER],
    ['events', 'show', 'acme/1'],
    ['repair', ORDER, ...BY],
    ['repair', `support-case/${ORDER}/1`, ...BY],
    ['repair', 'webhooks/acct-none', ...BY],
    ['repair', 'gateway-ref/acme/none', ...BY],
    ['reconcile', ORDER],
  ])
    expect([argv[0], (await portico(...argv)).code]).toEqual([argv[0], 3]);
});

test('4: paused already, and not paused', async () => {
  await portico('pause-gateway', 'beta', ...BY);
  const { code, err } = await portico('pause-gateway', 'beta', ...BY, '--json');
  expect([code, JSON.parse(err)]).toMatchObject([4, { code: 'gateway_paused', exitCode: 4 }]);
  expect((await portico('resume-gateway', 'acme', ...BY)).code).toBe(4);
});

test('5: Temporal does not let this process in', async () => {
  const elsewhere = with_(() => clientOf(environment.env.connection, 'nobody'));
  expect(await elsewhere('attention')).toMatchObject({ code: 5, out: '', err: expect.stringContaining('TEMPORAL_NAMESPACE') as unknown });
});

test('6: Temporal is away', async () => {
  const away = clientOf(lazyConnection({ address: '127.0.0.1:1' }));
  const cut = with_(() => away);
  expect(
    (await Promise.all([cut('attention'), cut('gateways'), cut('reconcile'), cut('pause-gateway', 'acme', ...BY)])).map(({ code }) => code),
  ).toEqual([6, 6, 6, 6]);
});

test('7: no worker answers in time', async () => {
  expect(await portico('reconcile')).toMatchObject({ code: 7, out: '', err: expect.stringContaining('No orders worker runs') as unknown });
  await portico('pause-gateway', 'acme', ...BY);
  expect(await portico('resume-gateway', 'acme', ...BY)).toMatchObject({
    code: 7,
    err: expect.stringContaining('No worker has answered') as unknown,
  });
});

test('70, 78 and 130: a fault of ours, settings that are wrong, Ctrl-C', async () => {
  const throwing = (error: Error) =>
    with_(() => {
      throw error;
    });
  const stopped = new AbortController();
  stopped.abort();
  const codes = await Promise.all([
    throwing(new TypeError('a fault'))('attention'),
    throwing(new ConfigError([{ where: 'PORTICO_ID_KEY', message: 'is not set' }]))('gateways'),
    with_(() => clientOf(environment.env.connection), { stopped: stopped.signal })('show', ORDER),
  ]);
  expect(codes.map(({ code }) => code)).toEqual([70, 78, 130]);
});
