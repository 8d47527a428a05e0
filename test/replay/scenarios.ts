import { caseNotificationWorkflowId, notificationWorkflowId, parkedEventWorkflowId, supportCaseWorkflowId } from '../../domain/ids';
import { resolveSignal } from '../../workflows/contract';
import { anOrderInput, aNumber, aParisNumber, aWeekAfter, frenchDetails, single, usDetails } from '../support/orders';
import { placeOrder, PlacedOrder, signedOrder } from '../support/placed-order';
import type { Stage } from '../support/stage';

/** Plays one scenario to its end; answers the ids of the workflows to keep. */
export type Scenario = (stage: Stage) => Promise<readonly string[]>;

const one = (ending: string) => usDetails([single(aNumber(ending))]);
const both = (order: PlacedOrder): string[] => [order.handle.workflowId, order.request().workflowId];

/** What is recorded for replay: between them they pass through every handler, effect and deadline of the workflows. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  async 'happy-port'(stage) {
    const order = await signedOrder(stage, one('20'));
    await order.ends();
    await order.told(/finished/);
    const seq = (await order.ticket())[0]?.key.split('/')[1];
    return [...both(order), notificationWorkflowId(order.input.orderId, Number(seq))];
  },

  async 'block-and-singles'(stage) {
    const block = aParisNumber('30');
    const singles = [aParisNumber('04'), aParisNumber('13')];
    const order = await signedOrder(
      stage,
      frenchDetails([
        { kind: 'block', start: block, end: `${block.slice(0, -1)}9`, transferCode: '01P1A2B3C4D6' },
        ...singles.map((number) => ({ kind: 'single', number, transferCode: '01P1A2B3C4D5' }) as const),
      ]),
    );
    await order.ends();
    return [order.handle.workflowId, ...[1, 2, 3].map((n) => order.request(n).workflowId)];
  },

  async 'rejected-and-corrected'(stage) {
    const order = await signedOrder(stage, one('01'));
    await order.reaches('rejected');
    await order.correct({ holder: { ...order.input.details.holder, name: 'Ada M. Testperson' } });
    await order.sign(2);
    await order.ends();
    return both(order);
  },

  async 'date-refused-and-sent-again'(stage) {
    const order = await signedOrder(stage, one('12'));
    await order.reaches('rejected');
    await order.correct({ asItIs: true }, 'operator');
    await order.ends();
    return both(order);
  },

  async 'rescheduled-then-cancelled'(stage) {
    const order = await signedOrder(stage, one('20'));
    const { foc } = await order.reaches('scheduled');
    await order.reschedule(aWeekAfter(foc.date));
    await order.reaches('dateChanged');
    await order.cancel();
    await order.ends();
    return both(order);
  },

  async 'cancelled-and-ported'(stage) {
    const order = await signedOrder(stage, one('06'));
    await order.reaches('scheduled');
    await order.request().cancel();
    await order.ends();
    return both(order);
  },

  async 'without-webhooks'(stage) {
    const order = await signedOrder(stage, one('17'));
    await order.ends();
    return both(order);
  },

  async 'activation-fails-and-sms-is-never-there'(stage) {
    const [failing, silent] = await Promise.all([signedOrder(stage, one('09')), signedOrder(stage, one('11'))]);
    await Promise.all([failing.ends(), silent.ends()]);
    return [failing.request().workflowId, silent.request().workflowId];
  },

  async 'lost-answers'(stage) {
    const order = await signedOrder(stage, one('18'));
    await order.ends();
    return both(order);
  },

  async 'continued-as-new'(stage) {
    const order = await signedOrder(stage, one('20'), { continueAsNewAfterEvents: 30 });
    await order.ends();
    return both(order);
  },

  async 'order-gone'(stage) {
    const order = await signedOrder(stage, one('20'));
    await order.reaches('scheduled');
    await order.handle.terminate('by mistake');
    await order.requestUntil('the end', ({ status, attention }) => status === 'over' && attention.includes('orderUnreachable'));
    return both(order);
  },

  async 'ended-before-submission'(stage) {
    const refused = new PlacedOrder(stage, anOrderInput(one('99'), stage.clock));
    await refused.place();
    const [cancelled, expired] = await Promise.all([placeOrder(stage, one('20')), placeOrder(stage, one('20'))]);
    await cancelled.handle.cancel();
    await Promise.all([refused.ends(), cancelled.ends(), expired.ends()]);
    return [refused, cancelled, expired].map(({ handle }) => handle.workflowId);
  },

  async 'parked-events'(stage) {
    const event = { gateway: 'acme', type: 'numberActivated', occurredAtMs: stage.nowMs(), source: 'webhook' } as const;
    const order = await placeOrder(stage, one('20'));
    await stage.portico.deliverCarrierEvent({ ...event, id: 'early', reference: order.reference(), numbers: [aNumber()] });
    await stage.portico.deliverCarrierEvent({ ...event, id: 'nobodys', reference: 'not-ours' });
    const nobodys = stage.client.workflow.getHandle(parkedEventWorkflowId('acme', 'nobodys'));
    await nobodys.signal(resolveSignal, { by: 'an operator', reason: 'not ours' });
    await order.provideDocuments();
    await order.sign();
    const early = stage.client.workflow.getHandle(parkedEventWorkflowId('acme', 'early'));
    await Promise.all([nobodys.result(), early.result()]);
    return [nobodys.workflowId, early.workflowId];
  },

  async 'support-cases'(stage) {
    const order = await signedOrder(stage, one('20'));
    const { orderId } = order.input;
    const [item] = order.input.details.numbers;
    if (item?.kind !== 'single') throw new Error('not a single number');
    const about = { orderId, number: item.number, trouble: 'calls' } as const;
    const open = async (idempotencyKey: string) => (await stage.portico.openSupportCase({ ...about, idempotencyKey })).k;
    const early = await open('before the port');
    await order.ends();
    const unanswered = await open('not configured, and never answered');
    await stage.control('POST', '/platform/configure', { numbers: [item.number] });
    const resolved = await open('three calls');
    const portedAt =
      (await stage.portico.timeline(orderId)).find((fact) => fact.kind === 'request' && fact.fact.kind === 'ported')?.atMs ?? 0;
    const at = new Date(portedAt).toISOString();
    const call = { called: item.number, operator: 'Lakeside', date: at.slice(0, 10), time: at.slice(11, 16), zone: 'UTC' };
    for (const last of [1, 2, 3])
      await stage.portico.proceedInSupportCase({ orderId, k: resolved, calls: [{ ...call, calling: `+1212555999${last}` }] });
    const handles = [early, unanswered, resolved].map((k) => stage.client.workflow.getHandle(supportCaseWorkflowId(orderId, k)));
    await handles[2]?.signal(resolveSignal, { by: 'an operator', reason: 'a route was missing' });
    await Promise.all(handles.map((handle) => handle.result()));
    await order.told(/resolved$/);
    const message = (await order.ticket()).find(({ key }) => key.startsWith(`support/${orderId}/${early}/`));
    return [...handles.map(({ workflowId }) => workflowId), caseNotificationWorkflowId(orderId, early, Number(message?.key.split('/')[3]))];
  },
};
