import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { readRuns, type StoredRun } from '../support/stored-history';
import { workflowBundle } from '../support/workflow-bundle';
import { SCENARIOS } from './scenarios';

const folder = join(__dirname, 'histories');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const runsIn = (file: string): StoredRun[] => readRuns(readFileSync(join(folder, file), 'utf8'));

/** What replaying says of each run: nothing, or why today's code would have done something else. */
async function objectionsTo(runs: readonly StoredRun[], bundle: WorkflowBundleOption = workflowBundle()): Promise<string[]> {
  const objections: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: bundle }, runs)) {
    if (error) objections.push(`${workflowId}: ${error.message}`);
  }
  return objections;
}

test.each(files)("I16: today's workflows would do again what %s says they did", async (file) => {
  const runs = runsIn(file);
  expect(runs.length).toBeGreaterThan(0);
  expect(await objectionsTo(runs)).toEqual([]);
});

test('every scenario is recorded, and every kind of workflow is among them', () => {
  expect(new Set(files.map((name) => name.split('.')[0]))).toEqual(new Set(Object.keys(SCENARIOS)));
  const types = files.flatMap(runsIn).map(({ history }) => history.events[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name);
  expect(new Set(types)).toEqual(
    new Set([
      'portOrder',
      'portRequest',
      'notification',
      'parkedEvent',
      'supportCase',
      'webhooks',
      'webhookDelivery',
      'gatewayReference',
      'manualPort',
      'gatewayPause',
    ]),
  );
});

describe('F21: the gate can fail', () => {
  test('a change in the workflows that does another thing than was recorded', async () => {
    const { codePath } = workflowBundle();
    const code = readFileSync(codePath, 'utf8');
    const changed = code.replaceAll('prepareNumbers', 'prepareNumberz');
    expect(changed).not.toBe(code);
    const [objection] = await objectionsTo(runsIn('happy-port.json'), { code: changed });
    expect(objection).toMatch(/^port-request\/.*[Nn]ondeterminism/);
  });

  test('a history under the name of another workflow', async () => {
    const [order] = runsIn('happy-port.json');
    const type = order?.history.events[0]?.workflowExecutionStartedEventAttributes?.workflowType;
    if (!order || !type) throw new Error('no order is recorded');
    type.name = 'portRequest';
    expect(await objectionsTo([order])).toHaveLength(1);
  });

  test('a history in which something else was asked for', async () => {
    const [, request] = runsIn('happy-port.json');
    const asked = request?.history.events.find((event) => event.activityTaskScheduledEventAttributes)?.activityTaskScheduledEventAttributes;
    if (!request || !asked?.activityType) throw new Error('no activity is recorded');
    asked.activityType.name = 'somethingElse';
    expect(await objectionsTo([request])).toHaveLength(1);
  });

  test('a history in which a timer never ran', async () => {
    const [, request] = runsIn('happy-port.json');
    if (!request) throw new Error('no request is recorded');
    const events = request.history.events.filter((event) => !event.timerStartedEventAttributes);
    expect(await objectionsTo([{ ...request, history: { events } }])).toHaveLength(1);
  });
});
