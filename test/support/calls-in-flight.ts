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
  const account = (call: () => Promise<unknown>): Promise<unknown> => {
    const controller = new AbortController();
    const answer = connection.withAbortSignal(controller.signal, call);
    const ended = (): void => void inFlight.delete(controller);
    inFlight.set(controller, answer.then(ended, ended));
    return answer;
  };
  const follow = (service: object, names: readonly string[]): void => {
    const methods = service as Record<string, unknown>;
    for (const name of names) {
      const method = methods[name];
      if (typeof method === 'function')
        methods[name] = (...input: unknown[]) => account(() => method.apply(service, input) as Promise<unknown>);
    }
  };
  follow(connection.workflowService, Object.keys(connection.workflowService));
  // The one call of the time-skipping server that lasts.
  if (connection.testService) follow(connection.testService, ['unlockTimeSkippingWithSleep']);
  return {
    async end() {
      for (const controller of inFlight.keys()) controller.abort();
      await Promise.all(inFlight.values());
    },
  };
}
