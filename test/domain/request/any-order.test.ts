import fc from 'fast-check';
import { HOUR_MS } from '../../../domain/clock';
import type { CarrierEvent, CarrierEventType } from '../../../domain/carrier-event';
import { aBlock, aSingle } from '../../support/builders/order';
import { carrierEvent, focOn } from '../../support/builders/carrier-event';
import { drive, type DrivenRequest } from '../../support/builders/drive-request';
import { aRequestInput } from '../../support/builders/request';
import { MONDAY } from '../../support/builders/rules';

/**
 * What a carrier says of one attempt after acknowledging it, one word an hour. Left out: `NOT_PORTABLE`, which ends the
 * request at the first sight of it, and refusals of changes, which are answers to a question and not to a state.
 */
const TYPES: readonly CarrierEventType[] = [
  'rejected',
  'focConfirmed',
  'focChanged',
  'rescheduleAccepted',
  'cancelAccepted',
  'numberActivated',
  'smsActivated',
  'smsFailed',
  'comment',
];
const said = fc.record({
  type: fc.constantFrom(...TYPES),
  date: fc.constantFrom('2026-03-12', '2026-03-19', '2026-04-14'),
  code: fc.constantFrom('NAME_MISMATCH', 'OTHER'),
  which: fc.constantFrom('all', 'first', 'rest'),
});
const NUMBERS = aRequestInput({ items: [aBlock(), aSingle()] }).numbers;

function eventsOf(
  words: readonly { readonly type: CarrierEventType; readonly date: string; readonly code: string; readonly which: string }[],
): CarrierEvent[] {
  const acknowledged = carrierEvent('acknowledged', MONDAY + HOUR_MS);
  return [
    acknowledged,
    ...words.map(({ type, date, code, which }, index) => {
      const numbers = { all: NUMBERS, first: NUMBERS.slice(0, 1), rest: NUMBERS.slice(1) }[which];
      return carrierEvent(type, MONDAY + (index + 2) * HOUR_MS, {
        ...(type.startsWith('foc') || type === 'rescheduleAccepted' ? { foc: focOn(date) } : {}),
        ...(type === 'rejected' ? { reasons: [{ code }] } : {}),
        ...(type === 'numberActivated' || type.startsWith('sms') ? { numbers } : {}),
      });
    }),
  ];
}

/** The request after these events, all heard in one moment; the platform serves what it is asked for at once. */
function after(events: readonly CarrierEvent[]): DrivenRequest {
  const request = drive(aRequestInput({ items: [aBlock(), aSingle()] }), MONDAY + 40 * HOUR_MS);
  for (const event of events) {
    request.take({ kind: 'carrierEvent', event });
    while (request.flying('activate').length > 0) request.activated();
  }
  return request;
}

const place = ({ state }: DrivenRequest) => ({
  at: state.phase.at,
  outcome: state.phase.at === 'over' ? state.phase.outcome : undefined,
  foc: 'schedule' in state.phase && !state.numbers.some(({ voice }) => voice !== 'atLosing') ? state.phase.schedule?.foc : undefined,
  voice: state.numbers.map(({ voice }) => voice),
});

const shuffledWithDuplicates = <T>(all: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .tuple(fc.shuffledSubarray([...all], { minLength: all.length }), fc.array(fc.constantFrom(...all), { maxLength: 6 }))
    .chain(([once, again]) => fc.shuffledSubarray([...once, ...again], { minLength: once.length + again.length }));

test('I6: events in any order and with any duplicates lead to the same place as in the order in which they happened', () => {
  const played = fc
    .array(said, { minLength: 1, maxLength: 6 })
    .map(eventsOf)
    .chain((events) => fc.tuple(fc.constant(events), shuffledWithDuplicates(events)));
  fc.assert(
    fc.property(played, ([events, heard]) => {
      expect(place(after(heard))).toEqual(place(after(events)));
    }),
    { numRuns: 200 },
  );
});

test('I6: a duplicate tells nobody anything', () => {
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 6 }).map(eventsOf), (events) => {
      const request = after(events);
      const { factSeq } = request.state;
      for (const event of events) request.take({ kind: 'carrierEvent', event });
      expect(request.state.factSeq).toBe(factSeq);
    }),
    { numRuns: 100 },
  );
});
