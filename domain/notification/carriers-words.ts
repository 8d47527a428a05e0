const LONGEST = 300;

/** A carrier's free text as one line that can be quoted; `undefined` when there is nothing to quote. */
export function carriersWords(text: string | undefined): string | undefined {
  const line = (text ?? '')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replaceAll('"', "'")
    .trim();
  if (line === '') return undefined;
  return line.length > LONGEST ? `${[...line].slice(0, LONGEST).join('')}…` : line;
}
