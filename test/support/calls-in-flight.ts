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
  const closing = new AbortController();
  const inFlight = new Set<Promise<unknown>>();
  const service = connection.workflowService as unknown as Record<string, unknown>;
  for (const [name, method] of Object.entries(service)) {
    if (typeof method !== 'function') continue;
    service[name] = (...input: unknown[]): Promise<unknown> => {
      const call = connection.withAbortSignal(closing.signal, () => method(...input) as Promise<unknown>);
      const settled = call.then(
        () => undefined,
        () => undefined,
      );
      inFlight.add(settled);
      void settled.then(() => inFlight.delete(settled));
      return call;
    };
  }
  return {
    async end() {
      closing.abort();
      await Promise.all(inFlight);
    },
  };
}
