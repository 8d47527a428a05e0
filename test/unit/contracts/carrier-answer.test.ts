import { ANSWER_TYPES, carrierAnswerBody } from '../../../contracts/carrier-answer';
import { EVENT_TYPES } from '../../../contracts/carrier-facts';
import { readInput } from '../../../contracts/reading';
import { CARRIER_EVENT_TYPES } from '../../../domain/carrier-event';

const foc = { date: '2026-12-18', window_start: '2026-12-18T14:00:00Z', window_end: '2026-12-18T16:00:00Z', time_zone: 'America/New_York' };
const body = (type: string, data?: object, changes: object = {}): object => ({
  by: 'op-7',
  channel: 'mail',
  note: 'as they wrote',
  event: { type: `port.${type}`, ...(data ? { data } : {}) },
  ...changes,
});
function wrong(value: unknown): string[] {
  const read = readInput(carrierAnswerBody, value);
  return read.ok ? [] : read.problems.map(({ path, code }) => `${path} ${code}`).sort();
}

test('every type that a gateway can send can be entered, and besides that it is out and that all have moved', () => {
  expect(new Set([...EVENT_TYPES.values()])).toEqual(new Set(CARRIER_EVENT_TYPES));
  expect(ANSWER_TYPES).toEqual(['port.sent', 'port.completed', ...EVENT_TYPES.keys()]);
});

test.each([
  ['sent', undefined],
  ['completed', undefined],
  ['acknowledged', undefined],
  ['foc_confirmed', { foc }],
  ['rejected', { reasons: [{ code: 'NAME_MISMATCH', raw_text: 'holder is Sample' }] }],
  ['cancel_accepted', undefined],
  ['number_activated', { numbers: ['+12125550100'] }],
  ['comment', { text: 'call us' }],
])('%s is taken with what it has to tell', (type, data) => {
  expect(wrong(body(type, data))).toEqual([]);
});

test.each([
  ['a date without a window', body('foc_confirmed', {}), ['event.data.foc missing_field']],
  ['a refusal without a reason', body('rejected'), ['event.data.reasons missing_field']],
  [
    'a failed activation that names nothing',
    body('activation_failed'),
    ['event.data.numbers missing_field', 'event.data.reasons missing_field'],
  ],
  ['a window on another day', body('foc_confirmed', { foc: { ...foc, date: '2026-12-17' } }), ['event.data.foc inconsistent_date']],
  ['a zone that is none', body('foc_confirmed', { foc: { ...foc, time_zone: '+05:00' } }), ['event.data.foc inconsistent_date']],
  ['an unknown type', body('port_out'), ['event.type unknown_type']],
  ['neither evidence nor note', body('sent', undefined, { note: undefined }), ['evidence missing_evidence']],
  ['an unknown channel', body('sent', undefined, { channel: 'pigeon' }), ['channel invalid_field']],
  ['evidence that is no hash', body('sent', undefined, { evidence: 'letter.pdf' }), ['evidence invalid_hash']],
  ['an unknown field', body('sent', { fax: 'x' }), ['event.data.fax unknown_field']],
  ['no body', undefined, [' missing_field']],
  ['no object', 'sent', [' invalid_field']],
])('%s is refused with its place', (_, value, problems) => {
  expect(wrong(value)).toEqual(problems);
});

test('several mistakes are named at once', () => {
  const several = { channel: 'pigeon', event: { type: 'port.rejected', occurred_at: 'yesterday', data: { numbers: ['0199001234'] } } };
  expect(wrong(several)).toEqual(
    expect.arrayContaining([
      'by missing_field',
      'channel invalid_field',
      'event.occurred_at invalid_field',
      'event.data.numbers[0] invalid_field',
      'evidence missing_evidence',
    ]),
  );
});
