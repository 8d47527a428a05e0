import type { WebhookReading } from '../../../../activities/gateways/gateway';
import { createWebhookReader } from '../../../../activities/gateways/http/webhook';
import { aWireEvent } from '../../../support/gateway-event';

const credential = { user: 'north', password: 'violet-harbour-2291-pine' };
const headers = { authorization: `Basic ${Buffer.from(`${credential.user}:${credential.password}`).toString('base64')}` };

function read(body: string, echoesReference?: boolean): WebhookReading {
  const reader = createWebhookReader({ gateway: 'alpha', webhooks: { scheme: 'basic', credentials: [credential] }, echoesReference });
  return reader({ headers, body: Buffer.from(body) }, 0);
}
const readEvent = (data: object, echoesReference?: boolean): WebhookReading =>
  read(JSON.stringify(aWireEvent('port.acknowledged', { ...data })), echoesReference);

describe('the id of an event whose scheme has no header for it', () => {
  test('stands in the body', () => {
    expect(readEvent({})).toMatchObject({ kind: 'event', event: { id: 'evt_1' } });
  });

  test('also names what is outside the contract, and changes with the body where there is none', () => {
    expect(read('{"id":"evt_9","hello":1}')).toMatchObject({ kind: 'unreadable', eventId: 'evt_9' });
    const ids = ['not JSON', 'not JSON either', '{"id":"with spaces"}', '{"id":7}', 'not JSON'].map((body) => {
      const reading = read(body);
      return reading.kind === 'unreadable' ? reading.eventId : reading.kind;
    });
    expect(ids.every((id) => /^body-[0-9a-f]{32}$/.test(id))).toBe(true);
    expect([new Set(ids).size, ids[0]]).toEqual([4, ids[4]]);
  });
});

describe('a gateway that does not echo our reference', () => {
  test('is understood by its own id of the port', () => {
    for (const reference of [undefined, null, 'PON-4711'])
      expect(readEvent({ reference }, false)).toMatchObject({
        kind: 'unreferenced',
        event: { id: 'evt_1', gatewayId: 'prt_1', type: 'acknowledged' },
      });
  });

  test('may name our reference all the same, which then counts', () => {
    expect(readEvent({}, false)).toMatchObject({ kind: 'event', event: { reference: '0123456789AB011', gatewayId: 'prt_1' } });
  });

  test('has to name one of both', () => {
    expect(readEvent({ reference: undefined, port_id: undefined }, false)).toMatchObject({ kind: 'unreadable', eventId: 'evt_1' });
    expect(readEvent({ reference: undefined, port_id: 'a/b' }, false)).toMatchObject({ kind: 'unreadable' });
  });

  test('is the exception: otherwise an event without our reference goes to a person', () => {
    for (const reference of [undefined, 'PON-4711']) expect(readEvent({ reference })).toMatchObject({ kind: 'unreadable' });
  });
});
