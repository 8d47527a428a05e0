/** R22: there is no pause. What an order that is over has not ported is ordered again, with its details as last corrected. */
import type { Deadline } from './deadline';
import { firstNumberOf } from './number-check';
import type { E164, IsoDate, LosingAccount, NumberItem, PortOrderDetails } from './order-details';
import type { AccountDetails, OrderStatus, OrderView, RequestView } from './order/view';
import { rangesOf, soundNumbersOf } from './portability';
import { ok, refused, type Result } from './result';

/** What is wished otherwise than the first time. */
export interface AgainWish {
  /** A new wish (R19); the old one is not carried over. */
  readonly preferredDate?: IsoDate | undefined;
  /** Only what these requests have not ported; all of them unless told. */
  readonly requests?: readonly number[] | undefined;
}

/** Why nothing can be ordered again from an order. */
export type NoAgain =
  | { readonly why: 'notOver'; readonly status: OrderStatus }
  /** Cancelled, and its numbers are held until then: they may port all the same (R24). */
  | { readonly why: 'watched'; readonly until: Deadline | undefined }
  | { readonly why: 'unknownRequest' }
  /** Every number that is meant has ported. */
  | { readonly why: 'nothingLeft' }
  /** Requests were corrected in different ways, and one order has one holder and one signer: these belong together. */
  | { readonly why: 'detailsDiffer'; readonly together: readonly (readonly number[])[] };

const OVER: ReadonlySet<OrderStatus> = new Set(['completed', 'completedPartially', 'cancelled', 'failed', 'expired', 'refused']);

/** The details of the new order. The same order that is over and the same wish always give the same ones. */
export function detailsAgain(view: OrderView, { preferredDate, requests: meant }: AgainWish): Result<PortOrderDetails, NoAgain> {
  if (!OVER.has(view.status)) return refused(notOver(view));
  if (meant?.some((n) => !view.requests.some((request) => request.n === n))) return refused({ why: 'unknownRequest' });
  const parts = partsOf(view, meant);
  const [first] = parts;
  if (!first) return refused({ why: 'nothingLeft' });
  const together = alike(parts);
  if (together.length > 1) return refused({ why: 'detailsDiffer', together });
  const { preferredDate: _, ...details } = view.details;
  const { account } = first;
  const numbers = parts.flatMap((part) => part.items.map((item) => withAccount(item, part.account.losing, account.losing)));
  return ok({ ...details, ...account, numbers, ...(preferredDate === undefined ? {} : { preferredDate }) });
}

function notOver({ status, requests }: OrderView): NoAgain {
  const live = requests.filter((request) => request.status !== 'over');
  if (live.length === 0 || live.some((request) => request.status !== 'cancelled')) return { why: 'notOver', status };
  const untils = live.flatMap(({ nextDeadline }) => nextDeadline ?? []);
  return { why: 'watched', until: untils.toSorted((one, other) => other.atMs - one.atMs)[0] };
}

/** What a request leaves to be ordered again, and for which account. */
interface Part {
  readonly n: number;
  readonly items: readonly NumberItem[];
  readonly account: AccountDetails;
}

function partsOf({ details, requests }: OrderView, meant: readonly number[] | undefined): Part[] {
  const { holder, losing, signer } = details;
  const asOrdered = (item: NumberItem | undefined): AccountDetails => ({ holder, losing: item?.losing ?? losing, signer });
  // An order that ended before its first letter has no requests yet.
  if (requests.length === 0) return details.numbers.map((item) => ({ n: 0, items: [item], account: asOrdered(item) }));
  return requests
    .filter(({ n }) => meant === undefined || meant.includes(n))
    .map((request) => ({ n: request.n, items: unported(request), account: request.corrected ?? asOrdered(request.items[0]) }))
    .filter(({ items }) => items.length > 0);
}

/** What of a request is still at the losing provider, as far as is known. */
function unported({ items, outcome, numbers = [] }: RequestView): NumberItem[] {
  // The numbers of a replaced request are in those that have taken its place.
  if (outcome === 'ported' || outcome === 'replaced') return [];
  const ours = new Set(numbers.flatMap(({ number, voice }) => (voice === 'moved' || voice === 'active' ? [number] : [])));
  return items.flatMap((item) => withoutNumbers(item, ours));
}

/** The item, or what is left of it. A transfer code is computed over the first number, and goes with it. */
function withoutNumbers(item: NumberItem, ours: ReadonlySet<E164>): NumberItem[] {
  const numbers = soundNumbersOf(item);
  const left = numbers.filter((number) => !ours.has(number));
  if (left.length === numbers.length) return [item];
  return rangesOf(left).map(({ start, end }): NumberItem => {
    const code = start === firstNumberOf(item) && item.transferCode !== undefined ? { transferCode: item.transferCode } : {};
    return start === end ? { kind: 'single', number: start, ...code } : { kind: 'block', start, end, ...code };
  });
}

/** The item with its own account at a losing carrier, where that is another than the order's. */
function withAccount(before: NumberItem, own: LosingAccount, usual: LosingAccount): NumberItem {
  const { losing: _, ...item } = before;
  return JSON.stringify(own) === JSON.stringify(usual) ? item : { ...item, losing: own };
}

/** The requests by holder and signer: one group where all agree. */
function alike(parts: readonly Part[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const { n, account } of parts) {
    const key = JSON.stringify([account.holder, account.signer]);
    groups.set(key, [...(groups.get(key) ?? []), n]);
  }
  return [...groups.values()];
}
