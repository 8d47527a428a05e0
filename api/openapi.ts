import swagger from '@fastify/swagger';
import { ABOUT_BODY, type DescribedSchema } from './described';
import type { FastifyInstance } from 'fastify';
import { describedWebhooks } from './outgoing';

/** Describes every route that is registered after it; `app.swagger()` is then the document. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  // Checking and writing are the zod schemas' and JSON's: Fastify only carries the descriptions.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  const bodies = new Map<string, AboutBody>();
  app.addHook('onRoute', ({ url, method, schema }) => {
    if (schema && ABOUT_BODY in schema) bodies.set(`${[method].flat().join()} ${url}`, (schema as DescribedSchema)[ABOUT_BODY]);
  });
  await app.register(swagger, {
    transformObject: (document) => {
      if (!('openapiObject' in document)) return document.swaggerObject;
      const { openapiObject } = document;
      for (const [name, about] of bodies) completeBody(openapiObject, name, about);
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

type AboutBody = DescribedSchema[typeof ABOUT_BODY];

interface Operation {
  readonly requestBody?: {
    required?: boolean;
    readonly content: Readonly<Record<string, { example?: unknown; examples?: Readonly<Record<string, { readonly value: unknown }>> }>>;
  };
}

/** Puts what the zod schema gives as examples beside the schema of the body, and says where that may be left out. */
function completeBody(document: object, name: string, { examples, optional }: AboutBody): void {
  const [method = '', url = ''] = name.split(' ');
  const { paths } = document as { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
  const operation = paths[url.replace(/:([A-Za-z]+)/g, '{$1}')]?.[method.toLowerCase()];
  if (!operation?.requestBody) return;
  if (optional) operation.requestBody.required = false;
  const media = operation.requestBody.content['application/json'];
  if (!media || examples.length === 0) return;
  // The one or the other, and the plugin is not always of the same mind.
  delete media.example;
  media.examples = Object.fromEntries(examples.map((value, index) => [`example${index + 1}`, { value }]));
}
