import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { GatewayStatus } from '../domain/carrier-event';
import { DAY_MS, MINUTE_MS, type BusinessClock } from '../domain/clock';
import { findingWorkflowId } from '../domain/ids';
import { difference } from '../domain/sweep/differs';
import { judge, toAsk, toCompare } from '../domain/sweep/judge';
import { describeReport, needsPerson, type ReportedFinding, type SweepReport } from '../domain/sweep/report';
import { wordOf, type RequestStanding } from '../domain/sweep/standing';
import { sweepActivities } from './activity-proxies';
import { nowIn } from './inbox-loop';
import { ATTRIBUTES } from './search-attributes';

/** What a sweep looks at: one order, or everything that was ended, stands still, or ages. */
export interface SweepInput {
  readonly clock: BusinessClock;
  readonly orderId?: string | undefined;
  /** How often sweeps run, business ms: papers are looked at by the first of a day (UTC) only. Absent: by this one. */
  readonly everyMs?: number | undefined;
  /** How long after its deadline a workflow stands still, real ms; for tests. */
  readonly patienceMs?: number | undefined;
}

/** A deadline is acted upon at once; after this, real ms, nobody was there to do it. */
const PATIENCE_MS = 5 * MINUTE_MS;

/** Orders that are looked at, and gateways asked, at the same time. */
const AT_ONCE = 4;

/** Looks once whether anything was ended, stands still or ages: raises it, settles what is over, and says so in its report. Two at once do no harm. */
export async function sweep({ clock, orderId, everyMs, patienceMs = PATIENCE_MS }: SweepInput): Promise<SweepReport> {
  const nowMs = nowIn(clock);
  const overdueMs = nowMs - patienceMs * clock.scale;
  const waiting = everyMs === undefined || Math.floor(nowMs / DAY_MS) !== Math.floor((nowMs - everyMs) / DAY_MS);
  const { orderIds, more } = await sweepActivities.findOrders({ orderId, overdueMs, waiting });
  const findings: ReportedFinding[] = [];
  const settled: string[] = [];
  const released: SweepReport['released'][number][] = [];
  const unread: string[] = [];
  const differing: SweepReport['differing'][number][] = [];
  const lookAt = async (id: string): Promise<void> => {
    const standing = await sweepActivities.examineOrder({ orderId: id, nowMs, overdueMs });
    const { statuses, answered } = await askGateways([...toAsk(standing), ...(orderId === undefined ? [] : toCompare(standing))]);
    if (!answered) unread.push(id);
    for (const { workflowId, ours } of standing.requests) {
      const status = statuses.get(workflowId);
      const differs = ours && status !== undefined ? difference(ours, status) : undefined;
      if (differs === undefined) continue;
      await sweepActivities.askToRead({ workflowId, difference: differs });
      differing.push({ workflowId, difference: differs });
    }
    const words = new Map([...statuses].map(([workflowId, status]) => [workflowId, wordOf(status)]));
    const verdict = judge(standing, ({ workflowId }) => words.get(workflowId) ?? 'unknown');
    await sweepActivities.tellFindings({ orderId: id, verdict, clock });
    findings.push(
      ...verdict.raise.map(({ workflowId, reason, isNew, note }) => ({
        workflowId,
        finding: findingWorkflowId(workflowId),
        reason,
        isNew,
        ...(note ? { note } : {}),
      })),
    );
    settled.push(...verdict.settle);
    if (verdict.release) {
      const numbers = await giveBack(id);
      if (numbers > 0) released.push({ orderId: id, numbers });
    }
  };
  for (let from = 0; from < orderIds.length; from += AT_ONCE) {
    await Promise.all(
      orderIds.slice(from, from + AT_ONCE).map((id) =>
        // One order that cannot be read holds up no other.
        lookAt(id).catch(() => void (unread.includes(id) || unread.push(id))),
      ),
    );
  }
  const report = { atMs: nowMs, looked: orderIds.length, findings, differing, settled, released, unread, more };
  setCurrentDetails(describeReport(report));
  upsertSearchAttributes([{ key: ATTRIBUTES.status, value: needsPerson(report) ? 'found' : 'nothingFound' }]);
  return report;
}

/** What the gateways say of these requests, by workflow id; those that do not answer are not in it. */
async function askGateways(requests: readonly RequestStanding[]) {
  const statuses = new Map<string, GatewayStatus | null>();
  for (const { workflowId, gateway = '', reference = '' } of requests) {
    try {
      statuses.set(workflowId, await sweepActivities.readPort(gateway, { reference }));
    } catch {
      // The report says that this order could not be read in full.
    }
  }
  return { statuses, answered: statuses.size === requests.length };
}

/** Gives back what the order still claims; answers on how many numbers. */
async function giveBack(orderId: string): Promise<number> {
  const { numbers } = await sweepActivities.readClaims({ orderId });
  if (numbers.length > 0) await sweepActivities.releaseNumbers({ orderId, numbers });
  return numbers.length;
}
