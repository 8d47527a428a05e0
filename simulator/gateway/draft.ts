import { randomBytes } from 'node:crypto';
import { endingOf, expandRange } from '../phone-numbers';
import { fingerprint } from '../same-content';
import type { PortRecord } from './port';
import type { CreateBody } from './wire';

/** A new port, known to the gateway alone. */
export function draft(content: CreateBody, nowMs: number): PortRecord {
  const { numbers = [], range } = content;
  const all = range === undefined ? numbers.map(({ number }) => number) : expandRange(range.start, range.end);
  return {
    id: `prt_${randomBytes(8).toString('hex')}`,
    content,
    fingerprint: fingerprint(content),
    ending: endingOf(all[0] ?? ''),
    createdAtMs: nowMs,
    changedAtMs: nowMs,
    numbers: all.map((number) => ({ number, active: false, sms: 'pending' })),
    state: 'draft',
    muted: false,
    activationHasFailed: false,
    asked: { reschedule: false, cancel: false },
    keys: {},
    events: 0,
    steps: [],
  };
}
