import type { GatewayStatus } from '../carrier-event';
import type { RequestSnapshot } from '../request/snapshot';
import type { Phase } from '../request/state';

/** As much of a request as its gateway can contradict. */
export interface Ours {
  readonly at: Phase['at'];
  /** Of the confirmed date, business ms. */
  readonly windowStartMs?: number | undefined;
  /** How many of its numbers have moved. */
  readonly moved: number;
}

/** In what the gateway contradicts us. */
export type Difference = 'unknownThere' | 'state' | 'date' | 'numbers';

/** Each difference in words. */
export const DIFFERENCES: Readonly<Record<Difference, string>> = {
  unknownThere: 'the gateway does not know it',
  state: 'the gateway has it in another state',
  date: 'the gateway has another date',
  numbers: 'the gateway has more numbers that have moved',
};

/** What a gateway says in each phase in which its word counts and nothing is on its way to it. */
const FITS: Partial<Readonly<Record<Phase['at'], readonly GatewayStatus['state'][]>>> = {
  submitted: ['toSend', 'pending'],
  scheduled: ['scheduled'],
  locked: ['scheduled'],
  activating: ['scheduled', 'completed'],
  ported: ['scheduled', 'completed', 'returned'],
  cancelled: ['cancelled', 'rejected', 'returned'],
};

/** What a request is compared by. */
export const oursOf = ({ status, foc, numbers }: RequestSnapshot): Ours => ({
  at: status,
  windowStartMs: foc?.windowStartMs,
  moved: numbers.filter(({ voice }) => voice !== 'atLosing').length,
});

/** In what the gateway's word (`null`: it has no such port) differs from ours; `undefined` where it fits, or has no say. */
export function difference({ at, windowStartMs, moved }: Ours, theirs: GatewayStatus | null): Difference | undefined {
  const fits = FITS[at];
  if (!fits) return undefined;
  if (theirs === null) return at === 'cancelled' ? undefined : 'unknownThere';
  if (theirs.numbers.filter(({ active }) => active).length > moved) return 'numbers';
  if (!fits.includes(theirs.state)) return 'state';
  const dated = at === 'scheduled' || at === 'locked';
  return dated && theirs.foc && theirs.foc.windowStartMs !== windowStartMs ? 'date' : undefined;
}
