import { contextOf } from '../../client/context';
import { deliverCarrierEvent, parkUnreadable } from '../../client/carrier-events';
import type { PorticoClientOptions } from '../../client/options';
import { loadCountryPacks } from '../../config/countries';
import type { CarrierEvent } from '../../domain/carrier-event';
import { parkedEventWorkflowId } from '../../domain/ids';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import { aNumber, ID_KEY, single, usDetails } from '../support/orders';
import { signedOrder } from '../support/placed-order';
import { GATEWAY, setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ encrypted: false });
});
afterAll(() => stage?.close());

/** The door of another process, which has heard of nothing. */
function anotherProcess() {
  const options: PorticoClientOptions = {
    connection: stage.env.connection,
    documents: stage.documents,
    idKey: ID_KEY,
    packs: loadCountryPacks(),
    gateways: [{ id: GATEWAY, capabilities: { setSize: 1, visibilityLagMs: 500 } }],
    clock: stage.clock,
    maxNumbers: 1_000,
  };
  return contextOf(options);
}

const comment = (id: string, reference: string, text: string): CarrierEvent => ({
  id,
  gateway: GATEWAY,
  type: 'comment',
  text,
  occurredAtMs: stage.nowMs(),
  reference,
  source: 'webhook',
});

const attentionOf = (workflowId: string): Promise<string> =>
  waitUntil(`${workflowId} is shown`, async () => {
    const { typedSearchAttributes } = await stage.client.workflow.getHandle(workflowId).describe();
    return typedSearchAttributes.get(ATTRIBUTES.attention)?.join(' ');
  });

test.concurrent('two events under one id: the first counts, and the request raises the other, whichever process heard it', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('08'))]));
  await order.reaches('submitted');
  const [first, second] = [comment('evt_twice', order.reference(), 'first'), comment('evt_twice', order.reference(), 'second')];
  expect(await stage.portico.deliverCarrierEvent(first)).toBe('delivered');
  expect(await stage.portico.deliverCarrierEvent(first)).toBe('delivered');
  await order.settles();
  expect((await order.snapshot()).attention).toEqual([]);
  expect(await stage.portico.deliverCarrierEvent(second)).toBe('reused');
  await order.raises('eventIdReused');
  // Another process cannot know it at once; the request does.
  expect(await deliverCarrierEvent(anotherProcess(), comment('evt_twice', order.reference(), 'third'))).toBe('delivered');
  await order.settles();
  const { facts, attention } = await order.snapshot();
  expect(attention).toEqual(['eventIdReused']);
  expect(facts.filter(({ kind }) => kind === 'carrierComment')).toEqual([expect.objectContaining({ text: 'first' })]);
});

test.concurrent('of a parked event the other one is kept beside it with attention, and is never taken for it', async () => {
  const nobodys = (text: string) => comment('evt_parked_twice', '0123456789AB011', text);
  const parked = parkedEventWorkflowId(GATEWAY, 'evt_parked_twice');
  expect(await stage.portico.deliverCarrierEvent(nobodys('first'))).toBe('parked');
  expect(await stage.portico.deliverCarrierEvent(nobodys('second'))).toBe('reused');
  expect(await attentionOf(parked)).toBe('parkedEvent');
  const ids: string[] = [];
  await waitUntil('both are listed', async () => {
    ids.length = 0;
    for await (const { workflowId } of stage.client.workflow.list({ query: `WorkflowId STARTS_WITH '${parked}'` })) ids.push(workflowId);
    return ids.length === 2;
  });
  const other = ids.find((id) => id !== parked) ?? '';
  expect(other).toMatch(/\/evt_parked_twice\/[0-9a-f]{32}$/);
  expect(await attentionOf(other)).toBe('eventIdReused parkedEvent');
});

test.concurrent('an unreadable body under the id of another one is kept as well; the same body again is not', async () => {
  const parked = parkedEventWorkflowId(GATEWAY, 'evt_odd');
  const door = anotherProcess();
  expect(await parkUnreadable(door, GATEWAY, 'evt_odd', 'one')).toBe('parked');
  expect(await parkUnreadable(door, GATEWAY, 'evt_odd', 'one')).toBe('parked');
  expect(await parkUnreadable(door, GATEWAY, 'evt_odd', 'two')).toBe('reused');
  expect(await parkUnreadable(door, GATEWAY, 'evt_odd', 'two')).toBe('reused');
  expect(await attentionOf(parked)).toBe('parkedEvent');
});
