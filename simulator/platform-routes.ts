import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Ledger } from './ledger';
import { Numbers } from './phone-numbers';
import type { Platform } from './platform';
import { Refusal, readAs } from './refusal';

const Id = z.string().min(1).max(100);
const OrderNumbers = z.strictObject({ order_id: Id, numbers: Numbers });
const ClaimBody = OrderNumbers.extend({ account_id: Id });
const PrepareBody = ClaimBody.extend({ port_date: z.iso.date() });

/** The number platform's side of `own-services.md`. */
export function addPlatformRoutes(app: FastifyInstance, platform: Platform, ledger: Ledger): void {
  const note = (action: string, outcome: string, order_id: string, numbers: readonly string[]): void =>
    ledger.write({ party: 'platform', action, outcome, order_id, numbers });

  const refuseUnclaimed = (action: string, orderId: string, numbers: readonly string[]): void => {
    const unclaimed = platform.unclaimed(orderId, numbers);
    if (unclaimed.length === 0) return;
    note(action, 'refused', orderId, unclaimed);
    throw new Refusal(409, 'not_claimed', 'this order has not claimed some of these numbers', { numbers: unclaimed });
  };

  app.post('/v1/claims', async (request) => {
    const { order_id: orderId, account_id: accountId, numbers } = readAs(ClaimBody, request.body);
    const { taken, orderId: holder } = platform.claim(orderId, accountId, numbers);
    note('claim', taken.length === 0 ? 'claimed' : 'taken', orderId, taken.length === 0 ? numbers : taken);
    if (taken.length === 0) return {};
    const details = { numbers: taken, ...(holder === undefined ? {} : { order_id: holder }) };
    throw new Refusal(409, 'taken', 'another live order holds some of these numbers', details);
  });

  app.post('/v1/claims/release', async (request) => {
    const { order_id: orderId, numbers } = readAs(OrderNumbers, request.body);
    const released = platform.release(orderId, numbers);
    note('release', released.length === 0 ? 'nothing' : 'released', orderId, released);
    return {};
  });

  app.post('/v1/claims/list', async (request) => {
    const { order_id: orderId } = readAs(z.strictObject({ order_id: Id }), request.body);
    const numbers = platform.claimsOf(orderId);
    note('claims.read', 'done', orderId, numbers);
    return { numbers };
  });

  app.post('/v1/numbers/prepare', async (request) => {
    const { order_id: orderId, numbers, port_date: portDate } = readAs(PrepareBody, request.body);
    refuseUnclaimed('prepare', orderId, numbers);
    platform.prepare(numbers, portDate);
    note('prepare', 'done', orderId, numbers);
    return {};
  });

  app.post('/v1/numbers/activate', async (request) => {
    const { order_id: orderId, numbers } = readAs(OrderNumbers, request.body);
    refuseUnclaimed('activate', orderId, numbers);
    const active = platform.activate(numbers);
    note('activate', active.length === numbers.length ? 'active' : active.length === 0 ? 'inactive' : 'partly', orderId, active);
    return { active };
  });

  app.post('/v1/numbers/sms', async (request, reply) => {
    const { order_id: orderId, numbers } = readAs(OrderNumbers, request.body);
    const without = platform.askSms(numbers);
    note('sms', without.length === numbers.length ? 'not-applicable' : 'asked', orderId, numbers);
    return reply.code(202).send(without.length === 0 ? {} : { not_applicable: without });
  });

  app.post('/v1/numbers/read', async (request) => {
    const { numbers } = readAs(z.strictObject({ numbers: Numbers }), request.body);
    ledger.write({ party: 'platform', action: 'numbers.read', outcome: 'done', numbers });
    return { numbers: numbers.map((number) => platform.view(number)) };
  });
}
