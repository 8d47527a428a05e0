import type { FindingReason, GatewayWord, OrderStanding, RequestStanding, Standing } from './standing';

/** What follows from how an order and its requests stand. */
export interface Verdict {
  /** Each workflow that needs a person, and why; `isNew`: nothing of it is said yet, or something else. */
  readonly raise: readonly {
    readonly workflowId: string;
    readonly runId: string;
    readonly reason: FindingReason;
    readonly isNew: boolean;
  }[];
  /** Workflows that are there again, or have ended by themselves: what was said of them is over. */
  readonly settle: readonly string[];
  /** The order runs, and does not know yet that a request of its was ended. */
  readonly resync: boolean;
  /** A person has said that the order stays ended, and nothing of it lives anywhere: what it still claims is given back. */
  readonly release: boolean;
}

/** Requests of which the gateway has to be asked: ended before their end, and known to it. */
export const toAsk = ({ requests }: OrderStanding): RequestStanding[] =>
  requests.filter(({ at, over, gateway, reference }) => at === 'ended' && !over && gateway !== undefined && reference !== undefined);

const stayEnded = ({ at, runId, finding }: Standing): boolean => at === 'ended' && finding?.is === 'resolved' && finding.runId === runId;

/** The rules of the sweep for one order. `word` is what the gateway says of a request; `unknown` where it was not asked, or did not answer. */
export function judge(standing: OrderStanding, word: (request: RequestStanding) => GatewayWord): Verdict {
  const { order, requests } = standing;
  const raise = [
    ...(order ? raised(order, 'endedByHand') : []),
    ...requests.flatMap((request) => raised(request, !request.over && word(request) === 'live' ? 'liveWithoutWorkflow' : 'endedByHand')),
  ];
  const all: readonly Standing[] = order ? [order, ...requests] : requests;
  return {
    raise,
    settle: all.filter(({ at, finding }) => at !== 'ended' && finding?.is === 'open').map(({ workflowId }) => workflowId),
    resync: order?.at === 'running' && raise.some(({ isNew }) => isNew),
    release:
      order !== undefined &&
      stayEnded(order) &&
      requests.every((request) => request.at === 'completed' || (stayEnded(request) && (request.over || word(request) === 'dead'))),
  };
}

/** Nothing, where it was not ended, or where a person has dealt with it. */
function raised(standing: Standing, reason: FindingReason): Verdict['raise'][number][] {
  const { workflowId, runId, at, finding } = standing;
  if (at !== 'ended' || stayEnded(standing)) return [];
  return [{ workflowId, runId, reason, isNew: finding?.is !== 'open' || finding.reason !== reason }];
}
