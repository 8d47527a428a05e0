import { Client } from '@temporalio/client';
import { businessNow } from '../domain/clock';
import { eventMemory, type EventMemory } from './event-memory';
import { keyedNames, type KeyedNames } from './keyed-names';
import type { PorticoClientOptions } from './options';
import { guarded, type WaitsFor } from './temporal-errors';

/** How long an answer is waited for, real ms. */
export const ANSWER_MS = 10_000;
/** How long the server itself may take, real ms. */
const SERVER_MS = 5_000;

/** What every function of the client works with. */
export interface ClientContext {
  readonly options: PorticoClientOptions;
  readonly temporal: Client;
  readonly names: KeyedNames;
  readonly events: EventMemory;
  /** Business now, UTC epoch ms. */
  readonly nowMs: () => number;
  /** Calls Temporal with a deadline (real epoch ms; a default by what is waited for), and names what goes wrong. */
  readonly call: <T>(waitsFor: WaitsFor, ask: () => Promise<T>, deadlineMs?: number) => Promise<T>;
}

/** Calls as they are, for activities: those have their own deadlines, tries and words for what goes wrong. */
export const plainCall: ClientContext['call'] = (_, ask) => ask();

/** Puts the parts together; opens nothing. Throws `RangeError` without a gateway. */
export function contextOf(options: PorticoClientOptions): ClientContext {
  if (options.gateways.length === 0) throw new RangeError('a client needs at least one gateway');
  const { connection, namespace = 'default', dataConverter, clock } = options;
  const temporal = new Client({ connection, namespace, ...(dataConverter ? { dataConverter } : {}) });
  return {
    options,
    temporal,
    names: keyedNames(options.idKey),
    events: eventMemory(),
    nowMs: () => businessNow(clock, Date.now()),
    call: (waitsFor, ask, deadlineMs = Date.now() + (waitsFor === 'worker' ? ANSWER_MS : SERVER_MS)) =>
      guarded(connection, waitsFor, () => connection.withDeadline(deadlineMs, ask)),
  };
}
