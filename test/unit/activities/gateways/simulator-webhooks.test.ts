import type { CarrierEvent } from '../../../../domain/carrier-event';
import type { WebhookReading } from '../../../../activities/gateways/gateway';
import { createHttpGateway } from '../../../../activities/gateways/http/http-gateway';
import { aGatewayRequest } from '../../../support/gateway-request';
import { startLoopback } from '../../../support/loopback-server';
import { aWebhookSecret } from '../../../support/signed-webhook';
import { startSimulator } from '../../../support/simulator';
import { waitUntil } from '../../../support/wait-until';

test("R12, R16, R18: every webhook of a port's whole life is read; a wrong signature on the way is refused", async () => {
  const secret = aWebhookSecret();
  const readings: WebhookReading[] = [];
  const receiver = await startLoopback(({ headers, body }, response) => {
    const reading = gateway.readWebhook({ headers, body: Buffer.from(body) }, Date.now());
    readings.push(reading);
    response.writeHead(reading.kind === 'refused' ? reading.refusal.status : 202).end();
  });
  // A business day every 40 ms: the port is over in well under a second.
  const clock = { originMs: Date.now(), scale: 2_160_000 };
  const simulator = await startSimulator({ webhookSecret: secret, webhookUrl: receiver.baseUrl, clock, focDays: 1 });
  const gateway = createHttpGateway({
    id: 'alpha',
    baseUrl: simulator.baseUrl('gateway'),
    token: simulator.token,
    webhooks: { scheme: 'standard', secrets: [secret] },
    timeoutMs: 5_000,
  });
  const { signal } = new AbortController();
  const events = (): CarrierEvent[] => readings.flatMap((reading) => (reading.kind === 'event' ? [reading.event] : []));
  try {
    // Ending 15: each event comes with a wrong signature first.
    const wanted = aGatewayRequest({ numbers: [{ kind: 'single', number: '+33199000115' }], preferredDate: undefined });
    const draft = await gateway.create(wanted, signal);
    await gateway.confirm(draft.gatewayId, signal);
    await waitUntil('SMS is active', () => events().some(({ type }) => type === 'smsActivated'));
    expect(new Set(events().map(({ type }) => type))).toEqual(new Set(['acknowledged', 'focConfirmed', 'numberActivated', 'smsActivated']));
    expect(events().every(({ reference, gatewayId }) => reference === wanted.reference && gatewayId === draft.gatewayId)).toBe(true);
    expect(readings.filter(({ kind }) => kind === 'unreadable')).toEqual([]);
    const refusals = readings.flatMap((reading) => (reading.kind === 'refused' ? [reading.refusal.code] : []));
    expect(new Set(refusals)).toEqual(new Set(['signature_mismatch']));
    expect(await gateway.status(draft.gatewayId, signal)).toMatchObject({ state: 'completed', numbers: [{ active: true, sms: 'active' }] });
  } finally {
    await simulator.close();
    await receiver.close();
  }
}, 30_000);
