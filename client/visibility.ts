import type { RawWorkflowExecutionInfo } from '@temporalio/client';
import type { ClientContext } from './context';
import { refusal } from './errors';
import type { KeyedNames } from './keyed-names';

/** Which page of a list. */
export interface PageWish {
  /** 1 to 100; 25 without it. */
  readonly limit?: number | undefined;
  readonly pageToken?: string | undefined;
}

const PAGE = 25;
const SEAL_LENGTH = 16;

/** One page of workflows, newest first. Throws `bad_page_token`. */
export async function onePage(
  context: ClientContext,
  query: string,
  { limit = PAGE, pageToken }: PageWish,
): Promise<{ readonly executions: readonly RawWorkflowExecutionInfo[]; readonly nextPageToken?: string }> {
  const { workflow } = context.temporal;
  const after = opened(context.names, pageToken);
  const { executions, nextPageToken } = await context.call('server', () =>
    workflow.workflowService.listWorkflowExecutions({
      namespace: workflow.options.namespace,
      query,
      pageSize: limit,
      nextPageToken: after,
    }),
  );
  const next = Buffer.from(nextPageToken ?? []);
  return { executions: executions ?? [], ...(next.length === 0 ? {} : { nextPageToken: sealed(context.names, next) }) };
}

/** Sealed, since the server stumbles over a token that is not its own. */
const sealed = (names: KeyedNames, token: Buffer): string => {
  const text = token.toString('base64url');
  return names.seal(text).slice(0, SEAL_LENGTH) + text;
};

function opened(names: KeyedNames, pageToken: string | undefined): Buffer {
  if (pageToken === undefined) return Buffer.alloc(0);
  const token = Buffer.from(pageToken.slice(SEAL_LENGTH), 'base64url');
  if (token.length > 0 && sealed(names, token) === pageToken) return token;
  throw refusal('bad_page_token', 'This page token is not one of ours: give the nextPageToken of the page before, unchanged.');
}

/** A value as it may stand between quotes in a query. Throws `RangeError` for one that is no plain word. */
export function plain(value: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(value)) throw new RangeError('a filter takes words and ids only');
  return value;
}
