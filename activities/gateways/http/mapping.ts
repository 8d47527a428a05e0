import type { CarrierEvent, CarrierEventType, Foc, GatewayStatus, RejectionReason, UnreferencedEvent } from '../../../domain/carrier-event';
import { parseGatewayReference } from '../../../domain/ids';
import type { PortabilityAnswer } from '../../../domain/portability';
import { canonicalCode } from '../../../domain/rejection/codes';
import { canonicalOf, type Dialect } from '../../../domain/rejection/dialects';
import type { GatewayRequest } from '../gateway';
import type { WireEvent, WireFoc, WirePort, WirePortability, WireReason } from './wire';

const EVENT_TYPES: ReadonlyMap<string, CarrierEventType> = new Map([
  ['port.acknowledged', 'acknowledged'],
  ['port.rejected', 'rejected'],
  ['port.foc_confirmed', 'focConfirmed'],
  ['port.foc_changed', 'focChanged'],
  ['port.reschedule_accepted', 'rescheduleAccepted'],
  ['port.reschedule_refused', 'rescheduleRefused'],
  ['port.cancel_accepted', 'cancelAccepted'],
  ['port.cancel_refused', 'cancelRefused'],
  ['port.number_activated', 'numberActivated'],
  ['port.activation_failed', 'activationFailed'],
  ['port.sms_activated', 'smsActivated'],
  ['port.sms_failed', 'smsFailed'],
  ['port.split_required', 'splitRequired'],
  ['port.return_accepted', 'returnAccepted'],
  ['port.return_refused', 'returnRefused'],
  ['port.comment', 'comment'],
]);

type Fact = 'foc' | 'reasons' | 'numbers';

/** What an event of a type must tell to mean anything. */
const NEEDED: Readonly<Partial<Record<CarrierEventType, readonly Fact[]>>> = {
  rejected: ['reasons'],
  focConfirmed: ['foc'],
  focChanged: ['foc'],
  rescheduleAccepted: ['foc'],
  rescheduleRefused: ['reasons'],
  cancelRefused: ['reasons'],
  returnRefused: ['reasons'],
  numberActivated: ['numbers'],
  activationFailed: ['numbers', 'reasons'],
  smsActivated: ['numbers'],
  smsFailed: ['numbers'],
};

const toFoc = ({ date, window_start, window_end, time_zone, last_date, on_demand }: WireFoc): Foc => ({
  date,
  windowStartMs: Date.parse(window_start),
  windowEndMs: Date.parse(window_end),
  zone: time_zone,
  ...(last_date === undefined ? {} : { lastDate: last_date }),
  ...(on_demand === true ? { onDemand: true } : {}),
});

/** A reason with its canonical code, told in the gateway's dialect. Every code of theirs is kept that is not ours already. */
export function toReason({ code, raw_code, raw_text, field, numbers }: Partial<WireReason>, dialect?: Dialect): RejectionReason {
  const theirs = [isCanonical(code) ? undefined : code, raw_code].filter((one) => one !== undefined && one !== '');
  return {
    code: canonicalOf(code, raw_code, dialect),
    rawCode: theirs.length > 0 ? theirs.join(' ') : undefined,
    rawText: raw_text,
    field,
    numbers,
  };
}

const isCanonical = (code: string | undefined): boolean => code !== undefined && canonicalCode(code) === code;

const toReasons = (reasons: readonly WireReason[] | undefined, dialect: Dialect | undefined): readonly RejectionReason[] | undefined =>
  reasons?.map((reason) => toReason(reason, dialect));

/** A port as read back. */
export const toStatus = (port: WirePort, dialect?: Dialect): GatewayStatus => ({
  gatewayId: port.id,
  reference: port.reference,
  state: port.state,
  foc: port.foc && toFoc(port.foc),
  reasons: toReasons(port.reasons, dialect),
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
  const missing = (NEEDED[type] ?? []).filter((fact) => data[fact] === undefined);
  if (missing.length > 0) return { why: `${event.type} without ${missing.map((fact) => `data.${fact}`).join(' and ')}` };
  const said = {
    id: event.id,
    gateway,
    type,
    occurredAtMs: Date.parse(event.occurred_at),
    numbers: data.numbers,
    foc: data.foc && toFoc(data.foc),
    reasons: toReasons(data.reasons, dialect),
    text: data.text,
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
