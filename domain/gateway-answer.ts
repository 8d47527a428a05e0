import type { RejectionReason } from './carrier-event';

/** The answer to a submission. A rejection is a value; only trouble is thrown. `toSend`: one of our own people sends it, which is heard of as an event. */
export type SubmitOutcome =
  | { readonly kind: 'toSend'; readonly gatewayId: string }
  | { readonly kind: 'accepted'; readonly gatewayId: string; readonly acknowledgedAtMs: number }
  | {
      readonly kind: 'rejected';
      readonly gatewayId?: string | undefined;
      readonly reasons: readonly RejectionReason[];
      readonly rejectedAtMs: number;
    };

/** The answer to asking for a cancel or a reschedule: only that the gateway took the question. The decision itself is an event. */
export type AskOutcome = { readonly kind: 'asked' } | { readonly kind: 'refused'; readonly reason: string };
