import { z } from 'zod';
import type { OrderStatus } from '../domain/order/view';
import { countryCode } from './order-body';
import { coded, identifier, isoDay } from './text';

/** Every status of an order; a record, so that one too few or too many does not compile. */
const STATUSES: Readonly<Record<OrderStatus, true>> = {
  intake: true,
  awaitingDecision: true,
  awaitingDocuments: true,
  awaitingSignature: true,
  inProgress: true,
  actionRequired: true,
  scheduled: true,
  partiallyPorted: true,
  completed: true,
  completedPartially: true,
  cancelled: true,
  failed: true,
  expired: true,
  refused: true,
};

export const orderStatus = z.enum(Object.keys(STATUSES) as [OrderStatus, ...OrderStatus[]]);

const count = z
  .string()
  .refine(
    (value) => /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= 100,
    coded('invalid_limit', 'Must be a whole number from 1 to 100.'),
  )
  .transform(Number)
  .meta({ pattern: '^([1-9]\\d?|100)$' });

/** The filters of `GET /v1/port-orders`: words and ids only, so that nothing of a caller's text reaches a query. */
export const orderQuery = z.strictObject({
  status: orderStatus.optional(),
  country: countryCode.optional(),
  losingCarrier: identifier('A carrier').optional(),
  account: identifier('An account id').optional(),
  attention: z.enum(['true']).optional().describe('Only orders that a person of ours has to look at'),
  portDateFrom: isoDay.optional().describe('First day, UTC, on which a number of the order ports'),
  portDateTo: isoDay.optional().describe('Last such day, included'),
  limit: count.optional().describe('1 to 100; 25 without it'),
  pageToken: z
    .string()
    .refine(
      (value) => /^[A-Za-z0-9_-]{1,2048}$/.test(value),
      coded('bad_page_token', 'Give the nextPageToken of the page before, unchanged.'),
    )
    .meta({ pattern: '^[A-Za-z0-9_-]{1,2048}$' })
    .optional(),
});

const listed = z.object({
  orderId: z.string(),
  accountId: z.string(),
  status: z.string(),
  country: z.string(),
  losingCarrier: z.string(),
  gateway: z.string(),
  portDateMs: z.number().optional(),
  nextDeadlineMs: z.number().optional(),
  attention: z.array(z.string()),
  createdAtMs: z.number().describe('Real time, UTC epoch ms'),
  closed: z.boolean(),
});

/** One page of orders, newest first. */
export const orderPage = z.object({ orders: z.array(listed), nextPageToken: z.string().optional() });

export type OrderPage = Readonly<z.output<typeof orderPage>>;
export type ListedOrder = OrderPage['orders'][number];
