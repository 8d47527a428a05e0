import { proxySinks, workflowInfo, type Sinks } from '@temporalio/workflow';
import type { About, Happening } from '../domain/happening';

/** What the orders worker listens to: it counts and logs. A sink leaves nothing in the history. */
export interface PorticoSinks extends Sinks {
  readonly portico: { happened(about: About, happening: Happening): void };
}

const { portico } = proxySinks<PorticoSinks>();

/** Tells the worker what has happened, for its metrics and log: once, and never again when a history is replayed. */
export function tellWorker(about: About, happenings: readonly Happening[]): void {
  if (happenings.length === 0 || workflowInfo().unsafe.isReplaying) return;
  for (const happening of happenings) portico.happened(about, happening);
}
