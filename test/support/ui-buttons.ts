/** The buttons of the Temporal Web UI, as the very calls that it makes. */
import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { encodeToPayloads } from '@temporalio/common/lib/internal-non-workflow';
import type { Stage } from './stage';

const NAMESPACE = 'default';
const BY_HAND = { identity: 'a person in the Web UI', reason: 'a person in the Web UI' };

/** What a person can press on one workflow. The UI names the run that it shows. */
export interface Buttons {
  terminate(handle: WorkflowHandle): Promise<void>;
  requestCancellation(handle: WorkflowHandle): Promise<void>;
  /** To the first step, or to the last one. */
  reset(handle: WorkflowHandle, to: 'first' | 'last'): Promise<void>;
  /** `plain`: without the codec, as a bare command line sends it. */
  signal(handle: WorkflowHandle, name: string, input: unknown, how?: 'plain'): Promise<void>;
}

/** The buttons of a stage. */
export function buttonsOf(stage: () => Stage): Buttons {
  const shown = async ({ workflowId }: WorkflowHandle) => ({
    namespace: NAMESPACE,
    workflowExecution: { workflowId, runId: (await stage().client.workflow.getHandle(workflowId).describe()).runId },
    ...BY_HAND,
  });
  return {
    async terminate(handle) {
      await stage().client.workflowService.terminateWorkflowExecution(await shown(handle));
    },
    async requestCancellation(handle) {
      await stage().client.workflowService.requestCancelWorkflowExecution({ ...(await shown(handle)), requestId: randomUUID() });
    },
    async reset(handle, to) {
      const request = await shown(handle);
      const { events } = await stage().client.workflow.getHandle(handle.workflowId).fetchHistory();
      const tasks = (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes);
      await stage().client.workflowService.resetWorkflowExecution({
        ...request,
        requestId: randomUUID(),
        workflowTaskFinishEventId: (to === 'first' ? tasks[0] : tasks.at(-1))?.eventId ?? null,
      });
    },
    async signal(handle, signalName, input, how) {
      const { loadedDataConverter } = stage().client.workflow.options;
      const plain = [{ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(input)) }];
      const payloads = how === 'plain' ? plain : await encodeToPayloads(loadedDataConverter, input);
      await stage().client.workflowService.signalWorkflowExecution({
        ...(await shown(handle)),
        signalName,
        input: { payloads: payloads ?? [] },
        requestId: randomUUID(),
      });
    },
  };
}
