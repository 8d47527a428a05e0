import { DAY_MS } from '../clock';
import type { RequestSnapshot } from '../request/snapshot';
import { begin, startNext } from './loa';
import { isWaiting } from './deadlines';
import { splitIfAsked } from './regroup';
import { isOver } from './state';
import type { OrderTurn } from './turn';

/** A request says where it stands: whole, and with the facts that the order may not have. Older than known: ignored. */
export function onProgress(turn: OrderTurn, { facts, ...snapshot }: RequestSnapshot): void {
  const entry = turn.state.requests.find(({ n }) => n === snapshot.n);
  if (!entry || turn.state.phase.at === 'over') return;
  const known = entry.snapshot?.version ?? 0;
  if (snapshot.version < known) return;
  turn.request(entry.n, { snapshot, stage: 'started', ...(entry.stage === 'waiting' ? { awaitsLoa: undefined } : {}) });
  if (isWaiting(turn.state)) takeBack(turn);
  // Attention belongs to operators and stands in the request's own search attributes; the order keeps the list, not the news.
  for (const { seq, atMs, ...fact } of facts) if (seq > known) turn.fact({ kind: 'request', n: entry.n, fact }, atMs);
  splitIfAsked(turn, entry.n);
  if (
    !turn.state.requests.some(
      ({ n, snapshot: last }) => last && last.status !== 'over' && last.nextReportByMs <= turn.nowMs && n !== entry.n,
    )
  )
    turn.clear('requestSilent');
}

/**
 * A request runs that this order has not sent yet: it was set back in the Web UI, to before its customer's papers. It must not
 * wait for them and expire, with numbers that move; what else may run is asked.
 */
function takeBack(turn: OrderTurn): void {
  begin(turn);
  askWaiting(turn);
}

function askWaiting(turn: OrderTurn): void {
  for (const { n, stage } of turn.state.requests) if (stage === 'waiting') turn.do({ do: 'readRequest', n });
}

/** After a repair, once the order knows again which requests it has: those that ran before it was set back are asked. */
export function seekRequests(turn: OrderTurn): void {
  if (!turn.state.seeking || turn.state.requests.length === 0) return;
  turn.set({ seeking: undefined });
  askWaiting(turn);
}

/** A request runs; a cancel that came while it was being started can reach it now. */
export function onRequestStarted(turn: OrderTurn, n: number): void {
  turn.clear('startFailed');
  const held = turn.state.requests.find((entry) => entry.n === n)?.cancelHeld;
  turn.request(n, { stage: 'started', cancelHeld: undefined });
  if (held) turn.do({ do: 'signalRequest', n, message: { kind: 'cancelRequested', by: held } });
  startNext(turn);
}

/** Asks every request that runs where it stands. */
export function readLive(turn: OrderTurn): void {
  for (const entry of turn.state.requests) if (entry.stage === 'started' && !isOver(entry)) turn.do({ do: 'readRequest', n: entry.n });
}

/** A request was asked. One that is gone without a last word (terminated in the UI) is a case for a person. */
export function onRead(turn: OrderTurn, n: number, snapshot: RequestSnapshot | null): void {
  if (snapshot) return onProgress(turn, snapshot);
  const entry = turn.state.requests.find((one) => one.n === n);
  if (turn.state.phase.at === 'over' || (entry && (entry.stage !== 'started' || isOver(entry)))) return;
  turn.raise('requestSilent');
  turn.retryIn('read', DAY_MS);
}
