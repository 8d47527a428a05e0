import { printable } from './loa';
import { field, heading, INK, LEFT, RIGHT, rule, WIDTH, type Sheet } from './loa-sheet';

const BOX_HEIGHT = 92;

/** The height of the whole part, in points. */
export const SIGNATURE_HEIGHT = BOX_HEIGHT + 20;

/** An empty box with its label in the corner. */
function box({ doc, fonts }: Sheet, label: string, x: number, y: number, width: number): void {
  doc.rect(x, y, width, BOX_HEIGHT).lineWidth(0.6).strokeColor(INK.rule).stroke();
  doc
    .font(fonts.regular)
    .fontSize(7)
    .fillColor(INK.label)
    .text(label, x + 6, y + 5, { width: width - 12 });
}

/** Who signs, when and where, with room for a hand's signature and a stamp; filled in when the letter was signed electronically. */
export function drawSignature(sheet: Sheet, top: number): void {
  const { doc, fonts, words, content } = sheet;
  const start = heading(sheet, words.signatureHeading, top) + 2;
  const [signer, signing, stamp] = [170, 180, WIDTH - 170 - 180 - 28];
  const [signingX, stampX] = [LEFT + signer + 14, RIGHT - stamp];
  const { signature } = content;
  const signedOn = signature && words.day(signature.signedOn);
  field(sheet, words.signer, printable(content.signerName), { x: LEFT, y: start, width: signer });
  const half = (signer - 14) / 2;
  const lineY = start + BOX_HEIGHT - 12;
  const blanks = [
    { label: words.date, value: signedOn ?? '', x: LEFT },
    { label: words.place, value: '', x: LEFT + half + 14 },
  ];
  for (const { label, value, x } of blanks) {
    rule(sheet, lineY, x, x + half);
    doc
      .font(fonts.regular)
      .fontSize(7)
      .fillColor(INK.label)
      .text(label, x, lineY + 3, { width: half });
    doc
      .fontSize(9)
      .fillColor(INK.text)
      .text(value, x, lineY - 13, { lineBreak: false });
  }
  box(sheet, words.signature, signingX, start, signing);
  box(sheet, words.stamp, stampX, start, stamp);
  if (signature && signedOn !== undefined) {
    doc
      .font(fonts.bold)
      .fontSize(sheet.valueSize - 1)
      .fillColor(INK.text);
    doc.text(words.signedElectronically(printable(signature.name), signedOn), signingX + 6, start + 26, { width: signing - 12 });
  }
}
