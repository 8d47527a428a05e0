import { z } from 'zod';
import { factEvent, pingEvent } from '../contracts/webhooks';

/** What OpenAPI 3.1 calls webhooks: the requests that customers' endpoints receive. */
export const describedWebhooks = () => ({
  fact: { post: requestWith(factEvent, 'Something that the customer is told of') },
  ping: { post: requestWith(pingEvent, 'A test of the endpoint') },
});

/** Each is needed; several signatures stand in one header, separated by spaces, while a secret is rotated. */
const HEADERS = {
  'webhook-id': 'The event; the same in every delivery of it',
  'webhook-timestamp': 'Seconds since 1970 of this delivery',
  'webhook-signature': 'Standard Webhooks: v1,<base64>, several separated by spaces',
};

function requestWith(schema: z.ZodType, summary: string) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  // The two libraries type the same JSON Schema in different words.
  const body: object = rest;
  return {
    summary,
    tags: ['webhooks'],
    parameters: Object.entries(HEADERS).map(([name, description]) => ({
      name,
      in: 'header' as const,
      required: true,
      description,
      schema: { type: 'string' as const },
    })),
    requestBody: { required: true, content: { 'application/json': { schema: body } } },
    responses: {
      '2XX': { description: 'Taken: it is not sent again' },
      '410': { description: 'Nobody is here any more: the endpoint is disabled' },
      default: { description: 'Tried again, for three days' },
    },
  };
}
