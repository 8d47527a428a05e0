/** Windows Latin-1 where it differs from Latin-1, as far as the letter uses it. */
const WINDOWS: Readonly<Record<number, string>> = { 0x80: '€', 0x8c: 'Œ', 0x92: '’', 0x96: '–', 0x9c: 'œ' };

const character = (code: number): string => WINDOWS[code] ?? String.fromCharCode(code);
const decode = (hex: string): string => (hex.match(/../g) ?? []).map((pair) => character(Number.parseInt(pair, 16))).join('');

/** The text of an uncompressed PDF with built-in fonts, one line per piece that was placed, in the order of writing. */
export function pdfText(pdf: Uint8Array): string[] {
  const source = Buffer.from(pdf).toString('latin1');
  return [...source.matchAll(/\[((?:<[0-9a-f]*>|[-\d.\s])*)\]\s*TJ/g)].map(([, pieces = '']) =>
    [...pieces.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => decode(hex)).join(''),
  );
}

/** How many pages the PDF has. */
export const pdfPages = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)?.length ?? 0;
