import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readOrder } from '../../../cli/commands/order';
import { loadCountryPacks, orderRules, packOf, requiredDocuments } from '../../../config/countries';
import { documentType } from '../../../client/file-kind';
import { checkOrder } from '../../../domain/order-check';
import { firstNumberOf } from '../../../domain/number-check';
import { clientWithoutTemporal, portico } from './command-line';

const EXAMPLES = readdirSync('examples').filter((name) => name.endsWith('.json'));
const packs = loadCountryPacks();

describe.each(EXAMPLES)('examples/%s', (name) => {
  const { accountId, details } = readOrder(readFileSync(`examples/${name}`, 'utf8'));
  const pack = packOf(packs, details.country);

  test('has no problem: neither form, nor numbers, nor codes (R2, R6, R8)', () => {
    expect(accountId).toMatch(/^acct-active-/);
    expect(checkOrder(details, { rules: pack && orderRules(pack, details.numberType), today: '2026-03-02', maxNumbers: 1000 })).toEqual([]);
  });

  test('R9: every document that its country requires lies beside it', () => {
    for (const { kind } of pack ? requiredDocuments(pack, details.numberType) : []) {
      const path = `examples/documents/${kind}.pdf`;
      expect([path, existsSync(path) && documentType(readFileSync(path))]).toEqual([path, 'application/pdf']);
    }
  });
});

test('R20, R21: the French example has a block, a number that is refused once and one that is not; the US one only happy ends', () => {
  const endings = (name: string): string[] =>
    readOrder(readFileSync(`examples/${name}`, 'utf8')).details.numbers.map((item) => `${item.kind} ${firstNumberOf(item).slice(-2)}`);
  expect(endings('fr-office.json')).toEqual(['block 00', 'single 01', 'single 20']);
  expect(endings('us-shop.json')).toEqual(['single 20', 'single 21', 'single 22']);
});

const order = (argv: readonly string[], text: string) => {
  const client = clientWithoutTemporal();
  return portico(['order', '-', ...argv], { client: () => client, stdin: async () => text });
};
const french = readFileSync('examples/fr-office.json', 'utf8');

test('an order file with mistakes ends with 2, every mistake by its place and none with its value', async () => {
  const { code, err } = await order([], french.replace('+33199003301', '0199003301').replace('"inBlock"', '"inBloc"'));
  expect(code).toBe(2);
  expect(err).toContain('numbers[1].number: A number must be in international form');
  expect(err).toContain('inBloc: There is no such field here');
  expect(err).toContain('inBlock: This field is needed.');
  expect(err).not.toContain('0199003301');
});

test.each([
  ['no JSON', '{"accountId":', 'The order file cannot be read as JSON'],
  ['a field twice', '{"country":"FR","country":"US"}', 'stands twice'],
])('%s is said so', async (_, text, what) => {
  const { code, err } = await order([], text);
  expect([code, err]).toEqual([2, expect.stringContaining(what)]);
});

test('a file that is not there ends with 2', async () => {
  const { code, err } = await portico(['order', 'examples/nowhere.json']);
  expect([code, err]).toEqual([2, 'portico: examples/nowhere.json: there is no such file.\n']);
});

test('--account orders for another account, also where the file names none', () => {
  expect(readOrder(french, 'acct-other').accountId).toBe('acct-other');
  expect(readOrder(french.replace('"accountId": "acct-active-fr",', ''), 'acct-other').accountId).toBe('acct-other');
});
