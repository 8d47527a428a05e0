import { z } from 'zod';
import type { E164 } from '../../domain/order-details';
import { createOwnServiceClient, type OwnServiceOptions } from '../own-service';
import type { NumberPlatform } from './platform';

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/);
const done = z.object({});
const taken = z.object({ code: z.literal('taken'), numbers: z.array(e164).min(1), order_id: z.string().nullish() });
const claims = z.object({ numbers: z.array(e164) });
const active = z.object({ active: z.array(e164) });
const smsTaken = z.object({ not_applicable: z.array(e164).optional() });
const places = z.object({
  numbers: z.array(
    z.object({
      number: e164,
      on_dashboard: z.boolean(),
      configured: z.boolean(),
      user_online: z.boolean().nullish(),
      voice: z.enum(['inactive', 'active']),
      sms: z.enum(['off', 'activating', 'active']),
      // A platform from before this was asked for leaves it out.
      emergency_address: z.enum(['set', 'missing', 'not_needed']).optional(),
    }),
  ),
});

/**
 * The number platform of `docs/contracts/own-services.md` over HTTP. Throws `ServiceUnavailable`: retryable when it did not
 * answer, final when it answered outside the contract (a number that is not claimed, for instance).
 */
export function createHttpPlatform(options: OwnServiceOptions): NumberPlatform {
  const http = createOwnServiceClient('number platform', options);
  const post = { method: 'POST', consequence: 'idempotent' } as const;

  return {
    async claim(orderId, accountId, numbers, signal) {
      const answer = await http.call(
        {
          ...post,
          route: '/v1/claims',
          body: { order_id: orderId, account_id: accountId, numbers },
          answers: { 200: done, 409: taken },
        },
        signal,
      );
      if (answer.status === 200) return { kind: 'claimed' };
      return { kind: 'taken', numbers: answer.body.numbers, takenBy: answer.body.order_id ?? undefined };
    },
    async prepare(orderId, accountId, numbers, portDate, signal) {
      const body = { order_id: orderId, account_id: accountId, numbers, port_date: portDate };
      await http.call({ ...post, route: '/v1/numbers/prepare', body, answers: { 200: done } }, signal);
    },
    async activate(orderId, numbers, signal) {
      const body = { order_id: orderId, numbers };
      const answer = await http.call({ ...post, route: '/v1/numbers/activate', body, answers: { 200: active } }, signal);
      // Only what was asked about: the platform may know more of the order.
      const asked = new Set<E164>(numbers);
      return answer.body.active.filter((number) => asked.has(number));
    },
    async enableSms(orderId, numbers, signal) {
      const body = { order_id: orderId, numbers };
      const answer = await http.call({ ...post, route: '/v1/numbers/sms', body, answers: { 202: smsTaken } }, signal);
      const asked = new Set<E164>(numbers);
      return (answer.body.not_applicable ?? []).filter((number) => asked.has(number));
    },
    async read(numbers, signal) {
      const call = { ...post, route: '/v1/numbers/read', consequence: 'read', body: { numbers }, answers: { 200: places } } as const;
      const answer = await http.call(call, signal);
      const asked = new Set<E164>(numbers);
      return answer.body.numbers
        .filter(({ number }) => asked.has(number))
        .map(({ on_dashboard, user_online, emergency_address: address, ...place }) => ({
          ...place,
          onDashboard: on_dashboard,
          ...(typeof user_online === 'boolean' ? { userOnline: user_online } : {}),
          ...(address === undefined ? {} : { emergencyAddress: address === 'not_needed' ? 'notNeeded' : address }),
        }));
    },
    async claimsOf(orderId, signal) {
      const call = {
        ...post,
        route: '/v1/claims/list',
        consequence: 'read',
        body: { order_id: orderId },
        answers: { 200: claims },
      } as const;
      return (await http.call(call, signal)).body.numbers;
    },
    async release(orderId, numbers, signal) {
      await http.call({ ...post, route: '/v1/claims/release', body: { order_id: orderId, numbers }, answers: { 200: done } }, signal);
    },
  };
}
