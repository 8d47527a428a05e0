import { DAY_MS } from '../clock';
import type { RequestSnapshot } from '../request/snapshot';
import { startNext } from './loa';
import { splitIfAsked } from './regroup';
import { isOver } from './state';
import type { OrderTurn } from './turn';

/** A request says where it stands: whole, and with the facts that the order may not have. Older than known: ignored. */
export function onProgress(turn: OrderTurn, { facts, ...snapshot }: RequestSnapshot): void {
  const entry = turn.state.requests.find(({ n }) => n === snapshot.n);
  if (!entry || turn.state.phase.at === 'over') return;
  const known = entry.snapshot?.version ?? 0;
  if (snapshot.version < known) return;
  turn.request(entry.n, { snapshot, stage: 'started' });
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
