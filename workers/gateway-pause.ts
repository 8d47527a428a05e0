import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { gatewayPauseWorkflowId } from '../domain/ids';

/** Whether an operator has paused this gateway: its pause is a workflow that runs. Throws trouble with Temporal. */
export async function isGatewayPaused({ workflow }: Client, gateway: string): Promise<boolean> {
  try {
    return (await workflow.getHandle(gatewayPauseWorkflowId(gateway)).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
