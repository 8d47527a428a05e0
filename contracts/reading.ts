/** From a value of unknown shape to a body, with every problem at once; the only place that words zod's issues. */
import type { z } from 'zod';
import { ok, type Problem, type Result } from '../domain/result';

/** Reads a value by its schema. No message repeats a value; a field's name is repeated only if it looks like one. */
export function readInput<S extends z.ZodType>(schema: S, value: unknown): Result<z.output<S>> {
  const { success, data, error } = schema.safeParse(value);
  return success ? ok(data) : { ok: false, problems: error.issues.flatMap((issue) => problemsOf(issue, value)) };
}

function problemsOf(issue: z.core.$ZodIssue, value: unknown): Problem[] {
  const path = inWords(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: inWords([...issue.path, shown(key)]),
      code: 'unknown_field',
      message: 'There is no such field here: take it out.',
    }));
  }
  if (issue.code === 'custom') return [{ path, code: codeOf(issue), message: issue.message }];
  if (valueAt(value, issue.path) === undefined) return [{ path, code: 'missing_field', message: 'This field is needed.' }];
  return [{ path, code: 'invalid_field', message: `${issue.message}.` }];
}

const codeOf = ({ params }: { readonly params?: Record<string, unknown> | undefined }): string =>
  typeof params?.['code'] === 'string' ? params['code'] : 'invalid_field';

const shown = (key: string): string => (/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(key) ? key : '?');

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
}

/** A path as people read it: `numbers[2].transferCode`. Keys that may be data (a number as a key) are not shown. */
const inWords = (path: readonly PropertyKey[]): string =>
  path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${shown(String(key))}`)).join('');
