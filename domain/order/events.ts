import type { PlanAnswer, PlanQuestion } from '../calendar/plan';
import type { Actor, Recorded } from '../fact';
import type { CustomerServiceRecord } from '../csr';
import type { Deadline } from '../deadline';
import type { ActedBy, Operated } from '../operator/act';
import type { Correction, E164, IsoDate, NumberItem } from '../order-details';
import type { Problem } from '../result';
import type { RequestSnapshot } from '../request/snapshot';
import type { FrozenAttempt } from '../request/state';
import type { LoaForm, OrderFact } from './state';

/** A signature as it comes from a signing page or provider. */
export interface LoaSigned {
  readonly loaId: string;
  readonly revision: number;
  /** SHA-256 of the PDF that was shown. */
  readonly hash: string;
  readonly signer: string;
  /** Business instant, UTC epoch ms. */
  readonly at: number;
  /** Electronic where nothing is said. */
  readonly form?: LoaForm | undefined;
  /** SHA-256 of the scan of a letter that was signed by hand. */
  readonly scan?: string | undefined;
}

/** What an operator makes of a document; `signedLoa` with its revision is a scan of the letter. */
export interface Review {
  readonly document: string;
  readonly revision?: number | undefined;
  /** Of the file that was looked at: the word is about no other one. */
  readonly sha256?: string | undefined;
  readonly verdict: { readonly is: 'approved'; readonly reason?: string | undefined } | { readonly is: 'refused'; readonly reason: string };
  /** Who looked at it, as our own people are known. */
  readonly reviewer: string;
}

/** What the world said at intake: everything that is wrong, or nothing. */
export interface Admission {
  readonly problems: readonly Problem[];
}

export type OrderEvent =
  | { readonly kind: 'started' }
  | { readonly kind: 'admitted'; readonly admission: Admission }
  | { readonly kind: 'planned'; readonly answer: PlanAnswer }
  | {
      readonly kind: 'documentProvided';
      readonly document: string;
      readonly sha256: string;
      readonly issuedOn?: IsoDate | undefined;
      readonly validUntil?: Deadline | undefined;
    }
  | { readonly kind: 'documentReviewed'; readonly review: Review }
  | { readonly kind: 'csrProvided'; readonly csr: CustomerServiceRecord }
  | { readonly kind: 'decided'; readonly decision: Decision }
  | { readonly kind: 'portabilityChecked'; readonly problems: readonly Problem[] }
  | { readonly kind: 'gaveBack'; readonly numbers: readonly E164[] }
  | { readonly kind: 'blockClaimed'; readonly n: number; readonly problems: readonly Problem[] }
  | { readonly kind: 'loaIssued'; readonly revision: number; readonly sha256: string }
  | { readonly kind: 'loaSigned'; readonly signature: LoaSigned }
  | { readonly kind: 'requestStarted'; readonly n: number }
  | { readonly kind: 'requestProgressed'; readonly snapshot: RequestSnapshot }
  | { readonly kind: 'requestRead'; readonly n: number; readonly snapshot: RequestSnapshot | null }
  | { readonly kind: 'cancelRequested'; readonly by: Actor; readonly requests?: readonly number[] | undefined }
  | { readonly kind: 'rescheduleRequested'; readonly by: Actor; readonly date: IsoDate; readonly requests?: readonly number[] | undefined }
  | {
      readonly kind: 'corrected';
      readonly by: Actor;
      readonly correction: Correction;
      readonly requests?: readonly number[] | undefined;
      /** Keyed hashes of numbers that the correction brings into the order. */
      readonly hashes?: Readonly<Record<E164, string>> | undefined;
      /** Which of our own people, and why, where it is theirs. */
      readonly acted?: ActedBy | undefined;
    }
  | { readonly kind: 'activationRequested'; readonly by: Actor; readonly requests?: readonly number[] | undefined }
  | { readonly kind: 'returnRequested'; readonly by: Actor; readonly reason: string; readonly requests?: readonly number[] | undefined }
  | Operated
  | { readonly kind: 'notified' }
  | { readonly kind: 'signalled'; readonly n: number; readonly reached: boolean }
  | { readonly kind: 'archived' }
  | { readonly kind: 'effectFailed'; readonly effect: OrderEffect; readonly failure: string }
  | { readonly kind: 'timeReached' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'resync' };

/** What becomes of numbers that cannot be ported. */
export type Decision = 'drop' | 'wait';

/** What the order tells one of its requests. */
export type RequestMessage =
  | { readonly kind: 'cancelRequested'; readonly by: Actor }
  | { readonly kind: 'rescheduleRequested'; readonly by: Actor; readonly date: IsoDate }
  | { readonly kind: 'resubmissionReady'; readonly frozen: FrozenAttempt }
  | { readonly kind: 'replaced'; readonly by: readonly number[] }
  | { readonly kind: 'resubmissionWithdrawn' }
  | { readonly kind: 'activationRequested'; readonly by: Actor }
  | { readonly kind: 'returnRequested'; readonly by: Actor; readonly reason: string }
  | { readonly kind: 'resync' };

export type OrderEffect =
  | { readonly do: 'admit' }
  | { readonly do: 'plan'; readonly question: PlanQuestion }
  | { readonly do: 'issueLoa'; readonly revision: number }
  | { readonly do: 'startRequest'; readonly n: number }
  | { readonly do: 'signalRequest'; readonly n: number; readonly message: RequestMessage }
  | { readonly do: 'readRequest'; readonly n: number }
  | { readonly do: 'notify'; readonly seq: number; readonly facts: readonly Recorded<OrderFact>[] }
  | { readonly do: 'checkPortability' }
  | { readonly do: 'giveBack'; readonly numbers: readonly E164[] }
  | { readonly do: 'claimBlock'; readonly n: number; readonly items: readonly NumberItem[] }
  | { readonly do: 'archive' };
