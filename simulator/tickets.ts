import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { iso, type Clock } from './clock';
import type { Ledger } from './ledger';
import { Refusal, readAs } from './refusal';
import type { Store } from './store';

interface Comment {
  readonly key: string;
  readonly subject: string;
  readonly body: string;
  readonly language: 'en' | 'fr';
  readonly at: string;
}

/** A porting ticket, on the wire as it is kept. */
export interface Ticket {
  readonly ref: string;
  readonly account_id: string;
  readonly order_id: string;
  readonly subject: string;
  readonly comments: Comment[];
}

export interface Tickets {
  byOrder(orderId: string): Ticket | undefined;
  byRef(ref: string): Ticket | undefined;
  save(ticket: Ticket): void;
  nextRef(): string;
}

export function openTickets(store: Store): Tickets {
  const tickets = store.collection<Ticket>('ticket');
  const refByOrder = new Map([...tickets.values()].map(({ order_id: orderId, ref }) => [orderId, ref]));
  return {
    byRef: (ref) => tickets.get(ref),
    byOrder: (orderId) => tickets.get(refByOrder.get(orderId) ?? ''),
    save: (ticket) => {
      tickets.put(ticket.ref, ticket);
      refByOrder.set(ticket.order_id, ticket.ref);
    },
    nextRef: () => `TKT-${String(refByOrder.size + 1).padStart(6, '0')}`,
  };
}

const OpenBody = z.strictObject({ account_id: z.string().min(1), subject: z.string().min(1).max(500) });
const CommentBody = z.strictObject({
  key: z.string().min(1).max(255),
  subject: z.string().min(1).max(500),
  body: z.string().min(1).max(50_000),
  language: z.enum(['en', 'fr']),
});
const OrderPath = z.object({ orderId: z.string().min(1) });
const RefPath = z.object({ ref: z.string().min(1) });

/** The ticket desk's side of `own-services.md`. */
export function addTicketRoutes(app: FastifyInstance, tickets: Tickets, ledger: Ledger, clock: Clock): void {
  const found = (params: unknown): Ticket => {
    const ticket = tickets.byRef(readAs(RefPath, params).ref);
    if (ticket === undefined) throw new Refusal(404, 'not_found', 'no ticket has this reference');
    return ticket;
  };

  app.put('/v1/tickets/by-order/:orderId', async (request) => {
    const { orderId } = readAs(OrderPath, request.params);
    const { account_id, subject } = readAs(OpenBody, request.body);
    const known = tickets.byOrder(orderId);
    const ticket = known ?? { ref: tickets.nextRef(), account_id, order_id: orderId, subject, comments: [] };
    if (known === undefined) tickets.save(ticket);
    ledger.write({ party: 'tickets', action: 'ticket.opened', outcome: known === undefined ? 'opened' : 'repeated', order_id: orderId });
    return { ref: ticket.ref };
  });

  app.post('/v1/tickets/:ref/comments', async (request, reply) => {
    const comment = readAs(CommentBody, request.body);
    const ticket = found(request.params);
    const repeated = ticket.comments.some(({ key }) => key === comment.key);
    if (!repeated) {
      ticket.comments.push({ ...comment, at: iso(clock.now()) });
      tickets.save(ticket);
    }
    const outcome = repeated ? 'repeated' : 'added';
    ledger.write({ party: 'tickets', action: 'ticket.comment', outcome, order_id: ticket.order_id, key: comment.key });
    return reply.code(repeated ? 200 : 201).send({});
  });

  app.get('/v1/tickets/:ref', async (request) => found(request.params));
}
