import '../support/quiet-runtime';
import { existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inspect } from 'node:util';
import { setStage, type Stage } from '../support/stage';
import { storeRuns, type StoredRun } from '../support/stored-history';
import { buildWorkflowBundle } from '../support/workflow-bundle';
import { SCENARIOS, type Scenario } from './scenarios';

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

/** The file of the next recording of a scenario: `happy-port.json`, then `happy-port.2.json`. */
function nextFile(name: string): string {
  for (let recording = 1; ; recording += 1) {
    const file = join(folder, recording === 1 ? `${name}.json` : `${name}.${recording}.json`);
    if (!existsSync(file)) return file;
  }
}

/** The scenarios that were asked for; all of them when none was named. */
function chosen(): [string, Scenario][] {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !(name in SCENARIOS));
  if (unknown.length > 0) throw new Error(`no such scenario: ${unknown.join(', ')}; there are: ${Object.keys(SCENARIOS).join(', ')}`);
  return Object.entries(SCENARIOS).filter(([name]) => names.length === 0 || names.includes(name));
}

async function main(): Promise<void> {
  const scenarios = chosen();
  await buildWorkflowBundle();
  const stage = await setStage({ encrypted: false, focDays: 6, byHand: true });
  try {
    const recorded = await Promise.all(
      scenarios.map(async ([name, play]) => {
        const runs: StoredRun[] = [];
        for (const workflowId of await play(stage)) runs.push(...(await runsOf(stage, workflowId)));
        return { name, runs };
      }),
    );
    for (const { name, runs } of recorded) {
      const file = nextFile(name);
      writeFileSync(file, storeRuns(runs));
      process.stdout.write(`${basename(file)}: ${runs.length} runs\n`);
    }
  } finally {
    await stage.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${inspect(error)}\n`);
  process.exitCode = 1;
});
