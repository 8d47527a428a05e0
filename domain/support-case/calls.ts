/** R26: the failed calls that a case needs, and what is missing of them, call by call. */
import { MINUTE_MS } from '../clock';
import type { E164, IsoDate } from '../order-details';

/** What has to be known of a failed call, in the order in which it is asked for. */
export const CALL_FIELDS = ['called', 'calling', 'operator', 'date', 'time', 'zone'] as const;
export type CallField = (typeof CALL_FIELDS)[number];

/** So many complete calls make a case (R26). */
export const CALLS_NEEDED = 3;

/** The most calls that a case keeps; the newest stay. */
export const MOST_CALLS = 50;

/** One failed call, or text message, as the customer tells it; what is absent is still to be told. */
export interface FailedCall {
  readonly called?: E164 | undefined;
  readonly calling?: E164 | undefined;
  /** The operator of the number that calls. */
  readonly operator?: string | undefined;
  readonly date?: IsoDate | undefined;
  /** `HH:MM`, local to `zone`. */
  readonly time?: string | undefined;
  /** IANA zone. */
  readonly zone?: string | undefined;
  /** Business instant of date, time and zone, UTC epoch ms; there whenever these three are. The zone database is the door's. */
  readonly atMs?: number | undefined;
}

/** Why a complete call proves nothing about this number after its port. */
export type CallFault = 'beforePort' | 'inFuture' | 'otherNumber';

/** One call judged. */
export interface CallVerdict {
  /** Its place among the calls of the case, from 1. */
  readonly call: number;
  readonly counts: boolean;
  readonly missing: readonly CallField[];
  readonly fault?: CallFault | undefined;
}

/** All calls of a case judged. */
export interface Evidence {
  readonly needed: number;
  readonly counting: number;
  readonly calls: readonly CallVerdict[];
}

/** What a call is judged against. */
export interface CallsAbout {
  readonly number: E164;
  /** Business instant at which the port was complete, UTC epoch ms; unknown until the port was looked at. */
  readonly portedAtMs?: number | undefined;
  readonly nowMs: number;
}

/** Judges every call. */
export function evidenceOf(calls: readonly FailedCall[], about: CallsAbout): Evidence {
  const verdicts = calls.map((call, index): CallVerdict => {
    const missing = CALL_FIELDS.filter((field) => call[field] === undefined);
    const fault = faultOf(call, about);
    return { call: index + 1, counts: missing.length === 0 && fault === undefined, missing, fault };
  });
  return { needed: CALLS_NEEDED, counting: verdicts.filter(({ counts }) => counts).length, calls: verdicts };
}

/** Whether there are enough of them. */
export const isEnough = ({ needed, counting }: Evidence): boolean => counting >= needed;

function faultOf({ called, calling, atMs }: FailedCall, { number, portedAtMs, nowMs }: CallsAbout): CallFault | undefined {
  if (called !== undefined && calling !== undefined && called !== number && calling !== number) return 'otherNumber';
  if (atMs === undefined) return undefined;
  if (atMs > nowMs) return 'inFuture';
  // People read a clock to the minute: the minute of the port itself counts for the customer.
  return portedAtMs !== undefined && atMs + MINUTE_MS <= portedAtMs ? 'beforePort' : undefined;
}

/**
 * The calls with these added. The same call again is one call, and one that says more takes the place of the one that it
 * completes.
 */
export function withCalls(calls: readonly FailedCall[], added: readonly FailedCall[]): readonly FailedCall[] {
  return added
    .reduce<readonly FailedCall[]>((known, call) => {
      if (known.some((other) => saysAllOf(other, call))) return known;
      const place = known.findIndex((other) => saysAllOf(call, other));
      return place < 0 ? [...known, call] : known.map((other, index) => (index === place ? call : other));
    }, calls)
    .slice(-MOST_CALLS);
}

const saysAllOf = (more: FailedCall, less: FailedCall): boolean =>
  CALL_FIELDS.every((field) => less[field] === undefined || less[field] === more[field]);
