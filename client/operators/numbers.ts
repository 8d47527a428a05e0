/** The orders that have a number, found by its keyed hash. */
import { anyNumber } from '../../contracts/number-text';
import { readInput } from '../../contracts/reading';
import { WORKFLOWS } from '../../workflows/contract';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import type { ClientContext } from '../context';
import { refusedFor } from '../errors';
import { listWorkflows, readWorkflowId, uiPathOf } from './workflows';

/** A request that has the number. */
export interface NumberPlace {
  readonly orderId: string;
  readonly n: number;
  readonly workflowId: string;
  readonly status: string;
  readonly closed: boolean;
  readonly attention: readonly string[];
  readonly owner?: string | undefined;
}

/** Where a number is found. */
export interface FoundNumber {
  readonly number: string;
  /** The fingerprint, and the query that finds it in the Web UI. */
  readonly hash: string;
  readonly query: string;
  readonly uiPath: string;
  readonly requests: readonly NumberPlace[];
}

const MOST = 50;

/** `+33 1 99 00 12 34`, `0033199001234` and the like, as `+33199001234`. */
export const normalised = (text: string): string => text.replace(/[\s().\-/\u00A0]/g, '').replace(/^00/, '+');

/**
 * The requests, open and closed, that carry the number's fingerprint. A request carries at most 100 of them, the first of its
 * numbers; an order has none before its first submission. Throws `invalid_number`.
 */
export async function findNumber(context: ClientContext, text: string): Promise<FoundNumber> {
  const read = readInput(anyNumber, normalised(text));
  if (!read.ok) throw refusedFor(read.problems);
  const number = read.value;
  const hash = context.names.numberHash(number);
  const query = `${ATTRIBUTES.numbers.name} = '${hash}'`;
  const { found } = await listWorkflows(
    context,
    `WorkflowType = '${WORKFLOWS.request}' AND ExecutionStatus != 'ContinuedAsNew' AND ${query}`,
    MOST,
  );
  return {
    number,
    hash,
    query,
    uiPath: uiPathOf(context, { query }),
    requests: found.flatMap(({ workflowId, status, typedSearchAttributes: attributes }) => {
      const name = readWorkflowId(workflowId);
      if (name?.orderId === undefined || name.n === undefined) return [];
      return [
        {
          orderId: name.orderId,
          n: name.n,
          workflowId,
          status: attributes.get(ATTRIBUTES.status) ?? '',
          closed: status.name !== 'RUNNING',
          attention: attributes.get(ATTRIBUTES.attention) ?? [],
          owner: attributes.get(ATTRIBUTES.owner),
        },
      ];
    }),
  };
}
