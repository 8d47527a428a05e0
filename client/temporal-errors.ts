import { isGrpcServiceError, WorkflowUpdateRPCTimeoutOrCancelledError, type ConnectionLike } from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common/lib/errors';
import { PorticoError, refusal } from './errors';

/** Who has to answer: the server alone, or a worker behind it. */
export type WaitsFor = 'server' | 'worker';

// The numbers of gRPC's status codes.
const CANCELLED = 1;
const DEADLINE_EXCEEDED = 4;
const PERMISSION_DENIED = 7;
const RESOURCE_EXHAUSTED = 8;
const FAILED_PRECONDITION = 9;
const UNAVAILABLE = 14;
const UNAUTHENTICATED = 16;

const PROBE_MS = 1_500;

const unreachable = (cause: unknown): PorticoError =>
  refusal('temporal_unreachable', 'Temporal cannot be reached; nothing is known to have happened: try again with the same key.', cause);
const noAnswer = (cause: unknown): PorticoError =>
  refusal(
    'no_answer_yet',
    'No worker has answered in time; what was asked may still be done: ask again with the same key, or look at the order.',
    cause,
  );

/** The status code of the gRPC error in or behind this one. */
export function grpcCode(error: unknown): number | undefined {
  if (isGrpcServiceError(error)) return error.code;
  return error instanceof Error && error.cause !== undefined ? grpcCode(error.cause) : undefined;
}

/** Runs a call and names what is wrong with Temporal. Other errors (no such workflow, an update that failed) pass as they are. */
export async function guarded<T>(connection: ConnectionLike, waitsFor: WaitsFor, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw await named(connection, waitsFor, error);
  }
}

async function named(connection: ConnectionLike, waitsFor: WaitsFor, error: unknown): Promise<unknown> {
  if (error instanceof PorticoError) return error;
  if (error instanceof NamespaceNotFoundError)
    return refusal('temporal_denied', 'Temporal has no such namespace: create it, or correct TEMPORAL_NAMESPACE.', error);
  const code = error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ? DEADLINE_EXCEEDED : grpcCode(error);
  switch (code) {
    case UNAVAILABLE:
      return unreachable(error);
    case RESOURCE_EXHAUSTED:
      return refusal('temporal_busy', 'Temporal is busy: try again in some seconds with the same key.', error);
    case PERMISSION_DENIED:
    case UNAUTHENTICATED:
      return refusal('temporal_denied', 'Temporal does not let this process in: check TEMPORAL_API_KEY and the TLS settings.', error);
    case FAILED_PRECONDITION:
      // "No poller seen": the server is there, and no worker.
      return noAnswer(error);
    case DEADLINE_EXCEEDED:
    case CANCELLED:
      // An unreachable server and an absent worker both end at the deadline.
      return waitsFor === 'worker' && (await answers(connection)) ? noAnswer(error) : unreachable(error);
    case undefined:
    default:
      return error;
  }
}

/** Whether the server answers at all. */
export async function answers(connection: ConnectionLike): Promise<boolean> {
  try {
    await connection.withDeadline(Date.now() + PROBE_MS, () => connection.workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
  }
}
