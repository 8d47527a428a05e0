import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client, type ScheduleOptions } from '@temporalio/client';
import type { Log } from '../activities/log';
import { MINUTE_MS, realDuration, type BusinessClock } from '../domain/clock';
import { SWEEP_ID } from '../domain/ids';
import { QUEUES, WORKFLOWS } from '../workflows/contract';
import type { sweep } from '../workflows/sweep';

/** However fast business time runs, other parties are not asked more often, real ms. */
const LEAST_MS = 5_000;

/** A sweep that was missed is not made up for: the next one sees as much. */
const CATCH_UP_MS = 60_000;

/** One try at scheduling, and the time before the next, real ms. */
const TRY_MS = 10_000;
const AGAIN_MS = 60_000;

/** Sees to it that sweeps are scheduled, beside everything else: ports go on without, and it is tried until it is done. */
export function keepSweepsScheduled(client: Client, clock: BusinessClock, everyMinutes: number, log: Pick<Log, 'warn'>): void {
  client
    .withDeadline(Date.now() + TRY_MS, () => scheduleSweeps(client, clock, everyMinutes))
    .catch((error: unknown) => {
      log.warn({ failure: error instanceof Error ? error.name : 'Error' }, 'sweeps could not be scheduled');
      setTimeout(() => keepSweepsScheduled(client, clock, everyMinutes, log), AGAIN_MS).unref();
    });
}

/** Sees to it that sweeps run so often, in business minutes; safe to repeat, from several workers too. */
export async function scheduleSweeps(client: Client, clock: BusinessClock, everyMinutes: number): Promise<void> {
  const every = realDuration(clock, everyMinutes * MINUTE_MS, LEAST_MS);
  const spec = { intervals: [{ every }] };
  const action: ScheduleOptions['action'] = {
    type: 'startWorkflow',
    workflowType: WORKFLOWS.sweep,
    workflowId: SWEEP_ID,
    taskQueue: QUEUES.orders,
    args: [{ clock, everyMs: every * clock.scale }] satisfies Parameters<typeof sweep>,
    staticSummary: 'Sweep: was anything ended, does anything stand still or age?',
  };
  const policies = { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: CATCH_UP_MS };
  try {
    await client.schedule.create({ scheduleId: SWEEP_ID, spec, action, policies });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    // The setting, or the clock of a new database, may have changed. Paused by somebody, it stays so.
    await client.schedule
      .getHandle(SWEEP_ID)
      .update(({ state }) => ({ spec, action: { ...action, workflowId: SWEEP_ID }, policies, state }));
  }
}
