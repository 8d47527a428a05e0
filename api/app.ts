import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import { checkAccept } from './accept';
import { authenticate } from './authentication';
import { takeJson } from './body';
import { docsPage } from './docs-page';
import { answerUnknownRoutes, onClientError, onError } from './failures';
import { limitCallers, limitProcess } from './limits';
import { createMetrics } from './metrics';
import { describeApi } from './openapi';
import type { ApiOptions } from './options';
import { guardOrders, orderIdOf } from './order-access';
import { againRoutes } from './routes/again';
import { carrierTaskRoutes, evidenceRoutes } from './routes/carrier-tasks';
import { codecRoutes, keyedCodecRoutes } from './routes/codec';
import { commandRoutes } from './routes/commands';
import { documentRoutes, reviewRoutes } from './routes/documents';
import { loaRoutes } from './routes/loa';
import { operationRoutes } from './routes/operations';
import { orderRoutes } from './routes/orders';
import { portOutRoutes } from './routes/port-outs';
import { portabilityRoutes } from './routes/portability';
import { subscriptionRoutes } from './routes/subscriptions';
import { supportCaseRoutes } from './routes/support-cases';
import { webhookRoutes } from './routes/webhooks';

const BODY_BYTES = 64 * 1024;
const HEADER_BYTES = 16 * 1024;
const REQUEST_MS = 30_000;

/** The API as a value: it listens to nothing until told to. */
export async function buildApi(options: ApiOptions): Promise<FastifyInstance> {
  const { client, config, log } = options;
  const app = fastify({
    loggerInstance: log,
    // Our own line has ids and no URLs.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: 65_000,
    http: { maxHeaderSize: HEADER_BYTES, headersTimeout: 10_000 },
    // An id that is far too long is still an id with a wrong form.
    routerOptions: { maxParamLength: HEADER_BYTES },
    frameworkErrors: (error, request, reply) => void onError(error, request, reply),
    return503OnClosing: true,
    clientErrorHandler: onClientError,
  });
  app.decorate('underWay', new Set<string>());
  app.setErrorHandler(onError);
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  app.addHook('onResponse', async (request, reply) => {
    const { id, method, routeOptions } = request;
    const line = { requestId: id, method, route: routeOptions.url ?? 'unknown', status: reply.statusCode };
    log.info({ ...line, ms: Math.round(reply.elapsedTime), orderId: orderIdOf(request, reply) }, 'request');
  });
  answerUnknownRoutes(app);
  const metrics = createMetrics(app, options);
  await app.register(helmet, {
    contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }, useDefaults: false },
  });
  await limitProcess(app, config);
  await describeApi(app);
  takeJson(app);

  await app.register(
    async (v1) => {
      checkAccept(v1);
      authenticate(v1, config.apiKeys);
      limitCallers(v1, config);
      guardOrders(v1, client);
      orderRoutes(v1, client);
      againRoutes(v1, client);
      commandRoutes(v1, client);
      loaRoutes(v1, client);
      reviewRoutes(v1, client);
      supportCaseRoutes(v1, client);
      carrierTaskRoutes(v1, client);
      portabilityRoutes(v1, client);
      portOutRoutes(v1);
      subscriptionRoutes(v1, client);
      await v1.register(async (scope) => documentRoutes(scope, client));
      await v1.register(async (scope) => evidenceRoutes(scope, client));
    },
    { prefix: '/v1' },
  );
  await app.register(async (scope) => webhookRoutes(scope, options, metrics));
  await app.register(async (scope) => {
    operationRoutes(scope, { client, metrics, keys: config.apiKeys });
  });
  if (options.codec && config.apiKeys) {
    const { codec } = options;
    await app.register(async (scope) => keyedCodecRoutes(scope, { codec, config }));
  }
  if (options.codec && config.codecPath && config.uiOrigin) {
    const { codec } = options;
    const { codecPath, uiOrigin } = config;
    await app.register(async (scope) => codecRoutes(scope, { codec, codecPath, uiOrigin }));
  }
  await app.register(async (scope) => docsPage(scope, config.rateRequests));
  return app;
}
