import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { countOpenWork } from './open-work-metrics';
import type { ApiOptions } from './options';

/** What became of a webhook. */
export type WebhookOutcome = (typeof OUTCOMES)[number];

const OUTCOMES = ['delivered', 'held', 'parked', 'quarantined', 'reused', 'refused', 'unavailable'] as const;

/** The metrics of one API process. Labels hold gateways, route patterns and codes only. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  webhook(gateway: string, outcome: WebhookOutcome): void;
}

/** Counts requests by route and status, webhooks by outcome, and what is open; asks at each reading which gateways are paused. */
export function createMetrics(
  app: FastifyInstance,
  {
    client,
    gateways,
    registry: register = new Registry(),
  }: Pick<ApiOptions, 'registry'> & {
    readonly client: Pick<ApiOptions['client'], 'openWork'> & { readonly operators: Pick<ApiOptions['client']['operators'], 'pauses'> };
    readonly gateways: readonly { readonly id: string }[];
  },
): Metrics {
  const webhooks = new Counter({
    name: 'portico_webhooks_total',
    help: 'Webhooks by gateway and what became of them',
    labelNames: ['gateway', 'outcome'],
    registers: [register],
  });
  // From nought on: a series that begins with its first count hides that one from every rate.
  for (const { id: gateway } of gateways) for (const outcome of OUTCOMES) webhooks.inc({ gateway, outcome }, 0);
  const requests = new Histogram({
    name: 'portico_http_request_seconds',
    help: 'HTTP requests by route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  void new Gauge({
    name: 'portico_gateway_paused',
    help: '1 while an operator has paused the gateway, 0 otherwise; nothing while Temporal is away',
    labelNames: ['gateway'],
    registers: [register],
    async collect() {
      this.reset();
      for (const { id, paused } of await client.operators.pauses().catch(() => [])) this.set({ gateway: id }, paused ? 1 : 0);
    },
  });
  const open = countOpenWork(register, () => client.openWork());
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    requests.observe({ method, route: routeOptions.url ?? 'unknown', status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
  });
  return {
    contentType: register.contentType,
    async text() {
      await open.refresh();
      return register.metrics();
    },
    webhook: (gateway, outcome) => webhooks.inc({ gateway, outcome }),
  };
}
