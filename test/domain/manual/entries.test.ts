import { CARRIER_EVENT_TYPES } from '../../../domain/carrier-event';
import { HOUR_MS } from '../../../domain/clock';
import { entryName, type Entry, type EntryType, type Standing } from '../../../domain/manual/entry';
import { statusOf } from '../../../domain/manual/view';
import { focOn } from '../../support/builders/carrier-event';
import { DrivenDesk } from '../../support/builders/desk';
import { MONDAY } from '../../support/builders/rules';

const TYPES: readonly EntryType[] = ['sent', ...CARRIER_EVENT_TYPES];
const NUMBER = new DrivenDesk().state.numbers[0]?.number ?? '';

/** What each type needs to mean anything; a date that lies ahead. */
const FACTS: Readonly<Partial<Record<EntryType, Partial<Entry>>>> = {
  rejected: { reasons: [{ code: 'NAME_MISMATCH' }] },
  focConfirmed: { foc: focOn('2026-03-12') },
  focChanged: { foc: focOn('2026-03-13') },
  rescheduleAccepted: { foc: focOn('2026-03-16') },
  numberActivated: { numbers: [NUMBER] },
  activationFailed: { numbers: [NUMBER], reasons: [{ code: 'OTHER' }] },
  smsActivated: { numbers: [NUMBER] },
  smsFailed: { numbers: [NUMBER] },
};
const entering = (desk: DrivenDesk, type: EntryType) => desk.enters(type, FACTS[type]);

/** A task that stands so, with nothing asked of the carrier. */
function standing(at: Standing): DrivenDesk {
  const desk = new DrivenDesk();
  const to = (...types: readonly EntryType[]): DrivenDesk => {
    for (const type of types) expect(entering(desk, type)).toEqual([]);
    return desk;
  };
  switch (at) {
    case 'toSend':
      return desk;
    case 'sent':
      return to('sent');
    case 'scheduled':
      return to('sent', 'focConfirmed');
    case 'rejected':
      return to('sent', 'rejected');
    case 'cancelled':
      to('sent');
      desk.asks({ kind: 'cancel', key: 'c' });
      return to('cancelAccepted');
    case 'completed':
      return to('sent', 'focConfirmed', 'numberActivated');
    case 'returned':
      to('sent', 'focConfirmed', 'numberActivated');
      desk.asks({ kind: 'return', key: 'r', reason: 'down' });
      return to('returnAccepted');
    default:
      return at satisfies never;
  }
}

const POSSIBLE: Readonly<Record<Standing, readonly EntryType[]>> = {
  toSend: ['sent', 'acknowledged', 'rejected', 'splitRequired', 'comment'],
  sent: ['acknowledged', 'rejected', 'splitRequired', 'focConfirmed', 'numberActivated', 'comment'],
  scheduled: ['focConfirmed', 'focChanged', 'rejected', 'splitRequired', 'numberActivated', 'activationFailed', 'comment'],
  rejected: ['rejected', 'splitRequired', 'focConfirmed', 'numberActivated', 'comment'],
  cancelled: ['numberActivated', 'comment'],
  completed: ['smsActivated', 'smsFailed', 'comment'],
  returned: ['comment'],
};
const STANDINGS = Object.keys(POSSIBLE) as Standing[];

const PAIRS = STANDINGS.flatMap((at) => TYPES.map((type) => ({ at, type, possible: POSSIBLE[at].includes(type) })));

test.each(STANDINGS)('where a request is %s, exactly this can be entered', (at) => {
  const desk = standing(at);
  expect([desk.state.at, desk.possible]).toEqual([at, POSSIBLE[at]]);
});

test.each(PAIRS.filter(({ possible }) => possible))('where a request is $at, $type is taken, and the request hears it', ({ at, type }) => {
  const desk = standing(at);
  const heard = desk.heard.length;
  expect(entering(desk, type)).toEqual([]);
  expect(desk.view.log.at(-1)).toMatchObject({ kind: 'entered', entry: { type } });
  expect(desk.heard.length).toBe(heard + 1);
});

test.each(PAIRS.filter(({ possible }) => !possible))(
  'where a request is $at, $type is refused with what is possible, and changes nothing',
  ({ at, type }) => {
    const desk = standing(at);
    const { state: before, heard } = { state: desk.state, heard: desk.heard.length };
    expect(entering(desk, type)).toContainEqual({
      path: 'event.type',
      code: 'invalid_transition',
      message: expect.stringContaining(`Possible now: ${POSSIBLE[at].map(entryName).join(', ')}.`) as unknown,
    });
    expect(desk.state).toEqual(before);
    expect(desk.heard.length).toBe(heard);
  },
);

const ASKED = [
  ['cancel', { kind: 'cancel', key: 'c' }, ['cancelAccepted', 'cancelRefused']],
  ['another date', { kind: 'reschedule', key: 'd', date: '2026-03-16' }, ['rescheduleAccepted', 'rescheduleRefused']],
  ['a return', { kind: 'return', key: 'r', reason: 'down' }, ['returnAccepted', 'returnRefused']],
] as const;

test.each(ASKED)('R23, R24: the answer to %s is possible only while it is asked for, and once', (_, ask, [yes, no]) => {
  const desk = standing('scheduled');
  expect(desk.possible).not.toContain(yes);
  expect(desk.asks(ask)).toEqual({ kind: 'asked' });
  expect(desk.possible).toEqual(expect.arrayContaining([yes, no]));
  expect(entering(desk, no)).toEqual([]);
  expect(desk.possible).not.toContain(no);
  expect(desk.state.at).toBe('scheduled');
});

test.each([
  ['sent', 'toSend', 'sent', 'pending'],
  ['acknowledged', 'toSend', 'sent', 'pending'],
  ['rejected', 'sent', 'rejected', 'rejected'],
  ['splitRequired', 'scheduled', 'rejected', 'rejected'],
  ['focConfirmed', 'sent', 'scheduled', 'scheduled'],
  ['focConfirmed', 'rejected', 'scheduled', 'scheduled'],
  ['numberActivated', 'scheduled', 'completed', 'completed'],
  ['numberActivated', 'cancelled', 'completed', 'completed'],
] as const)('%s where it was %s: it is %s, and reads as %s', (type, from, to, state) => {
  const desk = standing(from);
  expect(entering(desk, type)).toEqual([]);
  expect(desk.state.at).toBe(to);
  expect(statusOf(desk.view)).toMatchObject({ state, reference: desk.input.reference, gatewayId: desk.input.reference });
});

test('a task that nobody has sent reads as one of ours to send', () => {
  expect(statusOf(new DrivenDesk().view)).toMatchObject({ state: 'toSend' });
});

describe('what is wrong with an entry is said all at once', () => {
  test('a date that is over, foreign numbers and an instant before the request was sent', () => {
    const desk = standing('sent');
    desk.nowMs = MONDAY + 48 * HOUR_MS;
    const problems = desk.enters('focConfirmed', {
      saidAtMs: MONDAY - HOUR_MS,
      foc: focOn('2026-03-03'),
      numbers: [NUMBER, '+33199009999'],
      reasons: [{ code: 'OTHER', numbers: ['+33199008888'] }],
    });
    expect(problems.map(({ path, code }) => [path, code])).toEqual([
      ['event.occurred_at', 'too_early'],
      ['event.data.numbers[1]', 'number_not_in_request'],
      ['event.data.reasons[0].numbers[0]', 'number_not_in_request'],
      ['event.data.foc', 'date_past'],
    ]);
    expect(problems.map(({ message }) => message).join()).not.toMatch(/\+33/);
  });

  test('an older word than the last one no longer counts', () => {
    const desk = standing('sent');
    desk.nowMs = MONDAY + 4 * HOUR_MS;
    expect(desk.enters('focConfirmed', { foc: focOn('2026-03-12'), saidAtMs: MONDAY + 3 * HOUR_MS })).toEqual([]);
    expect(desk.enters('focChanged', { foc: focOn('2026-03-13'), saidAtMs: MONDAY + 2 * HOUR_MS })).toMatchObject([
      { code: 'older_than_last' },
    ]);
    // What sets nothing may have been said at any time since.
    expect(desk.enters('comment', { text: 'noted', saidAtMs: MONDAY + HOUR_MS })).toEqual([]);
  });

  test('an answer from before the question is a wrong day', () => {
    const desk = standing('scheduled');
    desk.nowMs = MONDAY + 4 * HOUR_MS;
    desk.asks({ kind: 'cancel', key: 'c' });
    expect(desk.enters('cancelRefused', { saidAtMs: MONDAY + HOUR_MS, reasons: [{ code: 'OTHER' }] })).toMatchObject([
      { code: 'too_early' },
    ]);
    expect(desk.enters('cancelRefused', { reasons: [{ code: 'OTHER' }] })).toEqual([]);
  });

  test('R18: SMS of a number that has not moved', () => {
    const desk = new DrivenDesk();
    const [first] = desk.state.numbers;
    const second = { number: '+33199007777', active: false, sms: 'pending' as const };
    desk.state = { ...desk.state, numbers: [...desk.state.numbers, second] };
    entering(desk, 'sent');
    desk.enters('numberActivated', { numbers: [first?.number ?? ''] });
    expect(desk.state).toMatchObject({ at: 'scheduled' });
    expect(desk.enters('smsActivated', { numbers: [second.number] })).toMatchObject([{ code: 'number_not_active' }]);
    expect(desk.enters('smsActivated', { numbers: [first?.number ?? ''] })).toEqual([]);
    desk.enters('numberActivated', { numbers: [second.number] });
    expect(desk.state).toMatchObject({ at: 'completed' });
  });

  test('a day in an interval is ours: its first day may have passed', () => {
    const desk = standing('sent');
    desk.nowMs = MONDAY + 48 * HOUR_MS;
    expect(desk.enters('focConfirmed', { foc: { ...focOn('2026-03-02'), lastDate: '2026-04-02' } })).toEqual([]);
    // Nothing moves by itself, so nobody is asked to find out.
    expect(desk.state.movedBy).toBeUndefined();
  });
});

test('the same entry twice is one, also when it no longer makes sense', () => {
  const desk = standing('sent');
  const said = { id: 'one', contentHash: 'same', reasons: [{ code: 'NAME_MISMATCH' }] };
  desk.enters('rejected', said);
  const [before, heard] = [desk.state, desk.heard.length];
  desk.enters('rejected', said);
  expect([desk.state, desk.heard.length]).toEqual([before, heard]);
});

test('what an operator knows of it goes with the word to the request, and the log keeps it', () => {
  const desk = standing('sent');
  const entered = { by: 'op-7', channel: 'telephone', evidence: 'e'.repeat(64), note: 'Mrs Sample said so', carrierRef: 'TM/9' } as const;
  desk.enters('focConfirmed', { foc: focOn('2026-03-12'), entered });
  expect(desk.heard.at(-1)).toMatchObject({
    type: 'focConfirmed',
    source: 'operator',
    entered,
    gateway: 'by-hand',
    gatewayId: desk.input.reference,
  });
  expect(desk.view).toMatchObject({ carrierRef: 'TM/9' });
  expect(desk.view.log.at(-1)).toMatchObject({ kind: 'entered', entry: { entered, type: 'focConfirmed' } });
});

test('R3: that it was sent reaches the request dated when it was, and not when it was entered', () => {
  const desk = new DrivenDesk();
  desk.nowMs = MONDAY + 5 * HOUR_MS;
  desk.enters('sent', { saidAtMs: MONDAY + HOUR_MS });
  expect(desk.heard).toMatchObject([{ type: 'acknowledged', occurredAtMs: MONDAY + HOUR_MS }]);
  expect(desk.view.sentAtMs).toBe(MONDAY + HOUR_MS);
  // Told once: that the carrier has it is the request's news only when the carrier says so.
  desk.enters('sent', { task: 'send' });
  expect(desk.heard).toHaveLength(1);
});
