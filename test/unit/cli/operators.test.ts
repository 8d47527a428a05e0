import { withOwnReasons, type AttentionPage, type AttentionRow } from '../../../client/operators/attention';
import { normalised } from '../../../client/operators/numbers';
import { readWorkflowId } from '../../../client/operators/workflows';
import { ageInWords } from '../../../cli/text/age';
import { attentionText } from '../../../cli/text/attention';
import { canDo } from '../../../cli/text/can-do';
import { paintFor } from '../../../cli/text/paint';
import { OPERATOR_VERBS } from '../../../cli/commands/operators';
import { HANDLING } from '../../../domain/attention-handling';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/clock';
import { timelineLine } from '../../../domain/notification/timeline';
import { causeOf } from '../../../domain/operator/actor';
import { viewOf } from '../../../domain/order/view';
import { driveOrder, driveToLoa, driveToRejected, driveToRequests } from '../../support/builders/drive-order';
import { driveToScheduled } from '../../support/builders/drive-request';
import { at } from '../../support/builders/rules';
import { tooWide } from '../../support/cli';
import { ALL_FACTS } from '../../domain/notification/sample-facts';
import { timelineText } from '../../../cli/text/trail';
import { portico } from './command-line';

const plain = paintFor({ isTty: false, env: {} });
const ORDER = '0123456789AB';

const row = (changed: Partial<AttentionRow>): AttentionRow => ({
  kind: 'request',
  orderId: ORDER,
  n: 1,
  words: `${ORDER} request 1`,
  workflowId: `port-request/${ORDER}/1`,
  reasons: ['carrierSilent'],
  startedMs: 0,
  ...changed,
});
const page = (...rows: AttentionRow[]): AttentionPage => ({ rows, total: rows.length, page: 1, pages: 1, more: false, nowMs: 3 * DAY_MS });

test.each([
  'attention',
  'show',
  'timeline',
  'assign',
  'unassign',
  'approve-document',
  'resolve',
  'override',
  'reconcile',
  'repair',
  'events',
  'number',
  'gateways',
  'pause-gateway',
  'resume-gateway',
  'export',
])('%s has help of its own within 80 columns, and takes --json', async (verb) => {
  const { code, out } = await portico([verb, '--help']);
  expect(code).toBe(0);
  expect(out).toContain('--json');
  expect(tooWide(out)).toEqual([]);
});

test('every one of them is listed in the help', async () => {
  const { out } = await portico(['--help']);
  expect(OPERATOR_VERBS).toHaveLength(16);
  expect(out).toMatch(/^ {2}pause-gateway +stop everything/m);
});

test('an order does not say once more what its requests say; what is its own stays', () => {
  const order = row({ kind: 'order', n: undefined, workflowId: `port-order/${ORDER}`, reasons: ['carrierSilent', 'archiveFailed'] });
  const other = row({ kind: 'order', orderId: 'AB0123456789', workflowId: 'port-order/AB0123456789' });
  expect(withOwnReasons([order, row({}), other])).toEqual([{ ...order, reasons: ['archiveFailed'] }, row({}), other]);
  expect(withOwnReasons([{ ...order, reasons: ['carrierSilent'] }, row({})])).toEqual([row({})]);
  // Its age counts theirs, too: of the rest of it, it is not known.
  expect(withOwnReasons([{ ...order, sinceMs: 7 }, row({ sinceMs: 7 })]).map(({ sinceMs }) => sinceMs)).toEqual([undefined, 7]);
});

test('the list fits 80 columns with the longest of everything, and marks what is urgent', () => {
  const long = row({
    reasons: Object.keys(HANDLING),
    owner: 'o'.repeat(64),
    sinceMs: 0,
    nextDeadlineMs: Date.parse('2026-03-12T09:00:00Z'),
  });
  const text = attentionText(page(long, row({ words: `event ${'x'.repeat(200)} of acme`, kind: 'parkedEvent' })), plain);
  expect(tooWide(text)).toEqual([]);
  expect(text).toMatch(/activation\s+stuck!/);
  expect(text).toContain('3 d');
});

test('a single one comes with how to check it, what to try first, and the id to act on; without an age it says so', () => {
  const text = attentionText(page(row({})), plain);
  expect(text).toMatch(/^0123456789AB request 1 +carrier silent +\? +-$/m);
  expect(text).toMatch(/^Check +the last "Read the port at the gateway"/m);
  expect(text).toMatch(/^First +ask the carrier/m);
  expect(tooWide(text)).toEqual([]);
  expect(text).toContain(`port-request/${ORDER}/1`);
  expect(attentionText(page(row({}), row({})), plain)).not.toContain('First');
  expect(attentionText(page(), plain)).toBe('Nothing needs a person.');
});

test.each([
  [0, 'now'],
  [MINUTE_MS, '1 min'],
  [HOUR_MS - 1, '59 min'],
  [3 * HOUR_MS, '3 h'],
  [DAY_MS, '1 d'],
  [40 * DAY_MS, '40 d'],
])('%d ms are %s', (ms, words) => {
  expect(ageInWords(ms)).toBe(words);
});

test.each(['+33 1 99 00 12 34', '0033199001234', '+33-1.99.00/12 34', '+33(199)001234', '+33\u00A0199001234'])(
  '%s is +33199001234',
  (text) => {
    expect(normalised(text)).toBe('+33199001234');
  },
);

test('a workflow id says what it is about; what is none of ours says nothing', () => {
  expect(readWorkflowId('parked-event/acme/evt/1')).toEqual({ kind: 'parkedEvent', words: 'event evt/1 of acme' });
  expect(readWorkflowId(`port-request/${ORDER}/12`)).toMatchObject({ kind: 'request', orderId: ORDER, n: 12 });
  expect(readWorkflowId(`notification/${ORDER}/K/3`)).toMatchObject({ kind: 'message', orderId: ORDER });
  expect(readWorkflowId(`manual-port/by-hand/${ORDER}011`)).toEqual({
    kind: 'manualPort',
    orderId: ORDER,
    n: 1,
    words: `${ORDER} request 1 by by-hand`,
  });
  expect(readWorkflowId('manual-port/by-hand/other')).toEqual({ kind: 'manualPort', words: 'task other by by-hand' });
  expect(readWorkflowId('gateway-ref/acme/prt_1')).toEqual({ kind: 'pointer', words: 'port prt_1 of acme' });
  expect(readWorkflowId('webhooks/acct-1')).toEqual({ kind: 'webhooks', words: 'webhooks of acct-1' });
  for (const id of ['gateway/acme', 'port-order/', 'port-request/X/one', '']) expect(readWorkflowId(id)).toBeUndefined();
});

test('the timeline says who, where the fact does, and fits 80 columns', () => {
  const who = new Set(ALL_FACTS.map(causeOf));
  expect([...who]).toEqual(expect.arrayContaining(['customer', 'operator', 'losing carrier', 'Portico', 'op-7', undefined]));
  const facts = ALL_FACTS.map((fact, index) => ({ ...fact, seq: index + 1, atMs: 0, line: timelineLine(fact), who: causeOf(fact) }));
  expect(tooWide(timelineText(facts, 'America/Argentina/ComodRivadavia', plain))).toEqual([]);
});

const commands = (order: ReturnType<typeof driveOrder>): string[] =>
  canDo(viewOf(order.state, order.input), order.nowMs).map(({ command }) => command);

test('what can be done is said as exact commands, and only what would be taken', () => {
  const waiting = driveOrder().admitted();
  const { orderId } = waiting.input;
  expect(commands(waiting)).toEqual([
    `portico document ${orderId} invoice FILE`,
    `portico override ${orderId} waive-document invoice`,
    `portico override ${orderId} extend-deadline DAYS`,
    `portico cancel ${orderId}`,
  ]);
  expect(commands(driveToLoa())).toContain(`portico sign ${orderId}`);
  expect(commands(driveToRejected())).toEqual(
    expect.arrayContaining([`portico override ${orderId} close-request 1`, `portico correct ${orderId} --request 1 ... [--operator]`]),
  );
  const scheduled = driveToRequests().hearsOf(1, driveToScheduled().prepared());
  expect(commands(scheduled)).toEqual([
    `portico cancel ${orderId} --request 1`,
    `portico reschedule ${orderId} --request 1 DATE`,
    `portico override ${orderId} close-request 1 --although-live`,
  ]);
  const open = driveToRequests().hearsOf(1, driveToScheduled('2026-03-12').passes(at('2026-03-12T09:30:00Z')));
  expect(commands(open)).toContain(`portico override ${orderId} mark-ported 1`);
  expect(commands(driveToRequests().take({ kind: 'unreadable' }))).toContain(`portico resolve ${orderId} --attention messageNotTaken`);
  expect(commands(waiting.cancel())).toEqual([`portico order --from ${orderId}`]);
});
