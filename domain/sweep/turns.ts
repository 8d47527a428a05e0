/** Multiplied with it, numbers that follow each other, or are multiples of one another, are spread over all that there is. */
const SPREAD = 2_654_435_761;

/** Of more than can be looked at now, those whose turn it is: each sweep begins somewhere else. */
export function inTurn<T>(all: readonly T[], turn: number, most: number): readonly T[] {
  if (all.length <= most) return all;
  const from = ((turn * SPREAD) % 2 ** 32) % all.length;
  return [...all.slice(from), ...all.slice(0, from)].slice(0, most);
}
