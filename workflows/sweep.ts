import { ActivityFailure, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { DAY_MS, MINUTE_MS, type BusinessClock } from '../domain/clock';
import { findingWorkflowId } from '../domain/ids';
import { isUnreadable, judge, toAsk, toCompare, type Raised, type Verdict } from '../domain/sweep/judge';
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
  /** For how long a task may wait before its workflow stands still, real ms; for tests. */
  readonly patienceMs?: number | undefined;
  /** Gives nothing back; what an order claims that stays ended is counted. */
  readonly keepClaims?: boolean | undefined;
}

/** A task is done at once; after this, real ms, nobody was there to do it. */
const PATIENCE_MS = 5 * MINUTE_MS;

/** Orders that are looked at, and gateways asked, at the same time. */
const AT_ONCE = 4;

/** The most ports that one sweep asks about: its history stays under 5,000 events. */
const MOST_ASKED = 500;

/** Looks once whether anything was ended, stands still or ages: raises it, settles what is over, and says so in its report. Two at once do no harm. */
export async function sweep(input: SweepInput): Promise<SweepReport> {
  const { clock, orderId, everyMs, patienceMs = PATIENCE_MS } = input;
  const nowMs = nowIn(clock);
  const { orderIds, more } =
    orderId === undefined
      ? await sweepActivities.findOrders({ clock, patienceMs, ...turnOf(nowMs, everyMs) })
      : { orderIds: [orderId], more: 0 };
  const round = new Round({ ...input, patienceMs }, nowMs);
  for (let from = 0; from < orderIds.length; from += AT_ONCE)
    await Promise.all(orderIds.slice(from, from + AT_ONCE).map((id) => round.lookAt(id)));
  const report = { atMs: nowMs, looked: orderIds.length, ...round.report, more };
  setCurrentDetails(describeReport(report));
  upsertSearchAttributes([{ key: ATTRIBUTES.status, value: needsPerson(report) ? 'found' : 'nothingFound' }]);
  return report;
}

/** The how manieth sweep this is, and whether it is the first of its day. */
const turnOf = (nowMs: number, everyMs: number | undefined): { readonly turn: number; readonly papers: boolean } =>
  everyMs === undefined
    ? { turn: 0, papers: true }
    : { turn: Math.floor(nowMs / everyMs), papers: Math.floor(nowMs / DAY_MS) !== Math.floor((nowMs - everyMs) / DAY_MS) };

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** One sweep under way: what it has found so far, and which gateways have not answered. */
class Round {
  readonly report: Mutable<Omit<SweepReport, 'atMs' | 'looked' | 'more'>> = {
    findings: [],
    differing: [],
    settled: [],
    released: [],
    unread: [],
  };
  private readonly input: SweepInput & { readonly patienceMs: number };
  private readonly nowMs: number;
  private readonly silent = new Set<string>();
  private asked = 0;

  constructor(input: SweepInput & { readonly patienceMs: number }, nowMs: number) {
    this.input = input;
    this.nowMs = nowMs;
  }

  /** One order that cannot be read holds up no other. */
  async lookAt(orderId: string): Promise<void> {
    try {
      if (!(await this.look(orderId))) this.report.unread.push(orderId);
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      this.report.unread.push(orderId);
    }
  }

  /** Answers whether everything about it could be read. */
  private async look(orderId: string): Promise<boolean> {
    const { clock, patienceMs } = this.input;
    const standing = await sweepActivities.examineOrder({ orderId, clock, patienceMs });
    const { words, answered } = await this.ask([...toAsk(standing), ...(this.input.orderId === undefined ? [] : toCompare(standing))]);
    const verdict = judge(standing, ({ workflowId }) => words.get(workflowId) ?? 'unknown', this.nowMs);
    if (verdict.resync || verdict.settle.length > 0 || verdict.raise.some(({ isNew }) => isNew))
      await sweepActivities.tellFindings({ orderId, verdict, clock });
    this.report.findings.push(...verdict.raise.map(reported));
    this.report.settled.push(...verdict.settle.map(({ workflowId }) => workflowId));
    await this.giveBack(standing, verdict);
    return answered && !isUnreadable(standing);
  }

  /** What the gateways say of these requests, by workflow id; those that do not answer are not in it, and are not asked again. Whose word differs reads it anew. */
  private async ask(requests: readonly RequestStanding[]) {
    const words = new Map<string, GatewayWord>();
    for (const { workflowId, gateway = '', reference = '', ours } of requests) {
      if (this.silent.has(gateway) || this.asked >= MOST_ASKED) continue;
      this.asked += 1;
      try {
        const { word, difference } = await sweepActivities.comparePort(gateway, { reference, ours });
        words.set(workflowId, word);
        if (difference === undefined) continue;
        await sweepActivities.askToRead({ workflowId, difference });
        this.report.differing.push({ workflowId, difference });
      } catch (error) {
        if (!(error instanceof ActivityFailure)) throw error;
        if (!words.has(workflowId)) this.silent.add(gateway);
      }
    }
    return { words, answered: words.size === requests.length };
  }

  /** Gives back what an order claims that stays ended, once nothing of it lives; of the one that was asked for, says what it claims. */
  private async giveBack({ orderId, order, requests }: OrderStanding, { release, staysEnded }: Verdict): Promise<void> {
    const runs = [...(order ? [order] : []), ...requests].map(({ workflowId, runId }) => ({ workflowId, runId }));
    const giveBack = release && !this.input.keepClaims && (await sweepActivities.isStillEnded({ runs }));
    if (!giveBack && !(staysEnded && this.input.orderId !== undefined)) return;
    const numbers = await sweepActivities.countClaims({ orderId, giveBack });
    if (giveBack && numbers > 0) this.report.released.push({ orderId, numbers });
    if (this.input.orderId !== undefined) this.report.claims = giveBack ? 0 : numbers;
  }
}

const reported = ({ workflowId, reason, isNew, note }: Raised): ReportedFinding => ({
  workflowId,
  finding: findingWorkflowId(workflowId, FINDING_REASONS[reason]),
  reason,
  isNew,
  ...(note ? { note } : {}),
});
