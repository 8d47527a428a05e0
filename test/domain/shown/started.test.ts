import { notificationStarted, orderStarted, parkedEventStarted, requestStarted, supportCaseStarted } from '../../../domain/shown/started';
import {
  gatewayPauseStarted,
  manualPortStarted,
  pointerStarted,
  webhookDeliveryStarted,
  webhooksStarted,
} from '../../../domain/shown/started-beside';
import { timerWords } from '../../../domain/shown/timer';
import { DEADLINE_WORDS, type DeadlineKind } from '../../../domain/deadline';
import { RETRY_WORDS } from '../../../domain/retry-words';
import { inRuns } from '../../../domain/shown/words';
import { at, someRules } from '../../support/builders/rules';

const port = {
  orderId: '0123456789AB',
  accountId: 'acc-1',
  count: 2,
  country: 'FR',
  losingCarrier: 'telmarine',
  gateway: 'gw',
  rules: someRules(),
};

const STARTS = [
  ['an order', orderStarted(port), /^Order 0123456789AB: 2 numbers, FR, telmarine$/],
  ['a request', requestStarted(1, { ...port, count: 1 }), /^Request 1 of 0123456789AB: one number, FR, telmarine$/],
  [
    'a message',
    notificationStarted({ orderId: port.orderId, about: ['scheduled'], language: 'fr' }),
    /^Tell the customer of 0123456789AB: scheduled$/,
  ],
  ['a parked event', parkedEventStarted({ gateway: 'gw', why: 'unreadable' }), /^Parked: unreadable event from gw, unreadable$/],
  ['a support case', supportCaseStarted({ ...port, k: 'CASE', trouble: 'sms' }), /^Support case of 0123456789AB: sms, FR, telmarine$/],
  ['a pointer', pointerStarted({ gateway: 'gw', gatewayId: 'prt_1' }), /^Whose port prt_1 of gw is$/],
  [
    'a task by hand',
    manualPortStarted({ ...port, n: 1, attempt: 2, reference: '0123456789AB012' }),
    /^By hand: request 1 of 0123456789AB, attempt 2, FR, telmarine$/,
  ],
  ["an account's webhooks", webhooksStarted(port), /^Webhook endpoints of acc-1$/],
  [
    'a delivery to a backend',
    webhookDeliveryStarted({ ...port, endpointId: 'ep1', eventId: '0123456789AB-7', type: 'order.admitted' }),
    /^Send order\.admitted to endpoint ep1$/,
  ],
  ["a gateway's pause", gatewayPauseStarted({ gateway: 'gw', by: 'op-7' }), /^Nothing is sent to gw$/],
] as const;

test.each(STARTS)('%s says what it is on one line, and its rule book on the page below', (_, { staticSummary, staticDetails }, line) => {
  expect(staticSummary).toMatch(line);
  expect(staticDetails).toMatch(/^\| Rule book \| .{20,} \|$/m);
});

test("a gateway's own id is kept short on the line, and is no markup on the page", () => {
  const { staticSummary, staticDetails } = pointerStarted({ gateway: 'gw', gatewayId: `a\`|${'x'.repeat(500)}` });
  expect(staticSummary.length).toBeLessThan(100);
  expect(staticDetails).toMatch(/\| `a__x+…` \|/);
});

test('R3, R18, R23, R24: the rule book of a port names the values that are pinned for it', () => {
  const { cancelNotice, leadDays, smsDays } = port.rules;
  const { staticDetails } = orderStarted(port);
  expect(staticDetails).toContain(`expected ${leadDays} days from the submission (R3)`);
  expect(staticDetails).toContain(`notice to cancel ${cancelNotice.safeDays} (${cancelNotice.lastDays} at the least)`);
  expect(staticDetails).toContain(`SMS within ${smsDays} days (R18)`);
});

test('a line stays short, whatever a message is about', () => {
  const about = Array.from({ length: 60 }, (_, index) => `someKindOfFact${index}`);
  const { staticSummary } = notificationStarted({ orderId: port.orderId, about, language: 'en' });
  expect(staticSummary).toBe('Tell the customer of 0123456789AB: someKindOfFact0, someKindOfFact1, someKindOfFact2, and 57 more');
});

const deadline = (what: DeadlineKind, then = 'What was announced happens.') =>
  ({ what, atMs: at('2026-03-10T16:00:00Z'), zone: 'Europe/Paris', explanation: '', then }) as const;

test('a timer says what it waits for, and its instant in words and zone', () => {
  expect(timerWords(deadline('cancelUntil'))).toBe('Cut-off for cancelling, Tue, 10 Mar 2026, 17:00 Europe/Paris');
  for (const what of Object.keys(DEADLINE_WORDS) as DeadlineKind[])
    expect(timerWords(deadline(what))).toMatch(/^[A-Z].{3,}, Tue, 10 Mar 2026, 17:00 Europe\/Paris$/);
});

test('a timer that stands for many things says which it is', () => {
  expect(timerWords(deadline('retry', RETRY_WORDS.askCancel))).toMatch(/^Asking for the cancel is tried again, Tue/);
  expect(timerWords(deadline('report', 'the customer is told'))).toMatch(/^The customer is told, Tue/);
});

test('numbers in a row are one run, and many runs are shortened', () => {
  expect(inRuns([1, 2, 3, 5, 7, 8])).toBe('1-3, 5, 7-8');
  expect(inRuns([])).toBe('');
  expect(inRuns(Array.from({ length: 20 }, (_, index) => index * 2))).toBe('0, 2, 4, 6, 8, 10, 12, 14, and 12 more');
});
