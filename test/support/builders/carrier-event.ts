import type { CarrierEvent, CarrierEventType, Foc, GatewayStatus } from '../../../domain/carrier-event';
import { HOUR_MS } from '../../../domain/clock';
import { gatewayReference } from '../../../domain/ids';
import type { E164, IsoDate } from '../../../domain/order-details';
import { ORDER_ID } from './order';

/** Our reference of an attempt of request 1 of the French order. */
export const referenceOf = (attempt: number): string => gatewayReference({ orderId: ORDER_ID, n: 1, attempt });

/** A date with a window of two hours from 9:00 UTC, as Paris reads it. */
export const focOn = (date: IsoDate): Foc => {
  const windowStartMs = Date.parse(`${date}T09:00:00Z`);
  return { date, windowStartMs, windowEndMs: windowStartMs + 2 * HOUR_MS, zone: 'Europe/Paris' };
};

/** A word from the carrier about an attempt; its id follows from what it says, so the same words are a duplicate. */
export function carrierEvent(
  type: CarrierEventType,
  occurredAtMs: number,
  { attempt = 1, ...part }: Partial<CarrierEvent> & { readonly attempt?: number } = {},
): CarrierEvent {
  const mark = part.foc?.date ?? part.numbers?.join() ?? part.reasons?.map(({ code }) => code).join() ?? '';
  return {
    id: `${type}/${attempt}/${occurredAtMs}/${mark}`,
    gateway: 'gw',
    type,
    occurredAtMs,
    reference: referenceOf(attempt),
    gatewayId: `GW-${attempt}`,
    source: 'webhook',
    ...part,
  };
}

/** What the gateway shows of an attempt; none of `numbers` has moved unless `active` says so. */
export function gatewayStatus(
  state: GatewayStatus['state'],
  changedAtMs: number,
  {
    attempt = 1,
    numbers = [],
    active = [],
    sms = [],
    ...part
  }: {
    readonly attempt?: number;
    readonly numbers?: readonly E164[];
    readonly active?: readonly E164[];
    readonly sms?: readonly E164[];
  } & Pick<Partial<GatewayStatus>, 'foc' | 'reasons' | 'reference'> = {},
): GatewayStatus {
  return {
    gatewayId: `GW-${attempt}`,
    reference: referenceOf(attempt),
    state,
    changedAtMs,
    numbers: numbers.map((number) => ({ number, active: active.includes(number), sms: sms.includes(number) ? 'active' : 'pending' })),
    ...part,
  };
}
