import type { FastifyInstance } from 'fastify';

/** A part of a JSON schema, as far as these tests look. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** One route of the API, as the API's own document describes it. */
export interface DescribedRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  /** With `{id}` and the like in it. */
  readonly path: string;
  readonly body?: JsonSchema | undefined;
  /** What the document gives as an example of the body. */
  readonly example: unknown;
  /** The route takes bytes. */
  readonly bytes: boolean;
  readonly statuses: readonly number[];
  readonly keyed: boolean;
  /** What a key must be for; absent where none is asked for. */
  readonly scope?: string | undefined;
}

interface Media {
  readonly schema: JsonSchema;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, unknown>>;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly security?: readonly { readonly key?: readonly string[] }[];
}

/** Every route of the document. */
export async function describedRoutes(app: FastifyInstance): Promise<readonly DescribedRoute[]> {
  const { paths } = (await app.inject({ url: '/openapi.json' })).json<{ paths: Record<string, Record<string, Operation>> }>();
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method]) => method !== 'head')
      .map(([method, { requestBody, responses, parameters = [], security }]) => {
        const content = requestBody?.content ?? {};
        const body = content['application/json']?.schema;
        const isJson = body !== undefined && body.type !== 'string';
        return {
          method: method.toUpperCase() as DescribedRoute['method'],
          path,
          body: isJson ? body : undefined,
          example: Object.values(content['application/json']?.examples ?? {})[0]?.value,
          bytes: requestBody !== undefined && !isJson,
          statuses: Object.keys(responses).map(Number),
          keyed: parameters.some(({ in: place, name }) => place === 'header' && name === 'idempotency-key'),
          scope: security?.[0]?.key?.[0],
        };
      }),
  );
}

/** Something for whatever a path names besides. */
const SOMETHING: Readonly<Record<string, string>> = { kind: 'invoice', code: 'FR', gateway: 'demo', n: '1', webhook: '0123456789AB' };

/** The path with these ids in it, and something for whatever else it names. */
export const filled = (path: string, ids: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? SOMETHING[name] ?? 'x');
