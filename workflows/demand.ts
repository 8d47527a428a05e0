import { ApplicationFailure } from '@temporalio/workflow';

/** For validators of updates: a malformed message is refused before it leaves an event. */
export function demand(fits: boolean, shape: string): void {
  if (!fits) throw ApplicationFailure.nonRetryable(`This message takes ${shape}.`, 'Refused.Malformed');
}
