import { iso } from '../clock';
import type { Ledger } from '../ledger';
import type { Webhooks } from '../webhooks';
import { namesOf, type Tell } from './acts';
import { PACE, behaviourOf } from './scenarios';
import type { PortEvent } from './wire';

/**
 * Turns a fact into an event and hands it to the webhooks in the manner of the port's scenario: once, repeated and
 * reordered, with a wrong signature first, or not at all. The ledger hears of it in every case; without webhooks nobody else does.
 */
export const createTell =
  (ledger: Ledger, webhooks?: Webhooks): Tell =>
  (port, type, atMs, facts) => {
    const { delivery } = behaviourOf(port.ending);
    port.events += 1;
    const event: PortEvent = {
      id: `evt_${port.id.slice('prt_'.length)}_${port.events}`,
      type,
      occurred_at: iso(atMs),
      data: { port_id: port.id, reference: port.content.reference, ...facts },
    };
    const told = webhooks !== undefined && delivery !== 'never';
    ledger.write(
      {
        party: 'carrier',
        action: type,
        outcome: told ? 'told' : 'untold',
        ...namesOf(port),
        event_id: event.id,
        numbers: facts.numbers,
        date: facts.foc?.date,
        code: facts.reasons?.[0]?.code,
      },
      atMs,
    );
    if (!told) return;
    const reordered = delivery === 'repeatedAndReordered';
    webhooks.send(event, {
      copies: reordered ? 2 + (port.events % 2) : 1,
      badSignatureFirst: delivery === 'badSignatureFirst',
      ...(reordered && type === 'port.acknowledged' ? { notBeforeMs: atMs + PACE.heldBackMs } : {}),
    });
  };
