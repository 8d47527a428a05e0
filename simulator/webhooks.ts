import { Webhook } from 'standardwebhooks';
import type { Alarms } from './alarms';
import type { Ledger } from './ledger';
import type { Collection, Store } from './store';

/** An event as far as its transport cares. */
export interface SentEvent {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly reference: string };
}

export interface SendManner {
  readonly copies: number;
  readonly badSignatureFirst: boolean;
  /** Held back until this business instant, and until no other event of its port is on its way: that alone makes the order sure. */
  readonly notBeforeMs?: number;
}

/** One copy of an event on its way. */
export interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly reference: string;
  readonly copy: number;
  readonly body: string;
  readonly badSignatureFirst: boolean;
  readonly notBeforeMs?: number | undefined;
  attempts: number;
  /** Real instant of the first attempt, epoch ms. */
  firstAttemptMs?: number;
}

export type SignatureKind = 'good' | 'bad' | 'missing';

/** One POST by hand: no retry, and the status is the answer. */
export interface Shot {
  readonly id: string;
  readonly body: string;
  readonly signature: SignatureKind;
  /** Added to the timestamp, real seconds. */
  readonly timestampOffsetS: number;
}

export interface Webhooks {
  /** Keeps the event until it was acknowledged or given up. */
  send(event: SentEvent, manner: SendManner): void;
  /** The answer's status; 0 when nobody answered. */
  shoot(shot: Shot): Promise<number>;
  url(): string | undefined;
  setUrl(url: string): void;
  waiting(): Delivery[];
  resume(): void;
  close(): Promise<void>;
}

export interface WebhookOptions {
  readonly store: Store;
  readonly alarms: Alarms;
  readonly ledger: Ledger;
  readonly secret: string;
  readonly url?: string | undefined;
  /** Whether events name the reference that a port was created with; otherwise they name the port's own id alone. */
  readonly echoesReference?: boolean | undefined;
  /** Real time after the first attempt at which an event is given up. */
  readonly giveUpAfterMs?: number | undefined;
}

/** Retries run on real time: 200 ms, doubling, at most 5 s apart, for two minutes. */
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 5_000;
const GIVE_UP_AFTER_MS = 120_000;
/** How soon a held-back event looks again whether the way is free. */
const LOOK_AGAIN_MS = 20;
const ANSWER_TIMEOUT_MS = 10_000;
/** Deliveries at the same time: a whole range activates in one instant. */
const LANES = 32;

const WRONG_SECRET = `whsec_${Buffer.alloc(32, 'wrong').toString('base64')}`;

export function createWebhooks(options: WebhookOptions): Webhooks {
  const { store, alarms, ledger, giveUpAfterMs = GIVE_UP_AFTER_MS, echoesReference = true } = options;
  const deliveries = store.collection<Delivery>('delivery');
  const settings: Collection<string> = store.collection<string>('setting');
  const signers = { good: new Webhook(options.secret), bad: new Webhook(WRONG_SECRET) };
  if (options.url !== undefined) settings.put('webhook-url', options.url);

  const abort = new AbortController();
  const pauses = new Map<string, NodeJS.Timeout>();
  const ready: string[] = [];
  const running = new Map<string, Promise<void>>();

  const url = (): string | undefined => settings.get('webhook-url');

  const shoot = async ({ id, body, signature, timestampOffsetS }: Shot): Promise<number> => {
    const target = url();
    if (target === undefined) return 0;
    const at = new Date(Date.now() + timestampOffsetS * 1000);
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      ...(signature === 'missing' ? {} : { 'webhook-signature': signers[signature].sign(id, at, body) }),
    };
    try {
      const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
      const response = await fetch(target, { method: 'POST', headers, body, redirect: 'manual', signal });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  };

  const attempt = async (delivery: Delivery): Promise<void> => {
    const signature = delivery.badSignatureFirst && delivery.attempts === 0 ? 'bad' : 'good';
    delivery.attempts += 1;
    delivery.firstAttemptMs ??= Date.now();
    deliveries.put(delivery.id, delivery);
    const status = await shoot({ id: delivery.eventId, body: delivery.body, signature, timestampOffsetS: 0 });
    if (abort.signal.aborted) return;
    const acknowledged = status >= 200 && status < 300;
    const givenUp = !acknowledged && Date.now() - delivery.firstAttemptMs > giveUpAfterMs;
    ledger.write({
      party: 'webhooks',
      action: 'webhook.sent',
      outcome: acknowledged ? 'acknowledged' : givenUp ? 'given-up' : 'failed',
      reference: delivery.reference,
      event_id: delivery.eventId,
      event_type: delivery.eventType,
      copy: delivery.copy,
      attempt: delivery.attempts,
      signature,
      status,
    });
    // A receiver that swallowed the wrongly signed delivery still gets the rightly signed one.
    if (givenUp || (acknowledged && signature === 'good')) deliveries.delete(delivery.id);
    else again(delivery);
  };

  const later = (delivery: Delivery, waitMs: number, work: () => void): void => {
    const timer = setTimeout(() => {
      pauses.delete(delivery.id);
      work();
    }, waitMs);
    pauses.set(delivery.id, timer);
  };

  const again = (delivery: Delivery): void =>
    later(delivery, Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (delivery.attempts - 1)), () => enqueue(delivery.id));

  const enqueue = (id: string): void => {
    ready.push(id);
    drive();
  };

  const drive = (): void => {
    while (url() !== undefined && running.size < LANES && !abort.signal.aborted) {
      const delivery = deliveries.get(ready.shift() ?? '');
      if (delivery === undefined) {
        if (ready.length === 0) return;
        continue;
      }
      const work = attempt(delivery).finally(() => {
        running.delete(delivery.id);
        drive();
      });
      running.set(delivery.id, work);
    }
  };

  const overtakes = (held: Delivery): boolean =>
    [...deliveries.values()].some(({ reference, notBeforeMs }) => reference === held.reference && notBeforeMs === undefined);

  const letGo = (held: Delivery): void => {
    if (overtakes(held)) later(held, LOOK_AGAIN_MS, () => letGo(held));
    else enqueue(held.id);
  };

  const schedule = (delivery: Delivery): void => {
    if (delivery.notBeforeMs === undefined) enqueue(delivery.id);
    else alarms.set(`delivery/${delivery.id}`, delivery.notBeforeMs, () => letGo(delivery));
  };

  return {
    shoot,
    url,
    setUrl: (target) => {
      settings.put('webhook-url', target);
      drive();
    },
    send: (event, { copies, badSignatureFirst, notBeforeMs }) => {
      const { reference, ...others } = event.data;
      const body = JSON.stringify({ ...event, data: echoesReference ? event.data : others });
      for (let copy = 1; copy <= copies; copy += 1) {
        const delivery: Delivery = {
          id: `${event.id}/${copy}`,
          eventId: event.id,
          eventType: event.type,
          reference,
          copy,
          body,
          badSignatureFirst,
          notBeforeMs,
          attempts: 0,
        };
        deliveries.put(delivery.id, delivery);
        // Not before the change that the event tells has been written.
        setImmediate(() => schedule(delivery));
      }
    },
    waiting: () => [...deliveries.values()],
    resume: () => {
      for (const delivery of deliveries.values()) schedule(delivery);
    },
    close: async () => {
      abort.abort();
      for (const timer of pauses.values()) clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
}
