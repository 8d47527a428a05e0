/** Sizes in points with which the whole letter fits on one page. */
export interface LoaLayout {
  /** Of the clauses. */
  readonly textSize: number;
  readonly numberSize: number;
  readonly columns: number;
  readonly rows: number;
  readonly columnWidth: number;
}

export interface LoaMeasures {
  /** The width of the page between its margins. */
  readonly width: number;
  /** The height left for numbers when the text has this size. */
  readonly heightFor: (textSize: number) => number;
  /** The widest line of the numbers at one point. */
  readonly widestLine: number;
  readonly lines: number;
}

export const NUMBER_LEADING = 1.32;
/** The room between two columns, in widths of the font. */
const GAP = 1.6;
/** A letter that nobody can read is none; printed numbers stay readable down to here, and scale on a screen. */
const TEXT_SIZES = [9.5, 9, 8.5, 8, 7.5, 7];
const NUMBER_SIZES = [10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5, 5, 4.5, 4, 3.5];
/** The text gives way first, until the numbers would have to be smaller than this. */
const READABLE = 6;

function columnsAt(size: number, { width, widestLine, lines }: LoaMeasures): Pick<LoaLayout, 'columns' | 'rows' | 'columnWidth'> {
  const gap = GAP * size;
  const columns = Math.max(1, Math.min(lines, Math.floor((width + gap) / (widestLine * size + gap))));
  return { columns, rows: Math.ceil(lines / columns), columnWidth: (width + gap) / columns };
}

/** The largest sizes that fit; `undefined` when none does. */
export function fitOnePage(measures: LoaMeasures): LoaLayout | undefined {
  const candidates = [
    ...TEXT_SIZES.flatMap((textSize) => NUMBER_SIZES.filter((size) => size >= READABLE).map((numberSize) => ({ textSize, numberSize }))),
    ...NUMBER_SIZES.filter((size) => size < READABLE).map((numberSize) => ({ textSize: TEXT_SIZES.at(-1) ?? READABLE, numberSize })),
  ];
  for (const { textSize, numberSize } of candidates) {
    const columns = columnsAt(numberSize, measures);
    if (measures.widestLine * numberSize <= measures.width && columns.rows * numberSize * NUMBER_LEADING <= measures.heightFor(textSize)) {
      return { textSize, numberSize, ...columns };
    }
  }
  return undefined;
}
