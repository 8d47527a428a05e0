import { calendarDays, endOfDay } from './calendar/counted';
import { localDate, localTime } from './calendar/local-time';
import type { Recorded } from './fact';
import type { NumberItem } from './order-details';
import type { OrderFact } from './order/state';
import type { OrderStatus, OrderView } from './order/view';
import { maskNumber } from './phone-number';

/** Who had an order's personal data erased, when (business ms) and why. */
export interface Tombstone {
  readonly atMs: number;
  readonly by: string;
  readonly reason: string;
}

/** One line of what happened, without anybody's words, names or numbers. */
export interface AuditLine {
  readonly seq: number;
  readonly atMs: number;
  readonly kind: string;
  /** The request, where it happened in one. */
  readonly n?: number | undefined;
  readonly attempt?: number | undefined;
  readonly revision?: number | undefined;
}

/** What is kept of an order whose personal data was erased: what became of it and when, and nothing of whom. */
export interface ErasedOrder {
  readonly erased: Tombstone;
  /** Still tells the same order again from another under the same key. */
  readonly contentHash: string;
  readonly orderId: string;
  readonly accountId: string;
  readonly country: string;
  readonly status: OrderStatus;
  readonly requests: readonly {
    readonly n: number;
    readonly reference?: string | undefined;
    readonly outcome?: string | undefined;
    /** Masked: enough to find out what was ported when a customer asks again, too little to call. */
    readonly numbers: readonly string[];
  }[];
  readonly audit: readonly AuditLine[];
}

const maskedItem = (item: NumberItem): string =>
  item.kind === 'single' ? maskNumber(item.number) : `${maskNumber(item.start)} - ${maskNumber(item.end)}`;

/** A list of what may stay, and not of what must go: what a later version adds to a fact goes by itself. */
function auditLine(fact: Recorded<OrderFact>): AuditLine {
  const { seq, atMs } = fact;
  const what: object = fact.kind === 'request' ? fact.fact : fact;
  const numeric = (field: 'attempt' | 'revision'): number | undefined => {
    const value: unknown = Reflect.get(what, field);
    return typeof value === 'number' ? value : undefined;
  };
  const kind = fact.kind === 'request' ? fact.fact.kind : fact.kind;
  return { seq, atMs, kind, ...(fact.kind === 'request' ? { n: fact.n } : {}), attempt: numeric('attempt'), revision: numeric('revision') };
}

/** The order without personal data. */
export const withoutPersonalData = (
  { orderId, accountId, status, details, requests }: OrderView,
  timeline: readonly Recorded<OrderFact>[],
): Omit<ErasedOrder, 'erased' | 'contentHash'> => ({
  orderId,
  accountId,
  country: details.country,
  status,
  requests: requests.map(({ n, reference, outcome, items }) => ({ n, reference, outcome, numbers: items.map(maskedItem) })),
  audit: timeline.map(auditLine),
});

/** How long a signed LOA has to be kept, and where its days are counted. */
export interface KeepingRule {
  /** Calendar days after the port; absent where no text demands it. */
  readonly keepLoaDays: number | undefined;
  readonly zone: string;
}

/**
 * Until when the order's letters have to be kept: from its last port on or, where nothing ported although a letter was
 * signed, from its end. `undefined` where nothing demands it.
 */
export function keptUntil(
  timeline: readonly Recorded<OrderFact>[],
  { keepLoaDays, zone }: KeepingRule,
): { readonly atMs: number; readonly inWords: string } | undefined {
  if (keepLoaDays === undefined || !timeline.some(({ kind }) => kind === 'loaSigned')) return undefined;
  const ported = timeline.filter((fact) => fact.kind === 'request' && fact.fact.kind === 'ported');
  const last = (ported.length > 0 ? ported : timeline).at(-1);
  if (!last) return undefined;
  const day = calendarDays(localDate(last.atMs, zone), keepLoaDays, zone);
  const { atMs, explanation } = endOfDay(day, { what: 'lastDay', then: 'The letters of authorisation may be erased.' });
  const { date, time } = localTime(atMs, zone);
  return { atMs, inWords: `${date} ${time} (${zone}): ${explanation}` };
}
