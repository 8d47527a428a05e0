import PDFDocument from 'pdfkit';
import { givenTexts, numberLines, printable, sizeOf, type LoaContent } from './loa';
import { fontsFor, installedFonts, type LoaFonts } from './loa-fonts';
import { fitOnePage, NUMBER_LEADING, type LoaLayout } from './loa-layout';
import { BOTTOM, field, heading, INK, LEFT, PAGE, RIGHT, rule, SECTION_GAP, WIDTH, type Document, type Sheet } from './loa-sheet';
import { drawSignature, SIGNATURE_HEIGHT } from './loa-signature';
import { LOA_WORDING } from './loa-wording';

function drawHead(sheet: Sheet): number {
  const { doc, fonts, words, content } = sheet;
  const facts = [
    [words.reference, content.loaId],
    [words.revision, String(content.revision)],
    [words.issuedOn, words.day(content.issuedOn)],
  ] as const;
  const column = 150;
  let y: number = PAGE.margin - 4;
  for (const [label, value] of facts) {
    doc.font(fonts.regular).fontSize(8).fillColor(INK.label);
    doc.text(`${label}${words.colon}${value}`, RIGHT - column, y, { width: column, align: 'right' });
    y = doc.y + 1.5;
  }
  doc
    .font(fonts.bold)
    .fontSize(20)
    .fillColor(INK.accent)
    .text(words.title, LEFT, PAGE.margin - 8, { width: WIDTH - column - 12 });
  doc
    .font(fonts.regular)
    .fontSize(9)
    .fillColor(INK.label)
    .text(words.subtitle, LEFT, doc.y + 1, { width: WIDTH - column - 12 });
  const end = Math.max(doc.y, y) + 8;
  doc.moveTo(LEFT, end).lineTo(RIGHT, end).lineWidth(1.4).strokeColor(INK.accent).stroke();
  return end + SECTION_GAP;
}

function drawParties(sheet: Sheet, top: number): number {
  const { words, content, parties, valueSize } = sheet;
  const { holder } = content;
  const width = (WIDTH - 28) / 2;
  const [left, right] = [LEFT, LEFT + width + 28];
  const { street, postalCode, city, region } = holder.address;
  const lines = [holder.company, holder.name, street, [postalCode, city].join(' '), region];
  const holderTop = heading(sheet, words.holder, top, left, width);
  const { doc, fonts } = sheet;
  doc.font(fonts.regular).fontSize(valueSize).fillColor(INK.text);
  doc.text(lines.flatMap((line) => (line === undefined ? [] : [printable(line)])).join('\n'), left, holderTop, { width, lineGap: 1.2 });
  let leftEnd = doc.y + 5;
  if (holder.taxId !== undefined) leftEnd = field(sheet, words.taxId, printable(holder.taxId), { x: left, y: leftEnd, width });

  let y = heading(sheet, words.providers, top, right, width);
  y = field(sheet, words.losingProvider, parties.losingCarrier, { x: right, y, width });
  if (content.accountNumber !== undefined) y = field(sheet, words.accountNumber, printable(content.accountNumber), { x: right, y, width });
  if (parties.winningProvider !== undefined) y = field(sheet, words.newProvider, parties.winningProvider, { x: right, y, width });
  const end = Math.max(leftEnd, y) + 3;
  rule(sheet, end);
  return end + SECTION_GAP;
}

function drawNumbers(sheet: Sheet, top: number, lines: readonly string[], layout: LoaLayout): number {
  const { doc, fonts } = sheet;
  doc.font(fonts.regular).fontSize(layout.numberSize).fillColor(INK.text);
  const leading = layout.numberSize * NUMBER_LEADING;
  lines.forEach((line, index) => {
    const x = LEFT + Math.floor(index / layout.rows) * layout.columnWidth;
    doc.text(line, x, top + (index % layout.rows) * leading, { lineBreak: false });
  });
  const end = top + layout.rows * leading + 5;
  rule(sheet, end);
  return end + SECTION_GAP;
}

/** Very long names and addresses are set smaller, so that they do not push the numbers off the page. */
const valueSizeOf = (content: LoaContent): number =>
  givenTexts(content).reduce((length, { text }) => length + text.length, 0) > 500 ? 7.5 : 10;

const clauseOptions = { width: WIDTH - 16, align: 'left', lineGap: 1.2 } as const;
const BOX_PADDING = 7;

/** The height of clauses and the boxed R6 sentence with text of this size. */
function authorisationHeight({ doc, fonts, words, parties }: Sheet, size: number): number {
  doc.font(fonts.regular).fontSize(size);
  const clauses = words.clauses(parties).reduce((height, clause) => height + doc.heightOfString(clause, clauseOptions) + size * 0.35, 0);
  doc.font(fonts.bold).fontSize(size);
  return (
    16 + clauses + doc.heightOfString(words.stayActive(parties), { ...clauseOptions, width: WIDTH - 2 * BOX_PADDING }) + 2 * BOX_PADDING + 6
  );
}

function drawAuthorisation(sheet: Sheet, top: number, size: number): number {
  const { doc, fonts, words, parties } = sheet;
  let y = heading(sheet, words.authorisation, top);
  words.clauses(parties).forEach((clause, index) => {
    doc.font(fonts.regular).fontSize(size).fillColor(INK.text);
    doc.text(`${index + 1}.`, LEFT, y, { lineBreak: false });
    doc.text(clause, LEFT + 16, y, clauseOptions);
    y = doc.y + size * 0.35;
  });
  y += 3;
  const text = words.stayActive(parties);
  const inner = { ...clauseOptions, width: WIDTH - 2 * BOX_PADDING };
  doc.font(fonts.bold).fontSize(size);
  const height = doc.heightOfString(text, inner) + 2 * BOX_PADDING - 1;
  doc.rect(LEFT, y, WIDTH, height).fill(INK.box);
  doc.rect(LEFT, y, 2.5, height).fill(INK.accent);
  doc.fillColor(INK.text).text(text, LEFT + BOX_PADDING, y + BOX_PADDING, inner);
  return y + height;
}

function drawFoot({ doc, fonts, words, content }: Sheet): void {
  const y = PAGE.height - PAGE.footer;
  doc.font(fonts.regular).fontSize(7).fillColor(INK.label);
  doc.text(`${words.title} · ${content.loaId} · ${words.revision} ${content.revision}`, LEFT, y, { lineBreak: false });
  doc.text(words.page, LEFT, y, { width: WIDTH, align: 'right' });
}

function createDocument({ words, content }: Pick<Sheet, 'words' | 'content'>): Document {
  return new PDFDocument({
    size: 'A4',
    // Everything is placed by hand: with a margin of its own the library would begin a second page by itself.
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    pdfVersion: '1.7',
    // So that carriers, and we, can search the text.
    compress: false,
    lang: content.language,
    displayTitle: true,
    // A fixed date: the same content gives the same bytes, and the hash that is signed.
    info: {
      Title: `${words.title} ${content.loaId}`,
      Producer: 'Portico',
      Creator: 'Portico',
      CreationDate: new Date(`${content.issuedOn}T00:00:00Z`),
    },
  });
}

/**
 * The Letter of Authorisation as a PDF of one A4 page in the content's language (R10). It names every number exactly, and
 * says that they must stay active (R6). The same content gives the same bytes.
 *
 * Throws {@link LoaNotPrintableError} for names outside Latin, Greek and Cyrillic, and a RangeError when the content does
 * not fit on one page.
 */
export async function renderLoa(content: LoaContent, unicodeFonts: LoaFonts | null = installedFonts()): Promise<Uint8Array> {
  const words = LOA_WORDING[content.language];
  const parties = {
    losingCarrier: printable(content.losingCarrier),
    winningProvider: content.winningProvider === undefined ? undefined : printable(content.winningProvider),
  };
  const fonts = fontsFor(content, unicodeFonts);
  const doc = createDocument({ words, content });
  const chunks: Buffer[] = [];
  const written = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
  });
  const sheet: Sheet = { doc, fonts, words, content, parties, valueSize: valueSizeOf(content) };
  const lines = numberLines(content.items);
  const blocks = content.items.filter(({ kind }) => kind === 'block').length;
  const total = content.items.reduce((sum, item) => sum + sizeOf(item), 0);

  const numbersTop = drawParties(sheet, drawHead(sheet));
  const listTop = heading(sheet, words.numbers({ singles: content.items.length - blocks, blocks, total }), numbersTop);
  doc.font(fonts.regular).fontSize(10);
  const layout = fitOnePage({
    width: WIDTH,
    widestLine: Math.max(...lines.map((line) => doc.widthOfString(line))) / 10,
    lines: lines.length,
    heightFor: (textSize) => BOTTOM - SIGNATURE_HEIGHT - listTop - 5 - 2 * SECTION_GAP - authorisationHeight(sheet, textSize),
  });
  if (!layout) {
    doc.end();
    throw new RangeError(`the letter does not fit on one page with ${lines.length} numbers and ranges: divide the order`);
  }
  const end = drawAuthorisation(sheet, drawNumbers(sheet, listTop, lines, layout), layout.textSize);
  // Close below the text, so that nothing can be written in between once it is signed.
  drawSignature(sheet, Math.min(end + 2 * SECTION_GAP, BOTTOM - SIGNATURE_HEIGHT));
  drawFoot(sheet);
  doc.end();
  return written;
}
