import { iso } from '../clock';
import type { CreateBody, Foc, Port, PortNumber, PortState, Reason } from './wire';

/** What the carrier will do by itself, and when, business ms. */
export type Step = { readonly atMs: number } & (
  | { readonly does: 'acknowledge' | 'answer' | 'withdraw' | 'answerCancel' | 'answerReturn' }
  | { readonly does: 'answerReschedule'; readonly date: string }
  | { readonly does: 'activate' | 'sms'; readonly numbers: readonly string[] }
);

/** One port as the simulator keeps it. Changed in place, then saved. */
export interface PortRecord {
  readonly id: string;
  readonly content: CreateBody;
  readonly fingerprint: string;
  readonly ending: string;
  readonly createdAtMs: number;
  readonly numbers: PortNumber[];
  state: PortState;
  changedAtMs: number;
  confirmedAtMs?: number;
  foc?: Foc | undefined;
  reasons?: readonly Reason[] | undefined;
  /** Made mute through control. */
  muted: boolean;
  activationHasFailed: boolean;
  /** Questions asked and not yet answered. */
  asked: { reschedule: boolean; cancel: boolean; return?: boolean };
  /** The date that was asked for after the confirmation and before there was one. */
  wished?: string;
  /** Idempotency keys of questions and comments, with the fingerprint of what was asked. */
  readonly keys: Record<string, string>;
  /** Events told so far: numbers their ids. */
  events: number;
  steps: Step[];
}

/** The port as the contract shows it. */
export const portView = ({ id, content, state, foc, reasons, numbers, createdAtMs, changedAtMs }: PortRecord): Port => ({
  id,
  reference: content.reference,
  state,
  ...(foc === undefined ? {} : { foc }),
  ...(reasons === undefined ? {} : { reasons: [...reasons] }),
  numbers,
  created_at: iso(createdAtMs),
  changed_at: iso(changedAtMs),
});

/** Confirmed and not at an end: such a port holds its numbers. */
export const isLive = ({ state }: PortRecord): boolean => state === 'pending' || state === 'scheduled';

export const numbersOf = (port: PortRecord): string[] => port.numbers.map(({ number }) => number);

/** Moves the port; `changed_at` follows state, date and active numbers. */
export function move(port: PortRecord, state: PortState, atMs: number): void {
  port.state = state;
  port.changedAtMs = atMs;
}

export const dropSteps = (port: PortRecord, ...kinds: Step['does'][]): void => {
  port.steps = port.steps.filter(({ does }) => !kinds.includes(does));
};
