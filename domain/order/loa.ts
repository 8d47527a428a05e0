import { DAY_MS } from '../clock';
import { groupNumbers } from '../grouping';
import type { FrozenAttempt } from '../request/state';
import type { LoaSigned } from './events';
import { currentLoa, signedLoaFor, type OrderState, type RequestEntry } from './state';
import type { OrderTurn } from './turn';

/** How many requests are being started at once: a large order must not crowd out the others. */
const START_WINDOW = 20;

/** Requests report within minutes of their start; one that has not after this long is asked. */
const FIRST_REPORT_MS = 5 * DAY_MS;

/** R10: makes the LOA for these requests (all of them at first). Earlier unsigned revisions are void. */
export function issueLoa(turn: OrderTurn, covers?: readonly number[]): void {
  if (turn.state.requests.length === 0) turn.set({ requests: entriesOf(turn.state, turn.input.gateway.setSize) });
  const revision = (currentLoa(turn.state)?.revision ?? 0) + 1;
  const loaId = `${turn.input.orderId}-${revision}`;
  turn.set({ loas: [...turn.state.loas, { loaId, revision, covers: covers ?? turn.state.requests.map(({ n }) => n) }] });
  turn.do({ do: 'issueLoa', revision });
}

/** The order's numbers as requests: a block is one, whatever its size (R20); individual numbers go each on their own (R21). */
export function entriesOf(state: Pick<OrderState, 'details'>, setSize: number): RequestEntry[] {
  const { holder, losing, signer } = state.details;
  return groupNumbers(state.details, { setSize }).map(({ n, items, numbers }) => ({
    n,
    items,
    numbers,
    holder,
    losing,
    signer,
    stage: 'waiting',
  }));
}

/** The PDF is there: the customer is asked to check and sign it. */
export function onLoaIssued(turn: OrderTurn, revision: number, sha256: string): void {
  const loa = currentLoa(turn.state);
  if (!loa || loa.revision !== revision || loa.sha256) return;
  turn.clear('loaFailed');
  turn.set({ loas: [...turn.state.loas.slice(0, -1), { ...loa, sha256 }] });
  const { phase } = turn.state;
  const loaBy = phase.at === 'awaitingDocuments' || phase.at === 'awaitingSignature' ? phase.loaBy : undefined;
  if (loaBy) turn.set({ phase: { at: 'awaitingSignature', loaBy } });
  turn.fact({ kind: 'loaReady', loaId: loa.loaId, revision, loaBy });
}

/** R10, R11: signed, so it goes out. A signature under another revision or text is told and not taken. */
export function onLoaSigned(turn: OrderTurn, { revision, hash, signer, at }: LoaSigned): void {
  const loa = currentLoa(turn.state);
  if (turn.state.phase.at === 'over') return;
  if (!loa || loa.revision !== revision || loa.sha256 !== hash) {
    return turn.fact({ kind: 'loaStale', revision, current: loa?.revision ?? 0 });
  }
  if (loa.signed) return;
  turn.set({ loas: [...turn.state.loas.slice(0, -1), { ...loa, signed: { signer, atMs: at } }] });
  turn.fact({ kind: 'loaSigned', revision });
  if (turn.state.phase.at === 'awaitingSignature') {
    const reportCheck = turn.deadline(
      'report',
      turn.nowMs + FIRST_REPORT_MS,
      'each request reports when something changes',
      'a request that was not heard of is asked',
    );
    turn.set({ phase: { at: 'inProgress' }, reportCheck });
    return startNext(turn);
  }
  for (const entry of turn.state.requests.filter(({ awaitsLoa }) => awaitsLoa === revision)) resubmit(turn, entry);
}

/** Starts waiting requests, a few at a time. */
export function startNext(turn: OrderTurn): void {
  if (turn.state.phase.at !== 'inProgress') return;
  const starting = turn.state.requests.filter(({ stage }) => stage === 'starting').length;
  for (const { n } of turn.state.requests.filter(({ stage }) => stage === 'waiting').slice(0, START_WINDOW - starting)) {
    turn.request(n, { stage: 'starting' });
    turn.do({ do: 'startRequest', n });
  }
}

/** Hands the corrected details to a rejected request (R13). */
export function resubmit(turn: OrderTurn, entry: RequestEntry): void {
  const frozen = frozenFor(turn.state, entry);
  if (!frozen) return;
  turn.request(entry.n, { awaitsLoa: undefined });
  turn.do({ do: 'signalRequest', n: entry.n, message: { kind: 'resubmissionReady', frozen } });
}

/** What an attempt of this request sends; `undefined` without a signed LOA that covers it (R10). */
export function frozenFor(state: OrderState, entry: RequestEntry): FrozenAttempt | undefined {
  const loa = signedLoaFor(state, entry.n);
  if (!loa?.sha256 || !loa.signed) return undefined;
  const { holder, losing, items } = entry;
  const { preferredDate } = state.details;
  return {
    holder,
    losing,
    signerName: entry.signer.name,
    items,
    preferredDate,
    loa: { sha256: loa.sha256, revision: loa.revision, signedAtMs: loa.signed.atMs },
  };
}
