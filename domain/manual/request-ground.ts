import type { RequestSnapshot } from '../request/snapshot';
import type { AskedTask, Ground, Standing, TaskKind } from './entry';

const STANDINGS: Readonly<Partial<Record<RequestSnapshot['status'], Standing>>> = {
  submitting: 'toSend',
  outcomeUnknown: 'toSend',
  submitted: 'sent',
  scheduled: 'scheduled',
  locked: 'scheduled',
  activating: 'scheduled',
  rejected: 'rejected',
  cancelled: 'cancelled',
  ported: 'completed',
};

/**
 * What an entry is held against where the request goes out by itself, and an operator heard of the answer before any
 * webhook; `undefined` while nothing of it is with the losing carrier, and once it is over.
 */
export function groundOfRequest({ status, change, numbers }: Pick<RequestSnapshot, 'status' | 'change' | 'numbers'>): Ground | undefined {
  const at = STANDINGS[status];
  if (!at) return undefined;
  const asked = (kind: TaskKind, pending: boolean | undefined): AskedTask[] => (pending ? [{ kind, sinceMs: 0 }] : []);
  return {
    at,
    pending: [
      ...asked('cancel', change.cancelPending),
      ...asked('reschedule', change.reschedulePending),
      ...asked('return', change.returnPending),
    ],
    // A gateway sends by itself.
    toGoOut: [],
    numbers: numbers.map(({ number, voice }) => ({ number, active: voice === 'active' || voice === 'moved' })),
    // When it was acknowledged, only the request knows: what is older, it puts aside.
    notBeforeMs: 0,
    lastSaidMs: 0,
  };
}
