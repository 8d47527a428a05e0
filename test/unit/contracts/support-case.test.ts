import { readInput } from '../../../contracts/reading';
import { openCaseBody, proceedBody } from '../../../contracts/support-case';

const complaint = { number: '+33199001234', trouble: 'calls' };
const call = {
  called: '+33199001234',
  calling: '+33612345678',
  operator: 'Telmarine',
  date: '2026-12-10',
  time: '14:05',
  zone: 'Europe/Paris',
};
const problemsOf = (schema: typeof openCaseBody | typeof proceedBody, body: unknown): string[] => {
  const read = readInput(schema, body);
  return read.ok ? [] : read.problems.map(({ path, code }) => `${path} ${code}`);
};

test('R26: a complaint may come with calls, whole or in part', () => {
  expect(readInput(openCaseBody, { ...complaint, calls: [call, { operator: ' Telmarine ' }] })).toEqual({
    ok: true,
    value: { ...complaint, calls: [call, { operator: 'Telmarine' }] },
  });
});

test.each([
  ['no number', { trouble: 'calls' }, ['number missing_field']],
  ['a number without its plus', { ...complaint, number: '0199001234' }, ['number invalid_number']],
  ['a trouble that is none', { ...complaint, trouble: 'fax' }, ['trouble invalid_field']],
  ['a field that nobody may set', { ...complaint, status: 'over' }, ['status unknown_field']],
  ['a text without end', { ...complaint, text: 'x'.repeat(501) }, ['text invalid_text']],
  ['no call in the list', { ...complaint, calls: [] }, ['calls invalid_field']],
  ['more calls than anybody tells at once', { ...complaint, calls: Array.from({ length: 21 }, () => call) }, ['calls invalid_field']],
])('R25: %s is refused at its place', (_, body, expected) => {
  expect(problemsOf(openCaseBody, body)).toEqual(expected);
});

test.each([
  ['a zone that nobody knows', { zone: 'Europe/Lutetia' }, 'zone invalid_zone'],
  ['an offset in place of a zone', { zone: '+01:00' }, 'zone invalid_zone'],
  ['a day that does not exist', { date: '2026-02-30' }, 'date invalid_date'],
  ['a time that does not exist', { time: '24:00' }, 'time invalid_time'],
  ['a short number', { called: '3900' }, 'called invalid_number'],
  ['an empty operator', { operator: ' ' }, 'operator invalid_text'],
])('R26: %s is a fault of the call', (_, changes, expected) => {
  expect(problemsOf(proceedBody, { calls: [call, { ...call, ...changes }] })).toEqual([`calls[1].${expected}`]);
});

test('R26: every fault of every call is told at once, and none repeats a value', () => {
  const read = readInput(proceedBody, { calls: [{ called: '0199001234', zone: 'Nowhere' }, {}], works: false });
  expect(read.ok ? [] : read.problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'calls[0].called invalid_number',
    'calls[0].zone invalid_zone',
    'calls[1] empty_call',
    'works invalid_field',
  ]);
  expect(JSON.stringify(read)).not.toMatch(/0199001234|Nowhere/);
});

test('R26: a word without calls means: go on', () => {
  expect(problemsOf(proceedBody, {})).toEqual([]);
  expect(problemsOf(proceedBody, { works: true })).toEqual([]);
});
