import { HOUR_MS } from '../clock';
import type { Deadline } from '../deadline';
import type { CarrierEvent } from '../carrier-event';
import { Turn } from '../turn';
import type { DeskEffect } from './events';
import { isOurs, type DeskFact, type DeskInput, type DeskState, type DeskTask } from './state';

/** One turn of a task for a losing carrier. */
export class DeskTurn extends Turn<DeskFact, DeskEffect, DeskState> {
  readonly frame: DeskInput;
  protected readonly factsKept = 300;

  constructor(state: DeskState, nowMs: number, frame: DeskInput) {
    super(state, nowMs);
    this.frame = frame;
  }

  deadline(what: Deadline['what'], atMs: number, explanation: string, then: string): Deadline {
    return { what, atMs, zone: this.frame.rules.zone, explanation, then };
  }

  add(task: DeskTask): void {
    this.set({ tasks: [...this.state.tasks, task] });
  }

  task(key: string, part: Partial<DeskTask>): void {
    this.set({ tasks: this.state.tasks.map((task) => (task.key === key ? { ...task, ...part } : task)) });
  }

  drop(which: (task: DeskTask) => boolean): void {
    if (this.state.tasks.some(which)) this.set({ tasks: this.state.tasks.filter((task) => !which(task)) });
  }

  /** A word for the request. */
  tell(event: Pick<CarrierEvent, 'id' | 'type' | 'occurredAtMs'> & Partial<CarrierEvent>): void {
    const { gateway, reference } = this.frame;
    this.set({ outbox: [...this.state.outbox, { ...event, gateway, reference, gatewayId: reference, source: 'operator' }] });
  }

  /** Hands the oldest word over; one at a time, so that the request hears them in their order. */
  deliver(): void {
    const { delivering, deliverAgainAt, outbox } = this.state;
    const [event] = outbox;
    if (delivering || deliverAgainAt || !event) return;
    this.set({ delivering: true });
    this.do({ do: 'deliver', event });
  }

  deliverLater(): void {
    this.set({
      delivering: false,
      deliverAgainAt: this.deadline('retry', this.nowMs + HOUR_MS, 'an hour after it failed', 'the request is told again'),
    });
  }

  /** What a person is asked for follows from what is to be done. */
  seeToAttention(): void {
    const ours = this.state.tasks.filter(isOurs);
    if (ours.length > 0) this.raise('carrierTask');
    else this.clear('carrierTask');
    if (ours.some(({ dueBy, outAtMs }) => dueBy === null && outAtMs === undefined)) this.raise('carrierTaskLate');
    else this.clear('carrierTaskLate');
  }
}
