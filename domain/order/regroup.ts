/** Requests that take the place of others: the whole block of a number (R8), or the parts that a carrier wants apart. */
import type { RejectionReason } from '../carrier-event';
import { numbersOf } from '../grouping';
import { MAX_REQUESTS } from '../ids';
import type { E164, NumberBlock, NumberItem } from '../order-details';
import { numberValue } from '../phone-number';
import type { Problem } from '../result';
import { issueLoa, startNext } from './loa';
import { isOver, type OrderState, type RequestEntry } from './state';
import type { OrderTurn } from './turn';

const SPLIT = 'SPLIT_REQUIRED';

/** Ends the old requests and begins the new ones, each knowing the other. All old ones share holder, account and signer. */
function regroup(
  turn: OrderTurn,
  from: readonly RequestEntry[],
  groups: readonly (readonly NumberItem[])[],
  why: 'addBlock' | 'split',
): void {
  const [first] = from;
  const last = turn.state.requests.at(-1)?.n ?? 0;
  if (!first || last + groups.length > MAX_REQUESTS) return turn.raise('splitRequired');
  const { holder, losing, signer } = first;
  const replaces = from.map(({ n }) => n);
  const [notBefore] = from.flatMap(({ snapshot }) => snapshot?.resubmitFrom ?? []).toSorted((a, b) => b.atMs - a.atMs);
  const added = groups.map((items, index): RequestEntry => ({
    n: last + index + 1,
    items,
    numbers: items.flatMap(numbersOf),
    holder,
    losing,
    signer,
    stage: 'waiting',
    replaces,
    ...(notBefore ? { notBefore } : {}),
  }));
  const to = added.map(({ n }) => n);
  turn.set({ requests: [...turn.state.requests, ...added] });
  for (const { n, stage } of from) {
    turn.request(n, { replacedBy: to, claiming: undefined, awaitsLoa: undefined, ...(stage === 'waiting' ? { stage: 'replaced' } : {}) });
    if (stage === 'started') turn.do({ do: 'signalRequest', n, message: { kind: 'replaced', by: to } });
  }
  turn.fact({ kind: 'regrouped', from: replaces, to, why });
  if (why === 'addBlock') return issueLoa(turn, to);
  // The same numbers of the same account: the letter that names them still does (R10).
  turn.set({
    loas: turn.state.loas.map((loa) => (loa.covers.some((n) => replaces.includes(n)) ? { ...loa, covers: [...loa.covers, ...to] } : loa)),
  });
  startNext(turn);
}

/** A carrier that wants several requests gets them, where it is clear which; else a person has to see to it. */
export function splitIfAsked(turn: OrderTurn, n: number): void {
  const entry = turn.state.requests.find((one) => one.n === n);
  const reasons = entry?.snapshot?.status === 'rejected' ? (entry.snapshot.reasons ?? []) : [];
  if (!entry || entry.replacedBy || reasons.length === 0 || !reasons.every(({ code }) => code === SPLIT)) return;
  const groups = partsOf(entry, reasons);
  if (groups.length < 2) return turn.raise('splitRequired');
  regroup(turn, [entry], groups, 'split');
}

/** The parts that the reasons name, and the rest; without names, each individual number on its own. A block that nobody divides stays whole. */
function partsOf({ items, numbers }: RequestEntry, reasons: readonly RejectionReason[]): NumberItem[][] {
  const left = new Set(numbers);
  const take = (wanted: readonly E164[]): E164[] => wanted.filter((number) => left.delete(number));
  const named = reasons.map((reason) => take(reason.numbers ?? [])).filter((part) => part.length > 0);
  const rest = [...left];
  if (named.length === 0) return items.every(({ kind }) => kind === 'single') ? items.map((item) => [item]) : [[...items]];
  return [...named, ...(rest.length > 0 ? [rest] : [])].flatMap((part) => asRequests(part, items));
}

/** These numbers as what requests can carry: each run of neighbours from a block as a smaller block, individual numbers together. */
function asRequests(part: readonly E164[], items: readonly NumberItem[]): NumberItem[][] {
  const singles = items.filter((item) => item.kind === 'single' && part.includes(item.number));
  const blocks = items.filter((item): item is NumberBlock => item.kind === 'block');
  const runs = blocks.flatMap((block) =>
    runsOf(part.filter((number) => numbersOf(block).includes(number))).map((run) => asItem(run, block)),
  );
  return [...runs.map((item) => [item]), ...(singles.length > 0 ? [singles] : [])];
}

function runsOf(numbers: readonly E164[]): E164[][] {
  const runs: E164[][] = [];
  for (const number of numbers.toSorted((a, b) => numberValue(a) - numberValue(b))) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before !== undefined && numberValue(number) - numberValue(before) === 1) run.push(number);
    else runs.push([number]);
  }
  return runs;
}

/** A block's transfer code was given out for its first number, and goes with it. */
function asItem(run: readonly E164[], block: NumberBlock): NumberItem {
  const [start = block.start, end = start] = [run[0], run.at(-1)];
  const code = start === block.start && block.transferCode !== undefined ? { transferCode: block.transferCode } : {};
  return run.length === 1 ? { kind: 'single', number: start, ...code } : { kind: 'block', start, end, ...code };
}

/** The requests that a block would take in: rejected or not sent yet, and inside it. */
export const absorbedBy = ({ requests }: OrderState, block: NumberBlock): RequestEntry[] => {
  const whole = new Set(numbersOf(block));
  return requests.filter((entry) => isReplaceable(entry) && entry.numbers.every((number) => whole.has(number)));
};

/** Whether a number of the block is on its way, or has ported, in a request that the block cannot take in. */
export function isElsewhere(state: OrderState, block: NumberBlock): boolean {
  const whole = new Set(numbersOf(block));
  const absorbed = absorbedBy(state, block);
  return state.requests.some(
    (entry) => !absorbed.includes(entry) && holdsNumbers(entry) && entry.numbers.some((number) => whole.has(number)),
  );
}

const isReplaceable = (entry: RequestEntry): boolean =>
  !isOver(entry) && entry.replacedBy === undefined && (entry.stage === 'waiting' || entry.snapshot?.status === 'rejected');

const holdsNumbers = (entry: RequestEntry): boolean => !isOver(entry) || entry.snapshot?.outcome === 'ported';

/** The whole block is ours to ask for, or somebody else's. What the rejected number's request was is over then (R8). */
export function onBlockClaimed(turn: OrderTurn, n: number, problems: readonly Problem[]): void {
  const block = turn.state.requests.find((entry) => entry.n === n)?.claiming;
  if (!block) return;
  turn.clear('accountUnreadable');
  turn.request(n, { claiming: undefined });
  const absorbed = absorbedBy(turn.state, block);
  const fits = problems.length === 0 && absorbed.some((entry) => entry.n === n) && !isElsewhere(turn.state, block);
  if (fits && turn.state.phase.at === 'inProgress') return regroup(turn, absorbed, [[block]], 'addBlock');
  const own = new Set(turn.state.requests.flatMap(({ numbers }) => numbers));
  turn.do({ do: 'giveBack', numbers: numbersOf(block).filter((number) => !own.has(number)) });
  if (turn.state.phase.at !== 'over') turn.fact({ kind: 'blockNotAdded', n, problems });
}
