import type { CarrierTask } from '../../../client';
import { carrierTasksText, carrierTaskText } from '../../../cli/text/carrier-task';
import { paintFor } from '../../../cli/text/paint';
import { focOn } from '../../support/builders/carrier-event';
import { DrivenDesk } from '../../support/builders/desk';
import { portico } from './command-line';

const ORDER = '0123456789AB';
const WHO = ['--request', '1', '--by', 'op-7', '--channel', 'mail'];
const paint = paintFor({ env: {}, isTty: false });
const tooWide = (text: string): string[] => text.split('\n').filter((line) => [...line].length > 80);

test.each([
  ['an unknown type', ['carrier-answer', ORDER, 'port-out', ...WHO], /It is one of sent, completed, acknowledged/],
  [
    'an unknown channel',
    ['carrier-answer', ORDER, 'sent', '--by', 'op-7', '--channel', 'pigeon'],
    /Allowed choices are mail, telephone, portal, fax, other/,
  ],
  ['nobody who enters it', ['carrier-answer', ORDER, 'sent', '--channel', 'mail'], /required option '--by <who>'/],
  ['a window that is none', ['carrier-answer', ORDER, 'foc_confirmed', ...WHO, '--window', 'morning'], /Write it 09:00-12:00/],
  ['an instant that is none', ['carrier-answer', ORDER, 'sent', ...WHO, '--at', 'yesterday'], /Write it 2026-12-12T09:15/],
  ['a reason that is none', ['carrier-answer', ORDER, 'rejected', ...WHO, '--reason', ': too late'], /Write it CODE or CODE:text/],
  ['a task that there is not', ['carrier-answer', ORDER, 'sent', ...WHO, '--task', 'nap'], /Allowed choices are send, cancel/],
])('%s ends with 2 and says what to write', async (_, argv, what) => {
  expect(await portico(argv)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(what) as unknown });
});

// Nothing is asked of anybody before the answer itself is well.
const client = () => ({}) as never;

test.each([
  ['no evidence and no note', ['sent'], /evidence: Give the evidence/],
  ['a date without its window', ['foc_confirmed', '--date', '2026-12-18', '--note', 'x'], /A date needs its window/],
  ['a window without its date', ['foc_confirmed', '--window', '09:00-12:00', '--note', 'x'], /go with --date/],
  ['a date that is missing', ['foc-confirmed', '--note', 'x'], /event.data.foc: port.foc_confirmed needs this/],
  ['evidence that is not there', ['sent', '--evidence', 'no/such/file.pdf'], /no\/such\/file.pdf: there is no such file/],
])('%s ends with 2 before anything is asked', async (_, argv, what) => {
  const { code, err } = await portico(['carrier-answer', ORDER, ...argv, ...WHO], { client });
  expect([code, err]).toEqual([2, expect.stringMatching(what)]);
});

function taskOf(desk: DrivenDesk): CarrierTask {
  return {
    ...desk.view,
    documents: [
      { kind: 'form', sha256: 'f'.repeat(64) },
      { kind: 'invoice', sha256: 'a'.repeat(64) },
    ],
  };
}

test('the task says what to do, by when, for whom, and each command line that is possible, in 80 columns', () => {
  const desk = new DrivenDesk();
  const text = carrierTaskText(taskOf(desk), [], paint);
  expect(tooWide(text)).toEqual([]);
  expect(text).toContain('To do\n- Send the request to the losing carrier');
  expect(text).toContain(desk.input.frozen.holder.name);
  const joined = text.replaceAll(/ \\\n +/g, ' ');
  expect(joined).toContain(`portico carrier-answer ${ORDER} sent --request 1 --by YOU --channel mail --evidence FILE`);
  expect(joined).toContain(`portico carrier-task ${ORDER} --request 1 --form form.pdf --documents papers`);
  expect(joined).not.toContain('foc_confirmed');
  desk.enters('sent', { entered: { by: 'op-7', channel: 'telephone', note: 'told Mrs Sample' } });
  desk.enters('focConfirmed', { foc: focOn('2026-03-12') });
  desk.asks({ kind: 'reschedule', key: 'd', date: '2026-03-16' });
  const later = carrierTaskText(taskOf(desk), ['papers/form.pdf'], paint);
  expect(tooWide(later)).toEqual([]);
  for (const part of [
    'Ask the losing carrier for another date, 2026-03-16',
    'told Mrs Sample',
    '2026-03-12',
    'papers/form.pdf',
    'reschedule_accepted',
  ])
    expect(later).toContain(part);
  desk.seesRequest(true);
  expect(carrierTaskText(taskOf(desk), [], paint)).toContain('Nothing to do: it is over.');
});

test('the list names order, carrier, since when and why, in 80 columns; without any it says so', () => {
  expect(carrierTasksText({ tasks: [], more: false }, paint)).toBe('Nothing has to be done by hand.');
  const row = { orderId: ORDER, n: 1, attempt: 1, gateway: 'by-hand', losingCarrier: 'quillnet', country: 'US', at: 'toSend' };
  const text = carrierTasksText(
    {
      more: false,
      tasks: [
        {
          ...row,
          attention: ['carrierTask', 'carrierTaskLate'],
          todo: ['Send the request to the losing carrier: the filled-in form.'],
          sinceMs: 1_772_442_000_000,
        },
        { ...row, attention: [] },
      ],
    },
    paint,
  );
  expect(tooWide(text)).toEqual([]);
  for (const part of [ORDER, 'quillnet', 'Send']) expect(text).toContain(part);
});
