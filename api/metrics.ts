import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What became of a webhook. */
export type WebhookOutcome = 'delivered' | 'held' | 'parked' | 'quarantined' | 'reused' | 'refused' | 'unavailable';

/** The counters of one API process. Labels hold gateways, route patterns and codes only. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  webhook(gateway: string, outcome: WebhookOutcome): void;
}

interface Sources {
  /** Which gateways are paused, asked at each reading. */
  readonly pauses: () => Promise<readonly { readonly id: string; readonly paused: boolean }[]>;
  /** Puts more into the register. */
  readonly measure?: ((register: Registry) => void) | undefined;
}

/** Counts requests by route and status, and webhooks by outcome; asks at each reading which gateways are paused. */
export function createMetrics(app: FastifyInstance, { pauses, measure }: Sources): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  measure?.(register);
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
  void new Gauge({
    name: 'portico_gateway_paused',
    help: '1 while an operator has paused the gateway, 0 otherwise; nothing while Temporal is away',
    labelNames: ['gateway'],
    registers: [register],
    async collect() {
      this.reset();
      for (const { id, paused } of await pauses().catch(() => [])) this.set({ gateway: id }, paused ? 1 : 0);
    },
  });
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    requests.observe({ method, route: routeOptions.url ?? 'unknown', status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
  });
  app.addHook('onClose', async () => register.clear());
  return {
    contentType: register.contentType,
    text: () => register.metrics(),
    webhook: (gateway, outcome) => webhooks.inc({ gateway, outcome }),
  };
}
