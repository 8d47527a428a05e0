/** Customers' webhook endpoints: the bodies of requests about them, and the shapes of the answers. */
import { z } from 'zod';
import { ORDER_ID } from '../domain/ids';
import { DELIVERY_STATES } from '../domain/webhooks/delivery';
import { EVENT_TYPES, PING } from '../domain/webhooks/event-types';
import { orderQuery } from './order-query';
import { coded, identifier } from './text';
import { LONGEST_URL } from './webhook-url';

const orderId = z
  .string()
  .refine((value) => ORDER_ID.test(value), coded('malformed_id', 'An order id has 12 capital letters and digits, without I, L, O and U.'))
  .meta({ pattern: ORDER_ID.source });

const account = identifier('An account id');

/** Needed of callers that act for all accounts; others have one. */
const whose = account.optional().describe("The account: needed with a key of all accounts, else the key's own");

/** A new endpoint. */
export const addWebhookBody = z
  .strictObject({
    url: z.string().min(1).max(LONGEST_URL).describe('https, port 443 or above 1024, on the public internet').meta({ format: 'uri' }),
    events: z
      .array(z.enum(EVENT_TYPES))
      .min(1)
      .max(EVENT_TYPES.length)
      .transform((types) => [...new Set(types)])
      .optional()
      .describe('Only these types of events; without it all of them'),
    orderId: orderId.optional().describe('Only this order; without it every order of the account'),
    accountId: whose,
  })
  .meta({
    description: 'Where to send events, and which',
    examples: [{ url: 'https://example.com/hooks/porting', events: ['request.scheduled', 'request.ported'] }],
  });

/** Whose endpoint a path means. */
export const webhookQuery = z.strictObject({ account: whose });

/** The filters of a list of deliveries. */
export const deliveriesQuery = z.strictObject({
  account: whose,
  state: z.enum(DELIVERY_STATES).optional(),
  limit: orderQuery.shape.limit,
  pageToken: orderQuery.shape.pageToken,
});

const sequence = z.int().min(1).max(1_000_000);

/** Which facts of an order are sent again. */
export const replayBody = z
  .strictObject({
    orderId,
    from: sequence.optional().describe('The first fact, by its sequence; without it from the beginning'),
    to: sequence.optional().describe('The last one, included; without it to the end'),
  })
  .refine(({ from = 1, to = Infinity }) => from <= to, { path: ['to'], ...coded('invalid_range', '`to` must not be before `from`.') })
  .meta({ description: 'Send the events of an order again, under the same ids', examples: [{ orderId: '0123456789AB', from: 4 }] });

/** An endpoint. */
export const webhookView = z
  .looseObject({
    id: z.string(),
    url: z.string(),
    events: z.array(z.string()).optional(),
    orderId: z.string().optional(),
    createdAtMs: z.number(),
    state: z.enum(['active', 'disabled']),
    disabled: z
      .looseObject({
        why: z
          .enum(['asked', 'gone', 'failing'])
          .describe('asked: by a command; gone: it answered 410; failing: nothing got through for 3 days'),
        atMs: z.number(),
      })
      .optional(),
    failingSinceMs: z.number().optional().describe('Nothing has got through since then'),
    previousSecretUntilMs: z
      .number()
      .optional()
      .describe('Real time, UTC epoch ms: until then the secret before the last rotation signs, too'),
  })
  .meta({ description: 'A webhook endpoint, without its secret' });

/** With its secret, which is shown here and never again. */
export const webhookWithSecret = webhookView.extend({ secret: z.string().describe('Signs every event; shown only now') });

export const webhookList = z.object({ webhooks: z.array(webhookView) });

const eventId = z.string().describe('The webhook-id header');

const attempt = z.looseObject({
  atMs: z.number().describe('Business instant, UTC epoch ms'),
  ms: z.number().describe('How long it took'),
  status: z.int().optional().describe('What the receiver answered'),
  failure: z.string().optional().describe('Why there was no answer, as a code'),
});

/** What became of a test. */
export const deliveryView = z.looseObject({
  eventId,
  type: z.string(),
  state: z.enum(DELIVERY_STATES),
  tries: z.array(attempt),
  nextTryMs: z.number().optional(),
});

const listedDelivery = z.object({
  eventId,
  type: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  lastStatus: z.int().optional(),
  lastFailure: z.string().optional(),
  lastAtMs: z.number().optional().describe('Business instant, UTC epoch ms'),
  createdAtMs: z.number().describe('Real time, UTC epoch ms'),
});

/** One page of deliveries, newest first. */
export const deliveryPage = z.object({ deliveries: z.array(listedDelivery), nextPageToken: z.string().optional() });

export type DeliveryPage = Readonly<z.output<typeof deliveryPage>>;
export type ListedDelivery = DeliveryPage['deliveries'][number];

/** How many events are sent again. */
export const replayAnswer = z.object({ replayed: z.int() });

const occurredAt = z.iso.datetime().describe('Business time');

/** What an endpoint receives about an order. */
export const factEvent = z
  .looseObject({
    id: z.string().describe('The same in every delivery of this fact: drop what you have had'),
    type: z.enum(EVENT_TYPES),
    occurredAt,
    orderId: z.string(),
    accountId: z.string(),
    sequence: z.int().min(1).describe("The fact's number in its order, or in its support case: sort by it. It has gaps"),
    request: z.int().min(1).optional().describe("The request's number in its order"),
    supportCase: z.string().optional().describe('The support case that it is about; sequence counts in it'),
    data: z
      .looseObject({ kind: z.string(), seq: z.int(), atMs: z.number() })
      .describe("The fact as the order's timeline (or the case's view) has it"),
  })
  .meta({ description: 'Something that the customer is told of' });

/** What an endpoint receives when it is tested. */
export const pingEvent = z
  .looseObject({ id: z.string(), type: z.literal(PING), occurredAt, accountId: z.string(), data: z.looseObject({}) })
  .meta({ description: 'A test of the endpoint' });

/** The body of every webhook. */
export const webhookEvent = z.union([factEvent, pingEvent]);
