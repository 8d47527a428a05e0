import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADVICE, adviceRows } from '../../domain/attention-advice';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'operate.md'), 'utf8');

/** The page's words without its links and emphasis. */
const plain = (cell = ''): string =>
  cell
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('**', '')
    .trim();

test('the page for operators says of each reason what the Web UI and the command line say', () => {
  const rows = page.split('\n').flatMap((line) => {
    const [, reason] = /^\| `(\w+)` \|/.exec(line) ?? [];
    const [, , means, check, first] = line.split('|');
    return reason === undefined ? [] : [[reason, { means: plain(means), check: plain(check), first: plain(first) }] as const];
  });
  expect(rows).toEqual(Object.entries(ADVICE));
});

test.each(Object.entries(ADVICE))('%s: each part says something, in one cell of a table', (_, { means, check, first }) => {
  for (const text of [means, check, first]) expect(text).toMatch(/^[^|\n]{10,}[^.|\n]$/);
});

test('the rows for the Web UI name each open reason once, and none where nothing is open', () => {
  expect(adviceRows(['smsOverdue', 'activationStuck'])).toEqual([
    expect.stringMatching(/^\| smsOverdue \| SMS is late .* First: open a case .* \|$/),
    expect.stringMatching(/^\| activationStuck \| .* First: call the gateway .* \|$/),
  ]);
  expect(adviceRows([])).toEqual([]);
});
