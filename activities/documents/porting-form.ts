import PDFDocument from 'pdfkit';
import type { FrozenAttempt } from '../../domain/request/state';
import { printable, sizeOf, type LoaText } from './loa';
import { fontsForTexts, installedFonts, type LoaFonts } from './loa-fonts';
import { BOTTOM, field, heading, INK, LEFT, PAGE, RIGHT, rule, SECTION_GAP, WIDTH, type Sheet } from './loa-sheet';
import { LOA_WORDING } from './loa-wording';

/** What is asked of a losing carrier that has no system: one attempt, as it was frozen. The same content gives the same document. */
export interface PortingFormContent {
  /** Ours; the carrier is asked to repeat it. */
  readonly reference: string;
  readonly attempt: number;
  readonly country: string;
  readonly frozen: FrozenAttempt;
  /** Who asks; without it the form says "the new provider". */
  readonly winningProvider?: string | undefined;
}

type Pen = Pick<Sheet, 'doc' | 'fonts' | 'valueSize'>;

const TITLE = 'Number porting request';
const ROW = 15;
const { day } = LOA_WORDING.en;
const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Everything in the form that a customer wrote. */
function textsOf({ frozen, winningProvider }: PortingFormContent): LoaText[] {
  const { holder, losing, signerName, items } = frozen;
  const { street, postalCode, city, region } = holder.address;
  const named: Readonly<Record<string, string | undefined>> = {
    'holder.name': holder.name,
    'holder.company': holder.company,
    'holder.taxId': holder.taxId,
    'holder.address.street': street,
    'holder.address.postalCode': postalCode,
    'holder.address.city': city,
    'holder.address.region': region,
    'losing.carrier': losing.carrier,
    'losing.accountNumber': losing.accountNumber,
    'losing.pin': losing.pin,
    'signer.name': signerName,
    winningProvider,
  };
  return [
    ...Object.entries(named).flatMap(([path, text]) => (text === undefined ? [] : [{ path, text }])),
    ...items.flatMap(({ transferCode }, index) =>
      transferCode === undefined ? [] : [{ path: `numbers[${index}].transferCode`, text: transferCode }],
    ),
  ];
}

function drawHead({ doc, fonts }: Pen, { reference, attempt, winningProvider }: PortingFormContent): number {
  doc
    .font(fonts.bold)
    .fontSize(20)
    .fillColor(INK.accent)
    .text(TITLE, LEFT, PAGE.margin - 8, { width: WIDTH });
  doc.font(fonts.regular).fontSize(9).fillColor(INK.label);
  doc.text(`from ${printable(winningProvider ?? 'the new provider')} to the current provider`, LEFT, doc.y + 1, { width: WIDTH });
  doc.font(fonts.bold).fontSize(11).fillColor(INK.text);
  doc.text(`Our reference: ${reference}${attempt > 1 ? ` (attempt ${attempt})` : ''}`, LEFT, doc.y + 6, { width: WIDTH });
  doc.font(fonts.regular).fontSize(9).fillColor(INK.label);
  doc.text('Please repeat this reference in every answer.', LEFT, doc.y + 1, { width: WIDTH });
  const end = doc.y + 8;
  doc.moveTo(LEFT, end).lineTo(RIGHT, end).lineWidth(1.4).strokeColor(INK.accent).stroke();
  return end + SECTION_GAP;
}

/** Labelled values under a heading; answers where they end. What there is none of is left out. */
function section(pen: Pen, title: string, pairs: readonly (readonly [string, string | undefined])[], top: number): number {
  let y = heading(pen, title, top);
  for (const [label, value] of pairs) if (value !== undefined) y = field(pen, label, printable(value), { x: LEFT, y, width: WIDTH });
  rule(pen, y + 3);
  return y + 3 + SECTION_GAP;
}

function drawParts(pen: Pen, { country, frozen }: PortingFormContent, top: number): number {
  const { holder, losing, signerName, preferredDate, loa } = frozen;
  const { street, postalCode, city, region } = holder.address;
  const losingSide = [
    ['Current provider', losing.carrier],
    ['Country', country],
    ['Account number there', losing.accountNumber],
    ['PIN or password of the account', losing.pin],
  ] as const;
  const holderSide = [
    ['Name', holder.name],
    ['Company', holder.company],
    ['Tax or company number', holder.taxId],
    ['Address', [street, `${postalCode} ${city}`, region].filter((line) => line !== undefined).join(', ')],
  ] as const;
  const papers = [
    ['Signed by', signerName],
    ['Letter of authorisation', `revision ${loa.revision}, signed on ${day(isoDay(loa.signedAtMs))}, enclosed`],
    ['SHA-256 of the letter', loa.sha256],
    ['Date wished for', preferredDate === undefined ? 'the earliest possible' : `${day(preferredDate)}, or the nearest possible`],
  ] as const;
  return section(pen, 'Authorisation', papers, section(pen, 'Account holder', holderSide, section(pen, 'Account', losingSide, top)));
}

/** One row a number or range, on as many pages as they need. */
function drawNumbers(pen: Pen, { frozen: { items } }: PortingFormContent, top: number): void {
  const { doc, fonts } = pen;
  const total = items.reduce((sum, item) => sum + sizeOf(item), 0);
  const columns = [LEFT, LEFT + 260, LEFT + 330] as const;
  const row = (cells: readonly string[], y: number, font: string): void =>
    cells.forEach((cell, index) => {
      doc.font(font).fontSize(10).fillColor(INK.text);
      doc.text(cell, columns[index] ?? LEFT, y, { lineBreak: false });
    });
  const begin = (y: number): number => {
    const start = heading(pen, `Numbers to be transferred: ${total}`, y);
    row(['Number, or first and last of a range', 'Count', 'Transfer code'], start, fonts.bold);
    return start + ROW;
  };
  let y = begin(top);
  for (const item of items) {
    if (y + ROW > BOTTOM - 60) {
      doc.addPage();
      y = begin(PAGE.margin);
    }
    const numbers = item.kind === 'single' ? item.number : `${item.start} – ${item.end}`;
    row([numbers, String(sizeOf(item)), printable(item.transferCode ?? '')], y, fonts.regular);
    y += ROW;
  }
  doc.font(fonts.bold).fontSize(9).fillColor(INK.text);
  doc.text(
    'A range is transferred whole, on one date. The numbers stay active at the current provider until the transfer is complete; please confirm the date to us beforehand, or tell us why it is refused.',
    LEFT,
    y + 8,
    { width: WIDTH },
  );
}

/** Reference and page on every page. */
function drawFeet({ doc, fonts }: Pen, reference: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    const y = PAGE.height - PAGE.footer;
    doc.font(fonts.regular).fontSize(7).fillColor(INK.label);
    doc.text(`${TITLE} · ${reference}`, LEFT, y, { lineBreak: false });
    doc.text(`Page ${page + 1} of ${count}`, LEFT, y, { width: WIDTH, align: 'right', lineBreak: false });
  }
}

/**
 * The porting request form of one attempt as PDF, filled in: our reference on every page, account, holder, letter and every
 * number. The same content gives the same bytes. Throws `LoaNotPrintableError` for names outside Latin, Greek and Cyrillic.
 */
export async function renderPortingForm(
  content: PortingFormContent,
  unicodeFonts: LoaFonts | null = installedFonts(),
): Promise<Uint8Array> {
  const fonts = fontsForTexts(textsOf(content), unicodeFonts);
  const { reference, frozen } = content;
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    pdfVersion: '1.7',
    bufferPages: true,
    compress: false,
    lang: 'en',
    displayTitle: true,
    // A fixed date: the same content gives the same bytes, and so the same hash.
    info: { Title: `${TITLE} ${reference}`, Producer: 'Portico', Creator: 'Portico', CreationDate: new Date(frozen.loa.signedAtMs) },
  });
  const chunks: Buffer[] = [];
  const written = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
  });
  const pen: Pen = { doc, fonts, valueSize: 10 };
  drawNumbers(pen, content, drawParts(pen, content, drawHead(pen, content)));
  drawFeet(pen, reference);
  doc.end();
  return written;
}
