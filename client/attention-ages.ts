import type { Attention, AttentionReason } from '../domain/attention';
import { WORKFLOWS, attentionQuery } from '../workflows/contract';
import type { ClientContext } from './context';
import type { OpenItem, OpenWork } from './open-work';

/** Bounds one look: so many workflows are asked, so many at a time, for so long (real ms) each. */
const MOST = 200;
const AT_ONCE = 10;
const ANSWER_MS = 2_000;

/** These need a person from their first moment on. */
const FROM_THE_START: ReadonlySet<string> = new Set([WORKFLOWS.parkedEvent, WORKFLOWS.notification]);

/** What a workflow said, as long as its list of reasons is the same. */
interface Answer {
  readonly listed: string;
  readonly attention: Attention;
}

/**
 * Since when each of these needs a person. Orders, requests and cases are asked, each once for as long as its reasons stay
 * the same, oldest first; one that cannot answer (no worker runs) has its reasons without an age, and is asked again.
 */
export function attentionReader({ temporal, options }: ClientContext): (items: readonly OpenItem[]) => Promise<OpenWork['attention']> {
  let known = new Map<string, Answer>();

  const ask = async ({ workflowId, attention }: OpenItem): Promise<boolean> => {
    try {
      const answer = await options.connection.withDeadline(Date.now() + ANSWER_MS, () =>
        temporal.workflow.getHandle(workflowId).query(attentionQuery),
      );
      known.set(workflowId, { listed: String(attention), attention: answer.since });
      return true;
    } catch {
      return false;
    }
  };

  return async (items) => {
    // What no longer needs anybody is forgotten.
    known = new Map(
      items.flatMap(({ workflowId }) => {
        const answer = known.get(workflowId);
        return answer ? [[workflowId, answer] as const] : [];
      }),
    );
    const unknown = items.filter(
      ({ workflow, workflowId, attention }) => !FROM_THE_START.has(workflow) && known.get(workflowId)?.listed !== String(attention),
    );
    const queue = unknown.toSorted((one, other) => one.startedMs - other.startedMs).slice(0, MOST);
    for (let at = 0; at < queue.length; at += AT_ONCE) {
      const answered = await Promise.all(queue.slice(at, at + AT_ONCE).map(ask));
      // Nobody is there to answer: the others would only be waited for.
      if (!answered.includes(true)) break;
    }
    return items.flatMap((item) => reasonsOf(item, known.get(item.workflowId)));
  };
}

function reasonsOf({ workflow, startedMs, attention: listed }: OpenItem, answer: Answer | undefined): OpenWork['attention'] {
  if (FROM_THE_START.has(workflow)) return listed.map((reason) => ({ workflow, reason: reason as AttentionReason, sinceMs: startedMs }));
  if (answer?.listed !== String(listed)) return listed.map((reason) => ({ workflow, reason: reason as AttentionReason }));
  return Object.entries(answer.attention).map(([reason, sinceMs]) => ({ workflow, reason: reason as AttentionReason, sinceMs }));
}
