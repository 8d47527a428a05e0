import { CommanderError } from 'commander';
import { PorticoError } from '../client';
import { exitCodeFor } from '../client/exit-codes';
import { ConfigError } from '../config/load';
import type { RefusedProblem } from '../client/errors';
import type { Standing } from '../domain/order/allowed';
import type { Problem } from '../domain/result';
import { allowedLines } from './text/allowed';
import { offerLines, offersIn } from './text/offer';

/** Exit codes that this file gives; those of the client's refusals stand in `client/exit-codes.ts`. */
export const EXIT = { ok: 0, badInput: 2, notFound: 3, conflict: 4, auth: 5, internal: 70, configuration: 78, interrupted: 130 } as const;

/** Codes that the client does not have, or that end otherwise here. */
const OURS: Readonly<Record<string, number>> = {
  internal_error: EXIT.internal,
  unauthenticated: EXIT.auth,
  not_found: EXIT.notFound,
  webhook_not_delivered: EXIT.conflict,
};

/** The user pressed Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted' as const;
}

/** Input that is wrong before anything is asked: what is wrong, and what to do. */
export const badInput = (message: string, problems: readonly Problem[] = []): PorticoError =>
  new PorticoError('invalid_request', message, { problems });

/** The same fields as a problem of the API, without what only HTTP has, and with the exit code. */
export interface CliProblem {
  readonly type: string;
  readonly title: string;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly RefusedProblem[];
  /** Where the order stands, and what may be done with it now, where a command was refused. */
  readonly state?: string;
  readonly allowed?: Standing['allowed'];
  readonly exitCode: number;
}

/** What is shown of whatever was thrown. What nobody foresaw keeps its stack for `PORTICO_LOG_LEVEL=debug` and shows none. */
export function problemOf(error: unknown): CliProblem {
  if (error instanceof CommanderError) return problem('usage', error.message.replace(/^error: /, ''), [], EXIT.badInput);
  if (error instanceof ConfigError) {
    const errors = error.problems.map(({ where, message }) => ({ path: where, code: 'invalid_setting', message }));
    return problem('invalid_configuration', 'The configuration cannot be used.', errors, EXIT.configuration);
  }
  if (error instanceof Interrupted) return problem('interrupted', 'Stopped.', [], EXIT.interrupted);
  if (error instanceof PorticoError) {
    const exitCode = OURS[error.code] ?? exitCodeFor(error);
    return { ...problem(error.code, error.message, error.problems, exitCode), ...error.standing };
  }
  const detail =
    'Something went wrong here that nobody foresaw; nothing is known to have happened. With PORTICO_LOG_LEVEL=debug it says where.';
  return problem('internal_error', detail, [], EXIT.internal);
}

const problem = (code: string, detail: string, errors: readonly RefusedProblem[], exitCode: number): CliProblem => ({
  type: `urn:portico:problem:${code}`,
  title: code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' '),
  code,
  detail,
  errors,
  exitCode,
});

/** The problem for people: what is wrong, then each thing with its place, and what would be taken instead or now. */
export function inWords(problem: CliProblem): string {
  const { detail, errors } = problem;
  const list = errors.filter(({ message, path }) => path !== '' || message !== detail);
  return [
    `portico: ${detail}`,
    ...list.map(({ path, message }) => `  ${path === '' ? '' : `${path}: `}${message}`),
    ...offersIn(errors).flatMap((offer) => offerLines(offer)),
    ...allowedLines(problem),
  ].join('\n');
}
