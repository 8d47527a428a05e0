import { DAY_MS, HOUR_MS } from '../../../domain/clock';
import {
  addEndpoint,
  disableEndpoint,
  enableEndpoint,
  MOST_ENDPOINTS,
  noteReplay,
  removeEndpoint,
  rotateSecret,
  takeNews,
  type AddEndpoint,
} from '../../../domain/webhooks/commands';
import { describeEndpoints } from '../../../domain/webhooks/details';
import { isWanted, readSubscriptions, subscriptionsOf } from '../../../domain/webhooks/endpoint';
import { eventsOf } from '../../../domain/webhooks/event';
import { NO_ENDPOINTS, type Done, type WebhooksAnswer, type WebhooksState } from '../../../domain/webhooks/state';

const NOW = Date.parse('2027-03-04T09:30:00Z');

let commands = 0;
const aCommand = () => ({ commandId: `command-${(commands += 1)}`, contentHash: 'same' });
const adding = (id: string, changes: Partial<AddEndpoint> = {}): AddEndpoint => ({
  ...aCommand(),
  id,
  url: 'https://example.com/secret-path',
  secret: `whsec_${id}`,
  ...changes,
});
const added = (state: WebhooksState, ...wishes: readonly AddEndpoint[]): WebhooksState =>
  wishes.reduce((before, wish) => addEndpoint(before, wish, NOW).state, state);
const one = added(NO_ENDPOINTS, adding('A'));
const endpointOf = ({ endpoints }: WebhooksState, id = 'A') => endpoints.find((endpoint) => endpoint.id === id);
const done = (answer: WebhooksAnswer): Done => {
  if (answer.kind !== 'done') throw new Error(`it was answered ${answer.kind}`);
  return answer;
};

test('the same command again has the same answer, also the same secret, and changes nothing', () => {
  const wish = adding('A');
  const first = addEndpoint(NO_ENDPOINTS, wish, NOW);
  expect(done(first.answer)).toMatchObject({ endpoint: { id: 'A', state: 'active', createdAtMs: NOW }, secret: 'whsec_A' });
  const again = addEndpoint(first.state, { ...wish, secret: 'whsec_other' }, NOW + 1);
  expect(again).toEqual(first);
  expect(addEndpoint(first.state, { ...wish, contentHash: 'another' }, NOW).answer).toEqual({ kind: 'otherContent' });
  const command = { ...aCommand(), id: 'A', secret: 'whsec_new' };
  const rotated = rotateSecret(first.state, command, NOW);
  expect(rotateSecret(rotated.state, { ...command, secret: 'whsec_newer' }, NOW + 5)).toEqual(rotated);
});

test('no view and no memo has a secret, and the memo has no address', () => {
  const { state, answer } = rotateSecret(one, { ...aCommand(), id: 'A', secret: 'whsec_new' }, NOW);
  expect(JSON.stringify(done(answer).endpoint)).not.toContain('whsec');
  expect(JSON.stringify(subscriptionsOf(state.endpoints))).toBe('[{"id":"A"}]');
  expect(describeEndpoints(state)).toContain('| A | example.com | everything | active |');
  expect(describeEndpoints(state)).not.toMatch(/secret-path|whsec/);
});

test('after a rotation the secret before is kept for a day', () => {
  const { state } = rotateSecret(one, { ...aCommand(), id: 'A', secret: 'whsec_new' }, NOW);
  expect(endpointOf(state)).toMatchObject({ secret: 'whsec_new', previous: { secret: 'whsec_A', untilMs: NOW + DAY_MS } });
});

test.each([
  ['account', {}],
  ['order', { orderId: '0123456789AB' }],
] as const)(
  'so many endpoints per %s and no more; one that goes makes room for another, under the very key that was refused',
  (per, changes) => {
    const limit = MOST_ENDPOINTS[per];
    const full = added(NO_ENDPOINTS, ...Array.from({ length: limit }, (_, index) => adding(`${index}`, changes)));
    const wish = adding('more', changes);
    expect(addEndpoint(full, wish, NOW)).toEqual({ state: full, answer: { kind: 'full', per, limit } });
    const { state } = removeEndpoint(full, { ...aCommand(), id: '3' });
    expect(done(addEndpoint(state, wish, NOW).answer).endpoint.id).toBe('more');
    const other = per === 'account' ? { orderId: '0123456789AB' } : {};
    expect(done(addEndpoint(full, adding('other', other), NOW).answer).endpoint.id).toBe('other');
  },
);

test('a command to an endpoint that is not there is not found, and is not remembered', () => {
  const command = { ...aCommand(), id: 'B' };
  for (const take of [removeEndpoint, enableEndpoint, disableEndpoint])
    expect(take(one, command, NOW)).toEqual({ state: one, answer: { kind: 'notFound' } });
  expect(done(removeEndpoint(added(one, adding('B')), command).answer).endpoint.id).toBe('B');
});

test('a disabled endpoint is told of nothing until it is enabled', () => {
  const off = disableEndpoint(one, { ...aCommand(), id: 'A' }, NOW).state;
  expect(subscriptionsOf(off.endpoints)).toEqual([]);
  expect(endpointOf(off)?.state).toEqual({ is: 'disabled', why: 'asked', atMs: NOW });
  expect(subscriptionsOf(enableEndpoint(off, { ...aCommand(), id: 'A' }).state.endpoints)).toEqual([{ id: 'A' }]);
});

describe('what deliveries report', () => {
  const failing = takeNews(one, { id: 'A', what: 'failed' }, NOW);

  test('that nothing gets through is seen since the first failure, and asks for nobody', () => {
    const later = takeNews(failing, { id: 'A', what: 'failed' }, NOW + HOUR_MS);
    expect(endpointOf(later)?.trouble).toEqual({ sinceMs: NOW, givenUp: false });
    expect(later.attention).toEqual({});
  });

  test('an event that was given up asks for a person until the next success', () => {
    const given = takeNews(failing, { id: 'A', what: 'givenUp' }, NOW + HOUR_MS);
    expect(given.attention).toEqual({ webhookFailing: NOW + HOUR_MS });
    expect(endpointOf(given)?.state.is).toBe('active');
    const better = takeNews(given, { id: 'A', what: 'succeeded' }, NOW + 2 * HOUR_MS);
    expect([better.attention, endpointOf(better)?.trouble]).toEqual([{}, undefined]);
  });

  test('given up after three days without any success, the endpoint is disabled; enabling it forgets that', () => {
    const off = takeNews(failing, { id: 'A', what: 'givenUp' }, NOW + 3 * DAY_MS);
    expect(endpointOf(off)?.state).toEqual({ is: 'disabled', why: 'failing', atMs: NOW + 3 * DAY_MS });
    expect(Object.keys(off.attention)).toEqual(['webhookFailing']);
    const on = enableEndpoint(off, { ...aCommand(), id: 'A' }).state;
    expect([on.attention, endpointOf(on)?.state.is, endpointOf(on)?.trouble]).toEqual([{}, 'active', undefined]);
  });

  test('as long as another endpoint fails, a person is still asked for; one that is removed fails no more', () => {
    const both = ['A', 'B'].reduce((state, id) => takeNews(state, { id, what: 'givenUp' }, NOW), added(one, adding('B')));
    const half = takeNews(both, { id: 'A', what: 'succeeded' }, NOW);
    expect(Object.keys(half.attention)).toEqual(['webhookFailing']);
    expect(removeEndpoint(half, { ...aCommand(), id: 'B' }).state.attention).toEqual({});
  });

  test('410 disables it, and asks for nobody', () => {
    const gone = takeNews(failing, { id: 'A', what: 'gone' }, NOW);
    expect([endpointOf(gone)?.state, gone.attention]).toEqual([{ is: 'disabled', why: 'gone', atMs: NOW }, {}]);
  });

  test('of an endpoint that is not there changes nothing', () => {
    expect(takeNews(one, { id: 'B', what: 'givenUp' }, NOW)).toBe(one);
  });
});

test('a replay is noted with its count', () => {
  expect(done(noteReplay(one, { ...aCommand(), id: 'A', replayed: 4 }).answer)).toMatchObject({ replayed: 4, endpoint: { id: 'A' } });
});

describe('who is told', () => {
  const [event] = eventsOf({ orderId: '0123456789AB', accountId: 'a', facts: [{ kind: 'orderCancelled', seq: 1, atMs: NOW }] });
  if (!event) throw new Error('no event');

  test.each([
    ['everything', {}, true],
    ['its type', { events: ['order.orderCancelled'] }, true],
    ['another type', { events: ['order.closed'] }, false],
    ['its order', { orderId: '0123456789AB' }, true],
    ['another order', { orderId: 'BA9876543210' }, false],
    ['its type of another order', { events: ['order.orderCancelled'], orderId: 'BA9876543210' }, false],
  ] as const)('who asked for %s', (_, subscription, wanted) => {
    expect(isWanted({ id: 'A', ...subscription }, event)).toBe(wanted);
  });

  test('a memo that nobody of ours wrote names nobody', () => {
    for (const memo of [undefined, null, 'all', {}, [null, 7, { id: 1 }, { id: 'A', events: [] }, { id: 'A', events: ['no.such'] }]])
      expect(readSubscriptions(memo)).toEqual([]);
    expect(readSubscriptions([{ id: 'A', orderId: '0123456789AB' }])).toEqual([{ id: 'A', orderId: '0123456789AB' }]);
  });
});
