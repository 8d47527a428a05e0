/** What every command has at hand: where it writes, in which form, and how it is stopped. */
import type { PorticoClient } from '../client';
import { Interrupted } from './failure';
import { paintFor, type Paint } from './text/paint';
import type { CliWorld } from './world';

export interface Session {
  readonly world: CliWorld;
  readonly client: PorticoClient;
  readonly json: boolean;
  readonly paint: Paint;
  /** The answer: as JSON where that is asked for, else the text. */
  answer(value: unknown, text: () => string): void;
  /** A remark that is not the answer; nothing in JSON. */
  remark(text: string): void;
}

/** What every command takes. */
export interface CommonOptions {
  readonly json?: boolean;
}

/** Begins a command. */
export type OpenSession = (options: CommonOptions) => Session;

/** The session of one command. `client` connects at its first use. */
export function sessionOf(world: CliWorld, json: boolean): Session {
  let client: PorticoClient | undefined;
  return {
    world,
    get client() {
      return (client ??= world.client());
    },
    json,
    paint: paintFor(world),
    answer: (value, text) => void world.stdout.write(`${json ? JSON.stringify(value, undefined, 2) : text()}\n`),
    remark: (text) => void (json || world.stderr.write(`${text}\n`)),
  };
}

/** Waits real milliseconds. Throws `Interrupted` on Ctrl-C. */
export async function pause(ms: number, stopped: AbortSignal): Promise<void> {
  if (stopped.aborted) throw new Interrupted();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      stopped.removeEventListener('abort', done);
      resolve();
    }
    stopped.addEventListener('abort', done);
  });
  // Read through a function: the flag may have changed while we waited.
  if (isAborted(stopped)) throw new Interrupted();
}

const isAborted = (signal: AbortSignal): boolean => signal.aborted;
