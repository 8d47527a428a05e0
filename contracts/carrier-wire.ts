/** How a fact from the carrier's side is written, by a gateway's webhook and by an operator who enters what came by mail. */
import { z } from 'zod';
import { coded } from './text';

/** A number as the gateway contract has it. */
export const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/);
export const instant = z.iso.datetime({ offset: true });
/** Free text of theirs. */
export const wireText = z.string().max(4_000);
/** The contract leaves out what there is none of; `null` means the same. */
export const maybe = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined);

/** The local day of an instant; `undefined` when the zone is no IANA name (an offset is none). */
function localDay(at: string, timeZone: string): string | undefined {
  if (!/^[A-Za-z]/.test(timeZone)) return undefined;
  try {
    // The Swedish way of writing a date is the ISO one.
    return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(Date.parse(at));
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
  .refine(
    isConsistent,
    coded(
      'inconsistent_date',
      'Date, window and zone do not fit: the window has to lie on that day, in that IANA zone, and to end after it begins.',
    ),
  );

export const wireReason = z.object({
  code: maybe(z.string().max(100)),
  raw_code: maybe(wireText),
  raw_text: maybe(wireText),
  field: maybe(wireText),
  numbers: maybe(z.array(e164)),
});

/** What an event may tell, besides what it is about. */
export const wireFacts = z.object({
  numbers: maybe(z.array(e164).min(1)),
  foc: maybe(wireFoc),
  reasons: maybe(z.array(wireReason)),
  text: maybe(wireText),
});

export type WireFoc = z.output<typeof wireFoc>;
export type WireReason = z.output<typeof wireReason>;
export type WireFacts = z.output<typeof wireFacts>;
