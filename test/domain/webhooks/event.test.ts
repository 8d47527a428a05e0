import type { Recorded } from '../../../domain/fact';
import { isTold } from '../../../domain/notification/told';
import type { OrderFact } from '../../../domain/order/state';
import { isToldOfCase } from '../../../domain/support-case/fact';
import { eventsOf } from '../../../domain/webhooks/event';
import { EVENT_TYPES, isEventType } from '../../../domain/webhooks/event-types';
import { CASE_FACTS } from '../notification/sample-case-facts';
import { ALL_FACTS } from '../notification/sample-facts';

const WHOSE = { orderId: '0123456789AB', accountId: 'acct-1' };
const AT = Date.parse('2027-03-04T09:30:00Z');

const recorded = (fact: OrderFact, seq = 7): Recorded<OrderFact> => ({ ...fact, seq, atMs: AT });
const nameOf = (fact: OrderFact): string => (fact.kind === 'request' ? `request.${fact.fact.kind}` : `order.${fact.kind}`);

test.each(ALL_FACTS.filter(isTold).map((fact) => [nameOf(fact), fact] as const))(
  'what a customer is told of is one event under the id and number of its fact: %s',
  (type, fact) => {
    const data = recorded(fact);
    const request = fact.kind === 'request' && fact.n > 0 ? { request: fact.n } : {};
    expect(eventsOf({ ...WHOSE, facts: [data] })).toEqual([
      { id: '0123456789AB-7', type, occurredAt: '2027-03-04T09:30:00.000Z', ...WHOSE, sequence: 7, ...request, data },
    ]);
  },
);

test.each(ALL_FACTS.filter((fact) => !isTold(fact)).map((fact) => [nameOf(fact), fact] as const))(
  'what a customer is not told of is no event: %s',
  (_, fact) => {
    expect(eventsOf({ ...WHOSE, facts: [recorded(fact)] })).toEqual([]);
  },
);

test.each(Object.entries(CASE_FACTS))('news of a support case is an event that names the case: %s', (kind, sample) => {
  const fact = [sample].flat()[0];
  if (!fact) throw new Error('no sample');
  const data = { ...fact, seq: 3, atMs: AT };
  const [event, ...others] = eventsOf({ ...WHOSE, facts: [], supportCase: { k: 'CASE00000001', facts: [data] } });
  expect(isToldOfCase(fact)).toBe(true);
  expect(others).toEqual([]);
  expect(event).toEqual({
    id: '0123456789AB-CASE00000001-3',
    type: `supportCase.${kind}`,
    occurredAt: '2027-03-04T09:30:00.000Z',
    ...WHOSE,
    sequence: 3,
    supportCase: 'CASE00000001',
    data,
  });
});

test('who of our people resolved a case is not told, and what they wrote is', () => {
  const fact = { kind: 'resolved', by: 'Ada', reason: 'a route was missing', seq: 9, atMs: AT } as const;
  const [event] = eventsOf({ ...WHOSE, facts: [], supportCase: { k: 'CASE00000001', facts: [fact] } });
  expect(JSON.stringify(event)).toContain('a route was missing');
  expect(JSON.stringify(event)).not.toContain('Ada');
});

test('what only operators hear of a support case is no event', () => {
  const fact = { kind: 'attention', reason: 'supportCase', seq: 1, atMs: AT } as const;
  expect(eventsOf({ ...WHOSE, facts: [], supportCase: { k: 'CASE00000001', facts: [fact] } })).toEqual([]);
});

test('the list of types has what facts become, each once, and nothing else', () => {
  const types = [...new Set(ALL_FACTS.filter(isTold).map(nameOf)), ...Object.keys(CASE_FACTS).map((kind) => `supportCase.${kind}`)];
  expect([...EVENT_TYPES].toSorted()).toEqual(types.toSorted());
  expect(EVENT_TYPES.every(isEventType)).toBe(true);
  expect(['order.documentProvided', 'request.attention', 'ping', '', 7].filter(isEventType)).toEqual([]);
  for (const type of EVENT_TYPES) expect(type).toMatch(/^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*$/);
});

test('several facts of one message are as many events, in their order', () => {
  const facts = [1, 2, 3].map((seq) => recorded({ kind: 'orderCancelled' }, seq));
  expect(eventsOf({ ...WHOSE, facts }).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
});
