import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADVICE, type Advice } from '../../../domain/attention-advice';
import { showText } from '../../../cli/text/show';
import { paintFor } from '../../../cli/text/paint';
import { viewOf, type OrderView } from '../../../domain/order/view';
import { driveToRequests } from '../../support/builders/drive-order';
import { tooWide } from '../../support/cli';
import { portico } from './command-line';

const root = join(__dirname, '..', '..', '..');
const plain = paintFor({ isTty: false, env: {} });

const ALL = Object.entries(ADVICE) as readonly (readonly [OrderView['attention'][number], Advice])[];
const texts = ALL.flatMap(([, { check, first }]) => [check, first]);

/** What stands in backticks and begins with our own name. */
const commands = [...new Set(texts.flatMap((text) => [...text.matchAll(/`portico ([^`]+)`/g)].map(([, command = '']) => command)))];

test.each(commands)('`portico %s` is a command that there is, with the options that it names', async (command) => {
  const words = command.split(' ');
  const verb = words[0] === 'webhooks' ? words.slice(0, 2) : words.slice(0, 1);
  const { code, out } = await portico([...verb, '--help']);
  expect([command, code]).toEqual([command, 0]);
  expect(out).toContain(`portico ${verb.join(' ')}`);
  const chosen = verb[0] === 'events' || verb[0] === 'override' ? words.filter((word) => /^[a-z-]+$/.test(word)).slice(1) : [];
  for (const named of [...chosen, ...words.filter((word) => word.startsWith('--'))]) expect(out).toContain(named);
});

/** The code whose words people see: calls and rows of the Web UI, and the lines of the timeline. */
const seen = ['workflows', 'domain/request', 'domain/order', 'domain/support-case', 'domain/notification/english']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(name, 'utf8'))
  .join('\n');

test.each(ALL)('%s: what the check quotes is what people see', (_, { check }) => {
  for (const [, quoted = ''] of check.matchAll(/"([^"]+)"/g)) expect([quoted, seen.includes(quoted)]).toEqual([quoted, true]);
});

test.each(ALL)('%s: an order that has it shows how to check it before what to try first, within 80 columns', (reason, { check, first }) => {
  const { state, input, nowMs } = driveToRequests();
  const view: OrderView = { ...viewOf(state, input), attention: [reason] };
  const text = showText({ view, attention: [{ since: { [reason]: 0 } }], possible: [], links: [], nowMs }, plain);
  expect(tooWide(text)).toEqual([]);
  expect(text.replaceAll(/\s+/g, ' ')).toContain(`. Check: ${check}. First: ${first}`);
});
