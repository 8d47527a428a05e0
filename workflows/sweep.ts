import { ActivityFailure, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { DAY_MS, MINUTE_MS, type BusinessClock } from '../domain/clock';
import { findingWorkflowId } from '../domain/ids';
import { isUnreadable, judge, toAsk, toCompare, type Raised, type Verdict } from '../domain/sweep/judge';
import { inTurn } from '../domain/sweep/turns';
import type { Difference } from '../domain/sweep/differs';
import { describeReport, needsPerson, type ReportedFinding, type SweepReport } from '../domain/sweep/report';
import { FINDING_REASONS, type GatewayWord, type OrderStanding, type RequestStanding } from '../domain/sweep/standing';
import { sweepActivities } from './activity-proxies';
import { nowIn } from './inbox-loop';
import { ATTRIBUTES } from './search-attributes';

/** What a sweep looks at: one order, or everything that was ended, stands still, or ages. */
export interface SweepInput {
  readonly clock: BusinessClock;
  readonly orderId?: string | undefined;
  /** How often sweeps run, business ms: papers are looked at by the first of a day (UTC) only. Absent: by this one. */
  readonly everyMs?: number | undefined;
  /** How long after its deadline one looks what keeps a workflow, real ms; for tests. */
  readonly patienceMs?: number | undefined;
  /** Only counts what the one order claims. */
  readonly countOnly?: boolean | undefined;
}

/** A deadline is acted upon at once; after this, real ms, one looks what keeps it. */
const PATIENCE_MS = 5 * MINUTE_MS;

/** Orders that are looked at, and gateways asked, at the same time. */
const AT_ONCE = 4;

/** The most ports that one sweep asks about, so that its history stays short. */
const MOST_ASKED = 500;

/** After so many ports of which it gave no answer, a gateway is not asked about others. */
const MOST_UNANSWERED = 2;

/** Looks once whether anything was ended, stands still or ages: raises it, settles what is over, and says so in its report. Two at once do no harm. */
export async function sweep(input: SweepInput): Promise<SweepReport> {
  const { clock, orderId, patienceMs = PATIENCE_MS, countOnly } = input;
  const atMs = nowIn(clock);
  const round = new Round(input, atMs);
  if (orderId !== undefined && countOnly) await round.count(orderId);
  const { orderIds, more } =
    orderId === undefined
      ? await sweepActivities.findOrders({ clock, patienceMs, turn: round.turn, papers: isFirstOfDay(input, atMs) })
      : { orderIds: countOnly ? [] : [orderId], more: 0 };
  for (let from = 0; from < orderIds.length; from += AT_ONCE)
    await Promise.all(orderIds.slice(from, from + AT_ONCE).map((id) => round.lookAt(id)));
  const report = { atMs, looked: orderIds.length, ...round.report, more };
  setCurrentDetails(describeReport(report));
  upsertSearchAttributes([{ key: ATTRIBUTES.status, value: needsPerson(report) ? 'found' : 'nothingFound' }]);
  return report;
}

const isFirstOfDay = ({ everyMs }: SweepInput, nowMs: number): boolean =>
  everyMs === undefined || Math.floor(nowMs / DAY_MS) !== Math.floor((nowMs - everyMs) / DAY_MS);

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** One sweep under way: what it has found so far, and which gateways do not answer. */
class Round {
  readonly report: Mutable<Omit<SweepReport, 'atMs' | 'looked' | 'more'>> = {
    findings: [],
    differing: [],
    settled: [],
    released: [],
    unread: [],
  };
  /** Tells this sweep from others, so that each begins somewhere else. */
  readonly turn: number;
  private readonly input: SweepInput;
  private readonly nowMs: number;
  /** Ports of which a gateway gave no answer. */
  private readonly unanswered = new Map<string, number>();
  private asked = 0;

  constructor(input: SweepInput, nowMs: number) {
    this.input = input;
    this.nowMs = nowMs;
    this.turn = Math.floor(nowMs / (input.everyMs ?? MINUTE_MS));
  }

  /** One order that cannot be read holds up no other. */
  async lookAt(orderId: string): Promise<void> {
    if (!(await unless(this.look(orderId), () => false))) this.report.unread.push(orderId);
  }

  /** How many numbers the one order claims. */
  async count(orderId: string): Promise<void> {
    this.report.claims = (await sweepActivities.countClaims({ orderId })).claims;
  }

  /** Answers whether everything about it could be read. */
  private async look(orderId: string): Promise<boolean> {
    const { clock, orderId: only } = this.input;
    const standing = await sweepActivities.examineOrder({ orderId, clock, compare: only !== undefined });
    // In a sweep of everything nobody has said what could be compared.
    const asked = [...toAsk(standing), ...toCompare(standing)];
    const words = await this.ask(asked);
    const verdict = judge(standing, ({ workflowId }) => words.get(workflowId) ?? 'unknown', this.nowMs);
    if (verdict.resync || verdict.settle.length > 0 || verdict.raise.some(({ isNew }) => isNew))
      await sweepActivities.tellFindings({ orderId, verdict, clock });
    this.report.findings.push(...verdict.raise.map(reported));
    this.report.settled.push(...verdict.settle.map(({ workflowId }) => workflowId));
    await this.giveBack(standing, verdict);
    return words.size === asked.length && !isUnreadable(standing);
  }

  /** What the gateways say of these requests, by workflow id; those of which there is no answer are not in it. */
  private async ask(requests: readonly RequestStanding[]): Promise<ReadonlyMap<string, GatewayWord>> {
    const words = new Map<string, GatewayWord>();
    const due = inTurn(requests, this.turn, MOST_ASKED);
    for (let from = 0; from < due.length; from += AT_ONCE)
      await Promise.all(
        due.slice(from, from + AT_ONCE).map(async (request) => {
          const word = await this.askOne(request);
          if (word) words.set(request.workflowId, word);
        }),
      );
    return words;
  }

  private async askOne({ workflowId, gateway = '', reference = '', ours }: RequestStanding): Promise<GatewayWord | undefined> {
    if (this.asked >= MOST_ASKED || (this.unanswered.get(gateway) ?? 0) >= MOST_UNANSWERED) return undefined;
    this.asked += 1;
    const answer = await unless(sweepActivities.comparePort(gateway, { reference, ours }), ({ retryState }) => {
      // An answer that has no sense is an answer: others may have.
      if (retryState !== 'NON_RETRYABLE_FAILURE') this.unanswered.set(gateway, (this.unanswered.get(gateway) ?? 0) + 1);
      return undefined;
    });
    if (answer?.difference) await this.letRead(workflowId, answer.difference);
    return answer?.word;
  }

  /** The request reads its gateway at once; if it cannot be told, it does so in its routine. */
  private async letRead(workflowId: string, difference: Difference): Promise<void> {
    this.report.differing.push({ workflowId, difference });
    await unless(sweepActivities.askToRead({ workflowId, difference }), () => undefined);
  }

  /** Gives back what an order claims that stays ended, once nothing of it can move; of the one that was asked for, says what it claims. */
  private async giveBack({ orderId, order, requests }: OrderStanding, { release, staysEnded }: Verdict): Promise<void> {
    const isOnly = this.input.orderId !== undefined;
    if (!release && !(staysEnded && isOnly)) return;
    const runs = [...(order ? [order] : []), ...requests].map(({ workflowId, runId }) => ({ workflowId, runId }));
    const { claims, givenBack } = await sweepActivities.countClaims({ orderId, giveBackOf: release ? runs : undefined });
    if (givenBack > 0) this.report.released.push({ orderId, numbers: givenBack });
    if (isOnly) this.report.claims = claims;
  }
}

/** What is asked for, or what stands in for it where an activity failed. A fault of our own is no failure of anybody's. */
async function unless<T>(asked: Promise<T>, failed: (failure: ActivityFailure) => T | undefined): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ActivityFailure) return failed(error);
    throw error;
  }
}

const reported = ({ workflowId, reason, isNew, note }: Raised): ReportedFinding => ({
  workflowId,
  finding: findingWorkflowId(workflowId, FINDING_REASONS[reason]),
  reason,
  isNew,
  ...(note ? { note } : {}),
});
