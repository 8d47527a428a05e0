import { z } from 'zod';
import { problemBody } from '../../http-client';

/** The gateway contract (`docs/contracts/gateway.md`) as schemas. Fields that the contract does not name are ignored. */

export const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/);
/** An id of theirs: it goes into routes and workflow memos, so its form is bounded. */
export const wireId = z.string().regex(/^[A-Za-z0-9_.-]{1,128}$/);
const instant = z.iso.datetime({ offset: true });
const text = z.string().max(4_000);
/** The contract leaves out what there is none of; `null` means the same. */
const maybe = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined);

/** The local day of an instant; `undefined` when the zone is no IANA name (an offset is none). */
function localDay(instant: string, timeZone: string): string | undefined {
  if (!/^[A-Za-z]/.test(timeZone)) return undefined;
  try {
    // The Swedish way of writing a date is the ISO one.
    return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(Date.parse(instant));
  } catch {
    return undefined;
  }
}

/** Whether date, window and zone are of one piece: believing one of two that differ could show the customer a wrong day. */
function isConsistent({
  date,
  window_start,
  window_end,
  time_zone,
  last_date,
}: Record<'date' | 'window_start' | 'window_end' | 'time_zone', string> & { readonly last_date?: string | undefined }): boolean {
  const [first, last] = [localDay(window_start, time_zone), localDay(window_end, time_zone)];
  if (first === undefined || last === undefined || (last_date !== undefined && last_date < date)) return false;
  return Date.parse(window_start) < Date.parse(window_end) && first <= date && date <= last;
}

export const wireFoc = z
  .object({
    date: z.iso.date(),
    window_start: instant,
    window_end: instant,
    time_zone: z.string(),
    /** With it the day is ours, from `date` to this one. */
    last_date: maybe(z.iso.date()),
    on_demand: maybe(z.boolean()),
  })
  .refine(isConsistent);

export const wireReason = z.object({
  code: maybe(z.string().max(100)),
  raw_code: maybe(text),
  raw_text: maybe(text),
  field: maybe(text),
  numbers: maybe(z.array(e164)),
});

export const wirePort = z.object({
  id: wireId,
  reference: z.string().min(1).max(64),
  state: z.enum(['draft', 'pending', 'rejected', 'scheduled', 'cancelled', 'completed', 'returned']),
  foc: maybe(wireFoc),
  reasons: maybe(z.array(wireReason)),
  numbers: z.array(z.object({ number: e164, active: z.boolean(), sms: z.enum(['pending', 'active', 'failed']) })),
  created_at: instant,
  changed_at: instant,
});

const wirePortable = z.object({
  number: e164,
  portable: z.boolean(),
  reason: maybe(text),
  block: maybe(z.object({ start: e164, end: e164 })),
});

export const wirePortability = z.object({ results: z.array(wirePortable) });

/** A rejection at the door. */
export const wireRefusal = problemBody.extend({ reasons: maybe(z.array(wireReason)) });

/** The answer to a question whose decision comes as an event, and to a comment. */
export const wireTaken = z.object({});

/** What every event has, whatever its type. */
export const wireEvent = z.object({
  id: wireId,
  type: z.string(),
  occurred_at: instant,
  data: z.object({
    port_id: maybe(wireId),
    /** Absent where the gateway names its own id alone. */
    reference: maybe(z.string()),
    numbers: maybe(z.array(e164).min(1)),
    foc: maybe(wireFoc),
    reasons: maybe(z.array(wireReason)),
    text: maybe(text),
  }),
});

export type WireFoc = z.output<typeof wireFoc>;
export type WireReason = z.output<typeof wireReason>;
export type WirePort = z.output<typeof wirePort>;
export type WirePortability = z.output<typeof wirePortable>;
export type WireEvent = z.output<typeof wireEvent>;
export type WireRefusal = z.output<typeof wireRefusal>;
