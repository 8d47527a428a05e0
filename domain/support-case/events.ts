import type { PlanAnswer, PlanQuestion } from '../calendar/plan';
import type { ActedBy } from '../operator/act';
import type { Recorded } from '../fact';
import type { FailedCall } from './calls';
import type { CaseFact, Checks } from './fact';
import type { PortStanding } from './standing';

/** What was found of a number: its port, and once it is ported its place on our platform, if it has one there. */
export interface Examination {
  readonly port: PortStanding;
  readonly place?: (Checks & { readonly inService: boolean }) | undefined;
}

/** What can happen to a support case. */
export type CaseEvent =
  | { readonly kind: 'started' }
  | { readonly kind: 'examined'; readonly examination: Examination }
  | { readonly kind: 'planned'; readonly answer: PlanAnswer }
  /** The customer's word: calls, or that it works now, or neither, which means: go on. */
  | { readonly kind: 'proceed'; readonly calls: readonly FailedCall[]; readonly works: boolean }
  | { readonly kind: 'resolved'; readonly by?: string | undefined; readonly reason?: string | undefined }
  | ({ readonly kind: 'assigned'; readonly to: string | null } & ActedBy)
  | { readonly kind: 'notified'; readonly seq: number }
  | { readonly kind: 'effectFailed'; readonly effect: CaseEffect }
  | { readonly kind: 'timeReached' }
  | { readonly kind: 'unreadable' };

/** What a case does to the world. */
export type CaseEffect =
  | { readonly do: 'examine' }
  | { readonly do: 'plan'; readonly question: PlanQuestion }
  | { readonly do: 'notify'; readonly seq: number; readonly facts: readonly Recorded<CaseFact>[] };
