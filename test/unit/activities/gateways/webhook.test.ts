import type { WebhookReading } from '../../../../activities/gateways/gateway';
import { createWebhookReader } from '../../../../activities/gateways/http/webhook';
import type { Dialect } from '../../../../domain/rejection/dialects';
import { aWireEvent, aWireFoc } from '../../../support/gateway-event';
import { aWebhookSecret, signedWebhook } from '../../../support/signed-webhook';

const NOW_MS = 1_800_000_000_000;
const secret = aWebhookSecret();
const readerOf = (dialect?: Dialect) =>
  createWebhookReader({ gateway: 'alpha', webhooks: { scheme: 'standard', secrets: [secret] }, dialect });
const readText = (body: string, id = 'evt_1', dialect?: Dialect): WebhookReading =>
  readerOf(dialect)(signedWebhook({ secret, id, timestamp: NOW_MS / 1_000, body }), NOW_MS);
const read = (event: unknown): WebhookReading => readText(JSON.stringify(event));

const foc = { date: '2026-12-10', windowStartMs: Date.UTC(2026, 11, 10, 8), windowEndMs: Date.UTC(2026, 11, 10, 11), zone: 'Europe/Paris' };
const reasons = [{ code: 'NAME_MISMATCH', raw_code: '12', raw_text: 'Nom', field: 'holder.name', numbers: ['+33199001234'] }];
const numbers = ['+33199001234'];

describe('an event of the contract', () => {
  test.each([
    ['port.acknowledged', 'acknowledged', {}],
    ['port.rejected', 'rejected', { reasons }],
    ['port.foc_confirmed', 'focConfirmed', { foc: aWireFoc() }],
    ['port.foc_changed', 'focChanged', { foc: aWireFoc() }],
    ['port.reschedule_accepted', 'rescheduleAccepted', { foc: aWireFoc() }],
    ['port.reschedule_refused', 'rescheduleRefused', { reasons, foc: aWireFoc() }],
    ['port.cancel_accepted', 'cancelAccepted', {}],
    ['port.cancel_refused', 'cancelRefused', { reasons }],
    ['port.number_activated', 'numberActivated', { numbers }],
    ['port.activation_failed', 'activationFailed', { numbers, reasons }],
    ['port.sms_activated', 'smsActivated', { numbers }],
    ['port.sms_failed', 'smsFailed', { numbers }],
    ['port.split_required', 'splitRequired', { numbers }],
    ['port.comment', 'comment', { text: 'Bonjour' }],
  ])('%s is %s', (type, ours, data) => {
    expect(read(aWireEvent(type, data))).toMatchObject({
      kind: 'event',
      event: { type: ours, id: 'evt_1', gateway: 'alpha', reference: '0123456789AB011', gatewayId: 'prt_1', source: 'webhook' },
    });
  });

  test('R12: the date, its window and its zone are kept as the carrier gave them', () => {
    expect(read(aWireEvent('port.foc_confirmed', { foc: aWireFoc() }))).toMatchObject({
      event: { foc, occurredAtMs: Date.UTC(2026, 11, 2, 9, 15, 4) },
    });
  });

  test("R13: a reason keeps the carrier's own words; a code that is not canonical is OTHER and kept beside", () => {
    expect(read(aWireEvent('port.rejected', { reasons }))).toMatchObject({
      event: { reasons: [{ code: 'NAME_MISMATCH', rawCode: '12', rawText: 'Nom', field: 'holder.name', numbers }] },
    });
    for (const code of ['SOLAR_FLARE', 'constructor', 'toString', 'name_mismatch']) {
      expect(read(aWireEvent('port.rejected', { reasons: [{ code }] }))).toMatchObject({
        event: { reasons: [{ code: 'OTHER', rawCode: code }] },
      });
    }
  });

  test("R13: a code of the gateway's dialect is told as ours and kept; one that says too little goes to an operator", () => {
    const given = [{ code: '7519', raw_text: 'Customer info' }, { code: 'OTHER', raw_code: '7512' }, { raw_code: '7407' }, {}];
    expect(readText(JSON.stringify(aWireEvent('port.rejected', { reasons: given })), 'evt_1', 'bandwidth')).toMatchObject({
      event: {
        reasons: [
          { code: 'NAME_MISMATCH', rawCode: '7519', rawText: 'Customer info' },
          { code: 'PIN_INVALID', rawCode: '7512' },
          { code: 'OTHER', rawCode: '7407' },
          { code: 'OTHER', rawCode: undefined },
        ],
      },
    });
  });

  test('new optional fields and null for "none" pass', () => {
    const event = aWireEvent('port.acknowledged', { foc: null, reasons: null, text: null, novelty: { deep: [1] } }, { specversion: 2 });
    expect(read(event)).toMatchObject({ kind: 'event' });
  });
});

describe('authentic, but outside the contract: unreadable, never dropped and never refused', () => {
  const unreadable: readonly (readonly [string, unknown])[] = [
    ['no object', []],
    ['an unknown type', aWireEvent('port.teleported')],
    ['no reference', aWireEvent('port.acknowledged', { reference: undefined })],
    ["another party's reference", aWireEvent('port.acknowledged', { reference: 'PON-4711' })],
    ['another id than in the header', aWireEvent('port.acknowledged', {}, { id: 'evt_2' })],
    ['no time', aWireEvent('port.acknowledged', {}, { occurred_at: undefined })],
    ['a time without a zone', aWireEvent('port.acknowledged', {}, { occurred_at: '2026-12-02T09:15:04' })],
    ['a date without a FOC', aWireEvent('port.foc_confirmed')],
    ['a day that does not exist', aWireEvent('port.foc_confirmed', { foc: aWireFoc({ date: '2026-02-30' }) })],
    ['a zone that does not exist', aWireEvent('port.foc_confirmed', { foc: aWireFoc({ time_zone: 'Mars/Base' }) })],
    ['a window on another day', aWireEvent('port.foc_confirmed', { foc: aWireFoc({ date: '2026-12-11' }) })],
    ['a window that ends before it starts', aWireEvent('port.foc_confirmed', { foc: aWireFoc({ window_end: '2026-12-10T07:00:00Z' }) })],
    ['a rejection without a reason', aWireEvent('port.rejected')],
    ['an activation of nothing', aWireEvent('port.number_activated', { numbers: [] })],
    ['a number that is none', aWireEvent('port.number_activated', { numbers: ['0199001234'] })],
  ];

  test.each(unreadable)('%s', (_what, event) => {
    expect(read(event)).toMatchObject({ kind: 'unreadable', eventId: 'evt_1', why: expect.stringMatching(/\w/) });
  });

  test.each([
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['a byte order mark', `\uFEFF${JSON.stringify(aWireEvent('port.acknowledged'))}`],
    ['two values for one key', JSON.stringify(aWireEvent('port.acknowledged')).replace('{', '{"type":"port.rejected",')],
    ['the same key in two spellings', JSON.stringify(aWireEvent('port.acknowledged')).replace('{', '{"\\u0074ype":"port.rejected",')],
    ['two values deep inside', JSON.stringify(aWireEvent('port.acknowledged')).replace('"port_id"', '"reference":"X","port_id"')],
    ['bottomless nesting', `${'['.repeat(40)}${']'.repeat(40)}`],
  ])('%s', (_what, body) => {
    expect(readText(body)).toMatchObject({ kind: 'unreadable', eventId: 'evt_1' });
  });

  test('why it is unreadable holds none of its values', () => {
    for (const [, event] of unreadable) expect(JSON.stringify(read(event))).not.toMatch(/0199001234|PON-4711|Mars|teleported/);
  });
});

test('what is not authentic is refused, whatever it says', () => {
  const webhook = signedWebhook({
    secret: aWebhookSecret(),
    id: 'evt_1',
    timestamp: NOW_MS / 1_000,
    body: JSON.stringify(aWireEvent('port.acknowledged')),
  });
  expect(readerOf()(webhook, NOW_MS)).toMatchObject({ kind: 'refused', refusal: { status: 401, code: 'signature_mismatch' } });
});
