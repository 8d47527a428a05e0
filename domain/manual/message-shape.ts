/** Shape checks for what reaches a task for a losing carrier, where a person or a bare CLI can send anything. */
import { CARRIER_EVENT_TYPES, CHANNELS } from '../carrier-event';
import { isCarrierEvent, isIsoDate, isRecord } from '../message-shape';
import { TASK_KINDS, type Entry } from './entry';
import type { Ask } from './state';

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isOneOf = (value: unknown, known: readonly string[]): boolean => typeof value === 'string' && known.includes(value);

export function isAsk(value: unknown): value is Ask {
  if (!isRecord(value) || !isText(value.key)) return false;
  switch (value.kind) {
    case 'cancel':
    case 'activate':
      return true;
    case 'reschedule':
      return isIsoDate(value.date);
    case 'return':
      return typeof value.reason === 'string';
    case 'comment':
      return typeof value.text === 'string';
    default:
      return false;
  }
}

/** An entry carries what an event carries, with who entered it; dates need a date, whatever the rest. */
export function isEntry(value: unknown): value is Entry {
  if (!isRecord(value) || !isRecord(value.entered)) return false;
  const { id, contentHash, type, saidAtMs, entered, task } = value;
  const names = isText(id) && isText(contentHash) && isText(entered.by) && isOneOf(entered.channel, CHANNELS);
  const known = (type === 'sent' || isOneOf(type, CARRIER_EVENT_TYPES)) && (task === undefined || isOneOf(task, TASK_KINDS));
  const dated = isOneOf(type, ['focConfirmed', 'focChanged', 'rescheduleAccepted']) ? isRecord(value.foc) : true;
  // What is left is what an event has.
  const rest = { ...value, gateway: '', reference: '', occurredAtMs: saidAtMs, type: type === 'sent' ? 'acknowledged' : type };
  return names && known && dated && isCarrierEvent(rest);
}
