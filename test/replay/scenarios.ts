import { createOrdersActivities } from '../../activities/orders';
import { pointerWorkflowId } from '../../client/port-pointers';
import { DAY_MS, HOUR_MS } from '../../domain/clock';
import {
  caseNotificationWorkflowId,
  gatewayPauseWorkflowId,
  manualPortWorkflowId,
  notificationWorkflowId,
  parkedEventWorkflowId,
  supportCaseWorkflowId,
  webhookDeliveryWorkflowId,
  webhooksWorkflowId,
} from '../../domain/ids';
import type { WebhooksInput } from '../../domain/webhooks/state';
import { QUEUES, resolveSignal, tryNowSignal, WORKFLOWS } from '../../workflows/contract';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import { deskOrder } from '../support/desk';
import { anOrderId, anOrderInput, aNumber, aParisNumber, aWeekAfter, BY_HAND, frenchDetails, single, usDetails } from '../support/orders';
import { placeOrder, PlacedOrder, signedOrder } from '../support/placed-order';
import { GATEWAY, type Stage } from '../support/stage';
import { swept } from './swept';
import { startReceiver } from '../support/webhook-receiver';
import { waitUntil } from '../support/wait-until';

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

  async 'read-by-routine'(stage) {
    const lookUps = { quietMs: DAY_MS, portDayMs: HOUR_MS };
    const order = await signedOrder(stage, one('17'), { gateway: { id: GATEWAY, setSize: 1, visibilityLagMs: 500, lookUps } });
    await order.ends();
    return both(order);
  },

  async 'pointed-at'(stage) {
    const gateway = { id: GATEWAY, setSize: 1, visibilityLagMs: 500, echoesReference: false } as const;
    const order = await signedOrder(stage, one('20'), { gateway });
    await order.reaches('submitted');
    const { id: gatewayId } = (await stage.control('GET', `/ports/${order.reference()}`)) as { readonly id: string };
    const event = { gateway: GATEWAY, type: 'comment', text: 'hello', occurredAtMs: stage.nowMs(), source: 'webhook' } as const;
    await stage.portico.deliverCarrierEvent({ ...event, id: 'of-the-port', gatewayId });
    await stage.portico.deliverCarrierEvent({ ...event, id: 'nobodys-port', gatewayId: 'prt_nobodys' });
    const pointers = [gatewayId, 'prt_nobodys'].map((id) => stage.client.workflow.getHandle(pointerWorkflowId(GATEWAY, id)));
    await waitUntil('a person is asked', async () =>
      (await pointers[1]?.describe())?.typedSearchAttributes.get(ATTRIBUTES.attention)?.includes('parkedEvent'),
    );
    await pointers[1]?.signal(resolveSignal, { by: 'an operator', reason: 'not ours' });
    await order.ends();
    await Promise.all(pointers.map((pointer) => pointer.result()));
    return [...both(order), ...pointers.map(({ workflowId }) => workflowId)];
  },

  async 'operated-by-hand'(stage) {
    const by = { by: 'op-7', reason: 'agreed by telephone' };
    const { operators } = stage.portico;
    const [order, live] = await Promise.all([placeOrder(stage, one('01')), signedOrder(stage, one('08'))]);
    const { orderId } = order.input;
    await operators.assign(order.handle.workflowId, { ...by, to: 'op-8' });
    await operators.operate({ orderId, act: { do: 'extendDeadline', days: 3 }, ...by });
    await operators.operate({ orderId, act: { do: 'waiveDocument', document: 'invoice' }, ...by });
    await order.sign();
    await order.reaches('rejected');
    await operators.assign(order.request().workflowId, { ...by, to: 'op-8' });
    await operators.operate({ orderId, n: 1, act: { do: 'extendDeadline', days: 3 }, ...by });
    await operators.operate({ orderId, n: 1, act: { do: 'closeRequest' }, ...by });
    await live.requestUntil('with the carrier', ({ status }) => status === 'submitted');
    await operators.operate({ orderId: live.input.orderId, n: 1, act: { do: 'closeRequest', evenIfLive: true }, ...by });

    const event = { gateway: 'acme', type: 'comment', occurredAtMs: stage.nowMs(), source: 'webhook' } as const;
    await stage.portico.deliverCarrierEvent({ ...event, id: 'by-hand', reference: 'not-ours' });
    const parked = stage.client.workflow.getHandle(parkedEventWorkflowId('acme', 'by-hand'));
    await operators.assign(parked.workflowId, { ...by, to: 'op-8' });
    await operators.replay(parked.workflowId, by);
    await operators.assign(parked.workflowId, { ...by, to: null });
    await operators.resolve(parked.workflowId, by);

    await operators.pauseGateway('acme', by);
    await operators.resumeGateway('acme', by);
    await Promise.all([order.ends(), live.ends(), parked.result()]);
    return [...both(order), ...both(live), parked.workflowId, gatewayPauseWorkflowId('acme')];
  },

  swept,

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

  async 'webhooks-of-customers'(stage) {
    const accountId = 'acct-recorded';
    const receiver = await startReceiver();
    try {
      // Short, so that the endpoints are carried into another run.
      const input: WebhooksInput = { schemaVersion: 1, accountId, clock: stage.clock, continueAsNewAfterEvents: 20 };
      const workflowId = webhooksWorkflowId(accountId);
      await stage.client.workflow.start(WORKFLOWS.webhooks, { workflowId, taskQueue: QUEUES.orders, args: [input] });
      const { webhooks } = stage.portico;
      const orders = createOrdersActivities(stage.client);
      const tell = async (id: string, seq: number): Promise<string> => {
        const orderId = anOrderId();
        const fact = { kind: 'orderCancelled', seq, atMs: stage.nowMs() } as const;
        const to = { orderId, accountId, language: 'en', zone: 'UTC', clock: stage.clock, items: {} } as const;
        await orders.startNotification({ ...to, seq, facts: [fact] });
        return webhookDeliveryWorkflowId(id, orderId, seq);
      };
      const ended = (id: string): Promise<unknown> => stage.client.workflow.getHandle(id).result();
      const { id } = await webhooks.add({ accountId, url: receiver.url });
      const about = { accountId, id };
      const taken = await tell(id, 1);
      await ended(taken);
      await webhooks.rotate(about);
      receiver.answers(503);
      const late = await tell(id, 2);
      await receiver.hears('the second', ({ event }) => event.sequence === 2);
      receiver.answers(204);
      await stage.client.workflow.getHandle(late).signal(tryNowSignal, {});
      await ended(late);
      receiver.answers(500);
      const lost = await tell(id, 3);
      await ended(lost);
      await webhooks.enable(about);
      await webhooks.disable(about);
      receiver.answers(410);
      await webhooks.test(about);
      await webhooks.enable(about);
      const gone = await tell(id, 4);
      await ended(gone);
      await webhooks.enable(about);
      receiver.answers(500);
      const dropped = await tell(id, 5);
      await receiver.hears('the fifth', ({ event }) => event.sequence === 5);
      await webhooks.remove(about);
      await ended(dropped);
      return [workflowId, taken, late, lost, gone, dropped];
    } finally {
      await receiver.close();
    }
  },

  async 'by-hand'(stage) {
    const desk = await deskOrder(stage);
    const { order, number } = desk;
    await desk.until('that it is late', ({ attention }) => attention.includes('carrierTaskLate'));
    await desk.enters('sent');
    await order.reaches('submitted');
    await desk.enters('rejected', { reasons: [{ code: 'NAME_MISMATCH' }] });
    await order.reaches('rejected');
    await order.correct({ holder: { ...order.input.details.holder, name: 'Ada M. Testperson' } });
    await order.sign(2);
    await desk.until('the second attempt', ({ attempt }) => attempt === 2);
    await desk.enters('sent');
    await desk.enters('acknowledged');
    await desk.enters('foc_confirmed', { foc: desk.window(9).foc });
    await order.reaches('scheduled');
    await order.cancel();
    await desk.until('the cancel', ({ tasks }) => tasks.some(({ kind }) => kind === 'cancel'));
    await desk.enters('sent');
    await desk.enters('cancel_refused', { reasons: [{ code: 'OTHER' }] });
    await order.reaches('cancelRefused');
    await desk.until('that they may have moved', ({ tasks }) => tasks.some(({ kind }) => kind === 'confirm'));
    await desk.moves();
    await desk.enters('completed');
    await order.reaches('ported');
    await desk.enters('sms_activated', { numbers: [number] });
    await order.ends();
    const desks = [1, 2].map((attempt) => manualPortWorkflowId(BY_HAND.id, order.reference(1, attempt)));
    for (const id of desks) await stage.client.workflow.getHandle(id).result();
    return [...both(order), ...desks];
  },

  async 'by-hand-cancelled'(stage) {
    const unsent = await deskOrder(stage);
    await unsent.order.cancel();
    await unsent.order.ends();
    const chased = await deskOrder(stage);
    await chased.enters('sent');
    await chased.until('that it is to be chased', ({ tasks }) => tasks.some(({ chaseSinceMs }) => chaseSinceMs !== undefined));
    await chased.order.cancel();
    await chased.until('the cancel', ({ tasks }) => tasks.some(({ kind }) => kind === 'cancel'));
    await chased.enters('cancel_accepted');
    await chased.order.ends();
    const desks = [unsent, chased].map(({ order }) => manualPortWorkflowId(BY_HAND.id, order.reference()));
    for (const id of desks) await stage.client.workflow.getHandle(id).result();
    return [unsent, chased].flatMap(({ order }, index) => [order.request().workflowId, desks[index] ?? '']);
  },
};
