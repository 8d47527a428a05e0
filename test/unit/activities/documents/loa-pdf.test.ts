import { createHash } from 'node:crypto';
import { numberLines, type LoaContent } from '../../../../activities/documents/loa';
import { installedFonts, LoaNotPrintableError } from '../../../../activities/documents/loa-fonts';
import { renderLoa } from '../../../../activities/documents/loa-pdf';
import type { NumberItem } from '../../../../domain/order-details';
import { pdfPages, pdfText } from '../../../support/pdf-text';

const single = (number: string): NumberItem => ({ kind: 'single', number });
const singles = (count: number): NumberItem[] =>
  Array.from({ length: count }, (_, index) => single(`+3319900${String(index * 7).padStart(4, '0')}`));
const block: NumberItem = { kind: 'block', start: '+33199000200', end: '+33199000299' };

const aLoa = (changes: Partial<LoaContent> = {}): LoaContent => ({
  loaId: '0123456789AB-1',
  revision: 1,
  language: 'en',
  holder: {
    name: 'Camille Durand',
    company: 'Durand SARL',
    taxId: '73282932000074',
    address: { street: '12 rue des Lilas', postalCode: '75011', city: 'Paris', region: 'Île-de-France' },
  },
  losingCarrier: 'Telmarine',
  accountNumber: 'ACC-1',
  winningProvider: 'Northbridge Voice',
  signerName: 'Anaïs Œuvrard',
  items: [single('+33199000100'), block],
  issuedOn: '2026-12-01',
  ...changes,
});
const linesOf = async (changes: Partial<LoaContent> = {}): Promise<string[]> => pdfText(await renderLoa(aLoa(changes), null));
// Words that a line break separated are put together again.
const wholeText = async (changes: Partial<LoaContent> = {}): Promise<string> =>
  (await linesOf(changes)).map((line) => line.trim()).join(' ');

describe('the letter of authorisation', () => {
  test('R10: it names holder, providers, account, signer, reference, revision and date', async () => {
    const text = await wholeText();
    for (const fact of [
      'Camille Durand',
      'Durand SARL',
      '73282932000074',
      '12 rue des Lilas',
      '75011 Paris',
      'Île-de-France',
      'Telmarine',
      'ACC-1',
      'Northbridge Voice',
      'Anaïs Œuvrard',
      '0123456789AB-1',
      'Revision: 1',
      'Issued on: 1 December 2026',
      'Page 1 of 1',
    ]) {
      expect(text).toContain(fact);
    }
    expect(text).toContain(
      'I authorise Northbridge Voice, and the carriers acting for it, to request from Telmarine the transfer of the numbers',
    );
  });

  test('R8: every individual number stands there, and a block stays a range with its size', async () => {
    const lines = await linesOf();
    expect(lines).toEqual(expect.arrayContaining(['+33199000100', '+33199000200 – +33199000299 (100)']));
    expect(lines).toContain('Numbers to be transferred: 1 individual number and 1 range, 101 numbers in all');
  });

  test.each([1, 2, 37, 120, 400, 1_000])('%d numbers stand there exactly once each, on one page', async (count) => {
    const items = singles(count);
    const pdf = await renderLoa(aLoa({ items }), null);
    expect(pdfPages(pdf)).toBe(1);
    expect(pdfText(pdf).filter((line) => line.startsWith('+'))).toEqual(numberLines(items));
    expect(pdfText(pdf).join(' ')).toContain('Page 1 of 1');
  });

  test('the longest names and addresses leave it on one page', async () => {
    const long = 'Compagnie générale des longues raisons sociales '.repeat(4).trim();
    const holder = { name: long, company: long, taxId: long, address: { street: long, postalCode: '75011', city: long, region: long } };
    const pdf = await renderLoa(
      aLoa({ holder, losingCarrier: long, accountNumber: long, winningProvider: long, signerName: long, items: singles(100) }),
      null,
    );
    expect(pdfPages(pdf)).toBe(1);
    expect(pdfText(pdf).filter((line) => line.startsWith('+'))).toHaveLength(100);
  });

  test('what cannot fit is refused with what to do', async () => {
    await expect(renderLoa(aLoa({ items: singles(4_000) }), null)).rejects.toThrow('divide the order');
  });

  test('R6: it says that the numbers must stay active, in both languages', async () => {
    expect(await wholeText()).toContain('The numbers must stay active at Telmarine until the transfer is complete.');
    expect(await wholeText({ language: 'fr' })).toContain('Les numéros doivent rester actifs chez Telmarine jusqu’à la fin du transfert.');
  });

  test('in French all of it is French', async () => {
    const text = await wholeText({ language: 'fr', winningProvider: undefined });
    expect(text).toContain('Mandat de portabilité');
    expect(text).toContain('1er décembre 2026');
    expect(text).toContain('1 numéro individuel et 1 tranche, soit 101 numéros au total');
    expect(text).toContain('Je donne mandat au nouveau fournisseur');
    expect(text).not.toMatch(/\b(the|numbers?|account|of)\b/);
  });

  test('the signature field is empty until it was signed, and then names signer and day', async () => {
    expect(await wholeText()).not.toContain('Signed electronically');
    const signed = await wholeText({ signature: { name: 'Anaïs Œuvrard', signedOn: '2026-12-02' } });
    expect(signed).toContain('Signed electronically by Anaïs Œuvrard on 2 December 2026');
  });

  test('R10: the same content gives the same bytes, so that the signed hash can be made again; other content gives others', async () => {
    const hash = async (changes: Partial<LoaContent> = {}): Promise<string> =>
      createHash('sha256')
        .update(await renderLoa(aLoa(changes), null))
        .digest('hex');
    const original = await hash();
    expect(await hash()).toBe(original);
    for (const changes of [
      { revision: 2 },
      { items: [single('+33199000101'), block] },
      { signerName: 'Other' },
      { issuedOn: '2026-12-02' },
    ]) {
      expect(await hash(changes)).not.toBe(original);
    }
  });

  test('line breaks and invisible marks in a name cannot add lines to the letter', async () => {
    const lines = await linesOf({ holder: { ...aLoa().holder, name: 'Camille\n\u202EDurand\u0000\tand\u200B heirs' } });
    expect(lines.join('|')).toContain('Camille Durand and heirs');
  });
});

describe('names beyond Latin-1', () => {
  const polish = { holder: { ...aLoa().holder, name: 'Zażółć Gęślą' }, signerName: 'Łukasz' };

  test('without a font for them the letter is refused by field, never misspelt', async () => {
    const refused: unknown = await renderLoa(aLoa(polish), null).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(LoaNotPrintableError);
    expect(refused).toMatchObject({ paths: ['holder.name', 'signer.name'] });
    expect(String(refused)).not.toMatch(/ukasz|Za/);
  });

  test('other scripts are refused with what to do', async () => {
    const refused = renderLoa(aLoa({ signerName: '山田太郎' }), { regular: 'Helvetica', bold: 'Helvetica-Bold' });
    await expect(refused).rejects.toMatchObject({ paths: ['signer.name'], message: expect.stringContaining('Latin, Greek or Cyrillic') });
  });

  test('with the package of fonts the letter is made on one page with the font inside; without it, it is refused', async () => {
    const made = await renderLoa(aLoa(polish)).then(
      (pdf) => ({ pages: pdfPages(pdf), embedded: Buffer.from(pdf).includes('/FontFile2') }),
      (error: unknown) => (error instanceof LoaNotPrintableError ? 'refused' : error),
    );
    expect(made).toEqual(installedFonts() ? { pages: 1, embedded: true } : 'refused');
  });
});
