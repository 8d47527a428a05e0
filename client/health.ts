import { ATTRIBUTES } from '../workflows/search-attributes';
import type { ClientContext } from './context';
import { answers } from './temporal-errors';

/** Whether work can be taken, and the command that mends what is missing. */
export interface Health {
  readonly ready: boolean;
  readonly temporal: 'reachable' | 'unreachable';
  /** What is wrong, each with what to do. */
  readonly problems: readonly string[];
}

const CLI_TYPES: Readonly<Record<string, string>> = { KEYWORD: 'Keyword', KEYWORD_LIST: 'KeywordList', DATETIME: 'Datetime' };

/** Asks Temporal whether it is there and knows our search attributes. Never throws. */
export async function health({ temporal, options, call }: ClientContext): Promise<Health> {
  if (!(await answers(options.connection))) {
    return { ready: false, temporal: 'unreachable', problems: ['Temporal cannot be reached: check that it runs, and TEMPORAL_ADDRESS.'] };
  }
  const { namespace } = temporal.options;
  let known: readonly string[];
  try {
    const { customAttributes } = await call('server', () => options.connection.operatorService.listSearchAttributes({ namespace }));
    known = Object.keys(customAttributes ?? {});
  } catch {
    // Temporal Cloud keeps this call to itself; a missing attribute then shows with the first order.
    return { ready: true, temporal: 'reachable', problems: [] };
  }
  const problems = Object.values(ATTRIBUTES)
    .filter(({ name }) => !known.includes(name))
    .map(
      ({ name, type }) =>
        `A search attribute is missing: temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${CLI_TYPES[type] ?? type}`,
    );
  return { ready: problems.length === 0, temporal: 'reachable', problems };
}
