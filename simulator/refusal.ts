import type { z } from 'zod';

/** An answer other than success: status, code and words as the contracts have them. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  /** More fields of the body, like `numbers` or `reasons`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** Reads what was sent; everything wrong with it is told at once, by path, without repeating values. */
export function readAs<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const reading = schema.safeParse(value);
  if (reading.success) return reading.data;
  const problems = reading.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const words = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  throw new Refusal(400, 'malformed', words, { problems });
}
