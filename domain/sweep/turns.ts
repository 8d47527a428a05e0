/** Of more than one sweep looks at, those whose turn it is: sweeps in a row begin where the one before has stopped. */
export function inTurn(ids: readonly string[], turn: number, most: number): readonly string[] {
  const all = [...new Set(ids)].toSorted();
  if (all.length <= most) return all;
  const from = (turn * most) % all.length;
  return [...all.slice(from), ...all.slice(0, from)].slice(0, most);
}
