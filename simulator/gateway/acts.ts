import { laterByBusinessDays, zoneOf } from '../business-days';
import type { Ledger } from '../ledger';
import { activationAt, focFor } from './foc';
import { dropSteps, move, numbersOf, type PortRecord } from './port';
import type { Network } from './ports';
import { PACE, behaviourOf } from './scenarios';
import type { EventFacts, EventType, Reason } from './wire';

/** Tells the winning provider something that happened at an instant. */
export type Tell = (port: PortRecord, type: EventType, atMs: number, facts: EventFacts) => void;

export interface ActContext {
  readonly tell: Tell;
  readonly network: Network;
  readonly ledger: Ledger;
}

/**
 * What a losing carrier can do to a port. Each act changes the port, plans what follows from it and tells it; whether it
 * happens by the scenario or by hand makes no difference. The caller saves.
 */
export function createActs({ tell, network, ledger }: ActContext) {
  const giveDate =
    (type: 'port.foc_confirmed' | 'port.foc_changed' | 'port.reschedule_accepted') =>
    (port: PortRecord, atMs: number, date: string): void => {
      const foc = focFor(port, date);
      const waiting = port.numbers.filter(({ active }) => !active).map(({ number }) => number);
      port.foc = foc;
      port.reasons = undefined;
      if (type === 'port.reschedule_accepted') port.asked.reschedule = false;
      dropSteps(port, 'answer', 'activate');
      if (behaviourOf(port.ending).transfer === 'byItself')
        port.steps.push({ does: 'activate', atMs: activationAt(foc), numbers: waiting });
      move(port, 'scheduled', atMs);
      tell(port, type, atMs, { foc });
    };

  const activate = (port: PortRecord, atMs: number, wanted: readonly string[]): void => {
    const { smsDays } = behaviourOf(port.ending);
    const moved = port.numbers.filter(({ number, active }) => !active && wanted.includes(number));
    if (moved.length === 0) return;
    for (const entry of moved) {
      entry.active = true;
      network.set(entry.number, { voice: true });
    }
    const numbers = moved.map(({ number }) => number);
    const complete = port.numbers.every(({ active }) => active);
    if (complete) dropSteps(port, 'acknowledge', 'answer', 'activate', 'withdraw');
    const withSms = numbers.filter((number) => network.hasSms(number));
    if (typeof smsDays === 'number' && withSms.length > 0) {
      port.steps.push({ does: 'sms', atMs: laterByBusinessDays(atMs, smsDays, zoneOf(port.content.country)), numbers: withSms });
    }
    move(port, complete ? 'completed' : port.state, atMs);
    tell(port, 'port.number_activated', atMs, { numbers });
    if (complete) {
      ledger.write({ party: 'carrier', action: 'port.completed', outcome: 'done', ...namesOf(port), numbers: numbersOf(port) }, atMs);
    }
  };

  const setSms =
    (state: 'active' | 'failed') =>
    (port: PortRecord, atMs: number, wanted: readonly string[]): void => {
      const changed = port.numbers.filter(({ number, sms }) => sms !== state && wanted.includes(number));
      if (changed.length === 0) return;
      for (const entry of changed) {
        entry.sms = state;
        network.set(entry.number, { sms: state === 'active' });
      }
      tell(port, state === 'active' ? 'port.sms_activated' : 'port.sms_failed', atMs, { numbers: changed.map(({ number }) => number) });
    };

  const refuse = (port: PortRecord, atMs: number, reasons: Reason[], type: 'port.rejected' | 'port.split_required'): void => {
    port.reasons = reasons;
    port.foc = undefined;
    port.asked = { reschedule: false, cancel: false };
    port.steps = [];
    move(port, 'rejected', atMs);
    tell(port, type, atMs, { reasons });
  };

  return {
    acknowledge: (port: PortRecord, atMs: number): void => tell(port, 'port.acknowledged', atMs, {}),

    reject: (port: PortRecord, atMs: number, reasons: Reason[]): void => refuse(port, atMs, reasons, 'port.rejected'),

    confirmDate: giveDate('port.foc_confirmed'),
    changeDate: giveDate('port.foc_changed'),
    acceptReschedule: giveDate('port.reschedule_accepted'),

    refuseReschedule: (port: PortRecord, atMs: number, reasons: Reason[]): void => {
      port.asked.reschedule = false;
      tell(port, 'port.reschedule_refused', atMs, { reasons, ...(port.foc === undefined ? {} : { foc: port.foc }) });
    },

    /** `stillPortsAtMs`: the carrier agrees and moves the numbers all the same. */
    acceptCancel: (port: PortRecord, atMs: number, stillPortsAtMs?: number): void => {
      port.asked = { reschedule: false, cancel: false };
      port.foc = undefined;
      port.steps = stillPortsAtMs === undefined ? [] : [{ does: 'activate', atMs: stillPortsAtMs, numbers: numbersOf(port) }];
      move(port, 'cancelled', atMs);
      tell(port, 'port.cancel_accepted', atMs, {});
    },

    refuseCancel: (port: PortRecord, atMs: number, reasons: Reason[]): void => {
      port.asked.cancel = false;
      tell(port, 'port.cancel_refused', atMs, { reasons });
    },

    activate,

    /** The winning provider has started the transfer: what has not moved yet moves. */
    startTransfer: (port: PortRecord, atMs: number): void => {
      const waiting = port.numbers.filter(({ active }) => !active).map(({ number }) => number);
      dropSteps(port, 'activate');
      port.steps.push({ does: 'activate', atMs: atMs + PACE.activateMs, numbers: waiting });
    },

    /** The numbers go back: this carrier serves them again. */
    acceptReturn: (port: PortRecord, atMs: number): void => {
      port.asked.return = false;
      port.steps = [];
      for (const entry of port.numbers) {
        entry.active = false;
        network.set(entry.number, { voice: false, sms: false });
      }
      move(port, 'returned', atMs);
      tell(port, 'port.return_accepted', atMs, {});
    },

    refuseReturn: (port: PortRecord, atMs: number, reasons: Reason[]): void => {
      port.asked.return = false;
      tell(port, 'port.return_refused', atMs, { reasons });
    },

    failActivation: (port: PortRecord, atMs: number, numbers: string[], reasons: Reason[]): void => {
      port.activationHasFailed = true;
      tell(port, 'port.activation_failed', atMs, { numbers, reasons });
    },

    activateSms: setSms('active'),
    failSms: setSms('failed'),

    /** The port is over with it: the parts are asked for anew. */
    askForSplit: (port: PortRecord, atMs: number, reasons: Reason[]): void => refuse(port, atMs, reasons, 'port.split_required'),

    comment: (port: PortRecord, atMs: number, text: string): void => tell(port, 'port.comment', atMs, { text }),

    /** Says nothing more by itself, whatever was planned. */
    fallSilent: (port: PortRecord): void => {
      port.muted = true;
      port.steps = [];
    },
  };
}

export type Acts = ReturnType<typeof createActs>;

/** How the ledger names a port. */
export const namesOf = (port: PortRecord): { reference: string; port_id: string } => ({
  reference: port.content.reference,
  port_id: port.id,
});
