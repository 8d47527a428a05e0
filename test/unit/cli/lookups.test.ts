import { clientWithoutTemporal, portico } from './command-line';

const world = (answer?: Parameters<typeof clientWithoutTemporal>[0]) => {
  const client = clientWithoutTemporal(answer);
  return { client: () => client };
};
const linesOver80 = (text: string): string[] => text.split('\n').filter((line) => [...line].length > 80);

test('R2: countries lists every country, and one of them in full', async () => {
  const all = await portico(['countries'], world());
  expect(all.code).toBe(0);
  expect(all.out).toMatch(/^FR +France/m);
  const { out } = await portico(['countries', 'fr'], world());
  expect(out).toContain('France (FR, +33, Europe/Paris)');
  expect(out).toContain('proofOfAddress (at most 90');
  expect(out).toContain('Call 3179');
  expect([...linesOver80(all.out), ...linesOver80(out)]).toEqual([]);
});

test('R2: an unknown country ends with 3', async () => {
  expect((await portico(['countries', 'ZZ'], world())).code).toBe(3);
});

test('R2, R8: check says which numbers can be ported, to which block they belong, and what it takes', async () => {
  const answers = async () => [
    { number: '+33199007801', portable: true, block: { start: '+33199007800', end: '+33199007809' } },
    { number: '+33199007999', portable: false, reason: 'NOT_PORTABLE' },
  ];
  const { code, out } = await portico(['check', '+33199007801', '+33199007999', '--country', 'fr'], world(answers));
  expect(code).toBe(0);
  expect(out).toMatch(/^\+33 1 99 00 78 01 +yes +\+33 1 99 00 78 00 to/m);
  expect(out).toMatch(/^\+33 1 99 00 79 99 +no: The number/m);
  expect(out).toContain('invoice, proofOfAddress, signerId');
  expect(out).toContain('Keep the contract at the losing provider');
  expect(linesOver80(out)).toEqual([]);
});

test('check takes an order file, and asks about its numbers from its losing carrier', async () => {
  const asked: string[] = [];
  const answers = async (_: string, numbers: readonly string[]) => {
    asked.push(...numbers);
    return numbers.map((number) => ({ number, portable: true }));
  };
  const { code, out } = await portico(['check', '--file', 'examples/fr-office.json', '--json'], world(answers));
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ country: 'FR', numberType: 'geographic' });
  expect(asked).toHaveLength(12);
});

test('check refuses what is no number, by place and without repeating it', async () => {
  const { code, err } = await portico(['check', '0199007801', '+331', '--country', 'FR'], world());
  expect(code).toBe(2);
  expect(err).toContain('numbers[0]: A number must be in international form');
  expect(err).toContain('numbers[1]: ');
  expect(err).not.toContain('0199007801');
});

test('check without numbers, and a gateway that does not answer', async () => {
  expect((await portico(['check'], world())).code).toBe(2);
  const away = await portico(['check', '+33199007801', '--country', 'FR'], world());
  expect([away.code, away.err]).toEqual([6, expect.stringContaining('The gateway')]);
});
