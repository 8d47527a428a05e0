import type { Attention, AttentionReason } from '../attention';
import type { CarrierEvent, Foc, GatewayStatus, RejectionReason } from '../carrier-event';
import type { BusinessClock } from '../clock';
import type { Deadline } from '../deadline';
import type { Recorded } from '../fact';
import type { AskOutcome } from '../gateway-answer';
import type { E164, IsoDate } from '../order-details';
import type { FrozenAttempt } from '../request/state';
import type { RequestRules } from '../rules';
import type { Entry, Standing, TaskKind } from './entry';

/** What a person needs besides the details of the attempt: whose calendar counts, and how much may be kept. */
export interface DeskFrame {
  readonly accountId: string;
  readonly clock: BusinessClock;
  readonly rules: RequestRules;
  readonly continueAsNewAfterEvents: number;
}

/** What the task of one attempt is born with: the file on the operator's desk, which stands for the other company. */
export interface DeskInput extends DeskFrame {
  readonly schemaVersion: 1;
  readonly gateway: string;
  /** Our reference: order, request and attempt. */
  readonly reference: string;
  readonly orderId: string;
  readonly n: number;
  readonly attempt: number;
  readonly country: string;
  /** What goes to the losing carrier; documents by their hashes. */
  readonly frozen: FrozenAttempt;
  /** SHA-256 of the filled-in porting form; absent where it cannot be printed. */
  readonly form?: string | undefined;
}

/** What our side asks of the losing carrier, through the operator. */
export type Ask =
  | { readonly kind: 'cancel' | 'activate'; readonly key: string }
  | { readonly kind: 'reschedule'; readonly key: string; readonly date: IsoDate }
  | { readonly kind: 'return'; readonly key: string; readonly reason: string }
  | { readonly kind: 'comment'; readonly key: string; readonly text: string };

/** One thing to do. While it is not out, and while its answer is overdue, it is our turn. */
export interface DeskTask {
  readonly kind: TaskKind;
  readonly key: string;
  /** Business ms. */
  readonly sinceMs: number;
  readonly date?: IsoDate | undefined;
  readonly reason?: string | undefined;
  readonly text?: string | undefined;
  /** Until when it has to be out; absent while that is being counted, `null` once that has passed. */
  readonly dueBy?: Deadline | null | undefined;
  /** When it went out, business ms. */
  readonly outAtMs?: number | undefined;
  /** Until when the losing carrier should have answered. */
  readonly answerBy?: Deadline | undefined;
  /** Since when the answer is overdue, business ms. */
  readonly chaseSinceMs?: number | undefined;
}

/** Whether somebody of ours has to do something about it now. */
export const isOurs = ({ outAtMs, chaseSinceMs }: DeskTask): boolean => outAtMs === undefined || chaseSinceMs !== undefined;

/** What happened on the desk. */
export type DeskFact =
  | { readonly kind: 'taken' }
  | { readonly kind: 'asked'; readonly what: Ask['kind']; readonly date?: IsoDate | undefined }
  | { readonly kind: 'entered'; readonly entry: Entry }
  | { readonly kind: 'late' | 'unanswered' | 'mayHaveMoved'; readonly of: TaskKind }
  | { readonly kind: 'resolved'; readonly by?: string | undefined; readonly reason?: string | undefined }
  /** Our own people gave it to somebody, or (`null`) to nobody. */
  | { readonly kind: 'assigned'; readonly by: string; readonly reason: string; readonly to: string | null }
  | { readonly kind: 'attention'; readonly reason: AttentionReason }
  | { readonly kind: 'attentionCleared'; readonly reason: AttentionReason };

export interface DeskState {
  readonly at: Standing;
  /** The losing carrier has said that it has the request. */
  readonly acknowledged: boolean;
  /** Since when it stands so, as the carrier's word dates it, business ms. */
  readonly changedAtMs: number;
  /** When the request came to the desk, and when it went out, business ms. */
  readonly takenAtMs: number;
  readonly sentAtMs?: number | undefined;
  readonly foc?: Foc | undefined;
  readonly reasons?: readonly RejectionReason[] | undefined;
  readonly carrierRef?: string | undefined;
  readonly numbers: GatewayStatus['numbers'];
  readonly tasks: readonly DeskTask[];
  /** When numbers with a date should have moved, as long as nobody said so. */
  readonly movedBy?: Deadline | undefined;
  /** Answers to what was asked, by key, newest last, bounded. */
  readonly asked: readonly { readonly key: string; readonly outcome: AskOutcome }[];
  /** Words for the request that it does not have yet, oldest first. */
  readonly outbox: readonly CarrierEvent[];
  readonly delivering: boolean;
  readonly deliverAgainAt?: Deadline | undefined;
  /** When the request is next asked whether it still needs this. */
  readonly lookAt?: Deadline | undefined;
  /** Nothing more is expected. */
  readonly ended: boolean;
  readonly attention: Attention;
  /** Whose it is. */
  readonly owner?: string | undefined;
  readonly facts: readonly Recorded<DeskFact>[];
  readonly factSeq: number;
}

/** One number as the desk knows it. */
export const activeNumbers = ({ numbers }: Pick<DeskState, 'numbers'>): E164[] =>
  numbers.flatMap(({ number, active }) => (active ? [number] : []));
