import { readFileSync } from 'node:fs';
import { SWEEP_ID } from '../../domain/ids';
import type { SweepReport } from '../../domain/sweep/report';
import { z } from 'zod';
import { LOG_FIELDS } from '../../activities/log';
import { ownMetrics } from '../../scripts/docs/metrics-page';
import { metricsUsed } from '../../scripts/ops/names';
import { leaks } from '../support/e2e/evidence';
import { frenchNumber, frenchOrder, frenchSingle, usNumber, usOrder } from '../support/e2e/order-bodies';
import { keyed, create, place, type PlacedOrder } from '../support/e2e/placed-order';
import { openWorld, type World } from '../support/e2e/world';
import { waitUntil } from '../support/wait-until';

const PROCESSES = ['orders', 'carrier', 'provisioning', 'notifications', 'api', 'simulator'] as const;

/** One line of any process, and nothing beside it. */
const LINE = z
  .object({
    level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']),
    time: z.iso.datetime(),
    part: z.enum(PROCESSES),
    msg: z.string().min(1).max(200),
    ...Object.fromEntries(LOG_FIELDS.map((field) => [field, z.unknown().optional()])),
  })
  .strict();
type Line = Readonly<Record<string, unknown>> & { readonly event?: string; readonly workflowId?: string };

let world: World;
let ported: PlacedOrder;
let rejected: PlacedOrder;
let wishful: PlacedOrder;
beforeAll(async () => {
  world = await openWorld();
  // One port that goes well, one that is rejected once, one whose customer would start a transfer that is not theirs to start, one that waits for its papers.
  [ported, rejected, wishful] = await Promise.all([
    place(world, frenchOrder([frenchSingle(frenchNumber())])),
    place(world, usOrder([usNumber('08')])),
    place(world, usOrder([usNumber('08')])),
  ]);
  await create(world, frenchOrder([frenchSingle(frenchNumber())]));
  await rejected.untilFact('submitted');
  await rejected.carrier({ type: 'reject', code: 'PIN_INVALID' });
  await Promise.all([ported.untilStatus('completed'), wishful.untilFact('submitted'), rejected.untilStatus('actionRequired')]);
  const refused = await world.api('POST', `/v1/port-orders/${wishful.orderId}/activation`, keyed({}));
  if (refused.status !== 409) throw new Error(`a transfer that is not theirs to start was answered ${refused.status}`);
  // What operators have to see: a webhook in a wrong form, one from a stranger, a carrier that is away, a bug.
  await fetch(world.stack.urls.webhook, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  await world.control('POST', '/faults', { party: 'tickets', mode: 'status:503', times: 2 });
  await create(world, frenchOrder([frenchSingle(frenchNumber())]));
  await world.temporal.workflow.start('noSuchWorkflow', { taskQueue: 'portico-orders', workflowId: 'no-such-workflow' });
}, 180_000);
afterAll(() => world?.close());

/** The metrics of one process, as Prometheus gets them. */
async function scrape(name: string): Promise<string> {
  const response = await fetch(world.stack.urls.metrics[name] ?? '', {
    headers: { authorization: `Bearer ${world.stack.secrets.apiKey}` },
  });
  if (response.status !== 200) throw new Error(`${name} answered ${response.status}`);
  return response.text();
}

const scrapeAll = async (): Promise<string> => (await Promise.all(Object.keys(world.stack.urls.metrics).map(scrape))).join('\n');

const linesOf = (name: (typeof PROCESSES)[number]): Line[] =>
  readFileSync(world.stack.logFile(name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

/** The events of an order and its requests, in order. */
const eventsOf = ({ orderId }: PlacedOrder): string[] =>
  linesOf('orders').flatMap(({ event, workflowId }) => (event && event !== 'notification' && workflowId?.includes(orderId) ? [event] : []));

const seriesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

test('every metric that dashboard and alerts name is exported by the processes that run, after what makes it', async () => {
  const missing = async (): Promise<string[]> => {
    const text = await scrapeAll();
    return metricsUsed().filter((name) => !text.includes(`# TYPE ${name} `));
  };
  await waitUntil('all of them', async () => (await missing()).length === 0, { withinMs: 60_000, everyMs: 1_000 }).catch(() => undefined);
  expect(await missing()).toEqual([]);
  // The name alone is there from the start; what tells something are its figures, and these all tell something by now.
  const text = await scrapeAll();
  const telling = ['portico_orders_open', 'portico_rejections_total', 'portico_time_to_foc_seconds_count', 'portico_webhooks_total'];
  for (const name of telling) expect(seriesOf(text).some((line) => line.startsWith(`${name}{`) && !line.endsWith(' 0'))).toBe(true);
});

test('sweeps run by themselves, and find nothing in a stack of which nobody has ended anything', async () => {
  const query = `WorkflowType = 'sweep' AND TemporalScheduledById = '${SWEEP_ID}' AND ExecutionStatus = 'Completed'`;
  const reports = await waitUntil('a sweep', async () => {
    const found: SweepReport[] = [];
    for await (const { workflowId } of world.temporal.workflow.list({ query }))
      found.push((await world.temporal.workflow.getHandle(workflowId).result()) as SweepReport);
    return found.length > 0 && found;
  });
  expect(reports.flatMap(({ findings, unread, released }) => [...findings, ...unread, ...released])).toEqual([]);
});

test('each process serves what the page says of it, and the port of each is its own', async () => {
  const own = ownMetrics();
  const [orders, carrier, api] = await Promise.all([scrape('orders'), scrape('carrier'), scrape('api')]);
  const unserved = (metrics: readonly { readonly name: string }[], text: string): string[] =>
    metrics.map(({ name }) => name).filter((name) => !text.includes(`# HELP ${name} `));
  expect(unserved([...own.orders, ...own.workers], orders)).toEqual([]);
  expect(unserved(own.api, api)).toEqual([]);
  expect(unserved(own.orders, carrier)).toHaveLength(own.orders.length);
  expect(seriesOf(carrier)).toContain('portico_worker_running{task_queue="portico-carrier-simulator"} 1');
  const addresses = Object.values(world.stack.urls.metrics);
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(JSON.parse(readFileSync(`${world.stack.dir}/stack.json`, 'utf8'))).toMatchObject({ urls: { metrics: world.stack.urls.metrics } });
});

test('what happened is what was counted, once each', async () => {
  const counted = [...seriesOf(await scrape('orders')), ...seriesOf(await scrape('api'))];
  const wanted = [
    'portico_orders_accepted_total{country="FR"} 3',
    'portico_rejections_total{country="US",gateway="simulator",losing_carrier="lakeside",code="PIN_INVALID"} 1',
    'portico_requests_ported_total{country="FR",gateway="simulator",losing_carrier="telmarine"} 1',
    'portico_changes_refused_total{change="activation",reason="notOnDemand"} 1',
    'portico_webhooks_total{gateway="simulator",outcome="refused"} 1',
  ];
  expect(wanted.filter((one) => !counted.includes(one))).toEqual([]);
});

test('no label holds an order, an account or a number', async () => {
  const text = await scrapeAll();
  const ids = [ported, rejected, wishful].map(({ orderId }) => orderId);
  expect(ids.filter((id) => text.includes(id))).toEqual([]);
  expect([...text.matchAll(/acct-|33199|212555/g)].map(([found]) => found)).toEqual([]);
});

test('a stranger does not read the metrics of the API', async () => {
  expect((await fetch(world.stack.urls.metrics['api'] ?? '')).status).toBe(401);
});

test('every line of every process is JSON with fields from the list alone, and no personal data anywhere', async () => {
  for (const name of PROCESSES) {
    const lines = linesOf(name);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.flatMap((line) => LINE.safeParse(line).error?.issues.map(({ path, message }) => ({ line, path, message })) ?? [])).toEqual(
      [],
    );
    expect(new Set(lines.map(({ part }) => part))).toEqual(new Set([name]));
  }
  expect(await leaks(world)).toEqual([]);
});

test('each step of a port is one line with its workflow; one of a rejected port says its codes', () => {
  expect(eventsOf(ported)).toEqual(['orderAccepted', 'submitted', 'dateConfirmed', 'ported', 'requestClosed', 'orderClosed']);
  expect(eventsOf(rejected)).toEqual(['orderAccepted', 'submitted', 'rejected']);
  const line = linesOf('orders').find(({ event, workflowId }) => event === 'rejected' && workflowId?.includes(rejected.orderId));
  expect(line).toMatchObject({ workflowId: `port-request/${rejected.orderId}/1`, codes: ['PIN_INVALID'], gateway: 'simulator' });
});

test("a request to the API is found by the id that its caller has, and leads to the order's workflow", async () => {
  const answer = await world.api('GET', `/v1/port-orders/${ported.orderId}`);
  const id = answer.headers.get('x-request-id');
  const [line] = await waitUntil('the line', async () => {
    const found = linesOf('api').filter(({ requestId }) => requestId === id);
    return found.length > 0 ? found : undefined;
  });
  expect(line).toMatchObject({ route: '/v1/port-orders/:id', status: 200, orderId: ported.orderId });
  expect(linesOf('api').some(({ route, orderId }) => route === '/v1/port-orders' && orderId === ported.orderId)).toBe(true);
});
