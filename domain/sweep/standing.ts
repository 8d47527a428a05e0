import type { GatewayStatus } from '../carrier-event';
import type { AgeingPaper } from './ageing';
import type { Ours } from './differs';

/**
 * How a workflow stands: `ended` by somebody, or by a fault, without a last word of its own; `forgotten`: Temporal has it no
 * more, and it should have.
 */
export type At = 'running' | 'completed' | 'ended' | 'forgotten';

/** What a finding is about: that a workflow was ended, or what one that runs needs. Each has its own, so that a word about one is none about the other. */
export type About = 'ended' | 'running';

/** What the sweep has to say of a workflow, with what that is about. */
export const FINDING_REASONS = {
  endedByHand: 'ended',
  liveWithoutWorkflow: 'ended',
  papersAgeing: 'running',
  standsStill: 'running',
} as const satisfies Readonly<Record<string, About>>;
export type FindingReason = keyof typeof FINDING_REASONS;

/** A finding: open, or resolved by a person. `runId` and `note` are what it said last. */
export interface FindingStanding {
  readonly is: 'open' | 'resolved';
  readonly reason: FindingReason;
  readonly runId: string;
  readonly note?: string | undefined;
}

/** One workflow of an order, as Temporal has it. */
export interface Standing {
  readonly workflowId: string;
  /** Of the latest run; empty where it is forgotten. */
  readonly runId: string;
  readonly at: At;
  /** It runs, and its task fails again and again. */
  readonly stuck?: true | undefined;
  readonly findings: Readonly<Partial<Record<About, FindingStanding>>>;
}

/** A request, with what is needed to ask its gateway. */
export interface RequestStanding extends Standing {
  readonly n: number;
  readonly gateway?: string | undefined;
  /** Of its last attempt; absent where the request could not be read. */
  readonly reference?: string | undefined;
  /** It had reached its end before it was ended. */
  readonly over?: true | undefined;
  /** When it was ended, nothing of it was with the carrier. */
  readonly notSent?: true | undefined;
  /** From then on (business ms) a gateway that does not call it live is believed: see `quietFrom`. */
  readonly quietFromMs?: number | undefined;
  /** Of one that runs, what its gateway can contradict. */
  readonly ours?: Ours | undefined;
}

/** An order with its requests; `order` is absent where Temporal has forgotten it and nothing is said of it. */
export interface OrderStanding {
  readonly orderId: string;
  readonly order?: Standing | undefined;
  /** Of an order that runs, and has said so. */
  readonly ageing?: readonly AgeingPaper[] | undefined;
  /** The order has told which requests it had, and all of them are among `requests`. */
  readonly complete?: true | undefined;
  readonly requests: readonly RequestStanding[];
}

/**
 * What the gateway says of a port: it may move or has moved; it was refused, or given back; it is cancelled or not there,
 * which can still change; or nobody knows.
 */
export type GatewayWord = 'live' | 'dead' | 'quiet' | 'unknown';

const LIVE: ReadonlySet<GatewayStatus['state']> = new Set(['toSend', 'pending', 'scheduled', 'completed']);

/** Whether anything of it lives at the gateway; `null`: the gateway has none. A number that has moved lives, whatever became of the rest. */
export function wordOf(status: GatewayStatus | null): GatewayWord {
  if (status === null) return 'quiet';
  if (LIVE.has(status.state) || status.numbers.some(({ active }) => active)) return 'live';
  return status.state === 'rejected' || status.state === 'returned' ? 'dead' : 'quiet';
}

/** What a finding says now, as Temporal keeps it beside the workflow for the next sweep to see. */
export const findingMemo = ({ reason, runId, note = '' }: Pick<FindingStanding, 'reason' | 'runId' | 'note'>): Record<string, string> => ({
  reason,
  runId,
  note,
});

/** The same, read back. */
export const readFindingMemo = (memo: Readonly<Record<string, unknown>>): Pick<FindingStanding, 'reason' | 'runId' | 'note'> => {
  const { reason, runId, note } = memo as ReturnType<typeof findingMemo>;
  return { reason: (reason ?? 'endedByHand') as FindingReason, runId: runId ?? '', ...(note ? { note } : {}) };
};
