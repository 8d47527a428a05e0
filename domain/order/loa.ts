import { DAY_MS } from '../clock';
import { groupNumbers } from '../grouping';
import type { NumberItem } from '../order-details';
import type { FrozenAttempt } from '../request/state';
import type { LoaSigned } from './events';
import { holdingUp } from './requirements';
import {
  currentLoa,
  isOver,
  latestLoaFor,
  openLoas,
  signedLoaFor,
  takenUntilMs,
  type Loa,
  type OrderState,
  type RequestEntry,
} from './state';
import type { OrderTurn } from './turn';

/** How many requests are being started at once: a large order must not crowd out the others. */
const START_WINDOW = 20;

/** Requests report within minutes of their start; one that has not after this long is asked. */
const FIRST_REPORT_MS = 5 * DAY_MS;

/**
 * R10: makes the letters for these requests (all that live, at first): one for each account at a losing carrier. Unsigned
 * revisions for any of them are void; what such a revision covered besides gets a new one of its own.
 */
export function issueLoa(turn: OrderTurn, covers?: readonly number[]): void {
  if (turn.state.requests.length === 0) turn.set({ requests: entriesOf(turn.state, turn.input.gateway.setSize) });
  const live = turn.state.requests.filter((entry) => !isOver(entry)).map(({ n }) => n);
  const hit = covers ?? live;
  const left = openLoas(turn.state)
    .filter((loa) => loa.covers.some((n) => hit.includes(n)))
    .map((loa) => loa.covers.filter((n) => live.includes(n) && !hit.includes(n)));
  const groups = [hit, ...left.filter((rest) => rest.length > 0)].flatMap((group) => alike(turn.state, group));
  for (const group of groups) addRevision(turn, group);
}

/** These requests by what their letter has to say: each account has its own, and corrections may have made them different. */
export function alike({ requests }: OrderState, hit: readonly number[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const { n, holder, losing, signer } of requests.filter((entry) => hit.includes(entry.n))) {
    const key = JSON.stringify([holder, losing, signer]);
    groups.set(key, [...(groups.get(key) ?? []), n]);
  }
  return [...groups.values()];
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
    items: items.map(withoutAccount),
    numbers,
    holder,
    losing: items[0]?.losing ?? losing,
    signer,
    stage: 'waiting',
  }));
}

/** The account of a request stands in the request. */
const withoutAccount = (item: NumberItem): NumberItem => (item.losing === undefined ? item : { ...item, losing: undefined });

/** The PDF is there: the customer is asked to check and sign it. */
export function onLoaIssued(turn: OrderTurn, revision: number, sha256: string): void {
  const loa = openLoas(turn.state).find((open) => open.revision === revision && !open.sha256);
  if (!loa || turn.state.phase.at === 'over') return;
  turn.clear('loaFailed');
  changeLoa(turn, revision, { sha256 });
  const { phase } = turn.state;
  const loaBy = phase.at === 'awaitingDocuments' || phase.at === 'awaitingSignature' ? phase.loaBy : turn.state.signBy;
  if (phase.at === 'awaitingDocuments' && holdingUp(turn.state, turn.input).length === 0)
    turn.set({ phase: { at: 'awaitingSignature', loaBy: phase.loaBy, documentsBy: phase.documentsBy }, reminders: undefined });
  turn.fact({ kind: 'loaReady', loaId: loa.loaId, revision, loaBy });
  if (turn.state.phase.at === 'awaitingSignature' && turn.input.loaRules)
    turn.do({ do: 'plan', question: { ask: 'reminders', nowMs: turn.nowMs, rules: turn.input.rules } });
  if (loa.early) onLoaSigned(turn, loa.early);
}

/**
 * R10, R11: signed, so it goes out. A signature under another revision or text is told and not taken, and so is one in a form
 * that the country does not take. Messages overtake the outcomes of our own activities, so a quick signature can be here
 * before we know of the letter: it waits for that.
 */
export function onLoaSigned(turn: OrderTurn, signature: LoaSigned): void {
  const { revision, hash, form = 'electronic' } = signature;
  if (turn.state.phase.at === 'over') return;
  if (openLoas(turn.state).some((open) => open.revision === revision && !open.sha256)) {
    return changeLoa(turn, revision, { early: signature });
  }
  const loa = turn.state.loas.find((known) => known.revision === revision && known.sha256 === hash);
  if (loa?.signed) return;
  if (!loa || !openLoas(turn.state).includes(loa)) {
    return turn.fact({ kind: 'loaStale', revision, current: currentLoa(turn.state)?.revision ?? 0 });
  }
  const { loaRules, review } = turn.input;
  if (loaRules && !loaRules.accepted.includes(form)) return turn.fact({ kind: 'loaFormRefused', revision, accepted: loaRules.accepted });
  if (form === 'handwritten' && review === 'operator') {
    changeLoa(turn, revision, { scanned: signature });
    turn.raise('documentToReview');
    return turn.fact({ kind: 'loaScanned', revision });
  }
  sign(turn, revision, signature);
}

/** The letter is signed, and what it covers goes out as soon as nothing else is missing. */
export function sign(turn: OrderTurn, revision: number, { signer, at, scan }: LoaSigned): void {
  changeLoa(turn, revision, { signed: { signer, atMs: at, ...(scan === undefined ? {} : { scan }) } });
  turn.fact({ kind: 'loaSigned', revision });
  if (turn.state.phase.at === 'awaitingSignature') return begin(turn);
  if (turn.state.phase.at !== 'inProgress') return;
  const freed = turn.state.requests.filter(({ awaitsLoa }) => awaitsLoa === revision);
  for (const entry of freed) {
    if (entry.stage === 'waiting') turn.request(entry.n, { awaitsLoa: undefined });
    else resubmit(turn, entry);
  }
  if (freed.some(({ stage }) => stage === 'waiting')) startNext(turn);
}

/** The first requests go out. Accounts whose letter is not signed yet wait for it, and hold up nobody else. */
export function begin(turn: OrderTurn): void {
  const reportCheck = turn.deadline(
    'report',
    turn.nowMs + FIRST_REPORT_MS,
    'each request reports when something changes',
    'a request that was not heard of is asked',
  );
  const { phase } = turn.state;
  const loaBy = 'loaBy' in phase ? phase.loaBy : undefined;
  turn.set({ phase: { at: 'inProgress' }, reportCheck, reminders: undefined });
  for (const { n } of turn.state.requests.filter((entry) => entry.stage === 'waiting' && !latestLoaFor(turn.state, entry.n)?.signed)) {
    turn.set({ signBy: loaBy });
    turn.request(n, { awaitsLoa: latestLoaFor(turn.state, n)?.revision });
  }
  startNext(turn);
}

/** The letters of the other accounts were not signed in time: what they cover ends before it was sent. */
export function closeUnsigned(turn: OrderTurn): void {
  turn.set({ signBy: undefined });
  for (const { n } of turn.state.requests.filter(({ stage, awaitsLoa }) => stage === 'waiting' && awaitsLoa !== undefined)) {
    turn.request(n, { stage: 'cancelled', awaitsLoa: undefined });
    turn.fact({ kind: 'request', n, fact: { kind: 'closed', why: 'notSigned' } });
  }
}

function changeLoa(turn: OrderTurn, revision: number, part: Partial<Loa>): void {
  turn.set({ loas: turn.state.loas.map((loa) => (loa.revision === revision ? { ...loa, ...part } : loa)) });
}

/** Starts waiting requests, a few at a time. */
export function startNext(turn: OrderTurn): void {
  if (turn.state.phase.at !== 'inProgress') return;
  const starting = turn.state.requests.filter(({ stage }) => stage === 'starting').length;
  const ready = turn.state.requests.filter(({ stage, awaitsLoa }) => stage === 'waiting' && awaitsLoa === undefined);
  for (const { n } of ready.slice(0, START_WINDOW - starting)) {
    turn.request(n, { stage: 'starting' });
    turn.do({ do: 'startRequest', n });
  }
}

/**
 * Hands the corrected details to a rejected request (R13), unless our operator is the one to send it; with a letter that has
 * become too old, a new one comes first.
 */
export function resubmit(turn: OrderTurn, entry: RequestEntry): void {
  const frozen = frozenFor(turn.state, entry);
  if (!frozen) return;
  const { loaRules } = turn.input;
  if (loaRules && !isFresh(turn, frozen.loa.signedAtMs)) {
    turn.fact({ kind: 'loaTooOld', revision: frozen.loa.revision, maxAgeDays: loaRules.maxAgeDays });
    return issueLoa(turn, [entry.n]);
  }
  turn.request(entry.n, { awaitsLoa: undefined });
  if (entry.awaitsOperator) return;
  turn.do({ do: 'signalRequest', n: entry.n, message: { kind: 'resubmissionReady', frozen } });
}

/** Whether a signature is young enough for a submission now. */
const isFresh = ({ input, nowMs }: OrderTurn, signedAtMs: number): boolean =>
  input.loaRules === undefined || nowMs <= takenUntilMs(signedAtMs, input.loaRules);

/** What an attempt of this request sends; `undefined` without a signed LOA that covers it (R10). */
export function frozenFor(state: OrderState, entry: RequestEntry): FrozenAttempt | undefined {
  const loa = signedLoaFor(state, entry.n);
  if (!loa?.sha256 || !loa.signed) return undefined;
  const { holder, losing, items, preferredDate = state.details.preferredDate } = entry;
  return {
    holder,
    losing,
    signerName: entry.signer.name,
    items,
    preferredDate,
    loa: { sha256: loa.sha256, revision: loa.revision, signedAtMs: loa.signed.atMs },
  };
}
