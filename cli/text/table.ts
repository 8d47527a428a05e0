import { plainText, type Paint } from './paint';

/** What fits on the narrowest usual terminal. */
export const WIDTH = 80;
const GAP = 2;
const NARROWEST = 6;

/** Rows in columns under bold titles, no line wider than 80: the widest column gives way and wraps. Empty columns are left out. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[], paint: Paint): string {
  const cells = rows.map((row) => row.map(plainText));
  const kept = titles.map((_, column) => column).filter((column) => cells.some((row) => (row[column] ?? '') !== ''));
  const widths = fitted(kept.map((column) => Math.max(...[titles, ...cells].map((row) => [...(row[column] ?? '')].length))));
  const lines = (row: readonly string[]): string[] => {
    const wrapped = kept.map((column, index) => wrap(row[column] ?? '', widths[index] ?? WIDTH));
    const height = Math.max(...wrapped.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) =>
      wrapped
        .map((cell, index) => pad(cell[line] ?? '', widths[index] ?? 0))
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  };
  return [...lines(titles).map((line) => paint.bold(line)), ...cells.flatMap(lines)].join('\n');
}

/** Names and values side by side, values wrapped beside their names. */
export function fields(pairs: readonly (readonly [string, string])[], paint: Paint): string {
  const shown = pairs.filter(([, value]) => value !== '');
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown
    .flatMap(([name, value]) =>
      wrap(plainText(value), WIDTH - width - GAP).map(
        (line, index) => `${index === 0 ? paint.dim(pad(name, width)) : ' '.repeat(width)}${' '.repeat(GAP)}${line}`,
      ),
    )
    .join('\n');
}

/** Text in lines of at most `width` characters, at spaces where there are any. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => pieces(one, width))) {
    if (line !== '' && [...line].length + 1 + [...word].length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

const pieces = (word: string, width: number): string[] => {
  const characters = [...word];
  if (characters.length <= width) return [word];
  return Array.from({ length: Math.ceil(characters.length / width) }, (_, index) =>
    characters.slice(index * width, (index + 1) * width).join(''),
  );
};

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - [...text].length));

function fitted(natural: readonly number[]): number[] {
  const widths = [...natural];
  const total = (): number => widths.reduce((sum, width) => sum + width, 0) + GAP * (widths.length - 1);
  while (total() > WIDTH) {
    const widest = widths.indexOf(Math.max(...widths));
    const width = widths[widest] ?? 0;
    if (width <= NARROWEST) break;
    widths[widest] = width - 1;
  }
  return widths;
}
