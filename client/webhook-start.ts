import { memoOf, type DeliveryInput } from '../domain/webhooks/delivery';
import { QUEUES } from '../workflows/contract';
import { ATTRIBUTES } from '../workflows/search-attributes';

/** How every delivery is started, by whomever: with what lists show of it from the first moment on. */
export const deliveryOptions = (input: DeliveryInput) => ({
  taskQueue: QUEUES.orders,
  args: [input] as [DeliveryInput],
  staticSummary: `Send ${input.event.type} to endpoint ${input.endpointId}`,
  memo: { delivery: memoOf({ eventId: input.event.id, type: input.event.type, state: 'pending', tries: [] }) },
  typedSearchAttributes: [
    { key: ATTRIBUTES.status, value: 'pending' },
    { key: ATTRIBUTES.account, value: input.accountId },
  ],
});
