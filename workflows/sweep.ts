import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { BusinessClock } from '../domain/clock';
import { findingWorkflowId } from '../domain/ids';
import { judge, toAsk } from '../domain/sweep/judge';
import { describeReport, needsPerson, type ReportedFinding, type SweepReport } from '../domain/sweep/report';
import { wordOf, type GatewayWord } from '../domain/sweep/standing';
import { sweepActivities } from './activity-proxies';
import { nowIn } from './inbox-loop';
import { ATTRIBUTES } from './search-attributes';

/** What a sweep looks at: one order, or everything that somebody has ended. */
export interface SweepInput {
  readonly clock: BusinessClock;
  readonly orderId?: string | undefined;
}

/** Orders that are looked at, and gateways asked, at the same time. */
const AT_ONCE = 4;

/** Looks once whether anything was ended that must not be: raises it, settles what is over, and says so in its report. Two at once do no harm. */
export async function sweep({ clock, orderId }: SweepInput): Promise<SweepReport> {
  const { orderIds, more } = await sweepActivities.findEnded({ orderId });
  const findings: ReportedFinding[] = [];
  const settled: string[] = [];
  const released: SweepReport['released'][number][] = [];
  const unread: string[] = [];
  const lookAt = async (id: string): Promise<void> => {
    const { standing, words, answered } = await look(id);
    if (!answered) unread.push(id);
    const verdict = judge(standing, ({ workflowId }) => words.get(workflowId) ?? 'unknown');
    await sweepActivities.tellFindings({ orderId: id, verdict, clock });
    findings.push(
      ...verdict.raise.map(({ workflowId, reason, isNew }) => ({ workflowId, finding: findingWorkflowId(workflowId), reason, isNew })),
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
  const report = { atMs: nowIn(clock), looked: orderIds.length, findings, settled, released, unread, more };
  setCurrentDetails(describeReport(report));
  upsertSearchAttributes([{ key: ATTRIBUTES.status, value: needsPerson(report) ? 'found' : 'nothingFound' }]);
  return report;
}

/** How the order stands at Temporal, and each request that was ended at its gateway. */
async function look(orderId: string) {
  const standing = await sweepActivities.examineOrder({ orderId });
  const words = new Map<string, GatewayWord>();
  let answered = true;
  for (const { workflowId, gateway = '', reference = '' } of toAsk(standing)) {
    try {
      words.set(workflowId, wordOf(await sweepActivities.readPort(gateway, { reference })));
    } catch {
      answered = false;
    }
  }
  return { standing, words, answered };
}

/** Gives back what the order still claims; answers on how many numbers. */
async function giveBack(orderId: string): Promise<number> {
  const { numbers } = await sweepActivities.readClaims({ orderId });
  if (numbers.length > 0) await sweepActivities.releaseNumbers({ orderId, numbers });
  return numbers.length;
}
