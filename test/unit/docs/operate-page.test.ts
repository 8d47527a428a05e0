import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');
const page = readFileSync(join(root, 'docs', 'operate.md'), 'utf8');

/** The rows of the table under the heading: what is pressed, and where that is tried. */
const rows =
  (page.split('## Buttons of the Web UI')[1] ?? '')
    .split('\n## ')[0]
    ?.split('\n')
    .flatMap((line) => {
      const [, button = '', , tried = ''] = line.split('|').map((cell) => cell.trim());
      return line.startsWith('| *') ? [{ button, tried }] : [];
    }) ?? [];

test('every dangerous button has a row', () => {
  const all = rows.map(({ button }) => button).join('\n');
  for (const button of ['Request Cancellation', 'Terminate', 'Reset', 'Send a Signal']) expect(all).toContain(button);
  for (const target of [
    'an order',
    'a request',
    'a message',
    'a parked event',
    'a support case',
    'a task by hand',
    'a pointer',
    'the endpoints of an account',
    'a finding',
    'the pause of a gateway',
  ])
    expect(all).toContain(`*Terminate* on ${target}`);
});

test.each(rows)('$button is tried in the test that the page names', ({ tried }) => {
  const named = [...tried.matchAll(/`([\w-]+)`: ([^;]+)/g)];
  expect(named.length).toBeGreaterThan(0);
  for (const [, file = '', title = ''] of named) {
    const text = readFileSync(join(root, 'test', 'integration', `${file}.test.ts`), 'utf8');
    expect([file, text.includes(title.trim())]).toEqual([file, true]);
  }
});
