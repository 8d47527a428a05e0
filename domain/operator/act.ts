import type { AttentionReason } from '../attention';

/** Something that one of our own people does to an order or to one of its requests, by hand. */
export type OperatorAct =
  /** Attention has an owner; `to` is how our own people are known, never a customer. */
  | { readonly do: 'assign'; readonly to: string }
  | { readonly do: 'unassign' }
  /** Takes one reason for attention off, after a person has dealt with it. */
  | { readonly do: 'settle'; readonly attention: AttentionReason }
  /** Goes on without a document that the country wants (R9). */
  | { readonly do: 'waiveDocument'; readonly document: string }
  /** More calendar days for what the customer has to bring. */
  | { readonly do: 'extendDeadline'; readonly days: number }
  /** Gives up a request that will not port. `evenIfLive`: the carrier has it, and may port it all the same. */
  | { readonly do: 'closeRequest'; readonly evenIfLive?: true | undefined }
  /** The numbers work, and no event of the carrier says so. */
  | { readonly do: 'markPorted' }
  /** It was ended or set back in the Web UI and is here again: what it missed meanwhile is asked for. */
  | { readonly do: 'repair' };

/** The most days that one extension gives. */
export const MOST_DAYS = 60;

/** Who acts, and why: both stand in the audit trail. */
export interface ActedBy {
  /** How our own people are known: letters, digits, dots, underscores and dashes. */
  readonly by: string;
  readonly reason: string;
}

/** An act as an order or a request takes it. */
export interface Operated extends ActedBy {
  readonly kind: 'operated';
  readonly act: OperatorAct;
}

/** Why an act was refused. */
export type ActRefusal =
  | 'closed'
  | 'atOrder'
  | 'atRequest'
  | 'notOpen'
  | 'notByHand'
  | 'unknownDocument'
  | 'notHoldingUp'
  | 'alreadySent'
  | 'noDeadline'
  | 'live'
  | 'onItsWay'
  | 'moving'
  | 'alreadyPorted'
  | 'alreadyCancelled'
  | 'notLive'
  | 'beforeDate';

/** The answer to an act, at once. */
export type ActAnswer = { readonly taken: true } | { readonly taken: false; readonly reason: ActRefusal };

/** What stands in the audit trail beside the acts: a correction, which is a command with details of its own (R13). */
export type RecordedAct = OperatorAct | { readonly do: 'correct' };

/** An act in the audit trail. Never told to customers. `refused`: it was taken, and overtaken by something before it was done. */
export interface OperatorActed extends ActedBy {
  readonly kind: 'operatorActed';
  readonly act: RecordedAct;
  readonly refused?: ActRefusal | undefined;
}

/** The fact of an act. */
export const actedFact = ({ by, reason, act }: ActedBy & { readonly act: RecordedAct }, refused?: ActRefusal): OperatorActed => ({
  kind: 'operatorActed',
  by,
  reason,
  act,
  ...(refused ? { refused } : {}),
});

/** The owner after an act, where the act is about that. */
export const ownerAfter = (act: OperatorAct): { readonly owner: string | undefined } | undefined =>
  act.do === 'assign' ? { owner: act.to } : act.do === 'unassign' ? { owner: undefined } : undefined;
