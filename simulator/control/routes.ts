import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AccountFacts, type Accounts } from '../accounts';
import { FaultBody, FaultyParty, type Faults } from '../faults';
import type { Network } from '../gateway/ports';
import type { Ledger } from '../ledger';
import { Numbers } from '../phone-numbers';
import type { Platform } from '../platform';
import { Refusal, readAs } from '../refusal';
import type { Tickets } from '../tickets';
import type { Webhooks } from '../webhooks';

export interface ControlParts {
  readonly webhooks: Webhooks;
  readonly faults: Faults;
  readonly accounts: Accounts;
  readonly platform: Platform;
  readonly tickets: Tickets;
  readonly ledger: Ledger;
  readonly network: Network;
  readonly focDays: { get(): number; set(days: number): void };
}

const ShotBody = z
  .strictObject({
    /** Any JSON; its `id` becomes the webhook-id. */
    event: z.unknown().optional(),
    /** Sent as it is, for bodies that are no JSON. */
    raw: z.string().optional(),
    id: z.string().min(1).max(300).optional(),
    signature: z.enum(['good', 'bad', 'missing']).default('good'),
    timestamp_offset_s: z.int().default(0),
    times: z.int().min(1).max(50).default(1),
  })
  .refine(({ event, raw }) => (event === undefined) !== (raw === undefined), 'give exactly one of event and raw');

const AddressBody = z.strictObject({ numbers: Numbers, address: z.enum(['set', 'missing', 'not_needed']) });

const MovedBody = z.strictObject({ numbers: Numbers, sms: z.boolean().default(true) });

/** Control over everything but single ports: for tests, drills and demonstrations. */
export function addControlRoutes(app: FastifyInstance, parts: ControlParts): void {
  const { webhooks, faults, accounts, platform, tickets, ledger, network, focDays } = parts;

  app.put('/webhook', async (request) => {
    const { url } = readAs(z.strictObject({ url: z.url({ protocol: /^https?$/ }) }), request.body);
    webhooks.setUrl(url);
    return { url };
  });

  app.post('/webhooks', async (request) => {
    const { event, raw, id, signature, timestamp_offset_s: timestampOffsetS, times } = readAs(ShotBody, request.body);
    if (webhooks.url() === undefined) throw new Refusal(409, 'no_webhook_url', 'set one with PUT /control/webhook {url}');
    const shot = {
      id: id ?? idOf(event) ?? `evt_${randomBytes(8).toString('hex')}`,
      body: raw ?? JSON.stringify(event),
      signature,
      timestampOffsetS,
    };
    const statuses = await Promise.all(Array.from({ length: times }, () => webhooks.shoot(shot)));
    for (const status of statuses) {
      ledger.write({
        party: 'control',
        action: 'webhook.sent',
        outcome: status >= 200 && status < 300 ? 'acknowledged' : 'failed',
        event_id: shot.id,
        signature,
        status,
      });
    }
    return { id: shot.id, statuses };
  });

  app.get('/deliveries', async () => ({ waiting: webhooks.waiting().map(({ body: _body, ...delivery }) => delivery) }));

  app.post('/faults', async (request, reply) => {
    const fault = readAs(FaultBody, request.body);
    faults.add(fault);
    ledger.write({ party: 'control', action: 'fault.set', outcome: fault.mode, key: fault.party });
    return reply.code(201).send({ faults: faults.list() });
  });
  app.get('/faults', async () => ({ faults: faults.list() }));
  app.delete('/faults', async (request) => {
    const { party } = readAs(z.strictObject({ party: FaultyParty.optional() }), request.query);
    faults.clear(party);
    ledger.write({ party: 'control', action: 'fault.cleared', outcome: 'done', key: party });
    return { faults: faults.list() };
  });

  app.put('/accounts/:id', async (request) => {
    const { id } = readAs(z.object({ id: z.string().min(1) }), request.params);
    accounts.put(id, readAs(AccountFacts, request.body));
    return accounts.find(id);
  });

  app.get('/tickets/:orderId', async (request) => {
    const { orderId } = readAs(z.object({ orderId: z.string() }), request.params);
    const ticket = tickets.byOrder(orderId);
    if (ticket === undefined) throw new Refusal(404, 'not_found', 'this order has no ticket');
    return ticket;
  });

  app.get('/platform/numbers', async () => ({ numbers: platform.numbers().map((number) => platform.controlView(number)) }));
  app.post('/platform/configure', async (request) => {
    const { numbers } = readAs(z.strictObject({ numbers: Numbers }), request.body);
    platform.configure(numbers);
    ledger.write({ party: 'control', action: 'numbers.configured', outcome: 'done', numbers });
    return { numbers: numbers.map((number) => platform.view(number)) };
  });
  app.post('/platform/users', async (request) => {
    const { numbers, online } = readAs(z.strictObject({ numbers: Numbers, online: z.boolean() }), request.body);
    platform.setUserOnline(numbers, online);
    ledger.write({ party: 'control', action: online ? 'users.online' : 'users.offline', outcome: 'done', numbers });
    return { numbers: numbers.map((number) => platform.view(number)) };
  });

  app.post('/platform/emergency-address', async (request) => {
    const { numbers, address } = readAs(AddressBody, request.body);
    platform.setEmergencyAddress(numbers, address);
    ledger.write({ party: 'control', action: 'emergency-address.set', outcome: address, numbers });
    return { numbers: numbers.map((number) => platform.view(number)) };
  });

  app.post('/network/moved', async (request) => {
    const { numbers, sms } = readAs(MovedBody, request.body);
    for (const number of numbers) network.set(number, { voice: true, ...(sms ? { sms: true } : {}) });
    ledger.write({ party: 'control', action: 'network.moved', outcome: 'done', numbers });
    return { numbers: numbers.map((number) => platform.view(number)) };
  });

  app.put('/settings', async (request) => {
    const { foc_days: days } = readAs(z.strictObject({ foc_days: z.int().min(0).max(250) }), request.body);
    focDays.set(days);
    return { foc_days: days };
  });
}

const idOf = (event: unknown): string | undefined =>
  typeof event === 'object' && event !== null && 'id' in event && typeof event.id === 'string' && event.id !== '' ? event.id : undefined;
