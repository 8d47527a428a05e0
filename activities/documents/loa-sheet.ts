import type PDFDocument from 'pdfkit';
import type { LoaContent } from './loa';
import type { LoaFonts } from './loa-fonts';
import type { LoaParties, LoaWording } from './loa-wording';

/** A4, in points. */
export const PAGE = { width: 595.28, height: 841.89, margin: 52, footer: 36 } as const;
export const WIDTH = PAGE.width - 2 * PAGE.margin;
export const LEFT = PAGE.margin;
export const RIGHT = LEFT + WIDTH;
export const BOTTOM = PAGE.height - PAGE.footer - 14;
export const INK = { text: '#1a1a1a', label: '#5a6472', rule: '#c3c9d1', accent: '#1f3a5f', box: '#f1f4f8' } as const;
export const SECTION_GAP = 13;

export type Document = InstanceType<typeof PDFDocument>;

/** What the parts of the letter are drawn with. */
export interface Sheet {
  readonly doc: Document;
  readonly fonts: LoaFonts;
  readonly words: LoaWording;
  readonly content: LoaContent;
  readonly parties: LoaParties;
  /** Size of names, addresses and accounts, in points. */
  readonly valueSize: number;
}

/** A thin line across the page, or between two places. */
export const rule = ({ doc }: Pick<Sheet, 'doc'>, y: number, x1: number = LEFT, x2: number = RIGHT): void =>
  void doc.moveTo(x1, y).lineTo(x2, y).lineWidth(0.6).strokeColor(INK.rule).stroke();

/** A section's heading; answers where its content begins. */
export function heading(
  { doc, fonts }: Pick<Sheet, 'doc' | 'fonts'>,
  text: string,
  y: number,
  x: number = LEFT,
  width: number = WIDTH,
): number {
  doc.font(fonts.bold).fontSize(9.5).fillColor(INK.accent).text(text, x, y, { width });
  return doc.y + 3.5;
}

/** A small label with its value below; answers where it ends. */
export function field(
  { doc, fonts, valueSize }: Pick<Sheet, 'doc' | 'fonts' | 'valueSize'>,
  label: string,
  value: string,
  at: { x: number; y: number; width: number },
): number {
  doc.font(fonts.regular).fontSize(7).fillColor(INK.label).text(label, at.x, at.y, { width: at.width });
  doc
    .font(fonts.regular)
    .fontSize(valueSize)
    .fillColor(INK.text)
    .text(value, at.x, doc.y + 0.5, { width: at.width });
  return doc.y + 3.5;
}
