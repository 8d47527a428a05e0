import { CancellationScope, condition, setHandler, workflowInfo } from '@temporalio/workflow';
import { businessNow, type BusinessClock } from '../domain/clock';
import { isRecord } from '../domain/message-shape';
import { isActedBy } from '../domain/operator/message';
import type { FindingReason } from '../domain/sweep/standing';
import { foundSignal, goneSignal, resolveSignal, type FindingMessage } from './contract';
import { onAssign, tellAttention } from './operating';
import { ShownState } from './shown';

/** What the sweep found. */
export interface FindingInput extends FindingMessage {
  /** What was ended. */
  readonly workflowId: string;
  readonly clock: BusinessClock;
}

/** How it ended; `runId` is the run that it was about. */
export interface FindingOutcome {
  readonly how: 'gone' | 'resolved';
  readonly runId: string;
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
}

const WORDS: Readonly<Record<FindingReason, string>> = {
  endedByHand: 'It was ended, and nobody follows it any more.',
  liveWithoutWorkflow: 'URGENT: the carrier has this port, and nobody follows it any more.',
};

/**
 * Asks for a person because of a workflow that was ended, until that is there again, or the person says that it stays
 * ended: then its claims are given back by a later sweep, once nothing of it lives at the carrier.
 */
export async function finding({ workflowId, clock, ...found }: FindingInput): Promise<FindingOutcome> {
  let { reason, runId } = found;
  let owner: string | undefined;
  let outcome: FindingOutcome | undefined;
  const sinceMs = businessNow(clock, workflowInfo().startTime.getTime());
  const shown = new ShownState();
  const show = (): void =>
    shown.show(
      { status: 'found', attention: [reason], owner },
      `**${WORDS[reason]}** ${workflowId}.${owner ? ` With ${owner}.` : ''} \`portico repair\` with its order brings it back; if it is to stay ended, \`portico resolve\` with the id of this workflow.`,
    );
  setHandler(
    foundSignal,
    (message) => {
      if (!isFinding(message)) return;
      ({ reason, runId } = message);
      show();
    },
    { description: 'From the sweep: how it stands now. Not for people' },
  );
  setHandler(goneSignal, () => void (outcome ??= { how: 'gone', runId }), {
    description: 'From the sweep: it is there again. Not for people',
  });
  setHandler(
    resolveSignal,
    (message) => {
      if (isActedBy(message)) outcome ??= { how: 'resolved', runId, by: message.by, reason: message.reason };
    },
    { description: 'It is to stay ended: {"by": "who", "reason": "why"}. Use `portico resolve`' },
  );
  onAssign((message) => {
    if (!message) return;
    owner = message.to ?? undefined;
    show();
  });
  tellAttention(() => ({ since: { [reason]: sinceMs }, owner }));
  return CancellationScope.nonCancellable(async () => {
    show();
    await condition(() => outcome !== undefined);
    return outcome ?? { how: 'gone', runId };
  });
}

const isFinding = (value: unknown): value is FindingMessage =>
  isRecord(value) && typeof value.runId === 'string' && (value.reason === 'endedByHand' || value.reason === 'liveWithoutWorkflow');
