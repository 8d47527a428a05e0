import { describeOrder } from '../../../domain/order/details';
import { viewOf, type OrderView } from '../../../domain/order/view';
import { driveOrder, driveToLoa, driveToRejected, driveToRequests, type DrivenOrder } from '../../support/builders/drive-order';
import { driveToScheduled, driveToSubmitted } from '../../support/builders/drive-request';
import { aFrenchOrder, anOrderInput, ORDER_ID } from '../../support/builders/order';

const view = ({ state, input }: DrivenOrder): OrderView => viewOf(state, input);
const details = (order: DrivenOrder): string => describeOrder(view(order), order.state.facts, order.nowMs, 'Europe/Paris');

/** An order of single numbers, each a request of its own. */
const manyNumbers = (count: number) =>
  anOrderInput({
    details: aFrenchOrder({
      numbers: Array.from({ length: count }, (_, index) => ({ kind: 'single', number: `+3319900${1_000 + index}`, transferCode: 'CODE1' })),
    }),
  });

test('R9, R10: before anything is sent it says what is missing, and the command for it', () => {
  const waiting = driveOrder().admitted();
  expect(details(waiting)).toMatch(/Who has to act \| the customer \|[^]*Still needed \| [^]*`portico document 0123456789AB invoice FILE`/);
  expect(details(driveToLoa())).toContain(`\`portico loa ${ORDER_ID} --revision 1\``);
  expect(details(driveToLoa())).not.toContain('portico document');
});

test('the order is named with what was ordered, without names, and numbers by their last four digits', () => {
  const text = details(driveToLoa());
  expect(text).toMatch(/\| Order \| 0123456789AB of account \S+: \d+ numbers?, FR, from \S+ \|/);
  expect(text).not.toMatch(/Martin|\+33|3319900/);
});

test('once requests run, it says who has the ball, request by request where they differ', () => {
  const order = driveToRequests(manyNumbers(3))
    .hearsOf(1, driveToScheduled())
    .hearsOf(2, driveToSubmitted())
    .hearsOf(3, driveToSubmitted());
  expect(details(order)).toContain(
    '| Who has to act | the customer, to configure the numbers: 1 request; the losing carrier: 2 requests |',
  );
  expect(details(driveToRequests(manyNumbers(1)).hearsOf(1, driveToSubmitted()))).toContain('| Who has to act | the losing carrier |');
});

test('a request that needs a person is named, and where to look', () => {
  const order = driveToRejected(manyNumbers(3), 'DATE_INVALID');
  const text = details(order);
  expect(text).toContain('| Who has to act | an operator |');
  expect(text).toContain('| Attention | rejectionNeedsOperator (request 1-3) |');
  expect(text).toContain(`Open 3 requests \`port-request/${ORDER_ID}/…\` (1-3)`);
});

test('the age of the oldest reason is shown, its own or a request’s', () => {
  const rejected = driveToSubmitted().rejects('DATE_INVALID');
  const order = driveToRequests(manyNumbers(1)).hearsOf(1, rejected);
  expect(view(order).attentionSinceMs).toBe(rejected.state.attention.rejectionNeedsOperator);
  order.nowMs += 3_600_000;
  order.take({ kind: 'unreadable' });
  expect(view(order).attention).toEqual(expect.arrayContaining(['messageNotTaken', 'rejectionNeedsOperator']));
  expect(view(order).attentionSinceMs).toBe(rejected.state.attention.rejectionNeedsOperator);
  expect(details(order)).toContain('| Since | Mon, 2 Mar 2026,');
  expect(view(driveToRequests(manyNumbers(1))).attentionSinceMs).toBeUndefined();
});

test('a thousand requests are a few lines, those that need a person first, and all of it under 6 KB', () => {
  const order = driveToRequests(manyNumbers(1_000));
  const [scheduled, submitted, rejected] = [driveToScheduled(), driveToSubmitted(), driveToSubmitted().rejects('DATE_INVALID')];
  // Not in one piece, so that they are not all one run.
  for (const { n } of order.state.requests) order.hearsOf(n, n % 100 === 7 ? rejected : n % 3 === 0 ? submitted : scheduled);
  const text = details(order);
  const table = text.split('\n').filter((line) => /^\| \d/.test(line));
  expect(table).toHaveLength(3);
  expect(table[0]).toMatch(/^\| 7, 107, 207, .+ \| 10 \| rejected \|.*rejectionNeedsOperator \|$/);
  expect(table.map((line) => Number(line.split('|')[2]))).toEqual([10, expect.any(Number), expect.any(Number)]);
  expect(Buffer.byteLength(text)).toBeLessThan(6_000);
});

test('R22: an order that is over offers what it has not ported, and nothing that would be refused', () => {
  const order = driveToLoa().cancel();
  expect(details(order)).toContain(`\`portico order --from ${ORDER_ID}\``);
  expect(details(order)).not.toMatch(/portico cancel|Request Cancellation|resync/);
});
