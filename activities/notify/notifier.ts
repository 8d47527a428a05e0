/** One message to a customer, rendered. */
export interface CustomerMessage {
  /** The same fact has the same key, so that a repeated delivery is one comment. */
  readonly key: string;
  readonly orderId: string;
  readonly accountId: string;
  /** The porting ticket; without one, one is opened under the order's id. */
  readonly ticketRef?: string | undefined;
  readonly language: 'en' | 'fr';
  readonly subject: string;
  readonly body: string;
}

/** One way of telling a customer. Delivering a key again changes nothing. */
export interface Notifier {
  readonly channel: string;
  /** Answers where the message can be found (a ticket reference, a message id). */
  deliver(message: CustomerMessage, signal: AbortSignal): Promise<{ readonly where: string }>;
}
