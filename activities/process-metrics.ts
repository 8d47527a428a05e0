import { collectDefaultMetrics, Registry } from 'prom-client';

/** Their names call gauges totals, and others say the same by type. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** A registry with what Node says of its process: memory, processor, event loop. */
export function processRegistry(): Registry {
  const register = new Registry();
  collectDefaultMetrics({ register });
  for (const name of MISNAMED) register.removeSingleMetric(name);
  return register;
}
