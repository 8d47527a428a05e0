import type { Standing } from '../domain/order/allowed';
import type { Problem } from '../domain/result';

/** What can be wrong besides the content of an order, whose problems bring codes of their own. */
export type KnownCode =
  | 'order_not_found'
  | 'order_closed'
  | 'order_erased'
  | 'order_must_be_kept'
  | 'documents_unreadable'
  | 'case_not_found'
  | 'request_not_found'
  | 'task_not_found'
  | 'document_not_found'
  | 'case_closed'
  | 'workflow_not_found'
  | 'nothing_open'
  | 'gateway_unknown'
  | 'gateway_paused'
  | 'gateway_not_paused'
  | 'order_not_over'
  | 'nothing_to_order'
  | 'details_differ'
  | 'key_reuse'
  | 'too_many_open_orders'
  | 'loa_not_ready'
  | 'loa_stale'
  | 'loa_already_signed'
  | 'loa_signature_form'
  | 'invalid_transition'
  | 'pause_not_possible'
  | 'port_out_not_supported'
  | 'unknown_request'
  | 'unknown_document'
  | 'unknown_country'
  | 'document_too_large'
  | 'document_type_unknown'
  | 'bad_page_token'
  | 'gateway_unavailable'
  | 'webhook_not_found'
  | 'webhook_limit'
  | 'webhook_disabled'
  | 'temporal_unreachable'
  | 'temporal_busy'
  | 'temporal_denied'
  | 'no_answer_yet'
  | 'internal_error';

/** A thing that is wrong; of a refused request also where it stands, and what may be done with it now. */
export type RefusedProblem = Problem & Partial<Standing>;

/** Several problems with different codes. */
export const SEVERAL_PROBLEMS = 'invalid_order';

/**
 * A refusal, or why an answer could not be had. `code` is stable and snake_case; the message says what is wrong and what
 * to do and holds no personal data; `problems` has each thing that is wrong with its place.
 */
export class PorticoError extends Error {
  override readonly name = 'PorticoError' as const;
  /** One of `KnownCode`, or the code that all problems share, or `SEVERAL_PROBLEMS`. */
  readonly code: string;
  readonly problems: readonly RefusedProblem[];
  /** With `invalid_transition`: where the order stands, and what may be done with it now. */
  declare readonly standing?: Standing;

  constructor(
    code: string,
    message: string,
    {
      problems = [],
      standing,
      cause,
    }: { readonly problems?: readonly RefusedProblem[]; readonly standing?: Standing; readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.problems = problems;
    if (standing) this.standing = standing;
  }
}

/** One of the known refusals. */
export const refusal = (code: KnownCode, message: string, cause?: unknown): PorticoError =>
  new PorticoError(code, message, cause === undefined ? {} : { cause });

/** A refusal because of these problems (at least one). Its code is theirs, if they agree. */
export function refusedFor(problems: readonly Problem[]): PorticoError {
  const codes = [...new Set(problems.map(({ code }) => code))];
  const [only] = codes;
  const one = problems.length === 1 ? problems[0]?.message : undefined;
  return new PorticoError(
    codes.length === 1 && only ? only : SEVERAL_PROBLEMS,
    one ?? `${problems.length} things are wrong: see the list.`,
    { problems },
  );
}

/** The order is unknown; the same words for another account's order, so that nothing can be guessed. */
export const orderNotFound = (): PorticoError => refusal('order_not_found', 'There is no such order: check the id.');

/** The order's personal data was erased; there is nothing left to show. */
export const orderErased = (): PorticoError =>
  refusal(
    'order_erased',
    "The order's personal data was erased at its customer's wish: there is nothing left to show. Order anew under a new key.",
  );
