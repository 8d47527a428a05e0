import type { FastifySchema } from 'fastify';
import { z } from 'zod';
import type { Scope } from '../config/secrets';
import { problemBody } from '../contracts/problem';
import { keyHeader } from './idempotency-key';

/** What the description of the API says about one route. */
export interface Description {
  readonly summary: string;
  readonly tag: 'orders' | 'portability' | 'webhooks' | 'operations';
  readonly body?: z.ZodType;
  /** The body may be left out: every field of it may. */
  readonly bodyOptional?: boolean;
  /** Bodies that are no JSON, by content type. */
  readonly rawBody?: readonly string[];
  readonly query?: z.ZodType;
  readonly params?: Readonly<Record<string, Parameter>>;
  readonly headers?: Readonly<Record<string, Parameter & { readonly required: boolean }>>;
  /** An Idempotency-Key is needed: the same one makes a repeated request the same one of these. */
  readonly key?: 'order' | 'command' | 'signature' | 'case' | 'word' | 'endpoint' | 'replay' | 'entry';
  /** By status. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** Statuses of problems that are particular to the route. */
  readonly problems?: readonly number[];
  /** What a key must be for; `orders` when absent. */
  readonly scope?: Scope;
  /** No key is asked for. */
  readonly open?: boolean;
}

/** What stands in a path or a header: what it is, and its form as a regular expression. */
interface Parameter {
  readonly description: string;
  readonly pattern?: string;
}

interface Answer {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly contentType?: string;
}

/** Where a route keeps what the swagger plugin drops. */
export const ABOUT_BODY = Symbol('about the body');

/** A route's schema, with the examples of its body, and whether that may be left out. */
export interface DescribedSchema extends FastifySchema {
  readonly [ABOUT_BODY]: { readonly examples: readonly unknown[]; readonly optional: boolean };
}

/** Problems that every route can answer with. */
const COMMON = [400, 404, 429, 500];

type Json = Readonly<Record<string, unknown>>;

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

const problem = jsonSchema(problemBody, 'output');
const binary: Json = { type: 'string', format: 'binary' };

function answerOf({ description, schema, contentType = 'application/json' }: Answer): Json {
  const described = schema ? jsonSchema(schema, 'output') : contentType === 'application/json' ? undefined : binary;
  return { description, ...(described ? { content: { [contentType]: { schema: described } } } : {}) };
}

/** In the order in which the schema has them. */
function examplesOf(body: z.ZodType | undefined): readonly unknown[] {
  const examples = body?.meta()?.examples;
  return Array.isArray(examples) ? (examples as readonly unknown[]) : [];
}

/** The route's schema as Fastify and its swagger plugin take it. It describes; checking is done by the zod schemas themselves. */
export function described({
  summary,
  tag,
  body,
  bodyOptional = false,
  rawBody,
  query,
  params,
  headers: more,
  key,
  answers,
  problems = [],
  scope = 'orders',
  open = false,
}: Description): DescribedSchema {
  const headers = key ? { ...keyHeader(key), ...more } : more;
  // Of an order that was erased, no route has anything left.
  const erased = params && 'id' in params ? [410] : [];
  const statuses = [
    ...new Set([
      ...COMMON,
      ...problems,
      ...erased,
      ...(key ? [409, 415, 422] : []),
      ...(query ? [422] : []),
      ...(open ? [] : [401, 403, 503]),
    ]),
  ];
  const refusals = statuses.map(
    (status) => [String(status), { description: 'A problem', content: { 'application/problem+json': { schema: problem } } }] as const,
  );
  return {
    [ABOUT_BODY]: { examples: examplesOf(body), optional: bodyOptional },
    summary,
    tags: [tag],
    security: open ? [] : [{ key: [scope] }],
    ...(params
      ? { params: objectOf(Object.entries(params).map(([name, parameter]) => [name, { type: 'string', ...parameter }, true])) }
      : {}),
    ...(headers
      ? {
          headers: objectOf(
            Object.entries(headers).map(([name, { required, ...parameter }]) => [name, { type: 'string', ...parameter }, required]),
          ),
        }
      : {}),
    ...(query ? { querystring: jsonSchema(query, 'input') } : {}),
    ...(body ? { body: { content: { 'application/json': { schema: jsonSchema(body, 'input') } } } } : {}),
    ...(rawBody ? { body: { content: Object.fromEntries(rawBody.map((type) => [type, { schema: binary }])) } } : {}),
    response: Object.fromEntries([...refusals, ...Object.entries(answers).map(([status, answer]) => [status, answerOf(answer)] as const)]),
  };
}

const objectOf = (entries: readonly (readonly [string, Json, boolean])[]): Json => ({
  type: 'object',
  properties: Object.fromEntries(entries.map(([name, schema]) => [name, schema])),
  required: entries.filter(([, , required]) => required).map(([name]) => name),
});
