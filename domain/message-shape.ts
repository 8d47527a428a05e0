/**
 * Shape checks for what reaches a workflow by signal or update, where a person or a bare CLI can send anything. No schema
 * library: these run inside workflow code.
 */
import { CARRIER_EVENT_TYPES, type CarrierEvent, type UnreferencedEvent } from './carrier-event';
import type { Actor } from './fact';
import type { CustomerServiceRecord } from './csr';
import type { Deadline } from './deadline';
import type { LoaSigned, Review } from './order/events';
import { parseGatewayReference } from './ids';
import type { Binding } from './pointer';
import type { RequestSnapshot } from './request/snapshot';
import { CALL_FIELDS, MOST_CALLS, type FailedCall } from './support-case/calls';

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isTextOrNone = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string';

export const isActor = (value: unknown): value is Actor => value === 'customer' || value === 'operator';

export const isIsoDate = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** `undefined`, or a deadline as the calendar makes them. */
export const isDeadlineOrNone = (value: unknown): value is Deadline | undefined =>
  value === undefined ||
  (isRecord(value) &&
    Number.isFinite(value.atMs) &&
    ['what', 'zone', 'explanation', 'then'].every((part) => typeof value[part] === 'string'));

export const isSha256 = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** An operator's word on a document. */
export function isReview(value: unknown): value is Review {
  if (!isRecord(value) || !isRecord(value.verdict)) return false;
  const { document, revision, sha256, reviewer, verdict } = value;
  const named = typeof document === 'string' && typeof reviewer === 'string' && reviewer !== '';
  const refused = verdict.is === 'refused' && typeof verdict.reason === 'string' && verdict.reason !== '';
  const aimed = (revision === undefined || Number.isInteger(revision)) && (sha256 === undefined || isSha256(sha256));
  return named && aimed && (verdict.is === 'approved' || refused);
}

/** What a customer copied from the losing provider's record: texts, and a list of numbers. */
export function isCsr(value: unknown): value is CustomerServiceRecord {
  if (!isRecord(value)) return false;
  const { address, numbers, ...texts } = value;
  const areTexts = (part: Record<string, unknown>): boolean =>
    Object.values(part).every((text) => text === undefined || typeof text === 'string');
  return (
    areTexts(texts) &&
    (address === undefined || (isRecord(address) && areTexts(address))) &&
    (numbers === undefined || isListOf(numbers, isText))
  );
}

/** `undefined`, or a list of request numbers. */
export const isRequestList = (value: unknown): value is readonly number[] | undefined =>
  value === undefined || (Array.isArray(value) && value.length > 0 && value.every((n) => Number.isInteger(n) && n > 0));

const CARRIER_EVENTS: ReadonlySet<string> = new Set(CARRIER_EVENT_TYPES);

export function isCarrierEvent(value: unknown): value is CarrierEvent {
  if (!isRecord(value)) return false;
  const { id, gateway, type, occurredAtMs, reference, numbers, reasons, foc } = value;
  const texts = [id, gateway, type, reference].every((text) => typeof text === 'string');
  const lists = (numbers === undefined || Array.isArray(numbers)) && (reasons === undefined || isListOf(reasons, isReason));
  return texts && lists && CARRIER_EVENTS.has(type as string) && Number.isFinite(occurredAtMs) && (foc === undefined || isFoc(foc));
}

/** An event that names its port by the gateway's own id. */
export const isUnreferencedEvent = (value: unknown): value is UnreferencedEvent =>
  isRecord(value) && typeof value.gatewayId === 'string' && isCarrierEvent({ ...value, reference: '' });

/** Whose port a gateway's id is: the reference names it, too. */
export function isBinding(value: unknown): value is Binding {
  if (!isRecord(value) || typeof value.reference !== 'string') return false;
  const named = parseGatewayReference(value.reference);
  return named !== undefined && named.orderId === value.orderId && named.n === value.n;
}

const isText = (value: unknown): boolean => typeof value === 'string';

const isListOf = (value: unknown, is: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(is);

const isReason = (value: unknown): boolean => isRecord(value) && typeof value.code === 'string';

const isFact = (value: unknown): boolean => isRecord(value) && typeof value.kind === 'string' && Number.isInteger(value.seq);

function isFoc(value: unknown): boolean {
  return (
    isRecord(value) &&
    isIsoDate(value.date) &&
    Number.isFinite(value.windowStartMs) &&
    Number.isFinite(value.windowEndMs) &&
    typeof value.zone === 'string' &&
    (value.lastDate === undefined || isIsoDate(value.lastDate))
  );
}

export function isLoaSigned(value: unknown): value is LoaSigned {
  if (!isRecord(value)) return false;
  const { loaId, revision, hash, signer, at, form, scan } = value;
  return (
    typeof loaId === 'string' &&
    Number.isInteger(revision) &&
    typeof hash === 'string' &&
    typeof signer === 'string' &&
    signer !== '' &&
    Number.isFinite(at) &&
    (form === undefined || form === 'electronic' || form === 'handwritten') &&
    (scan === undefined || isSha256(scan))
  );
}

/** Failed calls, complete or not. The instant is the door's to compute: day, time and zone do not come without it. */
export const isCallList = (value: unknown): value is readonly FailedCall[] =>
  Array.isArray(value) && value.length <= MOST_CALLS && value.every(isFailedCall);

function isFailedCall(value: unknown): value is FailedCall {
  if (!isRecord(value)) return false;
  const { date, time, zone, atMs } = value;
  const texts = CALL_FIELDS.every((field) => value[field] === undefined || typeof value[field] === 'string');
  const isDated = date !== undefined && time !== undefined && zone !== undefined;
  return texts && (isDated ? Number.isFinite(atMs) : atMs === undefined);
}

export function isSnapshot(value: unknown): value is RequestSnapshot {
  if (!isRecord(value)) return false;
  const { n, version, status, facts, numbers, attention, attentionSinceMs, nextReportByMs } = value;
  const counts = [n, version].every(Number.isInteger) && Number.isFinite(nextReportByMs);
  const isSince = attentionSinceMs === undefined || isInstant(attentionSinceMs);
  return (
    counts && isSince && typeof status === 'string' && isListOf(facts, isFact) && isListOf(numbers, isRecord) && Array.isArray(attention)
  );
}

/** What a date can hold: what is shown as an instant and is none would fail the workflow that shows it. */
const isInstant = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) <= 8.64e15;
