import { z } from 'zod';
import { Number164 } from '../phone-numbers';

/** The gateway's shapes, read from `docs/contracts/gateway.md` and nothing else. */

const Line = z.string().min(1).max(500);
const LocalDate = z.iso.date();
const Instant = z.iso.datetime();

const LARGEST_RANGE = 10_000;

const Range = z
  .strictObject({ start: Number164, end: Number164, transfer_code: Line.nullish() })
  .refine(({ start, end }) => start.length === end.length && start < end, 'start must come before end and have as many digits')
  .refine(({ start, end }) => Number(end.slice(1)) - Number(start.slice(1)) < LARGEST_RANGE, `holds more than ${LARGEST_RANGE} numbers`);

export const CreateBody = z
  .strictObject({
    reference: z.string().regex(/^[A-Za-z0-9_-]{1,16}$/, 'must be 1 to 16 letters, digits, - or _'),
    country: z.string().regex(/^[A-Z]{2}$/, 'must be two capitals, like FR'),
    losing_carrier: Line,
    account_number: Line.nullish(),
    pin: Line.nullish(),
    holder: z.strictObject({
      name: Line,
      company: Line.nullish(),
      tax_id: Line.nullish(),
      street: Line,
      postal_code: Line,
      city: Line,
      region: Line.nullish(),
    }),
    signer: Line,
    requested_date: LocalDate.nullish(),
    numbers: z
      .array(z.strictObject({ number: Number164, transfer_code: Line.nullish() }))
      .min(1)
      .max(1000)
      .refine((items) => new Set(items.map(({ number }) => number)).size === items.length, 'holds a number twice')
      .optional(),
    range: Range.optional(),
    loa: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'), signed_at: Instant }),
  })
  .refine(({ numbers, range }) => (numbers === undefined) !== (range === undefined), 'give exactly one of numbers and range');
export type CreateBody = z.output<typeof CreateBody>;

export const PortabilityBody = z.strictObject({ country: z.string().regex(/^[A-Z]{2}$/), numbers: z.array(Number164).min(1).max(1000) });
export const RescheduleBody = z.strictObject({ date: LocalDate });
export const ReturnBody = z.strictObject({ reason: z.string().min(1).max(2_000) });
export const CommentBody = z.strictObject({ text: z.string().min(1).max(10_000) });

export const Reason = z.strictObject({
  code: z.string(),
  raw_code: z.string().optional(),
  raw_text: z.string().optional(),
  field: z.string().optional(),
  numbers: z.array(Number164).optional(),
});
export type Reason = z.output<typeof Reason>;

export const Foc = z.strictObject({
  date: LocalDate,
  window_start: Instant,
  window_end: Instant,
  time_zone: z.string(),
  last_date: LocalDate.optional(),
  on_demand: z.literal(true).optional(),
});
export type Foc = z.output<typeof Foc>;

export const PortState = z.enum(['draft', 'pending', 'rejected', 'scheduled', 'cancelled', 'completed', 'returned']);
export type PortState = z.output<typeof PortState>;

export const PortNumber = z.strictObject({ number: Number164, active: z.boolean(), sms: z.enum(['pending', 'active', 'failed']) });
export type PortNumber = z.output<typeof PortNumber>;

export const Port = z.strictObject({
  id: z.string().startsWith('prt_'),
  reference: z.string(),
  state: PortState,
  foc: Foc.optional(),
  reasons: z.array(Reason).optional(),
  numbers: z.array(PortNumber).min(1),
  created_at: Instant,
  changed_at: Instant,
});
export type Port = z.output<typeof Port>;

export const EventType = z.enum([
  'port.acknowledged',
  'port.rejected',
  'port.foc_confirmed',
  'port.foc_changed',
  'port.reschedule_accepted',
  'port.reschedule_refused',
  'port.cancel_accepted',
  'port.cancel_refused',
  'port.number_activated',
  'port.activation_failed',
  'port.sms_activated',
  'port.sms_failed',
  'port.split_required',
  'port.return_accepted',
  'port.return_refused',
  'port.comment',
]);
export type EventType = z.output<typeof EventType>;

/** What an event tells beside its port. */
export const EventFacts = z.strictObject({
  numbers: z.array(Number164).min(1).optional(),
  foc: Foc.optional(),
  reasons: z.array(Reason).min(1).optional(),
  text: z.string().optional(),
});
export type EventFacts = z.output<typeof EventFacts>;

export const PortEvent = z.strictObject({
  id: z.string().regex(/^evt_[A-Za-z0-9_]{1,100}$/),
  type: EventType,
  occurred_at: Instant,
  data: EventFacts.extend({ port_id: z.string().startsWith('prt_'), reference: z.string() }),
});
export type PortEvent = z.output<typeof PortEvent>;
