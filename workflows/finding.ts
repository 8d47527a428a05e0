import { CancellationScope, condition, setHandler, upsertMemo, workflowInfo } from '@temporalio/workflow';
import { businessNow, type BusinessClock } from '../domain/clock';
import { isRecord } from '../domain/message-shape';
import { isActedBy } from '../domain/operator/message';
import { FINDING_REASONS, findingMemo, type FindingReason } from '../domain/sweep/standing';
import { foundSignal, goneSignal, resolveSignal, type FindingMessage } from './contract';
import { onAssign, tellAttention } from './operating';
import { ShownState } from './shown';

/** What the sweep found. */
export interface FindingInput extends FindingMessage {
  /** What it is about. */
  readonly workflowId: string;
  readonly clock: BusinessClock;
}

/** How it ended; `runId` is the run that it was about. */
export interface FindingOutcome {
  readonly how: 'gone' | 'resolved';
  readonly found: FindingReason;
  readonly runId: string;
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
  /** What ages, and until when; or what else one had to know. */
  readonly note?: string | undefined;
}

/** What it is about, and what a person does. */
const WORDS: Readonly<Record<FindingReason, readonly [what: string, next: string]>> = {
  endedByHand: [
    'It was ended, and nobody follows it any more.',
    '`portico repair` with its order brings it back; an order that is to stay ended: `portico resolve` with the id of this workflow.',
  ],
  liveWithoutWorkflow: [
    'URGENT: the carrier has this port, and nobody follows it any more.',
    '`portico repair` with its order brings it back; if it is to stay ended, cancel it with the carrier, then `portico resolve` with the id of this workflow.',
  ],
  papersAgeing: [
    'Papers of it will soon be too old to be sent.',
    'Do what it waits for, or have the customer bring newer ones; `portico show` with its order says more.',
  ],
  standsStill: [
    'URGENT: its tasks fail again and again, and its deadline has passed.',
    'Open it and read its last failure: mend the build, or go back to the one before. It goes on by itself.',
  ],
};

/**
 * Asks for a person because of what a sweep found of a workflow, until a later sweep finds that no more, or the person says
 * that it may stay: then it is not said again of this run, and the claims of what was ended are given back by a later
 * sweep, once nothing of it lives at the carrier.
 */
export async function finding({ workflowId, clock, ...found }: FindingInput): Promise<FindingOutcome> {
  let { reason, runId, note } = found;
  let owner: string | undefined;
  let outcome: FindingOutcome | undefined;
  const sinceMs = businessNow(clock, workflowInfo().startTime.getTime());
  const shown = new ShownState();
  const show = (): void => {
    shown.show(
      { status: 'found', attention: [reason], attentionSinceMs: sinceMs, owner },
      `**${WORDS[reason][0]}** ${workflowId}${note ? `: ${note}` : ''}.${owner ? ` With ${owner}.` : ''} ${WORDS[reason][1]}`,
    );
  };
  setHandler(
    foundSignal,
    (message) => {
      // Who starts it says the same once more.
      if (!isFinding(message) || (message.reason === reason && message.runId === runId && message.note === note)) return;
      ({ reason, runId, note } = message);
      upsertMemo(findingMemo(message));
      show();
    },
    { description: 'From the sweep: how it stands now. Not for people' },
  );
  setHandler(goneSignal, () => void (outcome ??= { how: 'gone', found: reason, runId, note }), {
    description: 'From the sweep: it is so no more. Not for people',
  });
  setHandler(
    resolveSignal,
    (message) => {
      if (isActedBy(message)) outcome ??= { how: 'resolved', found: reason, runId, note, by: message.by, reason: message.reason };
    },
    { description: 'It may stay as it is: {"by": "who", "reason": "why"}. Use `portico resolve`' },
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
    return outcome ?? { how: 'gone', found: reason, runId, note };
  });
}

const isFinding = (value: unknown): value is FindingMessage =>
  isRecord(value) &&
  typeof value.runId === 'string' &&
  (value.note === undefined || typeof value.note === 'string') &&
  typeof value.reason === 'string' &&
  Object.hasOwn(FINDING_REASONS, value.reason);
