import { readFileSync } from 'node:fs';
import { orderCheck, portabilityAnswer } from '../../../contracts/portability';
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

const PART = { start: '+33199007800', end: '+33199007809' };
const answers = async (_: string, numbers: readonly string[]) =>
  numbers.map((number) => ({
    number,
    portable: !number.endsWith('99'),
    ...(number.endsWith('99') ? { reason: 'NOT_PORTABLE' } : {}),
    ...(number.startsWith('+331990078') ? { block: PART } : {}),
  }));

test('R2: a number alone is enough: its country and type are found, and the answer goes from yes over what and how long to why', async () => {
  const { code, out } = await portico(['check', '+33199003320'], world(answers));
  expect(code).toBe(0);
  const order = ['France (FR), geographic', 'Yes: +33 1 99 00 33 20', 'What we need', 'How long', 'Why', 'In every case'];
  const places = order.map((text) => out.indexOf(text));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(linesOver80(out)).toEqual([]);
});

test('R9, R10: check says which documents and how fresh, the code and how to get it, and how the letter is signed', async () => {
  const { out } = await portico(['check', '+33199003320'], world(answers));
  const words = out.replace(/\s+/g, ' ');
  expect(words).toContain('Proof of address (proofOfAddress), at most 90 calendar days old when the request is sent');
  expect(words).toContain('RIO needed for each number. Call 3179');
  expect(words).toContain('SIRET (companies only)');
  expect(words).toContain("Signed electronically or by hand, in ink, with the company's stamp");
});

test('R3, R16, R18, R23, R24: check says how long it takes and until when it can be changed', async () => {
  const words = (await portico(['check', '+33199003320'], world(answers))).out.replace(/\s+/g, ' ');
  expect(words).toContain('Estimate 8 business days from the day the request is sent');
  expect(words).toMatch(/Earliest \w{3} \d+ \w{3} \d{4}, if everything were sent now: 8 business days after/);
  expect(words).toContain('By law at most 7 business days, Saturdays counted');
  expect(words).toContain('Port day 10:00 to 13:00 or 14:00 to 17:00, Europe/Paris');
  expect(words).toContain('Cancelling 3 business days before the date');
  expect(words).toContain('SMS up to 3 business days');
});

test('R5, R6, R27: check says what rests on a source and what is assumed, who starts, what to keep, and who may charge', async () => {
  const words = (await portico(['check', '+33199003320'], world(answers))).out.replace(/\s+/g, ' ');
  expect(words).toContain('RIO ARCEP decision 2013-0830, article 12');
  expect(words).toContain('SMS assumed: up to 3 business days');
  expect(words).toContain('Only we start the port');
  expect(words).toContain('Keep the contract at the losing provider');
  expect(words).toContain('Bringing numbers is free here. The losing provider may charge');
});

test('R8: a number of a block is answered with the block, what is missing of it, and the entry that orders all of it', async () => {
  const { code, out } = await portico(['check', '+33199007801', '+33199007999'], world(answers));
  expect(code).toBe(0);
  expect(out).toMatch(/^Not alone: \+33 1 99 00 78 01 is part of a block: \+33 1 99 00 78 00 to …/m);
  expect(out).toContain('Missing: +33 1 99 00 78 00, +33 1 99 00 78 02 to … 09 (8 numbers).');
  expect(out).toContain(
    '{ "kind": "block", "start": "+33199007800", "end": "+33199007809",\n    "transferCode": "the RIO of its first number" }',
  );
  expect(out).toMatch(/^No: \+33 1 99 00 79 99 cannot be brought: The number/m);
  expect(linesOver80(out)).toEqual([]);
});

test('R8: the whole block is a plain yes', async () => {
  const numbers = Array.from({ length: 10 }, (_, index) => `+3319900780${index}`);
  const { out } = await portico(['check', ...numbers], world(answers));
  expect(out).toContain('Yes: +33 1 99 00 78 00 to … 09 (10 numbers) can be brought.');
  expect(out).not.toContain('Not alone');
});

test('R2: numbers of several kinds have a section each, and those that cannot be brought say why', async () => {
  const numbers = ['+33199003320', '+33612345678', '+14165550123', '+12125550120', '+33899123456', '+48221234567', '+351800123456'];
  const { code, out } = await portico(['check', ...numbers], world(answers));
  expect(code).toBe(0);
  for (const title of ['France (FR), geographic', 'France (FR), mobile', 'Canada (CA), geographic', 'United States (US), geographic'])
    expect(out).toContain(title);
  expect(out).toContain('No: +33 8 99 12 34 56. A premium-rate number cannot be ported.');
  expect(out).toContain('No: +48 2 21 23 45 67. Numbers of this country cannot be brought here');
  expect(out).toContain('Toll-free numbers in Portugal cannot be brought');
  expect(linesOver80(out)).toEqual([]);
});

test('R2: --country and --type stand in place of what the digits say, and what they contradict is refused', async () => {
  const mobile = await portico(['check', '+12125550120', '--type', 'mobile', '--json'], world(answers));
  expect(JSON.parse(mobile.out)).toMatchObject({ sections: [{ country: 'US', numberType: 'mobile', otherTypes: [] }] });
  const canada = await portico(['check', '+12125550120', '--country', 'ca'], world(answers));
  expect([canada.code, canada.err]).toEqual([2, expect.stringContaining('numbers[0]: This is no number of the type')]);
  expect((await portico(['check', '+12125550120', '--country', 'fr'], world(answers))).err).toContain('starts with +33');
  expect((await portico(['check', '+12125550120', '--country', 'zz'], world(answers))).code).toBe(3);
});

test('R2: --json has everything that the text says, as the contract promises it', async () => {
  const { out } = await portico(['check', '+33199007801', '--json'], world(answers));
  expect(portabilityAnswer.strict().parse(JSON.parse(out))).toMatchObject({
    sections: [
      {
        country: 'FR',
        numberType: 'geographic',
        results: [{ number: '+33199007801', answer: 'partOfBlock', block: PART, offer: { addBlock: PART } }],
        earliest: { businessDays: 8 },
        transferCode: { name: 'RIO' },
      },
    ],
    notes: expect.arrayContaining([expect.objectContaining({ code: 'fees' })]) as unknown,
  });
});

// The country's rules are ours and known without the gateway, and the order is checked in any case: an answer, and no failure.
test.each([
  ['cannot be called', undefined],
  [
    'does not answer',
    () => {
      throw new Error('away');
    },
  ],
])('a gateway that %s leaves portability unknown, which is said first, and the rest of the answer stands', async (_, away) => {
  const { code, out, err } = await portico(['check', '+33199007801'], world(away));
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^Not known yet: \+33 1 99 00 78 01\. Whether the numbers can be brought could not$/m);
  expect(out).toContain('Call 3179');
  expect(out).not.toContain('Yes:');
  const json = JSON.parse((await portico(['check', '+33199007801', '--json'], world(away))).out) as object;
  expect(json).toMatchObject({
    sections: [{ results: [{ answer: 'notAsked' }] }],
    notes: expect.arrayContaining([expect.objectContaining({ code: 'gateway_unavailable' })]) as unknown,
  });
});

test('R7, R8: check --file answers for the whole order, its doubts before its numbers, and asks its losing carrier about all of them', async () => {
  const asked: string[] = [];
  const listening = async (country: string, numbers: readonly string[]) => {
    asked.push(...numbers);
    return answers(country, numbers);
  };
  const file = readFileSync('examples/fr-office.json', 'utf8').replace(/"taxId": "[^"]*",?/, '');
  const { code, out } = await portico(['check', '--file', '-'], { ...world(listening), stdin: async () => file });
  expect(code).toBe(0);
  expect(asked).toHaveLength(12);
  expect(out).toContain('The order would be taken, as far as can be seen');
  expect(out).toContain('holder.taxId: The SIRET is missing');
  expect(out).toContain('inBlock: Ask the losing provider');
  expect(out.indexOf('Worth a look')).toBeLessThan(out.indexOf('What we need from you'));
  expect(linesOver80(out)).toEqual([]);
});

test('R6, R8, R13: check --file says every problem at once, those that only the gateway knows too, and ends with 2', async () => {
  const file = readFileSync('examples/fr-office.json', 'utf8')
    .replace('"numbersStayActive": true', '"numbersStayActive": true, "preferredDate": "1969-12-01"')
    .replace('"end": "+33199007809"', '"end": "+33199007805"')
    .replace('TMF7D3E4FTR3', 'TMF7D3E4FAAA');
  const checked = (...argv: string[]) => portico(['check', '--file', '-', ...argv], { ...world(answers), stdin: async () => file });
  const { code, out, err } = await checked();
  expect([code, err]).toEqual([2, 'portico: The order would be refused: the answer says why.\n']);
  for (const path of ['preferredDate: ', 'numbers[0]: ', 'numbers[1].transferCode: ']) expect(out).toContain(path);
  expect(out).toContain('"start": "+33199007800", "end": "+33199007809"');
  const answer = JSON.parse((await checked('--json')).out) as { problems: { code: string }[] };
  expect(
    orderCheck
      .strict()
      .parse(answer)
      .problems.map((problem) => problem.code),
  ).toEqual(['invalid_transfer_code', 'date_in_past', 'block_incomplete']);
});

test('check refuses what is no number, by place and without repeating it', async () => {
  const { code, err } = await portico(['check', '0199007801', '+331'], world());
  expect(code).toBe(2);
  expect(err).toContain('numbers[0]: A number must be in international form');
  expect(err).toContain('numbers[1]: ');
  expect(err).not.toContain('0199007801');
});

test('check without numbers, and with a number twice', async () => {
  expect((await portico(['check'], world())).code).toBe(2);
  expect((await portico(['check', '+33199007801', '+33199007801'], world())).err).toContain('stands in the order twice');
});
