import { createHttpGateway } from '../activities/gateways/http/http-gateway';
import { businessNow } from '../domain/clock';
import { createPausableCarrierWorker } from './create-workers';
import { runWorkerProcess } from './lifecycle';

/** Bounds one call to a gateway, real ms. */
const GATEWAY_TIMEOUT_MS = 10_000;

void runWorkerProcess('carrier', (context) => {
  const { gateways, clock } = context.config;
  const nowMs = (): number => businessNow(clock, Date.now());
  return Promise.resolve(
    gateways.map((gateway) =>
      createPausableCarrierWorker(context, createHttpGateway({ ...gateway, timeoutMs: GATEWAY_TIMEOUT_MS, nowMs }), (paused) =>
        context.log.warn(
          { gateway: gateway.id },
          paused ? 'paused: nothing is sent to this gateway' : 'resumed: requests go to this gateway again',
        ),
      ),
    ),
  );
});
