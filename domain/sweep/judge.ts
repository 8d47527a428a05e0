import { agesInWords } from './ageing';
import type { FindingReason, GatewayWord, OrderStanding, RequestStanding, Standing } from './standing';

/** What follows from how an order and its requests stand. */
export interface Verdict {
  /** Each workflow that needs a person, and why; `isNew`: nothing of it is said yet, or something else. */
  readonly raise: readonly {
    readonly workflowId: string;
    readonly runId: string;
    readonly reason: FindingReason;
    readonly isNew: boolean;
    /** What ages, and until when. */
    readonly note?: string | undefined;
  }[];
  /** Workflows that are there again, go on, or have ended by themselves: what was said of them is over. */
  readonly settle: readonly string[];
  /** The order runs, and does not know yet that a request of its was ended. */
  readonly resync: boolean;
  /** A person has said that the order stays ended, and nothing of it lives anywhere: what it still claims is given back. */
  readonly release: boolean;
}

/** Requests of which the gateway has to be asked: ended before their end, and known to it. */
export const toAsk = ({ requests }: OrderStanding): RequestStanding[] =>
  requests.filter(({ at, over, gateway, reference }) => at === 'ended' && !over && gateway !== undefined && reference !== undefined);

/** Requests that run and are compared with their gateways, where a person asks for that: they read them by themselves, too. */
export const toCompare = ({ requests }: OrderStanding): RequestStanding[] =>
  requests.filter(({ at, ours, gateway, reference }) => at === 'running' && ours && gateway !== undefined && reference !== undefined);

/** What is true of a workflow that has ended before its end. */
const OF_ENDED: ReadonlySet<FindingReason> = new Set<FindingReason>(['endedByHand', 'liveWithoutWorkflow']);

/** A person has said that this very run stays ended. */
const stayEnded = ({ at, runId, finding }: Standing): boolean =>
  at === 'ended' && finding?.is === 'resolved' && finding.runId === runId && OF_ENDED.has(finding.of);

/** The rules of the sweep for one order. `word` is what the gateway says of a request; `unknown` where it was not asked, or did not answer. */
export function judge(standing: OrderStanding, word: (request: RequestStanding) => GatewayWord): Verdict {
  const { order, ageing, requests } = standing;
  const found: readonly (readonly [Standing, FindingReason | undefined])[] = [
    ...(order ? [[order, whyOrder(order, standing)] as const] : []),
    ...requests.map((request) => [request, whyRequest(request, word)] as const),
  ];
  const raise = found.flatMap(([one, reason]) => raised(one, reason, ageing));
  return {
    raise,
    settle: found.flatMap(([{ workflowId, finding }, reason]) => (reason === undefined && finding?.is === 'open' ? [workflowId] : [])),
    resync: order?.at === 'running' && raise.some(({ isNew, reason }) => isNew && OF_ENDED.has(reason)),
    release:
      order !== undefined &&
      stayEnded(order) &&
      requests.every((request) => request.at === 'completed' || (stayEnded(request) && (request.over || word(request) === 'dead'))),
  };
}

/** An order shows the deadlines of its requests, too: where one of those stands still, that one is meant. */
function whyOrder(order: Standing, { ageing, requests }: OrderStanding): FindingReason | undefined {
  if (order.at === 'ended') return 'endedByHand';
  if (order.at === 'completed') return undefined;
  if (order.overdue && !requests.some(({ at, overdue }) => at === 'ended' || overdue)) return 'standsStill';
  // One that has not said how old its papers are leaves standing what it said before.
  const before = order.finding?.is === 'open' && order.finding.reason === 'papersAgeing';
  return (ageing ? ageing.length > 0 : before) ? 'papersAgeing' : undefined;
}

function whyRequest(request: RequestStanding, word: (request: RequestStanding) => GatewayWord): FindingReason | undefined {
  if (request.at === 'ended') return !request.over && word(request) === 'live' ? 'liveWithoutWorkflow' : 'endedByHand';
  return request.at === 'running' && request.overdue ? 'standsStill' : undefined;
}

/** Nothing, where there is no reason, or where a person has dealt with it. What stands still goes on only by itself. */
function raised(one: Standing, reason: FindingReason | undefined, ageing: OrderStanding['ageing']): Verdict['raise'][number][] {
  if (reason === undefined || stayEnded(one)) return [];
  const { workflowId, runId, finding } = one;
  if (reason === 'papersAgeing' && finding?.is === 'resolved' && finding.runId === runId && finding.of === reason) return [];
  const note = reason === 'papersAgeing' && ageing ? { note: agesInWords(ageing) } : {};
  return [{ workflowId, runId, reason, isNew: finding?.is !== 'open' || finding.reason !== reason, ...note }];
}
