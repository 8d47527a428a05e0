/** What may be done with an order now, read off what is shown of it: for whoever was refused and wants to know what works. */
import type { Deadline, DeadlineKind } from '../deadline';
import type { Interval } from '../fact';
import { detailsAgain } from '../order-again';
import { judgeActivation, judgeCancel, judgeReschedule, judgeReturn, type Verdict } from '../request/verdicts';
import { isOrderOver, NOT_SENT, type OrderView, type RequestView } from './view';

/** What a customer can do with an order, by the names of the API's routes. */
export type CommandName =
  | 'documents'
  | 'csr'
  | 'loa/signature'
  | 'decision'
  | 'corrections'
  | 'reschedule'
  | 'cancellation'
  | 'activation'
  | 'return'
  | 'again';

/** A command that would be taken now, as far as can be seen without what it says. */
export interface Allowed {
  readonly command: CommandName;
  /** Absent where no instant is known after which it would be refused. */
  readonly until?: Deadline | undefined;
  /** Taken, and so late that it may fail. */
  readonly mayFail?: true | undefined;
  /** The days among which a new date can be chosen. */
  readonly interval?: Interval | undefined;
}

/** Where something stands, and what may be done with it. */
export interface Standing {
  readonly state: string;
  readonly allowed: readonly Allowed[];
}

/** The order as a whole, and each of its requests. */
export interface OrderStanding extends Standing {
  readonly requests: readonly (Standing & { readonly n: number })[];
}

/** What may be done at this business instant (UTC epoch ms). The order and its requests have the last word. */
export const allowedNow = (view: OrderView, nowMs: number): OrderStanding => ({
  state: view.status,
  allowed: ofOrder(view),
  requests: view.requests.map((request) => ({ n: request.n, state: stateOf(request), allowed: ofRequest(view, request, nowMs) })),
});

function ofOrder(view: OrderView): Allowed[] {
  if (isOrderOver(view.status)) return detailsAgain(view, {}).ok ? [{ command: 'again' }] : [];
  const before: Allowed[] = NOT_SENT.has(view.status)
    ? [{ command: 'corrections' }, { command: 'reschedule' }, { command: 'cancellation' }]
    : [];
  return [
    { command: 'documents', ...until(view, 'documents') },
    { command: 'csr' },
    ...(view.status === 'awaitingDecision' ? [{ command: 'decision' as const, ...until(view, 'decision') }] : []),
    ...(view.loas.some(isToBeSigned) ? [{ command: 'loa/signature' as const, ...until(view, 'loaSignature') }] : []),
    ...before,
  ];
}

/** Made, and neither signed nor handed in as a scan that somebody is looking at. */
const isToBeSigned = ({ sha256, signedAtMs, scanned }: OrderView['loas'][number]): boolean =>
  sha256 !== undefined && signedAtMs === undefined && scanned === undefined;

/** A request that has not reported is at its very beginning. */
const stateOf = ({ status, waitingForSignature }: RequestView): string =>
  status ?? (waitingForSignature ? 'waitingForSignature' : 'starting');

function ofRequest(view: OrderView, request: RequestView, nowMs: number): Allowed[] {
  const { change, waitingForSignature, status } = request;
  if (isOrderOver(view.status)) return [];
  const correction: Allowed[] =
    status === 'rejected' || status === 'resubmitting' || (status === undefined && waitingForSignature)
      ? [{ command: 'corrections', ...until(request, 'correction') }]
      : [];
  if (!change) return correction;
  const { interval } = change;
  // Any day will do to see whether days are chosen at all; which ones, the interval says.
  const day = interval?.first ?? '';
  const judged = (command: CommandName, verdict: Verdict, deadline: Deadline | null | undefined, days?: Interval): Allowed[] =>
    verdict.taken
      ? [
          {
            command,
            // One that has passed and does not matter here would be no help.
            ...(deadline && deadline.atMs >= nowMs ? { until: deadline } : {}),
            ...(verdict.mayFail ? { mayFail: true as const } : {}),
            ...(days ? { interval: days } : {}),
          },
        ]
      : [];
  return [
    ...correction,
    ...judged('reschedule', judgeReschedule(change, nowMs, day), change.rescheduleUntil, interval),
    ...judged('cancellation', judgeCancel(change, nowMs), change.cancelUntil),
    ...judged('activation', judgeActivation(change, nowMs), undefined),
    ...judged('return', judgeReturn(change, nowMs), change.returnUntil),
  ];
}

/** The next deadline, where it is the one that ends this. */
const until = ({ nextDeadline }: { readonly nextDeadline?: Deadline | undefined }, what: DeadlineKind): Pick<Allowed, 'until'> =>
  nextDeadline?.what === what ? { until: nextDeadline } : {};
