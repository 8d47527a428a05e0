import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { iso, type Clock } from './clock';

/** Who was asked, or who did it. */
export type Party = 'gateway' | 'carrier' | 'webhooks' | 'platform' | 'accounts' | 'tickets' | 'control';

/** One thing asked or done. The fields are described in `docs/contracts/simulator.md`. */
export interface LedgerEntry {
  readonly party: Party;
  /** What, like `port.confirmed` or `claim`. */
  readonly action: string;
  /** How it ended, like `done`, `repeated`, `refused`. */
  readonly outcome: string;
  readonly reference?: string | undefined;
  readonly port_id?: string | undefined;
  readonly order_id?: string | undefined;
  readonly key?: string | undefined;
  readonly numbers?: readonly string[] | undefined;
  readonly code?: string | undefined;
  readonly date?: string | undefined;
  readonly event_id?: string | undefined;
  readonly event_type?: string | undefined;
  readonly attempt?: number | undefined;
  readonly copy?: number | undefined;
  readonly status?: number | undefined;
  readonly signature?: 'good' | 'bad' | 'missing' | undefined;
  readonly path?: string | undefined;
}

/** The append-only record of everything asked and done: the ground truth that tests are checked against. */
export interface Ledger {
  /** Written before it returns, hence before anyone is answered. `atMs`: when it happened in business time, if not now. */
  write(entry: LedgerEntry, atMs?: number): void;
  close(): void;
}

export function openLedger(file: string | undefined, clock: Clock): Ledger {
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true });
  let seq = file === undefined ? 0 : countLines(file);
  let descriptor = file === undefined ? undefined : openSync(file, 'a');
  return {
    write: (entry, atMs = clock.now()) => {
      seq += 1;
      if (descriptor === undefined) return;
      writeSync(descriptor, `${JSON.stringify({ seq, at: iso(atMs), real_at: iso(Date.now()), ...entry })}\n`);
    },
    close: () => {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

const countLines = (file: string): number => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0);
