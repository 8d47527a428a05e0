import { ADVICE } from '../../../domain/attention-advice';
import { correctionOf } from '../../../cli/commands/correct';
import { paintFor } from '../../../cli/text/paint';
import { orderText } from '../../../cli/text/order';
import { fields, table, wrap } from '../../../cli/text/table';
import { whoActs } from '../../../cli/text/who-acts';
import type { Deadline } from '../../../domain/deadline';
import type { OrderView, RequestView } from '../../../domain/order/view';
import { aFrenchOrder, aBlock, ORDER_ID } from '../../support/builders/order';

const paint = paintFor({ isTty: false, env: {} });
const until = (what: Deadline['what'], iso: string): Deadline => ({
  what,
  atMs: Date.parse(iso),
  zone: 'Europe/Paris',
  explanation: '3 business days before',
  then: 'It is too late.',
});

const view = (changed: Partial<OrderView> = {}): OrderView => ({
  orderId: ORDER_ID,
  accountId: 'acct-1',
  status: 'scheduled',
  details: aFrenchOrder({ numbers: [aBlock()] }),
  missingDocuments: [],
  requirements: [],
  documents: [],
  loas: [],
  requests: [],
  attention: [],
  version: 1,
  ...changed,
});

const numbers = Array.from({ length: 10 }, (_, index) => `+3319900130${index}`);
const request = (changed: Partial<RequestView> = {}): RequestView => ({
  n: 1,
  items: [aBlock()],
  waitingForSignature: false,
  status: 'scheduled',
  attempt: 1,
  numbers: numbers.map((number) => ({ number, voice: 'atLosing', sms: 'waitingPort' })),
  foc: {
    date: '2026-03-12',
    windowStartMs: Date.parse('2026-03-12T09:00:00Z'),
    windowEndMs: Date.parse('2026-03-12T11:00:00Z'),
    zone: 'Europe/Paris',
  },
  change: {
    at: 'scheduled',
    cancelPending: false,
    reschedulePending: false,
    cancelUntil: until('cancelUntil', '2026-03-10T09:00:00Z'),
    rescheduleUntil: until('rescheduleUntil', '2026-03-11T09:00:00Z'),
  },
  ...changed,
});
const linesOver80 = (text: string): string[] => text.split('\n').filter((line) => [...line].length > 80);

test('R23, R24: an order shows its port date and until when it can be cancelled and moved', () => {
  const text = orderText(view({ requests: [request()], nextDeadline: until('cancelUntil', '2026-03-10T09:00:00Z') }), paint);
  expect(text).toMatch(/^1 +Thu 12 Mar 2026 10:00-12:00 +Tue 10 Mar 2026 10:00 +Wed 11 Mar 2026 10:00$/m);
  expect(text).toMatch(/^1 +scheduled +\+33 1 99 00 13 00 to … 09 \(10 numbers\) +at losing +waiting port$/m);
  expect(text).toMatch(/^Next +Tue 10 Mar 2026 10:00 \(Europe\/Paris\): It is too late\. \(3\s+business days before\)$/m);
  expect(text).toMatch(/^Who acts +you: configure the numbers of request 1 before the port$/m);
  expect(linesOver80(text)).toEqual([]);
});

test('R3: the estimate says how it was computed, and what the law leaves beside it', () => {
  const submitted = request({
    status: 'submitted',
    foc: undefined,
    change: { at: 'submitted', cancelPending: false, reschedulePending: false },
    expectedDate: '2026-03-12',
    expectedWhy: '8 business days after Mon 2 Mar 2026',
    latestByLaw: { date: '2026-03-10', explanation: '6 business days after Mon 2 Mar 2026' },
  });
  const text = orderText(view({ status: 'inProgress', requests: [submitted] }), paint);
  expect(text).toMatch(/^Estimate +request 1: Thu 12 Mar 2026, 8 business days after Mon 2 Mar 2026$/m);
  expect(text).toMatch(/^By law +request 1: at most until Tue 10 Mar 2026, 6 business days/m);
});

test('R13: what waits to be sent again is its own status, and is nobody’s turn', () => {
  const nextDeadline = until('resubmission', '2026-03-04T23:00:00Z');
  const text = orderText(
    view({ status: 'inProgress', requests: [request({ status: 'resubmitting', foc: undefined, attempt: 2, nextDeadline })] }),
    paint,
  );
  expect(text).toMatch(/^1 +resubmitting \(attempt 2\)/m);
  expect(text).toMatch(/^Who acts +nobody: request 1 goes out on Thu 5 Mar 2026 00:00/m);
});

test('R4: an interval, a start by hand and a return show what is possible', () => {
  const base = { at: 'scheduled', cancelPending: false, reschedulePending: false } as const;
  const texts = [
    { ...base, interval: { first: '2026-03-12', last: '2026-04-17' } },
    { ...base, startFrom: until('portWindow', '2026-03-12T09:00:00Z') },
    { ...base, returnUntil: until('returnUntil', '2026-03-12T15:00:00Z') },
  ].map((change) => orderText(view({ requests: [request({ change })] }), paint));
  expect(texts[0]).toMatch(/^Possible +request 1: any business day from Thu 12 Mar 2026 to Fri 17 Apr/m);
  expect(texts[1]).toMatch(/^Start +request 1: by hand from Thu 12 Mar 2026 10:00/m);
  expect(texts[2]).toMatch(/^Return +request 1: can be asked for until Thu 12 Mar 2026 16:00/m);
});

test('R24: a date that came too late for a change says so', () => {
  const change = { at: 'scheduled', cancelPending: false, reschedulePending: false, cancelUntil: null, rescheduleUntil: null } as const;
  expect(orderText(view({ requests: [request({ change })] }), paint)).toMatch(/no longer possible +no longer possible/);
});

test('R3: before the carrier has answered there is only an estimate, and it is called one', () => {
  const { foc: _, ...submitted } = request({ status: 'submitted', expectedDate: '2026-03-12' });
  expect(orderText(view({ status: 'inProgress', requests: [submitted] }), paint)).toContain('about Thu 12 Mar 2026 (estimate)');
});

test('R18: numbers of one block are shown apart once their SMS differs', () => {
  const half = numbers.map((number, index) => ({
    number,
    voice: 'active' as const,
    sms: index < 4 ? ('active' as const) : ('activating' as const),
  }));
  const text = orderText(view({ requests: [request({ status: 'ported', numbers: half })] }), paint);
  expect(text).toMatch(/^1 +ported +\+33 1 99 00 13 00 to … 03 \(4 numbers\) +active +active$/m);
  expect(text).toMatch(/^ +\+33 1 99 00 13 04 to … 09 \(6 numbers\) +active +activating$/m);
});

test('R13: a refused request shows each reason with what to do, and what the carrier wrote without its controls', () => {
  const reasons = [{ code: 'NAME_MISMATCH', rawText: 'name\u001B[31m differs' }];
  const text = orderText(view({ status: 'actionRequired', requests: [request({ status: 'rejected', reasons })] }), paint);
  expect(text.replace(/\s+/g, ' ')).toContain(
    'request 1: The name of the account holder or company is not the one that the losing provider has.',
  );
  expect(text).toContain('you: correct request 1 (portico correct)');
  expect(text).not.toContain('\u001B');
  expect(linesOver80(text)).toEqual([]);
});

test.each([
  [
    'documents are missing',
    view({ status: 'awaitingDocuments', missingDocuments: ['invoice', 'signerId'] }),
    ['you: send invoice, signerId (portico document 0123456789AB KIND FILE)'],
  ],
  [
    'the LOA is to be signed',
    view({ status: 'awaitingSignature', loas: [{ loaId: 'L', revision: 2, sha256: 'ab', covers: [1] }] }),
    ['you: check and sign the LOA, revision 2 (portico sign 0123456789AB)'],
  ],
  [
    'the carrier is to answer',
    view({ status: 'inProgress', requests: [request({ status: 'submitted' })] }),
    ['the losing carrier: answer request 1'],
  ],
  [
    'a refusal is ours to mend, and somebody has to look',
    view({
      status: 'actionRequired',
      attention: ['rejectionNeedsOperator'],
      requests: [request({ status: 'rejected', reasons: [{ code: 'FOC_REFUSED' }] })],
    }),
    [
      'our team, request 1: Ask the carrier why it withdrew the date. If nothing in the order is wrong, send it again as it is. (portico correct --operator)',
      `our team: a refusal needs our team. Check: ${ADVICE.rejectionNeedsOperator.check}. First: ${ADVICE.rejectionNeedsOperator.first}`,
    ],
  ],
  [
    "a refusal is the customer's and ours",
    view({
      status: 'actionRequired',
      requests: [request({ status: 'rejected', reasons: [{ code: 'PIN_INVALID' }, { code: 'SPLIT_REQUIRED' }] })],
    }),
    [
      'you: correct request 1 (portico correct)',
      'our team, request 1: Ask the carrier which numbers belong together, and have the order asked for in that many requests. (portico correct --operator)',
    ],
  ],
  [
    'the customer has corrected their part',
    view({
      status: 'actionRequired',
      requests: [request({ status: 'rejected', waitingForOperator: true, reasons: [{ code: 'PIN_INVALID' }, { code: 'FOC_EXPIRED' }] })],
    }),
    [
      'our team, request 1: Find out why the numbers did not move on the day, then send the request again for a new date. (portico correct --operator)',
    ],
  ],
  ['it goes on by itself', view({ status: 'inProgress', requests: [request({ status: 'submitting' })] }), ['nobody: it goes on by itself']],
  ['it is over', view({ status: 'completed', requests: [request({ status: 'over', outcome: 'ported' })] }), ['nobody: the order is over']],
])('who acts when %s', (_, order, lines) => {
  expect(whoActs(order)).toEqual(lines);
});

test('a table gives way where it is widest, wraps, and leaves out empty columns', () => {
  const text = table(['A', 'Empty', 'B'], [['x', '', 'word '.repeat(40).trim()]], paint);
  expect(linesOver80(text)).toEqual([]);
  expect(text).not.toContain('Empty');
  expect(text.match(/word/g)).toHaveLength(40);
});

test('a word without spaces is broken rather than let over the edge', () => {
  expect(wrap('x'.repeat(25), 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
  expect(linesOver80(fields([['Name', 'y'.repeat(200)]], paint))).toEqual([]);
});

test('R13: a correction keeps what is not named, part by part', () => {
  const details = aFrenchOrder();
  expect(correctionOf(details, { holderName: 'Ada Dupont', postalCode: '75003' })).toEqual({
    holder: { ...details.holder, name: 'Ada Dupont', address: { ...details.holder.address, postalCode: '75003' } },
  });
  expect(correctionOf(details, { accountNumber: 'A-2', signer: 'Bo' })).toEqual({
    losing: { ...details.losing, accountNumber: 'A-2' },
    signer: { ...details.signer, name: 'Bo' },
  });
  expect(correctionOf(details, {})).toEqual({});
});
