import type { Connection } from '@temporalio/client';

/** Calls that have not been answered yet. */
export interface CallsInFlight {
  /** Cancels them, and waits until each has ended. */
  end(): Promise<void>;
}

/**
 * Keeps account of a connection's calls. The SDK tries a call that failed again after a while, and where the connection was
 * closed meanwhile it throws out of a timer, into whatever test file the process has come to by then.
 */
export function callsInFlight(connection: Connection): CallsInFlight {
  const inFlight = new Map<AbortController, Promise<void>>();
  const service = connection.workflowService as unknown as Record<string, unknown>;
  for (const [name, method] of Object.entries(service)) {
    if (typeof method !== 'function') continue;
    service[name] = (...input: unknown[]): Promise<unknown> => {
      const controller = new AbortController();
      const call = connection.withAbortSignal(controller.signal, () => method(...input) as Promise<unknown>);
      const ended = (): void => void inFlight.delete(controller);
      inFlight.set(controller, call.then(ended, ended));
      return call;
    };
  }
  return {
    async end() {
      for (const controller of inFlight.keys()) controller.abort();
      await Promise.all(inFlight.values());
    },
  };
}
