import type { GatewayStatus } from '../carrier-event';
import type { AgeingPaper } from './ageing';
import type { Ours } from './differs';

/** How a workflow stands: `ended` by somebody, or by a fault, without a last word of its own. */
export type At = 'running' | 'completed' | 'ended';

/** What the sweep has to say of a workflow: that it was ended, that it stands still, or that papers of it lapse soon. */
export const FINDING_REASONS = ['endedByHand', 'liveWithoutWorkflow', 'papersAgeing', 'standsStill'] as const;
export type FindingReason = (typeof FINDING_REASONS)[number];

/** The finding about one workflow: open for a reason, or resolved by a person for this very run; absent where there is none. */
export type FindingStanding =
  | { readonly is: 'open'; readonly reason: FindingReason }
  | { readonly is: 'resolved'; readonly of: FindingReason; readonly runId: string };

/** One workflow of an order, as Temporal has it. */
export interface Standing {
  readonly workflowId: string;
  /** Of the latest run. */
  readonly runId: string;
  readonly at: At;
  /** It runs, its next deadline has passed some time ago, and nothing came of that. */
  readonly overdue?: true | undefined;
  readonly finding?: FindingStanding | undefined;
}

/** A request, with what is needed to ask its gateway. */
export interface RequestStanding extends Standing {
  readonly n: number;
  readonly gateway?: string | undefined;
  /** Of its last attempt; absent where the request could not be read. */
  readonly reference?: string | undefined;
  /** It had reached its end before it was ended. */
  readonly over?: true | undefined;
  /** Of one that runs, what its gateway can contradict. */
  readonly ours?: Ours | undefined;
}

/** An order with its requests; `order` is absent where Temporal has forgotten it. */
export interface OrderStanding {
  readonly orderId: string;
  readonly order?: Standing | undefined;
  /** Of an order that runs, and has said so. */
  readonly ageing?: readonly AgeingPaper[] | undefined;
  readonly requests: readonly RequestStanding[];
}

/** What the gateway says of a port: it may move or has moved, it never will, or nobody knows. */
export type GatewayWord = 'live' | 'dead' | 'unknown';

const LIVE: ReadonlySet<GatewayStatus['state']> = new Set(['toSend', 'pending', 'scheduled', 'completed']);

/** Whether anything of it lives at the gateway; `null`: the gateway has none. A number that has moved lives, whatever became of the rest. */
export const wordOf = (status: GatewayStatus | null): GatewayWord =>
  status !== null && (LIVE.has(status.state) || status.numbers.some(({ active }) => active)) ? 'live' : 'dead';
