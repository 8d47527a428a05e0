import type { Answered } from '../answered';
import type { Attention } from '../attention';
import type { BusinessClock } from '../clock';
import type { Deadline } from '../deadline';
import type { Recorded } from '../fact';
import type { E164, Language } from '../order-details';
import type { RequestRules } from '../rules';
import { evidenceOf, type Evidence, type FailedCall } from './calls';
import type { Awaited, CaseFact, Checks, ForTeam, Trouble } from './fact';
import type { PortStanding } from './standing';

/** What a customer complains of. */
export interface Complaint {
  /** One of the order's. */
  readonly number: E164;
  readonly trouble: Trouble;
  /** In the customer's words. */
  readonly text?: string | undefined;
}

/** What a support case is born with. */
export interface CaseInput {
  readonly schemaVersion: 1;
  readonly orderId: string;
  readonly accountId: string;
  /** The case's part of its workflow id: 12 Crockford characters. */
  readonly k: string;
  readonly complaint: Complaint;
  /** Calls that came with the complaint. */
  readonly calls: readonly FailedCall[];
  /** Keyed hash of the complaint: tells "the same again" from "another under the same key". */
  readonly contentHash: string;
  readonly clock: BusinessClock;
  /** Whose calendar counts, and when a port is stuck. */
  readonly rules: RequestRules;
  readonly language: Language;
  readonly ticketRef?: string | undefined;
  readonly continueAsNewAfterEvents: number;
}

/** How a case ended. */
export type CaseOutcome = 'losingProvider' | 'smsPending' | 'works' | 'resolved' | 'unanswered';

/** Where a case stands. */
export type CasePhase =
  /** Order and platform are being read. */
  | { readonly at: 'examining' }
  /** R16: the number is being moved; looked at again at `lookAt`. */
  | { readonly at: 'portDay'; readonly lookAt: Deadline }
  /** For the customer. The deadlines are `null` while the calendar is asked (`planning`), and the reminder once it was sent. */
  | {
      readonly at: 'waiting';
      readonly for: Awaited;
      readonly planning: boolean;
      readonly remindAt: Deadline | null;
      readonly closeAt: Deadline | null;
    }
  /** For our team. */
  | {
      readonly at: 'withTeam';
      readonly why: ForTeam;
      readonly planning: boolean;
      readonly remindAt: Deadline | null;
      readonly reminders: number;
    }
  | { readonly at: 'over'; readonly outcome: CaseOutcome };

export interface CaseState {
  readonly phase: CasePhase;
  readonly calls: readonly FailedCall[];
  /** As of the last look. */
  readonly port?: PortStanding | undefined;
  readonly checks?: Checks | undefined;
  /** What the customer went on past although the platform still says otherwise. */
  readonly passed: readonly Awaited[];
  readonly facts: readonly Recorded<CaseFact>[];
  readonly factSeq: number;
  /** The last fact of which the customer is being told. */
  readonly toldSeq: number;
  readonly telling: boolean;
  /** When telling is tried again after it failed. */
  readonly tellAgainAt?: Deadline | undefined;
  readonly attention: Attention;
  /** Whose the case is. */
  readonly owner?: string | undefined;
  /** Answers to messages already taken, by command id, newest last, bounded. */
  readonly answered: readonly Answered<CaseAnswer>[];
}

/** The answer to a customer's message, at once. */
export interface CaseAnswer {
  /** `false` when the case is over. */
  readonly taken: boolean;
  /** The id of the message was another message's. */
  readonly otherContent?: true | undefined;
}

/** Whether the answer to the customer's last word is still being found. */
export const isAnswering = ({ phase }: CaseState): boolean => phase.at === 'examining' || (phase.at === 'waiting' && phase.planning);

/** The calls as they count now. */
export const evidenceNow = ({ calls, port }: CaseState, nowMs: number, { complaint }: CaseInput): Evidence =>
  evidenceOf(calls, { number: complaint.number, portedAtMs: port?.at === 'active' ? port.portedAtMs : undefined, nowMs });
