import { DAY_MS, HOUR_MS, SECOND_MS } from './clock';

/**
 * What a repeated or doubtful call would do to somebody. The retry policy follows from this and from nothing else.
 * `irreversible`: a second port request, or a carrier acting on it; `idempotentWrite`: the same call again is the same
 * state; `read`: nothing.
 */
export type Consequence = 'read' | 'idempotentWrite' | 'irreversible';

/** How calls of one class are tried. */
export interface Policy {
  /** Real ms of one try: bounds real HTTP calls. */
  readonly startToCloseMs: number;
  /** Business ms after which the workflow takes over: attention, and another try later. */
  readonly budgetMs: number;
  /** Business ms before the second try, doubling up to `longestMs`. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** Real ms of silence after which a worker counts as gone. */
  readonly heartbeatMs?: number | undefined;
}

export const POLICIES: Record<Consequence, Policy> = {
  read: { startToCloseMs: 15 * SECOND_MS, budgetMs: HOUR_MS, firstMs: 5 * SECOND_MS, longestMs: 300 * SECOND_MS },
  idempotentWrite: { startToCloseMs: 20 * SECOND_MS, budgetMs: 6 * HOUR_MS, firstMs: 5 * SECOND_MS, longestMs: 900 * SECOND_MS },
  irreversible: {
    startToCloseMs: 60 * SECOND_MS,
    budgetMs: DAY_MS,
    firstMs: 15 * SECOND_MS,
    longestMs: 900 * SECOND_MS,
    heartbeatMs: 5 * SECOND_MS,
  },
};

/** Every activity, its class, and why it is in it. */
export const CONSEQUENCES = {
  submitRequest: {
    is: 'irreversible',
    because:
      'a second order at the losing carrier can port a number twice; a lost answer is looked up, and every try begins with a look-up under the same key',
  },
  askCancel: {
    is: 'irreversible',
    because: 'a cancel that reaches the carrier can drop the line; it is asked once, under a key made from the attempt',
  },
  askReschedule: {
    is: 'irreversible',
    because: 'a date change can be limited to one or charged; it is asked once, under a key made from attempt and date',
  },
  triggerActivation: {
    is: 'irreversible',
    because: 'the numbers move, and a line that moves on the wrong day is down; it is asked once, under a key made from attempt and day',
  },
  askReturn: {
    is: 'irreversible',
    because: 'numbers that go back are no longer ours; it is asked once, under a key made from attempt and instant of asking',
  },
  readRequest: { is: 'read', because: 'reading changes nothing' },
  comparePort: { is: 'read', because: 'reading changes nothing' },
  checkPortability: { is: 'read', because: 'asking changes nothing' },
  examineNumber: { is: 'read', because: 'reading changes nothing' },
  admitOrder: { is: 'idempotentWrite', because: 'the claim belongs to the order: claiming again is the same claim' },
  prepareNumbers: { is: 'idempotentWrite', because: 'a number is on the dashboard once' },
  activateNumbers: {
    is: 'idempotentWrite',
    because: 'a number in service stays in service, and SMS is asked for it once; only what is missing is acted on',
  },
  readNumbers: { is: 'read', because: 'reading changes nothing; without an answer nobody is reminded, so it is asked again later' },
  countClaims: { is: 'idempotentWrite', because: 'a claim that was given up is not there to be given up again' },
  enableSms: { is: 'idempotentWrite', because: 'SMS is asked for a number once' },
  releaseNumbers: { is: 'idempotentWrite', because: 'giving up a claim that is gone changes nothing' },
  issueLoa: { is: 'idempotentWrite', because: 'the same content gives the same document under the same hash' },
  closeOrder: {
    is: 'idempotentWrite',
    because: 'the record is written whole under the name of the order, and a claim that is gone stays gone',
  },
  deliverNotification: { is: 'idempotentWrite', because: 'the ticket desk keeps one comment per key' },
  deliverWebhook: { is: 'idempotentWrite', because: 'an event that comes again has the same id, by which receivers know it' },
} as const satisfies Record<string, { readonly is: Consequence; readonly because: string }>;

export type RemoteActivity = keyof typeof CONSEQUENCES;
