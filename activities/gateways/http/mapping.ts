import { EVENT_TYPES, missingFacts, toFacts, toFoc, toReason } from '../../../contracts/carrier-facts';
import type { CarrierEvent, GatewayStatus, UnreferencedEvent } from '../../../domain/carrier-event';
import { parseGatewayReference } from '../../../domain/ids';
import type { PortabilityAnswer } from '../../../domain/portability';
import { canonicalOf, type Dialect } from '../../../domain/rejection/dialects';
import type { GatewayRequest } from '../gateway';
import type { WireEvent, WirePort, WirePortability } from './wire';

/** A port as read back. */
export const toStatus = (port: WirePort, dialect?: Dialect): GatewayStatus => ({
  gatewayId: port.id,
  reference: port.reference,
  state: port.state,
  foc: port.foc && toFoc(port.foc),
  reasons: port.reasons?.map((reason) => toReason(reason, dialect)),
  numbers: port.numbers.map(({ number, active, sms }) => ({ number, active, sms })),
  changedAtMs: Date.parse(port.changed_at),
});

export const toPortability = ({ number, portable, reason, block }: WirePortability, dialect?: Dialect): PortabilityAnswer => ({
  number,
  portable,
  reason: reason === undefined ? undefined : canonicalOf(reason, undefined, dialect),
  block: block && { start: block.start, end: block.end },
});

/** Who says it, and how it is to be read. */
export interface EventSource {
  readonly gateway: string;
  readonly dialect?: Dialect | undefined;
  /** Otherwise its own id of the port is enough. */
  readonly echoesReference?: boolean | undefined;
}

/** The event in our words, or why it has none: an unknown type, nothing that names the port, or a fact missing. */
export function toEvent(
  event: WireEvent,
  { gateway, dialect, echoesReference = true }: EventSource,
): CarrierEvent | UnreferencedEvent | { readonly why: string } {
  const type = EVENT_TYPES.get(event.type);
  if (!type) return { why: 'a type of event that the contract does not name' };
  const { data } = event;
  const { reference, port_id: gatewayId } = data;
  const missing = missingFacts(type, data);
  if (missing.length > 0) return { why: `${event.type} without ${missing.map((fact) => `data.${fact}`).join(' and ')}` };
  const said = {
    id: event.id,
    gateway,
    type,
    occurredAtMs: Date.parse(event.occurred_at),
    ...toFacts(data, dialect),
    source: 'webhook',
  } as const;
  if (reference !== undefined && parseGatewayReference(reference)) return { ...said, reference, gatewayId };
  if (echoesReference) return { why: 'data.reference is no reference of ours' };
  return gatewayId === undefined ? { why: 'neither data.reference nor data.port_id says which port it is about' } : { ...said, gatewayId };
}

/** The body of a create; `undefined` when the numbers are neither one block nor individual numbers. */
export function toCreateBody(request: GatewayRequest): Record<string, unknown> | undefined {
  const { holder, losing, numbers } = request;
  const block = numbers.find((item) => item.kind === 'block');
  const singles = numbers.filter((item) => item.kind === 'single');
  if (block ? numbers.length > 1 : singles.length === 0) return undefined;
  return {
    reference: request.reference,
    country: request.country,
    losing_carrier: losing.carrier,
    account_number: losing.accountNumber ?? null,
    pin: losing.pin ?? null,
    holder: {
      name: holder.name,
      company: holder.company ?? null,
      tax_id: holder.taxId ?? null,
      street: holder.address.street,
      postal_code: holder.address.postalCode,
      city: holder.address.city,
      region: holder.address.region ?? null,
    },
    signer: request.signer.name,
    requested_date: request.preferredDate ?? null,
    ...(block
      ? { range: { start: block.start, end: block.end, transfer_code: block.transferCode ?? null } }
      : { numbers: singles.map(({ number, transferCode }) => ({ number, transfer_code: transferCode ?? null })) }),
    loa: { sha256: request.loa.sha256, signed_at: new Date(request.loa.signedAtMs).toISOString() },
  };
}
