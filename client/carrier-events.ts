import { createHash } from 'node:crypto';
import type { CarrierEvent, UnreferencedEvent } from '../domain/carrier-event';
import { canonicalJson } from './canonical-json';
import type { ClientContext } from './context';
import { park, toRequest, type EventDelivery, type EventDoor } from './hand-over';
import { toPointer } from './port-pointers';

export type { EventDelivery } from './hand-over';

const doorOf = ({ temporal, call, options: { clock } }: ClientContext): EventDoor => ({ temporal, call, clock });

/**
 * Hands an authentic event to its request, or to the pointer that will know whose it is, or parks it when there is nobody
 * (any more). Once this returns, the event is durable and may be acknowledged; repeating it changes nothing. Throws only for
 * trouble with Temporal.
 */
export async function deliverCarrierEvent(context: ClientContext, said: CarrierEvent | UnreferencedEvent): Promise<EventDelivery> {
  // Of what was understood and not of the bytes: a gateway may count its deliveries in the body.
  const event = { ...said, digest: digestOf(canonicalJson(said)) };
  const door = doorOf(context);
  const delivery = 'reference' in event ? await toRequest(door, event) : await toPointer(door, event);
  return context.events.isReuse(event) ? 'reused' : delivery;
}

/** Keeps an authentic event that cannot be read, for a person to deal with. `digest` is that of its body. */
export async function parkUnreadable(context: ClientContext, gateway: string, id: string, digest: string): Promise<EventDelivery> {
  const kept = { gateway, why: 'unreadable', clock: context.options.clock } as const;
  return park(doorOf(context), { id, digest: digestOf(digest) }, kept);
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
