import type { FastifyInstance } from 'fastify';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { PorticoClient } from '../client';
import { countOpenWork } from './open-work-metrics';

/** What became of a webhook. */
export type WebhookOutcome = 'delivered' | 'parked' | 'quarantined' | 'refused' | 'unavailable';

/** The metrics of one API process. Labels hold gateways, route patterns and codes only. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  webhook(gateway: string, outcome: WebhookOutcome): void;
}

/** Counts requests by route and status, webhooks by outcome, and what is open. */
export function createMetrics(app: FastifyInstance, client: Pick<PorticoClient, 'openWork'>, register: Registry): Metrics {
  const webhooks = new Counter({
    name: 'portico_webhooks_total',
    help: 'Webhooks by gateway and what became of them',
    labelNames: ['gateway', 'outcome'],
    registers: [register],
  });
  const requests = new Histogram({
    name: 'portico_http_request_seconds',
    help: 'HTTP requests by route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
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
