import type { PlanAnswer, PlanQuestion } from '../calendar/plan';
import type { Actor, Recorded } from '../fact';
import type { Correction, IsoDate } from '../order-details';
import type { Problem } from '../result';
import type { RequestSnapshot } from '../request/snapshot';
import type { FrozenAttempt } from '../request/state';
import type { OrderFact } from './state';

/** A signature as it comes from a signing page or provider. */
export interface LoaSigned {
  readonly loaId: string;
  readonly revision: number;
  /** SHA-256 of the PDF that was shown. */
  readonly hash: string;
  readonly signer: string;
  /** Business instant, UTC epoch ms. */
  readonly at: number;
}

/** What the world said at intake: everything that is wrong, or nothing. */
export interface Admission {
  readonly problems: readonly Problem[];
}

export type OrderEvent =
  | { readonly kind: 'started' }
  | { readonly kind: 'admitted'; readonly admission: Admission }
  | { readonly kind: 'planned'; readonly answer: PlanAnswer }
  | { readonly kind: 'documentProvided'; readonly document: string; readonly sha256: string }
  | { readonly kind: 'loaIssued'; readonly revision: number; readonly sha256: string }
  | { readonly kind: 'loaSigned'; readonly signature: LoaSigned }
  | { readonly kind: 'requestStarted'; readonly n: number }
  | { readonly kind: 'requestProgressed'; readonly snapshot: RequestSnapshot }
  | { readonly kind: 'requestRead'; readonly n: number; readonly snapshot: RequestSnapshot | null }
  | { readonly kind: 'cancelRequested'; readonly by: Actor; readonly requests?: readonly number[] | undefined }
  | { readonly kind: 'rescheduleRequested'; readonly by: Actor; readonly date: IsoDate; readonly requests?: readonly number[] | undefined }
  | { readonly kind: 'corrected'; readonly correction: Correction; readonly requests?: readonly number[] | undefined }
  | { readonly kind: 'notified' }
  | { readonly kind: 'signalled'; readonly n: number; readonly reached: boolean }
  | { readonly kind: 'archived' }
  | { readonly kind: 'effectFailed'; readonly effect: OrderEffect; readonly failure: string }
  | { readonly kind: 'timeReached' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'resync' };

/** What the order tells one of its requests. */
export type RequestMessage =
  | { readonly kind: 'cancelRequested'; readonly by: Actor }
  | { readonly kind: 'rescheduleRequested'; readonly by: Actor; readonly date: IsoDate }
  | { readonly kind: 'resubmissionReady'; readonly frozen: FrozenAttempt }
  | { readonly kind: 'resync' };

export type OrderEffect =
  | { readonly do: 'admit' }
  | { readonly do: 'plan'; readonly question: PlanQuestion }
  | { readonly do: 'issueLoa'; readonly revision: number }
  | { readonly do: 'startRequest'; readonly n: number }
  | { readonly do: 'signalRequest'; readonly n: number; readonly message: RequestMessage }
  | { readonly do: 'readRequest'; readonly n: number }
  | { readonly do: 'notify'; readonly seq: number; readonly facts: readonly Recorded<OrderFact>[] }
  | { readonly do: 'archive' };
