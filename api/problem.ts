/** The one table from what is wrong to an HTTP status, and the one place that makes problems of it (RFC 9457). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PorticoError, type KnownCode } from '../client';
import type { ProblemBody } from '../contracts/problem';
import type { Problem } from '../domain/result';

/** Refusals that only exist over HTTP. */
export type HttpCode =
  | 'malformed_json'
  | 'malformed_request'
  | 'malformed_id'
  | 'unknown_field'
  | 'missing_idempotency_key'
  | 'bad_idempotency_key'
  | 'request_in_flight'
  | 'invalid_filter'
  | 'invalid_limit'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'unknown_gateway'
  | 'method_not_allowed'
  | 'not_acceptable'
  | 'request_timeout'
  | 'body_too_large'
  | 'headers_too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'overloaded'
  | 'not_ready';

const STATUS: Readonly<Record<KnownCode | HttpCode, number>> = {
  malformed_json: 400,
  malformed_request: 400,
  malformed_id: 400,
  unknown_field: 400,
  missing_idempotency_key: 400,
  bad_idempotency_key: 400,
  invalid_filter: 400,
  invalid_limit: 400,
  bad_page_token: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  order_not_found: 404,
  case_not_found: 404,
  webhook_not_found: 404,
  request_not_found: 404,
  task_not_found: 404,
  document_not_found: 404,
  unknown_country: 404,
  unknown_gateway: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  request_timeout: 408,
  request_in_flight: 409,
  too_many_open_orders: 409,
  order_closed: 409,
  order_must_be_kept: 409,
  documents_unreadable: 409,
  case_closed: 409,
  webhook_limit: 409,
  webhook_disabled: 409,
  workflow_not_found: 404,
  nothing_open: 409,
  gateway_unknown: 404,
  gateway_paused: 409,
  gateway_not_paused: 409,
  order_not_over: 409,
  nothing_to_order: 409,
  details_differ: 409,
  loa_not_ready: 409,
  loa_stale: 409,
  loa_already_signed: 409,
  loa_signature_form: 409,
  invalid_transition: 409,
  pause_not_possible: 409,
  order_erased: 410,
  body_too_large: 413,
  document_too_large: 413,
  unsupported_media_type: 415,
  document_type_unknown: 415,
  key_reuse: 422,
  unknown_request: 422,
  unknown_document: 422,
  port_out_not_supported: 422,
  rate_limited: 429,
  headers_too_large: 431,
  internal_error: 500,
  gateway_unavailable: 503,
  temporal_unreachable: 503,
  temporal_busy: 503,
  temporal_denied: 503,
  overloaded: 503,
  not_ready: 503,
  no_answer_yet: 504,
};

/** What is wrong with the content of an order has codes of its own and is all 422. */
const CONTENT = 422;

/** When to try again, seconds. */
const RETRY_AFTER_S = 5;

/** The status of a code. */
export const statusOf = (code: string): number => (STATUS as Readonly<Record<string, number>>)[code] ?? CONTENT;

/** A refusal over HTTP. */
export const httpRefusal = (code: HttpCode | KnownCode, message: string, problems: readonly Problem[] = []): PorticoError =>
  new PorticoError(code, message, { problems });

/** A refusal for problems at the door: an unknown field makes the whole request malformed. */
export function refusedAtTheDoor(problems: readonly Problem[]): PorticoError {
  const codes = [...new Set(problems.map(({ code }) => code))];
  const code = codes.includes('unknown_field') ? 'unknown_field' : codes.length === 1 ? codes[0] : undefined;
  const [first] = problems;
  const detail = problems.length === 1 && first ? first.message : `${problems.length} things are wrong: see errors.`;
  return new PorticoError(code ?? 'invalid_request', detail, { problems });
}

type Refusal = Pick<PorticoError, 'code' | 'message' | 'problems' | 'standing'>;

/** What means "no such thing" for a path is, with its place in a body, wrong content like any other. */
const refusalStatus = ({ code, problems }: Refusal): number => (statusOf(code) === 404 && problems.length > 0 ? CONTENT : statusOf(code));

/** The body for a refusal. */
export function problemOf(refusal: Refusal, requestId: string, status: number = refusalStatus(refusal)): ProblemBody {
  const { code, message, problems, standing } = refusal;
  return {
    type: `urn:portico:problem:${code}`,
    title: titleOf(code),
    status,
    code,
    detail: message,
    ...(standing ? { state: standing.state, allowed: standing.allowed } : {}),
    errors: [...problems],
    requestId,
  };
}

/** `loa_not_ready` as "Loa not ready". */
const titleOf = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ');

/** Sends a refusal. A gateway's adapter knows its own statuses; all others are in the table. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: Refusal, status?: number): FastifyReply {
  const body = problemOf(refusal, request.id, status);
  if (body.status === 503 || body.status === 429) reply.header('retry-after', reply.getHeader('retry-after') ?? String(RETRY_AFTER_S));
  if (body.status === 401) reply.header('www-authenticate', reply.getHeader('www-authenticate') ?? 'Bearer');
  // Also where no hook has run: a URL that cannot be decoded has no route.
  reply.header('x-request-id', request.id);
  return reply.code(body.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
}
