import { createHash } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { createNotificationActivities } from '../../activities/notifications';
import { createTicketNotifier } from '../../activities/notify/ticket-notifier';
import { createOrdersActivities } from '../../activities/orders';
import { createHttpAccounts } from '../../activities/platform/http-accounts';
import { createHttpPlatform } from '../../activities/platform/http-platform';
import { createProvisioningActivities } from '../../activities/provisioning';
import { createPorticoClient, type SupportCase, type ToldCall } from '../../client';
import { loadCountryPacks } from '../../config/countries';
import { openedCase, supportCaseView } from '../../contracts/support-case';
import { supportCaseWorkflowId } from '../../domain/ids';
import { QUEUES, resolveSignal } from '../../workflows/contract';
import { runCli } from '../../cli/run-cli';
import { ELSEWHERE } from '../support/cli-world';
import { startApi, type TestApi } from '../support/api';
import { startDevServer } from '../support/environment';
import { aNumber, aParisNumber, frenchDetails, GATEWAY, ID_KEY, single, usDetails } from '../support/orders';
import { placeOrder, signedOrder, type PlacedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
let api: TestApi;
let guarded: TestApi;
beforeAll(async () => {
  // A day lasts so long that no case is closed, and no port stuck, while it is talked to.
  stage = await setStage({ dayMs: 600_000 });
  const at = { connection: stage.env.connection, client: stage.portico };
  const apiKeys = [
    { account: 'acct-active-us', scopes: ['orders'], sha256: sha('key-one') },
    { account: 'acct-active-fr', scopes: ['orders'], sha256: sha('key-two') },
  ] as const;
  [api, guarded] = await Promise.all([startApi(at), startApi({ ...at, config: { apiKeys } })]);
});
afterAll(async () => {
  await api?.close();
  await guarded?.close();
  await stage?.close();
});

const sha = (key: string): string => createHash('sha256').update(key).digest('hex');
let keys = 0;
const freshKey = (): string => `case-key-${(keys += 1)}`;
const post = (
  url: string,
  payload: object,
  headers: Record<string, string> = { 'idempotency-key': freshKey() },
): Promise<LightMyRequestResponse> => api.app.inject({ method: 'POST', url: `/v1/port-orders/${url}`, headers, payload });
const open = (id: string, body: object, key = freshKey()) => post(`${id}/support-cases`, body, { 'idempotency-key': key });

const numberOf = ({ input }: PlacedOrder): string => {
  const [item] = input.details.numbers;
  if (item?.kind !== 'single') throw new Error('not a single number');
  return item.number;
};

/** An order whose number has ported on the spot and whose SMS works: over, and archived. */
async function portedOrder(): Promise<PlacedOrder> {
  const order = await signedOrder(stage, usDetails([single(aNumber('20'))]));
  await order.reaches('submitted');
  await order.carrierDoes({ type: 'activate' });
  await order.reaches('ported');
  await order.carrierDoes({ type: 'sms' });
  expect(await order.ends()).toMatchObject({ status: 'completed' });
  return order;
}

/** Complete failed calls to the number, each so many business minutes after its port and from a number of its own. */
async function callsAfter(order: PlacedOrder, ...minutes: readonly number[]): Promise<ToldCall[]> {
  const facts = await stage.portico.timeline(order.input.orderId);
  const ported = facts.find((fact) => fact.kind === 'request' && fact.fact.kind === 'ported');
  if (!ported) throw new Error('it has not ported');
  return minutes.map((minute, index) => {
    const at = new Date(ported.atMs + minute * 60_000).toISOString();
    const [date, time] = [at.slice(0, 10), at.slice(11, 16)];
    return { called: numberOf(order), calling: `+1212555999${index}`, operator: 'Lakeside', date, time, zone: 'UTC' };
  });
}

const configured = (order: PlacedOrder) => stage.control('POST', '/platform/configure', { numbers: [numberOf(order)] });
const online = (order: PlacedOrder, is: boolean) => stage.control('POST', '/platform/users', { numbers: [numberOf(order)], online: is });

test.concurrent('R15, R25: before the port the losing provider answers, at once and on the ticket', async () => {
  const order = await placeOrder(stage, usDetails([single(aNumber('20'))]));
  const { orderId } = order.input;
  const [body, key] = [{ number: numberOf(order), trouble: 'callsIn', text: 'no dial tone' }, freshKey()];
  const first = await open(orderId, body, key);
  expect(first.statusCode).toBe(201);
  const { k, view } = openedCase.parse(first.json());
  expect(first.headers.location).toBe(`/v1/port-orders/${orderId}/support-cases/${k}`);
  expect(view).toMatchObject({
    status: 'over',
    outcome: 'losingProvider',
    message: { subject: expect.stringContaining('losing provider') as unknown },
  });
  const comment = await order.told(/^Support for your number: case opened; please call the losing provider$/);
  expect(comment.key).toBe(`support/${orderId}/${k}/2`);
  expect(comment.body).toContain('Do not end the contract');

  // The same key is the same case, also now that it is closed.
  await stage.client.workflow.getHandle(supportCaseWorkflowId(orderId, k)).result();
  const again = await open(orderId, body, key);
  expect([again.statusCode, again.json<{ k: string }>().k]).toEqual([201, k]);
  expect((await open(orderId, { ...body, trouble: 'sms' }, key)).json()).toMatchObject({ status: 422, code: 'key_reuse' });
  expect(supportCaseView.parse((await api.app.inject({ url: `/v1/port-orders/${orderId}/support-cases/${k}` })).json())).toMatchObject({
    k,
  });
  expect((await post(`${orderId}/support-cases/${k}/calls`, {})).json()).toMatchObject({ status: 409, code: 'case_closed' });
});

test.concurrent('R26: after the port: configuration, then the user, then three failed calls, then our team', async () => {
  const order = await portedOrder();
  const { orderId } = order.input;
  await online(order, false);
  const opened = openedCase.parse((await open(orderId, { number: numberOf(order), trouble: 'calls' })).json());
  expect(opened.view).toMatchObject({ status: 'waiting', waitsFor: 'configuration', checks: { configured: false, userOnline: false } });
  const says = async (body: object) => {
    const response = await post(`${orderId}/support-cases/${opened.k}/calls`, body);
    expect([response.statusCode, response.json()]).toEqual([202, expect.objectContaining({ k: opened.k })]);
    return response.json<SupportCase>();
  };

  await configured(order);
  expect(await says({})).toMatchObject({ status: 'waiting', waitsFor: 'user', checks: { configured: true } });
  await online(order, true);
  expect(await says({})).toMatchObject({ status: 'waiting', waitsFor: 'calls', checks: { configured: true, userOnline: true } });

  const [one, two, three, early] = await callsAfter(order, 0, 0, 0, -60);
  if (!one || !two || !three || !early) throw new Error('four calls');
  const { zone: _, ...incomplete } = one;
  const lacking = await says({ calls: [incomplete, two, early] });
  expect(lacking).toMatchObject({
    status: 'waiting',
    evidence: { needed: 3, counting: 1, calls: [{ call: 1, missing: ['zone'] }, { counts: true }, { fault: 'beforePort' }] },
  });
  expect(lacking.message?.body).toContain('- Call 1: the time zone is missing.');
  await says({ calls: [one] });
  expect(await says({ calls: [three] })).toMatchObject({ status: 'withTeam', why: 'calls', attention: ['supportCase'] });

  const workflowId = supportCaseWorkflowId(orderId, opened.k);
  await waitUntil('the case among what people have to look at', async () => {
    for await (const found of stage.client.workflow.list({ query: "PorticoAttention = 'supportCase' AND ExecutionStatus = 'Running'" }))
      if (found.workflowId === workflowId) return true;
    return false;
  });
  // Otherwise both news would be one message.
  await order.told(/our team is on it$/);
  await stage.client.workflow.getHandle(workflowId).signal(resolveSignal, { by: 'Ada', reason: 'a route was missing' });
  const comment = await order.told(/: resolved$/);
  expect(comment.body).toContain('It wrote: "a route was missing"');
  expect((await order.ticket()).filter(({ key }) => key.startsWith('support/')).map(({ subject }) => subject)).toEqual([
    expect.stringContaining('the number is not configured'),
    expect.stringContaining('the assigned user is offline'),
    expect.stringContaining('failed calls needed'),
    expect.stringContaining('something is missing'),
    expect.stringContaining('something is missing'),
    expect.stringContaining('our team is on it'),
    expect.stringContaining('resolved'),
  ]);
});

test.concurrent('R16: while its block moves, a short interruption is possible; moved, the case of a number goes on', async () => {
  const start = aParisNumber('30');
  const [end, last] = [`${start.slice(0, -1)}9`, `${start.slice(0, -1)}5`];
  const order = await signedOrder(stage, frenchDetails([{ kind: 'block', start, end, transferCode: '01P1A2B3C4D6' }]));
  const { orderId } = order.input;
  await order.reaches('submitted');
  await order.carrierDoes({ type: 'activate', numbers: [start] });
  await order.requestUntil('the move', ({ status }) => status === 'activating');
  const opened = openedCase.parse((await open(orderId, { number: last, trouble: 'calls' })).json());
  expect(opened.view).toMatchObject({ status: 'portDay', nextDeadline: { what: 'activationStuck' } });
  // The first of them is with us already.
  await order.requestUntil('the first number', ({ numbers }) => numbers.some(({ voice }) => voice === 'active'));
  expect((await open(orderId, { number: start, trouble: 'calls' })).json()).toMatchObject({ view: { waitsFor: 'configuration' } });
  const comment = await order.told(/^Assistance pour votre numéro.: dossier ouvert.; le numéro est en cours de transfert$/);
  expect(comment.body).toContain('Une courte interruption est possible');

  await order.carrierDoes({ type: 'activate' });
  await order.reaches('ported');
  const response = await post(`${orderId}/support-cases/${opened.k}/calls`, {});
  expect(response.json()).toMatchObject({ status: 'waiting', waitsFor: 'configuration' });
});

test.concurrent('an order that Temporal has forgotten still has its support cases, from its final record', async () => {
  const order = await portedOrder();
  const { orderId } = order.input;
  await configured(order);
  const forgetful = await startDevServer();
  const { connection } = forgetful.env;
  const { url, token } = stage.simulator;
  const party = (name: string) => ({ baseUrl: `${url}/${name}`, token, timeoutMs: 3_000 });
  const { documents, clock } = stage;
  const client = createPorticoClient({
    connection,
    documents,
    idKey: ID_KEY,
    packs: loadCountryPacks(),
    gateways: [{ id: GATEWAY, capabilities: { setSize: 1, visibilityLagMs: 0 } }],
    clock,
    maxNumbers: 10,
  });
  const started = [
    forgetful.startWorker({
      taskQueue: QUEUES.orders,
      activities: createOrdersActivities(forgetful.workerClient),
    }),
    forgetful.startWorker({
      taskQueue: QUEUES.provisioning,
      workflows: false,
      activities: createProvisioningActivities({
        documents,
        platform: createHttpPlatform(party('platform')),
        accounts: createHttpAccounts(party('accounts')),
      }),
    }),
    forgetful.startWorker({
      taskQueue: QUEUES.notifications,
      workflows: false,
      activities: createNotificationActivities([createTicketNotifier(party('tickets'))]),
    }),
  ];
  try {
    await Promise.all(started);
    const calls = await callsAfter(order, 0, 0, 0);
    const opening = { orderId, idempotencyKey: 'late', number: numberOf(order), trouble: 'callsIn' } as const;
    const { view } = await client.openSupportCase(opening);
    expect(view).toMatchObject({ status: 'waiting', waitsFor: 'calls', evidence: { counting: 0 } });
    const closed = await client.proceedInSupportCase({ orderId, k: view?.k ?? '', calls });
    expect(closed).toMatchObject({ status: 'withTeam', why: 'calls' });
    await order.told(/^Support for your number: our team is on it$/);
    await expect(client.openSupportCase({ ...opening, orderId: '0123456789AB' })).rejects.toMatchObject({ code: 'order_not_found' });
  } finally {
    await forgetful.close();
  }
});

test.concurrent('what is not there is not found, and nothing that was sent is repeated', async () => {
  const accountId = 'acct-active-us';
  const created = await stage.portico.createOrder({ accountId, idempotencyKey: freshKey(), details: usDetails([single(aNumber('20'))]) });
  const { orderId } = created;
  const stranger = await open(orderId, { number: '+12125550000', trouble: 'calls' });
  expect(stranger.json()).toMatchObject({ status: 422, code: 'number_not_in_order', errors: [{ path: 'number' }] });
  expect(stranger.body).not.toContain('5550000');
  expect((await open('0123456789AB', { number: '+12125550000', trouble: 'calls' })).json()).toMatchObject({
    status: 404,
    code: 'order_not_found',
  });
  const nobody = await api.app.inject({ url: `/v1/port-orders/${orderId}/support-cases/0123456789AB` });
  expect(nobody.json()).toMatchObject({ status: 404, code: 'case_not_found' });
  expect((await post(`${orderId}/support-cases/no-case/calls`, {})).json()).toMatchObject({ status: 404, code: 'case_not_found' });

  const as = (key: string) =>
    guarded.app.inject({
      method: 'POST',
      url: `/v1/port-orders/${orderId}/support-cases`,
      headers: { authorization: `Bearer ${key}`, 'idempotency-key': freshKey() },
      payload: { number: '+12125550000', trouble: 'calls' },
    });
  expect((await as('key-one')).json()).toMatchObject({ status: 422, code: 'number_not_in_order' });
  const foreign = (await as('key-two')).json<{ code: string; detail: string }>();
  const unknown = (await open('0123456789AB', { number: '+12125550000', trouble: 'calls' })).json<{ code: string; detail: string }>();
  expect([foreign.code, foreign.detail]).toEqual([unknown.code, unknown.detail]);
});

test.concurrent('R26: the command line opens a case, shows what is missing, and sends calls one by one', async () => {
  const order = await portedOrder();
  await configured(order);
  const portico = async (...argv: readonly string[]) => {
    let [out, err] = ['', ''];
    const code = await runCli(argv, {
      client: () => stage.portico,
      simulator: () => stage.simulator,
      ...ELSEWHERE,
      stdout: { write: (text) => (out += String(text)) },
      stderr: { write: (text) => (err += String(text)) },
      stdin: async () => '',
      env: {},
      isTty: false,
      stopped: new AbortController().signal,
    });
    return { code, out, err };
  };
  const { orderId } = order.input;
  const words = (call: ToldCall): string =>
    Object.entries(call)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ');
  const [one, two, three] = (await callsAfter(order, 0, 0, 0)).map(words);
  if (!one || !two || !three) throw new Error('three calls');
  const opened = await portico(
    'support',
    orderId,
    '--number',
    numberOf(order),
    '--trouble',
    'calls',
    '--call',
    one,
    '--call',
    'operator=Lakeside Two',
  );
  expect([opened.code, opened.err]).toEqual([0, '']);
  expect(opened.out).toMatch(/^Case \w{12} of order \w{12}: waits for you$/m);
  expect(opened.out).toMatch(/^Failed calls +1 of 3 that are needed$/m);
  expect(opened.out.replace(/\s+/g, ' ')).toContain(
    '- Call 2: the number called, the number calling, the date, the time and the time zone are missing.',
  );
  const k = /^Case (\w+)/.exec(opened.out)?.[1] ?? '';
  const sent = await portico('support', orderId, '--case', k, '--call', two, '--call', three);
  expect(sent.out).toMatch(/: with our team$/m);
  const shown = await portico('support', orderId, '--case', k.toLowerCase(), '--json');
  expect(JSON.parse(shown.out)).toMatchObject({ k, status: 'withTeam', evidence: { counting: 3 } });
  expect((await portico('support', orderId, '--case', k, '--works')).out).toMatch(/: closed, works$/m);
  expect(await portico('support', orderId, '--case', k, '--go-on')).toMatchObject({ code: 4 });
  expect((await portico('simulate', 'user_offline', orderId)).out).toBe('user_offline: done for 1 number.\n');
});
