import { ApplicationFailure, getExternalWorkflowHandle, sleep } from '@temporalio/workflow';

/** Something that a carrier or a customer sends, and when. */
export interface Said {
  /** UTC epoch ms on the server's clock. */
  readonly atMs: number;
  /** The workflow id that it is sent to. */
  readonly to: string;
  readonly signal: string;
  readonly message: unknown;
}

/**
 * The other parties of a port as a workflow, so that their days pass on the same skipped clock as ours. Sends each thing
 * at its instant; what is past goes out at once, in order. A workflow that is over is no failure: carriers do not know.
 */
export async function scriptedParties(script: readonly Said[]): Promise<void> {
  for (const { atMs, to, signal, message } of script) {
    if (atMs > Date.now()) await sleep(atMs - Date.now());
    await getExternalWorkflowHandle(to).signal(signal, message).catch(unlessGone);
  }
}

function unlessGone(error: unknown): void {
  if (!(error instanceof ApplicationFailure) || error.type !== 'ExternalWorkflowExecutionNotFound') throw error;
}
