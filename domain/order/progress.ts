import { DAY_MS } from '../clock';
import type { RequestSnapshot } from '../request/snapshot';
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
  if (
    !turn.state.requests.some(
      ({ n, snapshot: last }) => last && last.status !== 'over' && last.nextReportByMs <= turn.nowMs && n !== entry.n,
    )
  )
    turn.clear('requestSilent');
}

/** A request was asked. One that is gone without a last word (terminated in the UI) is a case for a person. */
export function onRead(turn: OrderTurn, n: number, snapshot: RequestSnapshot | null): void {
  if (snapshot) return onProgress(turn, snapshot);
  const entry = turn.state.requests.find((one) => one.n === n);
  if (entry?.snapshot?.status === 'over') return;
  turn.raise('requestSilent');
  turn.retryIn('read', DAY_MS);
}
