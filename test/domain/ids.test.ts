import fc from 'fast-check';
import {
  caseNotificationWorkflowId,
  CROCKFORD,
  gatewayReference,
  gatewayRefWorkflowId,
  isOrderId,
  MAX_ATTEMPTS,
  MAX_REQUESTS,
  notificationWorkflowId,
  parkedEventWorkflowId,
  parseGatewayReference,
  portOrderWorkflowId,
  portRequestWorkflowId,
  supportCaseWorkflowId,
} from '../../domain/ids';

const orderId = fc.string({ unit: fc.constantFrom(...CROCKFORD), minLength: 12, maxLength: 12 });
const ref = fc.record({ orderId, n: fc.integer({ min: 1, max: MAX_REQUESTS }), attempt: fc.integer({ min: 1, max: MAX_ATTEMPTS }) });

test('a reference names order, request and attempt, and is read back as they were', () => {
  fc.assert(
    fc.property(ref, (one) => {
      const text = gatewayReference(one);
      expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{15}$/);
      expect(parseGatewayReference(text)).toEqual(one);
    }),
  );
});

test('two different attempts never share a reference', () => {
  fc.assert(
    fc.property(ref, ref, (one, other) =>
      expect(gatewayReference(one) === gatewayReference(other)).toBe(JSON.stringify(one) === JSON.stringify(other)),
    ),
  );
});

test.each([
  { n: 0, attempt: 1 },
  { n: MAX_REQUESTS + 1, attempt: 1 },
  { n: 1, attempt: 0 },
  { n: 1, attempt: MAX_ATTEMPTS + 1 },
])('there is no reference for %j', (part) => {
  expect(() => gatewayReference({ orderId: '0123456789AB', ...part })).toThrow(RangeError);
});

test.each([
  '',
  '0123456789AB',
  '0123456789AB0110',
  '0123456789AB001',
  '0123456789AB010',
  '0123456789AI011',
  '0123456789ab011',
  'ÅBCDEFGHIJKL011',
])('%j is no reference of ours', (text) => {
  expect(parseGatewayReference(text)).toBeUndefined();
});

test('any text can be read without a failure', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = parseGatewayReference(text);
      expect(read === undefined || gatewayReference(read) === text).toBe(true);
    }),
  );
});

test.each([
  ['0123456789AB', true],
  ['0123456789A', false],
  ['0123456789ABC', false],
  ['0123456789AU', false],
  ['0123456789ab', false],
])('an order id is twelve Crockford characters: %s', (text, expected) => {
  expect(isOrderId(text)).toBe(expected);
});

test('workflow ids are built in one way', () => {
  expect([
    portOrderWorkflowId('X'),
    portRequestWorkflowId('X', 2),
    notificationWorkflowId('X', 7),
    parkedEventWorkflowId('gw', 'e1'),
    gatewayRefWorkflowId('gw', 'prt_1'),
    supportCaseWorkflowId('X', 'K'),
    caseNotificationWorkflowId('X', 'K', 3),
  ]).toEqual([
    'port-order/X',
    'port-request/X/2',
    'notification/X/7',
    'parked-event/gw/e1',
    'gateway-ref/gw/prt_1',
    'support-case/X/K',
    'notification/X/K/3',
  ]);
});
