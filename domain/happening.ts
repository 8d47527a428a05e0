/**
 * What happens in a port, as it is counted and logged: words and figures of ours only. Never a number, a name, an account
 * or a text of somebody's; whoever counts knows nothing else of the fact.
 */
import type { AttentionReason } from './attention';
import type { Recorded, RequestFact } from './fact';
import type { OrderFact, OrderOutcome, WaitedFor } from './order/state';
import { canonicalCode, type RejectionCode } from './rejection/codes';
import { currentAttempt, type RequestOutcome, type RequestState } from './request/state';
import type { CaseFact } from './support-case/fact';

/** A change that a customer or operator may ask for once the request is with the carrier. */
export type Change = 'cancel' | 'reschedule' | 'return' | 'activation';

/** An instant after which something was no longer possible, or over. `pull`: the last day of an interval. */
export type CutOff = 'cancel' | 'reschedule' | 'return' | 'pull' | 'correction' | WaitedFor;

/** What became of a message to a customer. `undelivered`: one round failed, and it is tried on. */
export type NotificationOutcome = 'delivered' | 'superseded' | 'undelivered' | 'givenUp';

/** One thing that happened. Durations are business time, in seconds. */
export type Happening =
  | { readonly what: 'orderAccepted' }
  | { readonly what: 'orderClosed'; readonly outcome: OrderOutcome }
  | { readonly what: 'submitted'; readonly attempt: number }
  | { readonly what: 'rejected'; readonly attempt: number; readonly codes: readonly RejectionCode[] }
  | { readonly what: 'dateConfirmed'; readonly seconds?: number | undefined }
  | { readonly what: 'dateChanged' }
  | { readonly what: 'changeRefused'; readonly change: Change; readonly reason: string }
  | { readonly what: 'cutOffMissed'; readonly cutOff: CutOff }
  | { readonly what: 'ported'; readonly numbers: number }
  | { readonly what: 'requestClosed'; readonly outcome: RequestOutcome }
  | { readonly what: 'attentionRaised' | 'attentionCleared'; readonly reason: AttentionReason }
  /** Counted from the start of a run that continues an earlier one. */
  | { readonly what: 'statusLeft'; readonly status: string; readonly seconds: number }
  | { readonly what: 'notification'; readonly outcome: NotificationOutcome; readonly channel?: string | undefined };

/** What it is about: data of the deployment, by which it is counted. Absent where it has none. */
export interface About {
  readonly country?: string | undefined;
  readonly gateway?: string | undefined;
  readonly losingCarrier?: string | undefined;
}

interface Recording<Fact> {
  readonly facts: readonly Recorded<Fact>[];
  readonly factSeq: number;
}

/** The facts that one turn has recorded. */
export const newFacts = <Fact>(before: Recording<Fact>, after: Recording<Fact>): Recorded<Fact>[] =>
  after.facts.filter(({ seq }) => seq > before.factSeq);

/** What happened between two states of a request. */
export function requestHappenings(before: RequestState, after: RequestState): Happening[] {
  const happened = newFacts(before, after).flatMap((fact) => ofRequest(fact, after));
  const ended = before.phase.at !== 'over' && after.phase.at === 'over' ? after.phase.outcome : undefined;
  return ended ? [...happened, { what: 'requestClosed', outcome: ended }] : happened;
}

function ofRequest(fact: Recorded<RequestFact>, state: RequestState): Happening[] {
  switch (fact.kind) {
    case 'submitted':
      return [{ what: 'submitted', attempt: fact.attempt }];
    case 'rejected':
      return [{ what: 'rejected', attempt: fact.attempt, codes: [...new Set(fact.reasons.map(({ code }) => canonicalCode(code)))] }];
    case 'scheduled':
      return [{ what: 'dateConfirmed', seconds: secondsSince(currentAttempt(state).acknowledgedAtMs, fact.atMs) }];
    case 'dateChanged':
      return [{ what: 'dateChanged' }];
    case 'cancelRefused':
      return refused('cancel', fact.reason);
    case 'rescheduleRefused':
      return refused('reschedule', fact.reason);
    case 'returnRefused':
      return refused('return', fact.reason);
    case 'activationNotTaken':
      return refused('activation', fact.reason);
    case 'notPulled':
      return [{ what: 'cutOffMissed', cutOff: 'pull' }];
    case 'closed':
      return fact.why === 'rejectionUnanswered' ? [{ what: 'cutOffMissed', cutOff: 'correction' }] : [];
    case 'ported':
      return [{ what: 'ported', numbers: fact.numbers.length }];
    case 'attention':
    case 'attentionCleared':
      return [ofAttention(fact)];
    default:
      return [];
  }
}

const TOO_LATE: ReadonlySet<string> = new Set(['tooLate', 'returnTooLate', 'alreadyPorting']);

/** R23, R24: a refusal, and a missed cut-off where it is for coming too late. */
export function refused(change: Change, reason: string): Happening[] {
  const missed: Happening[] = change !== 'activation' && TOO_LATE.has(reason) ? [{ what: 'cutOffMissed', cutOff: change }] : [];
  return [{ what: 'changeRefused', change, reason }, ...missed];
}

/** From the gateway's acknowledgement; unknown for a date that came without one. */
const secondsSince = (sinceMs: number | undefined, atMs: number): number | undefined =>
  sinceMs === undefined ? undefined : Math.max(0, atMs - sinceMs) / 1_000;

/** What happened between two states of an order. What its requests say is counted where it happened. */
export function orderHappenings(before: Recording<OrderFact>, after: Recording<OrderFact>): Happening[] {
  return newFacts(before, after).flatMap((fact): Happening[] => {
    switch (fact.kind) {
      case 'accepted':
        return [{ what: 'orderAccepted' }];
      case 'refused':
        return [{ what: 'orderClosed', outcome: 'refused' }];
      case 'orderCancelled':
        return [{ what: 'orderClosed', outcome: 'cancelled' }];
      case 'expired':
        return [
          { what: 'cutOffMissed', cutOff: fact.waitedFor },
          { what: 'orderClosed', outcome: 'expired' },
        ];
      case 'closed':
        return [{ what: 'orderClosed', outcome: fact.outcome }];
      case 'attention':
      case 'attentionCleared':
        return [ofAttention(fact)];
      default:
        return [];
    }
  });
}

/** What happened between two states of a support case. */
export const caseHappenings = (before: Recording<CaseFact>, after: Recording<CaseFact>): Happening[] =>
  newFacts(before, after).flatMap((fact) => (fact.kind === 'attention' || fact.kind === 'attentionCleared' ? [ofAttention(fact)] : []));

const ofAttention = ({
  kind,
  reason,
}: {
  readonly kind: 'attention' | 'attentionCleared';
  readonly reason: AttentionReason;
}): Happening => ({
  what: kind === 'attention' ? 'attentionRaised' : 'attentionCleared',
  reason,
});
