import { DAY_MS } from '../clock';
import { groupNumbers } from '../grouping';
import type { FrozenAttempt } from '../request/state';
import type { LoaSigned } from './events';
import { currentLoa, isOver, openLoas, signedLoaFor, type Loa, type OrderState, type RequestEntry } from './state';
import type { OrderTurn } from './turn';

/** How many requests are being started at once: a large order must not crowd out the others. */
const START_WINDOW = 20;

/** Requests report within minutes of their start; one that has not after this long is asked. */
const FIRST_REPORT_MS = 5 * DAY_MS;

/**
 * R10: makes the LOA for these requests (all that live, at first). Unsigned revisions for any of them are void; what such a
 * revision covered besides gets a new one of its own.
 */
export function issueLoa(turn: OrderTurn, covers?: readonly number[]): void {
  if (turn.state.requests.length === 0) turn.set({ requests: entriesOf(turn.state, turn.input.gateway.setSize) });
  const live = turn.state.requests.filter((entry) => !isOver(entry)).map(({ n }) => n);
  const hit = covers ?? live;
  const left = openLoas(turn.state)
    .filter((loa) => loa.covers.some((n) => hit.includes(n)))
    .map((loa) => loa.covers.filter((n) => live.includes(n) && !hit.includes(n)));
  for (const group of [hit, ...left.filter((rest) => rest.length > 0)]) addRevision(turn, group);
}

function addRevision(turn: OrderTurn, covers: readonly number[]): void {
  const revision = (turn.state.loas.at(-1)?.revision ?? 0) + 1;
  turn.set({ loas: [...turn.state.loas, { loaId: `${turn.input.orderId}-${revision}`, revision, covers }] });
  if (turn.state.phase.at === 'inProgress') for (const n of covers) turn.request(n, { awaitsLoa: revision });
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
  const loa = openLoas(turn.state).find((open) => open.revision === revision && !open.sha256);
  if (!loa || turn.state.phase.at === 'over') return;
  turn.clear('loaFailed');
  changeLoa(turn, revision, { sha256 });
  const { phase } = turn.state;
  const loaBy = phase.at === 'awaitingDocuments' || phase.at === 'awaitingSignature' ? phase.loaBy : undefined;
  if (loaBy) turn.set({ phase: { at: 'awaitingSignature', loaBy } });
  turn.fact({ kind: 'loaReady', loaId: loa.loaId, revision, loaBy });
  if (loa.early) onLoaSigned(turn, loa.early);
}

/**
 * R10, R11: signed, so it goes out. A signature under another revision or text is told and not taken. Messages overtake the
 * outcomes of our own activities, so a quick signature can be here before we know of the letter: it waits for that.
 */
export function onLoaSigned(turn: OrderTurn, signature: LoaSigned): void {
  const { revision, hash, signer, at } = signature;
  if (turn.state.phase.at === 'over') return;
  if (openLoas(turn.state).some((open) => open.revision === revision && !open.sha256)) {
    return changeLoa(turn, revision, { early: signature });
  }
  const loa = turn.state.loas.find((known) => known.revision === revision && known.sha256 === hash);
  if (loa?.signed) return;
  if (!loa || !openLoas(turn.state).includes(loa)) {
    return turn.fact({ kind: 'loaStale', revision, current: currentLoa(turn.state)?.revision ?? 0 });
  }
  changeLoa(turn, revision, { signed: { signer, atMs: at } });
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

function changeLoa(turn: OrderTurn, revision: number, part: Partial<Loa>): void {
  turn.set({ loas: turn.state.loas.map((loa) => (loa.revision === revision ? { ...loa, ...part } : loa)) });
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
