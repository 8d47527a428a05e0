import { webhookDeliveryStarted } from '../domain/shown/started-beside';
import { memoOf, type DeliveryInput } from '../domain/webhooks/delivery';
import { QUEUES } from '../workflows/contract';
import { ATTRIBUTES } from '../workflows/search-attributes';

/** How every delivery is started, by whomever: with what lists show of it from the first moment on. */
export const deliveryOptions = (input: DeliveryInput) => ({
  ...webhookDeliveryStarted({
    accountId: input.accountId,
    endpointId: input.endpointId,
    eventId: input.event.id,
    type: input.event.type,
    orderId: 'orderId' in input.event ? input.event.orderId : undefined,
  }),
  taskQueue: QUEUES.orders,
  args: [input] as [DeliveryInput],
  memo: { delivery: memoOf({ eventId: input.event.id, type: input.event.type, state: 'pending', tries: [] }) },
  typedSearchAttributes: [
    { key: ATTRIBUTES.status, value: 'pending' },
    { key: ATTRIBUTES.account, value: input.accountId },
  ],
});
