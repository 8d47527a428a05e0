import swagger from '@fastify/swagger';
import { EXAMPLES, type DescribedSchema } from './described';
import type { FastifyInstance } from 'fastify';
import { describedWebhooks } from './outgoing';

/** Describes every route that is registered after it; `app.swagger()` is then the document. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  // Checking and writing are the zod schemas' and JSON's: Fastify only carries the descriptions.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  const examples = new Map<string, readonly unknown[]>();
  app.addHook('onRoute', ({ url, method, schema }) => {
    const found = schema && EXAMPLES in schema ? (schema as DescribedSchema)[EXAMPLES] : [];
    if (found.length > 0) examples.set(`${[method].flat().join()} ${url}`, found);
  });
  await app.register(swagger, {
    transformObject: (document) => {
      if (!('openapiObject' in document)) return document.swaggerObject;
      const { openapiObject } = document;
      for (const [name, values] of examples) addExamples(openapiObject, name, values);
      return openapiObject;
    },
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

interface Operation {
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { examples?: Readonly<Record<string, { readonly value: unknown }>> }>>;
  };
}

/** Puts what the zod schema gives as examples beside the schema of the body. */
function addExamples(document: object, name: string, values: readonly unknown[]): void {
  const [method = '', url = ''] = name.split(' ');
  const { paths } = document as { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
  const operation = paths[url.replace(/:([A-Za-z]+)/g, '{$1}')]?.[method.toLowerCase()];
  const media = operation?.requestBody?.content['application/json'];
  if (media) media.examples = Object.fromEntries(values.map((value, index) => [`example${index + 1}`, { value }]));
}
