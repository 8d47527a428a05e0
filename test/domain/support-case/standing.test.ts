import type { Recorded } from '../../../domain/fact';
import type { OrderFact } from '../../../domain/order/state';
import type { OrderView, RequestView } from '../../../domain/order/view';
import { standingOf } from '../../../domain/support-case/standing';
import type { Deadline } from '../../../domain/deadline';
import { aBlock, aFrenchOrder, aSingle, ORDER_ID } from '../../support/builders/order';
import { focOn } from '../../support/builders/carrier-event';
import { NUMBER, PORTED } from '../../support/builders/support-case';

const foc = focOn('2026-03-12');
const deadline = (what: Deadline['what']): Deadline => ({ what, atMs: PORTED, zone: 'Europe/Paris', explanation: '', then: '' });

const request = (changed: Partial<RequestView>): RequestView => ({ n: 1, items: [aSingle()], waitingForSignature: false, ...changed });
const view = (requests: readonly RequestView[], status: OrderView['status'] = 'inProgress'): OrderView => ({
  orderId: ORDER_ID,
  accountId: 'acc-1',
  status,
  details: aFrenchOrder(),
  requirements: [],
  loas: [],
  missingDocuments: [],
  documents: [],
  requests,
  attention: [],
  version: 1,
});
const numbers = (voice: 'atLosing' | 'moved' | 'active', sms: 'waitingPort' | 'active' = 'waitingPort') => [{ number: NUMBER, voice, sms }];
const ported: Recorded<OrderFact> = {
  kind: 'request',
  n: 1,
  seq: 7,
  atMs: PORTED,
  fact: { kind: 'ported', numbers: [NUMBER], cancelPending: false, afterCancel: false, smsBy: deadline('smsActive') },
};
const standing = (changed: Partial<RequestView>, timeline: readonly Recorded<OrderFact>[] = [], status?: OrderView['status']) =>
  standingOf(view([request(changed)], status), timeline, NUMBER);

test.each(['ready', 'submitting', 'outcomeUnknown', 'submitted', 'rejected', 'scheduled', 'locked'] as const)(
  'R15: a number of a request that is %s is at the losing provider',
  (status) => {
    expect(standing({ status, foc, numbers: numbers('atLosing') })).toEqual({ at: 'before', foc });
  },
);

test.each([
  ['cancelled and watched', { status: 'cancelled', numbers: numbers('atLosing') }],
  ['over without a port', { status: 'over', outcome: 'notPortable', numbers: numbers('atLosing') }],
] as const)('R15: the number of a request that is %s stays there', (_, changed) => {
  expect(standing(changed)).toEqual({ at: 'ended' });
});

test('R15: before its requests exist, the order says whether the port is still to come', () => {
  expect(standing({})).toEqual({ at: 'before' });
  expect(standing({}, [], 'expired')).toEqual({ at: 'ended' });
  expect(standingOf(view([]), [], NUMBER)).toEqual({ at: 'before' });
  expect(standingOf(view([], 'refused'), [], NUMBER)).toEqual({ at: 'ended' });
});

test('R16: a number that is being moved, and when that is stuck', () => {
  const stuckAt = deadline('activationStuck');
  const moving = { at: 'moving', foc, stuck: false, stuckAt };
  expect(standing({ status: 'activating', foc, nextDeadline: stuckAt, attention: [], numbers: numbers('atLosing') })).toEqual(moving);
  expect(standing({ status: 'activating', foc, nextDeadline: stuckAt, attention: [], numbers: numbers('moved') })).toEqual(moving);
  expect(standing({ status: 'activating', foc, nextDeadline: deadline('retry'), attention: ['activationStuck'] })).toEqual({
    at: 'moving',
    foc,
    stuck: true,
    stuckAt: undefined,
  });
});

test('R17, R18: an active number knows when its port was complete, and until when its SMS has time', () => {
  expect(standing({ status: 'over', outcome: 'ported', numbers: numbers('active', 'active') }, [ported])).toEqual({
    at: 'active',
    portedAtMs: PORTED,
    sms: 'active',
    smsBy: deadline('smsActive'),
  });
});

test('R16: a number that is active before the others of its block counts from the window on', () => {
  expect(standing({ status: 'activating', foc, numbers: numbers('active') })).toMatchObject({
    at: 'active',
    portedAtMs: foc.windowStartMs,
  });
});

test('a number that is active although its request was cancelled is ours', () => {
  expect(standing({ status: 'over', outcome: 'cancelled', numbers: numbers('active') })).toMatchObject({ at: 'active' });
});

test('numbers inside a block are found; one of no request is unknown', () => {
  const block = view([request({ items: [aBlock()], status: 'scheduled', foc })]);
  expect(standingOf(block, [], '+33199001305')).toEqual({ at: 'before', foc });
  expect(standingOf(block, [], '+33199009999')).toEqual({ at: 'unknown' });
});
