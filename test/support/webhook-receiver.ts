import { Webhook } from 'standardwebhooks';
import type { FactEvent } from '../../domain/webhooks/event';
import { startLoopback, type Received } from './loopback-server';
import { waitUntil } from './wait-until';

/** What a customer's backend heard in one request. */
export interface Heard extends Received {
  readonly event: FactEvent;
}

/** A customer's backend: answers as it is told to, and remembers all that it heard. */
export interface Receiver {
  readonly url: string;
  readonly heard: readonly Heard[];
  /** How it answers from now on: a status, with headers. */
  answers(status: number, headers?: Readonly<Record<string, string>>): void;
  /** Waits for a request about an event like this. */
  hears(what: string, like: (heard: Heard) => boolean): Promise<Heard>;
  close(): Promise<void>;
}

const PATIENCE = { withinMs: 40_000, everyMs: 50 } as const;

/** Starts one on a free port of this machine. Close it at the end. */
export async function startReceiver(): Promise<Receiver> {
  const heard: Heard[] = [];
  let answer: { status: number; headers: Readonly<Record<string, string>> } = { status: 204, headers: {} };
  const server = await startLoopback((request, response) => {
    heard.push({ ...request, event: JSON.parse(request.body) as FactEvent });
    response.writeHead(answer.status, answer.headers).end();
  });
  return {
    url: `${server.baseUrl}/hooks/porting`,
    heard,
    answers: (status, headers = {}) => void (answer = { status, headers }),
    hears: (what, like) => waitUntil(`the receiver hears ${what}`, () => heard.find(like), PATIENCE),
    close: () => server.close(),
  };
}

/** Whether one of the signatures is this secret's, as a receiver checks it. */
export function isSignedWith(secret: string, { body, headers }: Received): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
