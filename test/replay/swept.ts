import { findingWorkflowId, sweepWorkflowId } from '../../domain/ids';
import { aNumber, single, usDetails } from '../support/orders';
import { placeOrder, signedOrder } from '../support/placed-order';
import type { Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

/** What was ended is found, given to somebody, repaired, or left ended and given back. */
export async function swept(stage: Stage): Promise<string[]> {
  const { operators } = stage.portico;
  const by = { by: 'op-7', reason: 'to be recorded' };
  const order = await signedOrder(stage, usDetails([single(aNumber('20'))]));
  await order.reaches('scheduled');
  const handles = [order.handle, order.request()];
  for (const handle of handles) await handle.terminate('by mistake');
  const { orderId } = order.input;
  const sweeps = async (): Promise<string> => {
    await operators.reconcile(orderId);
    const { workflowId } = await waitUntil('the sweep in the list', async () => {
      for await (const info of stage.client.workflow.list({ query: `WorkflowId STARTS_WITH '${sweepWorkflowId(orderId)}'` })) return info;
      return undefined;
    });
    return workflowId;
  };
  const first = await sweeps();
  const findings = handles.map(({ workflowId }) => findingWorkflowId(workflowId, 'ended'));
  for (const id of findings) await operators.assign(id, { ...by, to: 'op-8' });
  await operators.repairOrder(orderId, by);
  await Promise.all(findings.map((id) => stage.client.workflow.getHandle(id).result()));
  await order.ends();

  const given = await placeOrder(stage, usDetails([single(aNumber('20'))]));
  await given.handle.terminate('for good');
  await operators.reconcile(given.input.orderId);
  const finding = findingWorkflowId(given.handle.workflowId, 'ended');
  await operators.resolve(finding, by);
  await stage.client.workflow.getHandle(finding).result();
  await operators.reconcile(given.input.orderId);
  const last = await waitUntil('both sweeps in the list', async () => {
    const ids: string[] = [];
    const query = `WorkflowId STARTS_WITH '${sweepWorkflowId(given.input.orderId)}'`;
    for await (const { workflowId } of stage.client.workflow.list({ query })) ids.push(workflowId);
    return ids.length === 2 && [...new Set(ids)];
  });
  return [...handles.map(({ workflowId }) => workflowId), first, ...last, ...findings, finding];
}
