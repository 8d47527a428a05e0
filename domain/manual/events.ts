import type { PlanAnswer, PlanQuestion } from '../calendar/plan';
import type { CarrierEvent } from '../carrier-event';
import type { Entry } from './entry';
import type { Ask } from './state';

/** What can happen to a task for a losing carrier. */
export type DeskEvent =
  | { readonly kind: 'started' }
  | { readonly kind: 'asked'; readonly ask: Ask }
  | { readonly kind: 'entered'; readonly entry: Entry }
  | { readonly kind: 'planned'; readonly key: string; readonly answer: PlanAnswer }
  | { readonly kind: 'delivered'; readonly id: string; readonly reached: boolean }
  /** `over`: the request has ended, or another attempt counts by now; `null`: nobody knows it. */
  | { readonly kind: 'requestSeen'; readonly over: boolean | null }
  | { readonly kind: 'effectFailed'; readonly effect: DeskEffect }
  | { readonly kind: 'resolved'; readonly by?: string | undefined; readonly reason?: string | undefined }
  | { readonly kind: 'assigned'; readonly by: string; readonly reason: string; readonly to: string | null }
  | { readonly kind: 'timeReached' }
  | { readonly kind: 'unreadable' }
  /** Effects of what was decided while a message was being answered. */
  | { readonly kind: 'act'; readonly effects: readonly DeskEffect[] };

/** What it does to the world. */
export type DeskEffect =
  /** `key` names the task whose dates are counted. */
  | { readonly do: 'plan'; readonly key: string; readonly question: PlanQuestion }
  | { readonly do: 'deliver'; readonly event: CarrierEvent }
  | { readonly do: 'lookAtRequest' };
