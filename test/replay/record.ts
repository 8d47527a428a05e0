import '../support/quiet-runtime';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { setStage, type Stage } from '../support/stage';
import { storeRuns, type StoredRun } from '../support/stored-history';
import { buildWorkflowBundle } from '../support/workflow-bundle';
import { SCENARIOS } from './scenarios';

const folder = join(__dirname, 'histories');

/** Every run of a workflow, the last first. */
async function runsOf({ client }: Stage, workflowId: string): Promise<StoredRun[]> {
  const runs: StoredRun[] = [];
  for (let runId: string | undefined = (await client.workflow.getHandle(workflowId).describe()).runId; runId !== undefined;) {
    const events: StoredRun['history']['events'] = (await client.workflow.getHandle(workflowId, runId).fetchHistory()).events ?? [];
    runs.push({ workflowId, history: { events } });
    runId = events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
  }
  return runs;
}

async function main(): Promise<void> {
  await buildWorkflowBundle();
  const stage = await setStage({ encrypted: false, focDays: 6 });
  try {
    const recorded = await Promise.all(
      Object.entries(SCENARIOS).map(async ([name, play]) => {
        const runs: StoredRun[] = [];
        for (const workflowId of await play(stage)) runs.push(...(await runsOf(stage, workflowId)));
        return { name, runs };
      }),
    );
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const { name, runs } of recorded) {
      writeFileSync(join(folder, `${name}.json`), storeRuns(runs));
      process.stdout.write(`${name}: ${runs.length} runs\n`);
    }
  } finally {
    await stage.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${inspect(error)}\n`);
  process.exitCode = 1;
});
