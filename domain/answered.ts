/** What makes a command that is sent twice one command: its answer is remembered, and what the command said. */

/** A command that was answered. */
export interface Answered<A> {
  readonly id: string;
  readonly answer: A;
  /** Keyed hash of what the command said; absent where its sender gave none. */
  readonly contentHash?: string | undefined;
}

/** How a command is known again. */
export interface Known {
  readonly commandId: string;
  readonly contentHash?: string | undefined;
}

/** Answers that are remembered, newest last: as many as nobody has under way at the same time. */
const ANSWERS_KEPT = 50;

/** The answer that this command had before; `otherContent` where its id was another command's. */
export function recall<A>(
  answered: readonly Answered<A>[],
  { commandId, contentHash }: Known,
): { readonly answer: A } | 'otherContent' | undefined {
  const known = answered.find(({ id }) => id === commandId);
  if (!known) return undefined;
  const differs = contentHash !== undefined && known.contentHash !== undefined && contentHash !== known.contentHash;
  return differs ? 'otherContent' : { answer: known.answer };
}

/** With this answer remembered, and the oldest one forgotten. */
export const remember = <A>(answered: readonly Answered<A>[], { commandId, contentHash }: Known, answer: A): readonly Answered<A>[] =>
  [...answered, { id: commandId, answer, ...(contentHash === undefined ? {} : { contentHash }) }].slice(-ANSWERS_KEPT);
