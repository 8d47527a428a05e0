import { measurePayloads } from '../../codec/payload-metrics';
import fastify from 'fastify';
import { Registry } from 'prom-client';
import { createLogger } from '../../activities/log';
import { processRegistry } from '../../activities/process-metrics';
import { createMetrics } from '../../api/metrics';
import { createRecorder } from '../../workers/recorder';
import { countWorkers } from '../../workers/telemetry';
import { alerts, dashboardQueries, metricsIn, metricsUsed } from '../ops/names';

/** One metric as it is registered. */
interface Described {
  readonly name: string;
  readonly help: string;
  readonly kind: string;
  readonly labels: readonly string[];
}

const describe = (registry: Registry): Described[] =>
  registry.getMetricsAsArray().map((metric) => {
    // What prom-client keeps of a metric, and its types do not show.
    const { labelNames = [] } = metric as { readonly labelNames?: readonly string[] };
    return { name: metric.name, help: metric.help, kind: String(metric.type), labels: labelNames };
  });

/** Our own metrics, by the process that serves them: taken from the code that registers them. */
export function ownMetrics(): { readonly orders: Described[]; readonly workers: Described[]; readonly api: Described[] } {
  const [orders, workers, api] = [new Registry(), new Registry(), new Registry()];
  createRecorder(orders, createLogger('docs', 'silent'));
  countWorkers(workers, () => []);
  const nobody = () => Promise.reject(new Error('nobody reads'));
  const nothing = { openWork: nobody, operators: { pauses: nobody } };
  createMetrics(fastify(), { client: nothing, gateways: [], registry: api });
  const payloads = { counts: () => ({ plaintext: 0, undecodable: {}, plainFiles: 0 }) };
  for (const registry of [workers, api]) measurePayloads(registry, payloads);
  return { orders: describe(orders), workers: describe(workers), api: describe(api) };
}

/** What dashboard and alerts take from Temporal's SDK and from Node, and what it tells. */
export const OTHERS: Readonly<Record<string, string>> = {
  nodejs_eventloop_lag_p99_seconds: 'how late Node comes to what is due, ninety-nine of a hundred times at most',
  process_resident_memory_bytes: 'memory of the process',
  temporal_activity_execution_failed_total: 'tries of activities that failed, by `task_queue` and `activity_type`; each is tried again',
  temporal_activity_schedule_to_start_latency_seconds: 'how long an activity waited for a worker',
  temporal_activity_succeed_endtoend_latency_seconds: 'from the scheduling of an activity to its success, all tries together',
  temporal_sticky_cache_size: 'workflows that the worker has in memory',
  temporal_worker_task_slots_available: 'tasks that the worker could take now, by `worker_type`',
  temporal_worker_task_slots_used: 'tasks that it is at',
  temporal_workflow_task_execution_failed_total: 'workflow tasks that failed, by `workflow_type`: a bug',
  temporal_workflow_task_execution_latency_seconds: 'how long a workflow task took',
  temporal_workflow_task_replay_latency_seconds: 'how long the replay took of a workflow that was not in memory',
  temporal_workflow_task_schedule_to_start_latency_seconds: 'how long a workflow task waited for a worker',
};

/** `docs/metrics.md`: every metric of ours, and those of others that dashboard and alerts are made of. */
export function metricsPage(): string {
  const { orders, workers, api } = ownMetrics();
  return [
    '# Metrics',
    '',
    'Every metric, what it says, and where it comes from. `npm run docs` makes this page from the code that registers them. What to do with them: [operate.md](operate.md#metrics-and-alerts).',
    '',
    'Labels hold countries, gateways, losing carriers, codes and words of ours; never an account, an order, a number or a name. At most 200 losing carriers have a label of their own: further ones, and codes that look like a telephone number, are `other`.',
    'Business time is the time of the business clock: real time in production, scaled in development.',
    '',
    '## What is open now',
    '',
    "Served by the API. At a scrape it reads Temporal's visibility, unless its last reading is less than 15 seconds old, or less than ten times as long as that reading took: at most 20 pages of 1,000 open workflows, and once for each that needs a person, as long as its reasons stay the same, a query that says since when (at most 200 a reading, ten at a time); and once for the last sweep. A scrape waits five seconds at most, then gets the figures that there are; `portico_open_read_age_seconds` says how old those are. Visibility itself lags by a second or so. 10,000 open workflows (5,000 live ports, each an order and a request) take a development server on SQLite about four seconds, and a fifth of a second of the API's processor. Several copies of the API show the same: take the largest figure, and not the sum.",
    '',
    ...table(api.filter(({ name }) => isOpenWork(name))),
    '',
    '## What happened',
    '',
    'Served by the orders workers, each of which counts what its own workflows did since it started: add them up, and ask for an increase and not for the total. Workflows say each thing once and not again in a replay; a worker that dies between hearing it and telling Temporal is followed by one that counts it again. The time in a status is counted from the start of a run where a long history was carried on in a new one.',
    '',
    ...table(orders),
    '',
    '## The API',
    '',
    ...table(api.filter(({ name }) => !isOpenWork(name))),
    '',
    '## Every worker',
    '',
    ...table(workers),
    '',
    "Beside these each worker serves all metrics of Temporal's SDK in it (`temporal_…`, in seconds, with the unit in the name and `_total` on counters), and each process what Node says of itself. Dashboard and alerts use:",
    '',
    '| metric | what it says |',
    '| --- | --- |',
    ...metricsUsed().flatMap((name) => (OTHERS[name] ? [`| \`${name}\` | ${OTHERS[name]} |`] : [])),
    '',
    '## The dashboard',
    '',
    '| panel | made of |',
    '| --- | --- |',
    ...panels(),
    '',
    '## The alerts',
    '',
    '| alert | made of | what to do |',
    '| --- | --- | --- |',
    ...alerts().map(
      ({ alert, expr, annotations: { runbook_url: url = '' } }) =>
        `| \`${alert}\` | ${listed(metricsIn(expr)) || '`up`'} | [${url.replace(/^.*#/, '').replaceAll('-', ' ')}](${url.replace('docs/', '')}) |`,
    ),
    '',
  ].join('\n');
}

const OPEN_WORK = /_open(_|$)|^portico_(attention_(oldest|age)|deadlines|sweep)/;
const isOpenWork = (name: string): boolean => OPEN_WORK.test(name);

const table = (metrics: readonly Described[]): string[] => [
  '| metric | kind | labels | what it says |',
  '| --- | --- | --- | --- |',
  ...metrics.map(({ name, kind, labels, help }) => `| \`${name}\` | ${kind} | ${listed(labels)} | ${help} |`),
];

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

function panels(): string[] {
  const byTitle = new Map<string, string[]>();
  for (const { title, expr } of dashboardQueries()) byTitle.set(title, [...(byTitle.get(title) ?? []), ...metricsIn(expr)]);
  return [...byTitle].map(([title, names]) => `| ${title} | ${listed([...new Set(names)])} |`);
}

/** What Node says of a process, by name. */
export const nodeMetrics = (): string[] =>
  processRegistry()
    .getMetricsAsArray()
    .map(({ name }) => name);
