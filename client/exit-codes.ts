import { PorticoError, type KnownCode } from './errors';

/** What a command line exits with. 1 is a fault of ours. */
export const EXIT = { ok: 0, internal: 1, badInput: 2, notFound: 3, conflict: 4, auth: 5, unreachable: 6, timeout: 7 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_CODE: Readonly<Record<KnownCode, ExitCode>> = {
  order_not_found: EXIT.notFound,
  unknown_country: EXIT.notFound,
  order_closed: EXIT.conflict,
  order_erased: EXIT.notFound,
  order_must_be_kept: EXIT.conflict,
  documents_unreadable: EXIT.conflict,
  case_not_found: EXIT.notFound,
  request_not_found: EXIT.notFound,
  task_not_found: EXIT.notFound,
  document_not_found: EXIT.notFound,
  case_closed: EXIT.conflict,
  workflow_not_found: EXIT.notFound,
  nothing_open: EXIT.conflict,
  gateway_unknown: EXIT.notFound,
  gateway_paused: EXIT.conflict,
  gateway_not_paused: EXIT.conflict,
  order_not_over: EXIT.conflict,
  nothing_to_order: EXIT.conflict,
  details_differ: EXIT.conflict,
  key_reuse: EXIT.conflict,
  too_many_open_orders: EXIT.conflict,
  loa_not_ready: EXIT.conflict,
  loa_stale: EXIT.conflict,
  loa_already_signed: EXIT.conflict,
  loa_signature_form: EXIT.conflict,
  invalid_transition: EXIT.conflict,
  pause_not_possible: EXIT.conflict,
  port_out_not_supported: EXIT.badInput,
  unknown_request: EXIT.badInput,
  unknown_document: EXIT.badInput,
  document_too_large: EXIT.badInput,
  document_type_unknown: EXIT.badInput,
  bad_page_token: EXIT.badInput,
  webhook_not_found: EXIT.notFound,
  webhook_limit: EXIT.conflict,
  webhook_disabled: EXIT.conflict,
  temporal_denied: EXIT.auth,
  gateway_unavailable: EXIT.unreachable,
  temporal_unreachable: EXIT.unreachable,
  temporal_busy: EXIT.unreachable,
  no_answer_yet: EXIT.timeout,
  internal_error: EXIT.internal,
};

/** The exit code for whatever was thrown; the problems of an order's content are bad input. */
export function exitCodeFor(error: unknown): ExitCode {
  if (!(error instanceof PorticoError)) return EXIT.internal;
  const code = (BY_CODE as Readonly<Record<string, ExitCode>>)[error.code] ?? EXIT.badInput;
  // With its place in the input, what was not found is a mistake in the input.
  return code === EXIT.notFound && error.problems.length > 0 ? EXIT.badInput : code;
}
