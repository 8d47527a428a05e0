import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { readInput } from '../contracts/reading';
import { parseStrictJson } from '../contracts/strict-json';
import { httpRefusal, refusedAtTheDoor } from './problem';

/** Reads JSON strictly: UTF-8 only, no byte order mark, no key twice, no prototype names. */
export function takeJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: { readonly headers: { readonly 'content-type'?: string | undefined } }, bytes: Buffer) => {
      const charset = /charset\s*=\s*"?([^;"\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
      if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw httpRefusal('unsupported_media_type', 'JSON is taken in UTF-8 only.');
      const json = parseStrictJson(textOf(bytes));
      if (json.ok) return json.value;
      throw httpRefusal('malformed_json', `The body cannot be read: ${json.why}.`, [
        { path: json.path, code: 'malformed_json', message: json.why },
      ]);
    },
  );
}

function textOf(bytes: Buffer): string {
  try {
    // Kept as a character, so that parsing refuses it.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw httpRefusal('malformed_json', 'The body is not UTF-8.');
  }
}

/** A request's body, query or parameters by a schema; refuses with every problem at once. */
export function taken<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const read = readInput(schema, value);
  if (!read.ok) throw refusedAtTheDoor(read.problems);
  return read.value;
}

/** A body may be left out where every field of it may. */
export const bodyOr = (value: unknown): unknown => (value === undefined ? {} : value);
