import type { AttentionReason } from '../attention';
import type { Foc } from '../carrier-event';
import type { ActedBy } from '../operator/act';
import type { Deadline } from '../deadline';
import type { Evidence } from './calls';

/** What does not work, as the customer says it: incoming calls, outgoing calls, both, or text messages. */
export const TROUBLES = ['callsIn', 'callsOut', 'calls', 'sms'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** What a case waits for at the customer: that the number is configured, that its user is online, or failed calls (R26). */
export type Awaited = 'configuration' | 'user' | 'calls';

/**
 * Why our team has to look. `calls`: enough failed calls; `stuck`: the port window is over; `sms`: SMS is known not to
 * work; `notInService`: ported, and not in service on our platform; `notChecked`: order or platform could not be read.
 */
export type ForTeam = 'calls' | 'stuck' | 'sms' | 'notInService' | 'notChecked';

/** What our platform says of the number. */
export interface Checks {
  readonly configured: boolean;
  /** Absent where the platform does not know its users. */
  readonly userOnline?: boolean | undefined;
}

/** What happened in a support case. */
export type CaseFact =
  | { readonly kind: 'opened'; readonly trouble: Trouble }
  /** R15, R25: not our line. `foc`: the confirmed date, if there is one. */
  | { readonly kind: 'losingProviderAnswers'; readonly port: 'before' | 'ended'; readonly foc?: Foc | undefined }
  /** R16. */
  | { readonly kind: 'interruptionPossible'; readonly foc?: Foc | undefined; readonly stuckAt: Deadline }
  /** R18. */
  | { readonly kind: 'smsPending'; readonly by: Deadline }
  | { readonly kind: 'notConfigured'; readonly until: Deadline }
  | { readonly kind: 'userOffline'; readonly until: Deadline }
  /** R26: what is still missing, call by call. `trouble` decides between calls and messages. */
  | {
      readonly kind: 'callsNeeded';
      readonly trouble: Trouble;
      readonly checks: Checks;
      readonly evidence: Evidence;
      readonly until: Deadline;
    }
  | { readonly kind: 'reminded'; readonly of: Awaited; readonly until: Deadline }
  | { readonly kind: 'withTeam'; readonly why: ForTeam }
  | { readonly kind: 'stillWithTeam' }
  | { readonly kind: 'worksAgain' }
  /** `reason` is what the operator wrote for the customer; `by` is for us. */
  | { readonly kind: 'resolved'; readonly by?: string | undefined; readonly reason?: string | undefined }
  | { readonly kind: 'unanswered'; readonly of: Awaited }
  /** Whose the case is; `null`: nobody's. For us. */
  | ({ readonly kind: 'assigned'; readonly to: string | null } & ActedBy)
  | { readonly kind: 'attention'; readonly reason: AttentionReason }
  | { readonly kind: 'attentionCleared'; readonly reason: AttentionReason };

/** What is for operators only. */
const NOT_TOLD = ['assigned', 'attention', 'attentionCleared'] as const satisfies readonly CaseFact['kind'][];

/** What happens in a case and is told on the porting ticket. */
export type ToldCaseKind = Exclude<CaseFact['kind'], (typeof NOT_TOLD)[number]>;

const SILENT: ReadonlySet<string> = new Set(NOT_TOLD);

/** Whether the customer is told of this fact. */
export const isToldOfCase = <F extends CaseFact>(fact: F): fact is Extract<F, { readonly kind: ToldCaseKind }> => !SILENT.has(fact.kind);
