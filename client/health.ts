import type { ClientContext } from './context';
import { PorticoError } from './errors';
import { lookAtNamespace, problemsIn } from './namespace';
import { answers } from './temporal-errors';

/** Whether work can be taken, and the command that mends what is missing. */
export interface Health {
  readonly ready: boolean;
  readonly temporal: 'reachable' | 'unreachable';
  /** What is wrong, each with what to do. */
  readonly problems: readonly string[];
}

/** Asks Temporal whether it is there and knows our search attributes. Never throws. */
export async function health({ temporal, options, call }: ClientContext): Promise<Health> {
  if (!(await answers(options.connection))) {
    return { ready: false, temporal: 'unreachable', problems: ['Temporal cannot be reached: check that it runs, and TEMPORAL_ADDRESS.'] };
  }
  const { namespace } = temporal.options;
  try {
    const problems = problemsIn(await call('server', () => lookAtNamespace(options.connection, namespace)), namespace);
    return { ready: problems.length === 0, temporal: 'reachable', problems };
  } catch (error) {
    if (error instanceof PorticoError && error.code === 'temporal_denied')
      return { ready: false, temporal: 'reachable', problems: [error.message] };
    // What cannot be asked shows with the first order.
    return { ready: true, temporal: 'reachable', problems: [] };
  }
}
