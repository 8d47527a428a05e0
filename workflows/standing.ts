import { setHandler } from '@temporalio/workflow';
import type { Attention } from '../domain/attention';
import { businessNow, type BusinessClock } from '../domain/clock';
import { standingQuery } from './contract';
import type { ShownState } from './shown';

/** Answers where a workflow stands and since when, for metrics: words and instants only. A query leaves nothing in the history. */
export function listenToStanding(clock: BusinessClock, shown: ShownState, attention: () => Attention): void {
  setHandler(standingQuery, () => ({ status: shown.status, sinceMs: businessNow(clock, shown.sinceMs), attention: attention() }), {
    description: 'The status, and since when; the own reasons for attention, each with since when. For metrics',
  });
}
