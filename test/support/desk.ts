import type { CarrierTask, EnteredAnswer } from '../../client';
import { carrierAnswerBody } from '../../contracts/carrier-answer';
import { readInput } from '../../contracts/reading';
import { HOUR_MS } from '../../domain/clock';
import type { E164 } from '../../domain/order-details';
import { aNumber, BY_HAND, BY_HAND_CARRIER, single, usDetails } from './orders';
import { signedOrder, type PlacedOrder } from './placed-order';
import type { Stage } from './stage';
import { waitUntil } from './wait-until';

const PATIENCE = { withinMs: 50_000, everyMs: 150 } as const;

/** The operator at the desk of one request, through the client that the API and the command line use. */
export class Desk {
  readonly number: E164;
  readonly order: PlacedOrder;
  private readonly stage: Stage;
  private entries = 0;

  constructor(stage: Stage, order: PlacedOrder, number: E164) {
    this.stage = stage;
    this.order = order;
    this.number = number;
  }

  task(): Promise<CarrierTask> {
    return this.stage.portico.carrierTask(this.order.input.orderId, 1);
  }

  /** Waits until the task has what is asked for. */
  until(what: string, condition: (task: CarrierTask) => unknown): Promise<CarrierTask> {
    return waitUntil(
      `${what} on the desk of ${this.order.input.orderId}`,
      async () => {
        const task = await this.task();
        if (!condition(task)) throw new Error(`the desk is ${task.at}, to do: ${task.tasks.map(({ kind }) => kind).join(', ')}`);
        return task;
      },
      PATIENCE,
    );
  }

  /** Enters the carrier's word, as the API's body has it. */
  enters(type: string, data?: Readonly<Record<string, unknown>>, changes: Readonly<Record<string, unknown>> = {}): Promise<EnteredAnswer> {
    this.entries += 1;
    const { idempotencyKey = `entry-${this.entries}`, ...rest } = changes;
    const read = readInput(carrierAnswerBody, {
      by: 'op-7',
      channel: 'mail',
      note: 'as they wrote',
      event: { type: `port.${type}`, ...(data ? { data } : {}) },
      ...rest,
    });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return this.stage.portico.enterCarrierAnswer({
      orderId: this.order.input.orderId,
      n: 1,
      idempotencyKey: String(idempotencyKey),
      answer: read.value,
    });
  }

  /** The losing carrier lets the numbers go. */
  async moves(): Promise<void> {
    await this.stage.control('POST', '/network/moved', { numbers: [this.number] });
  }

  /** A window of four hours on the day that lies so many days ahead; its date, and the data of an event that confirms it. */
  window(days: number): { readonly date: string; readonly foc: Readonly<Record<string, string>> } {
    const date = new Date(this.stage.nowMs() + days * 24 * HOUR_MS).toISOString().slice(0, 10);
    return { date, foc: { date, window_start: `${date}T14:00:00Z`, window_end: `${date}T18:00:00Z`, time_zone: 'America/New_York' } };
  }
}

/** A signed order through the gateway by hand, with its task on the desk. */
export async function deskOrder(stage: Stage): Promise<Desk> {
  const number = aNumber();
  // What the stage's orders hand in by its hash, so that it can be fetched.
  await stage.documents.put(new TextEncoder().encode('a document'), 'application/octet-stream');
  const order = await signedOrder(stage, usDetails([single(number)], { losing: { carrier: BY_HAND_CARRIER, accountNumber: 'QN-1' } }), {
    gateway: BY_HAND,
  });
  const desk = new Desk(stage, order, number);
  await order.reaches('toSendByHand');
  await waitUntil(`the task of ${order.input.orderId}`, () => desk.task(), PATIENCE);
  return desk;
}
