import { z } from 'zod';
import { FAILURES, retryable } from '../failures';
import { problemBody, type HttpClient } from '../http-client';
import { createOwnServiceClient, type OwnServiceOptions } from '../own-service';
import type { CustomerMessage, Notifier } from './notifier';

const opened = z.object({ ref: z.string().min(1) });
const ticket = z.object({ account_id: z.string() });
const done = z.object({});

const TICKET_SUBJECT: Readonly<Record<CustomerMessage['language'], (orderId: string) => string>> = {
  en: (orderId) => `Moving your numbers to us: order ${orderId}`,
  fr: (orderId) => `Portage de vos numéros chez nous : commande ${orderId}`,
};

/** Whether the comment is there now; `false` when there is no such ticket. */
async function comment(
  http: HttpClient,
  ref: string,
  { key, subject, body, language }: CustomerMessage,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await http.call(
    {
      method: 'POST',
      route: '/v1/tickets/:ref/comments',
      params: { ref },
      body: { key, subject, body, language },
      consequence: 'idempotent',
      answers: { 200: done, 201: done, 404: problemBody },
    },
    signal,
  );
  return answer.status !== 404;
}

async function openTicket(http: HttpClient, { orderId, accountId, language }: CustomerMessage, signal: AbortSignal): Promise<string> {
  const answer = await http.call(
    {
      method: 'PUT',
      route: '/v1/tickets/by-order/:orderId',
      params: { orderId },
      body: { account_id: accountId, subject: TICKET_SUBJECT[language](orderId) },
      consequence: 'idempotent',
      answers: { 200: opened },
    },
    signal,
  );
  return answer.body.ref;
}

/** Whether the named ticket is there and this account's: another account's must never read this customer's news. */
async function isTheirs(http: HttpClient, ref: string, accountId: string, signal: AbortSignal): Promise<boolean> {
  // Typed in by a person: what cannot be a ticket's name is none.
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(ref)) return false;
  const answer = await http.call(
    { method: 'GET', route: '/v1/tickets/:ref', params: { ref }, consequence: 'read', answers: { 200: ticket, 404: problemBody } },
    signal,
  );
  return answer.status === 200 && answer.body.account_id === accountId;
}

/**
 * Comments on the porting ticket (R12, R17): the customer's own, or the order's, which is opened when needed. A ticket that
 * is gone or another account's is replaced by the order's, because the customer must be told. Throws `ServiceUnavailable`.
 */
export function createTicketNotifier(options: OwnServiceOptions): Notifier {
  const http = createOwnServiceClient('ticket desk', options);
  return {
    channel: 'ticket',
    async deliver(message, signal) {
      const { ticketRef, accountId } = message;
      const theirs = ticketRef !== undefined && (await isTheirs(http, ticketRef, accountId, signal));
      if (theirs && (await comment(http, ticketRef, message, signal))) return { where: ticketRef };
      const where = await openTicket(http, message, signal);
      if (await comment(http, where, message, signal)) return { where };
      throw retryable(FAILURES.serviceUnavailable, 'ticket desk: the ticket that was just opened is not there');
    },
  };
}
