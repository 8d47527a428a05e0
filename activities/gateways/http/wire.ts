import { z } from 'zod';
import { e164, instant, maybe, wireFacts, wireFoc, wireReason, wireText as text } from '../../../contracts/carrier-wire';
import { problemBody } from '../../http-client';

/** The gateway contract (`docs/contracts/gateway.md`) as schemas. Fields that the contract does not name are ignored. */

/** An id of theirs: it goes into routes and workflow memos, so its form is bounded. */
export const wireId = z.string().regex(/^[A-Za-z0-9_.-]{1,128}$/);

export const wirePort = z.object({
  id: wireId,
  reference: z.string().min(1).max(64),
  state: z.enum(['draft', 'pending', 'rejected', 'scheduled', 'cancelled', 'completed', 'returned']),
  foc: maybe(wireFoc),
  reasons: maybe(z.array(wireReason)),
  numbers: z.array(z.object({ number: e164, active: z.boolean(), sms: z.enum(['pending', 'active', 'failed']) })),
  created_at: instant,
  changed_at: instant,
});

const wirePortable = z.object({
  number: e164,
  portable: z.boolean(),
  reason: maybe(text),
  block: maybe(z.object({ start: e164, end: e164 })),
});

export const wirePortability = z.object({ results: z.array(wirePortable) });

/** A rejection at the door. */
export const wireRefusal = problemBody.extend({ reasons: maybe(z.array(wireReason)) });

/** The answer to a question whose decision comes as an event, and to a comment. */
export const wireTaken = z.object({});

/** What every event has, whatever its type. */
export const wireEvent = z.object({
  id: wireId,
  type: z.string(),
  occurred_at: instant,
  data: wireFacts.extend({
    port_id: maybe(wireId),
    /** Absent where the gateway names its own id alone. */
    reference: maybe(z.string()),
  }),
});

export type WirePort = z.output<typeof wirePort>;
export type WirePortability = z.output<typeof wirePortable>;
export type WireEvent = z.output<typeof wireEvent>;
export type WireRefusal = z.output<typeof wireRefusal>;
