import { createHash } from 'node:crypto';
import { LoaNotPrintableError } from '../../../../activities/documents/loa-fonts';
import { renderPortingForm, type PortingFormContent } from '../../../../activities/documents/porting-form';
import type { NumberItem } from '../../../../domain/order-details';
import { aFrozenAttempt } from '../../../support/builders/request';
import { pdfPages, pdfText } from '../../../support/pdf-text';

const REFERENCE = '0123456789AB011';
const single = (index: number): NumberItem => ({
  kind: 'single',
  number: `+3319900${String(index).padStart(4, '0')}`,
  transferCode: `TMF7A1B2C${index}`,
});
const aForm = (changes: Partial<PortingFormContent> = {}): PortingFormContent => ({
  reference: REFERENCE,
  attempt: 1,
  country: 'FR',
  winningProvider: 'Northbridge Voice',
  frozen: aFrozenAttempt({
    holder: {
      name: 'Camille Durand',
      company: 'Durand SARL',
      taxId: '73282932000074',
      address: { street: '12 rue des Lilas', postalCode: '75011', city: 'Paris', region: 'Île-de-France' },
    },
    losing: { carrier: 'telmarine', accountNumber: 'ACC-1', pin: '4711' },
    signerName: 'Anaïs Œuvrard',
    items: [single(100), { kind: 'block', start: '+33199000200', end: '+33199000299', transferCode: 'TMF7BLOCK' }],
    preferredDate: '2026-12-18',
    loa: { sha256: 'a'.repeat(64), revision: 2, signedAtMs: Date.parse('2026-12-01T10:00:00Z') },
  }),
  ...changes,
});
const textOf = async (changes: Partial<PortingFormContent> = {}): Promise<string> =>
  pdfText(await renderPortingForm(aForm(changes), null))
    .map((line) => line.trim())
    .join(' ');

test('it says who asks whom, for which account and holder, under which letter, for which numbers and when', async () => {
  const text = await textOf();
  for (const fact of [
    'Northbridge Voice',
    REFERENCE,
    'telmarine',
    'ACC-1',
    '4711',
    'Camille Durand',
    'Durand SARL',
    '73282932000074',
    '12 rue des Lilas, 75011 Paris, Île-de-France',
    'Anaïs Œuvrard',
    'revision 2, signed on 1 December 2026',
    'a'.repeat(64),
    '18 December 2026, or the nearest possible',
    '+33199000100',
    'TMF7A1B2C100',
    '+33199000200 – +33199000299',
    'TMF7BLOCK',
    'Numbers to be transferred: 101',
  ])
    expect(text).toContain(fact);
});

test('R6, R8: it says that the numbers stay active, and that a range goes whole', async () => {
  const text = await textOf();
  expect(text).toMatch(/A range is transferred whole, on one date/);
  expect(text).toMatch(/stay active at the current provider until the transfer is complete/);
});

test('what there is none of is left out, and nothing is made up for it', async () => {
  const frozen = aFrozenAttempt({ losing: { carrier: 'telmarine' }, preferredDate: undefined });
  const text = await textOf({ frozen, winningProvider: undefined });
  for (const label of ['PIN', 'undefined', 'Account number there']) expect(text).not.toContain(label);
  expect(text).toContain('the earliest possible');
  expect(text).toContain('from the new provider');
});

test('many numbers go on as many pages as they need, with our reference and the page on each', async () => {
  const items = Array.from({ length: 120 }, (_, index) => single(index));
  const pdf = await renderPortingForm(aForm({ frozen: aFrozenAttempt({ items }) }), null);
  const pages = pdfPages(pdf);
  expect(pages).toBeGreaterThan(2);
  const lines = pdfText(pdf);
  expect(lines.filter((line) => line.includes(`· ${REFERENCE}`))).toHaveLength(pages);
  for (let page = 1; page <= pages; page += 1) expect(lines).toContain(`Page ${page} of ${pages}`);
  for (const item of items) expect(lines).toContain(item.kind === 'single' ? item.number : item.start);
});

test('the same attempt gives the same bytes, another one another', async () => {
  const hashes = await Promise.all(
    [aForm(), aForm(), aForm({ attempt: 2, reference: '0123456789AB012' })].map(async (form) =>
      createHash('sha256')
        .update(await renderPortingForm(form, null))
        .digest('hex'),
    ),
  );
  expect(hashes[0]).toBe(hashes[1]);
  expect(hashes[2]).not.toBe(hashes[0]);
});

test('letters that no font has are refused by their place, and never printed as something else', async () => {
  const frozen = aFrozenAttempt({ holder: { ...aFrozenAttempt().holder, name: '山田太郎' } });
  await expect(renderPortingForm(aForm({ frozen }))).rejects.toThrow(LoaNotPrintableError);
  await expect(renderPortingForm(aForm({ frozen }))).rejects.toMatchObject({ paths: ['holder.name'] });
});
