/** Shape checks for what operators send to workflows: from the command line, or by hand in the Web UI. */
import { HANDLING } from '../attention-handling';
import { isRecord } from '../message-shape';
import { MOST_DAYS, type ActedBy, type OperatorAct } from './act';

/** The longest reason, characters. */
export const LONGEST_REASON = 300;

/** How our own people are known: safe in search attributes and list filters. */
export const isOperatorName = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(value);

/** One line that says why. */
export const isReasonText = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.trim() !== '' &&
  value.length <= LONGEST_REASON &&
  !/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u.test(value);

/** Whether a message says who acts and why. */
export const isActedBy = (value: unknown): value is ActedBy & Record<string, unknown> =>
  isRecord(value) && isOperatorName(value.by) && isReasonText(value.reason);

/** Whether the value is one of the acts, whole. */
export function isOperatorAct(value: unknown): value is OperatorAct {
  if (!isRecord(value)) return false;
  switch (value.do) {
    case 'assign':
      return isOperatorName(value.to);
    case 'unassign':
    case 'markPorted':
      return true;
    case 'settle':
      return typeof value.attention === 'string' && Object.hasOwn(HANDLING, value.attention);
    case 'waiveDocument':
      return typeof value.document === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(value.document);
    case 'extendDeadline':
      return Number.isInteger(value.days) && Number(value.days) >= 1 && Number(value.days) <= MOST_DAYS;
    case 'closeRequest':
      return value.evenIfLive === undefined || value.evenIfLive === true;
    default:
      return false;
  }
}
