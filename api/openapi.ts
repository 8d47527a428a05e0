import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { describedWebhooks } from './outgoing';

/** Describes every route that is registered after it; `app.swagger()` is then the document. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  // Checking and writing are the zod schemas' and JSON's: Fastify only carries the descriptions.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Portico',
        version: '1.0.0',
        description:
          'Moves telephone numbers in. Errors are problems (RFC 9457); instants ending in Ms are UTC epoch milliseconds of business time.',
      },
      tags: [
        { name: 'orders', description: 'Port orders and what is done with them' },
        { name: 'portability', description: 'What can be ported, looked up before ordering' },
        { name: 'webhooks', description: 'What gateways tell us, and what customers are told' },
        { name: 'operations', description: 'Health, metrics, this document' },
      ],
      webhooks: describedWebhooks(),
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key, bound to an account or to none, with the scopes that the routes name',
          },
        },
      },
    },
  });
}
