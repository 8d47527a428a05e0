import { DAY_MS, HOUR_MS } from '../clock';
import type { Deadline } from '../deadline';
import type { OrderEffect, OrderEvent } from './events';
import { onArchived, closeAgain, closeIfDone, end } from './closing';
import { onActivationRequested, onCancelRequested, onCorrected, onRescheduleRequested, onReturnRequested } from './commands';
import { onCsr } from './csr';
import { isWaiting } from './deadlines';
import { expireDocuments, onDocument, onReviewed } from './documents';
import { onAdmitted, onDecided, onPlanned, onPortabilityChecked } from './intake';
import { onOrderOperated } from './operating';
import { closeUnsigned, onLoaIssued, onLoaSigned, startNext } from './loa';
import { onProgress, onRead, onRequestStarted, readLive } from './progress';
import { onBlockClaimed } from './regroup';
import { toBring } from './requirements';
import { openLoas, type OrderInput, type OrderState, type WaitedFor } from './state';
import { OrderTurn } from './turn';

/** The state of an order that has not begun. */
export const newOrder = (input: OrderInput): OrderState => ({
  phase: { at: 'intake' },
  details: input.details,
  documents: [],
  loas: [],
  requests: [],
  facts: [],
  factSeq: 0,
  held: [],
  retries: [],
  unsent: [],
  attention: {},
  archived: false,
  answered: [],
});

/** The rules of an order: what an event makes of it and what is to be done. Total and pure; `nowMs` is business time. */
export function decide(
  state: OrderState,
  event: OrderEvent,
  nowMs: number,
  input: OrderInput,
): { readonly state: OrderState; readonly effects: readonly OrderEffect[] } {
  const turn = new OrderTurn(state, nowMs, input);
  take(turn, event);
  closeIfDone(turn);
  turn.flush();
  return { state: turn.state, effects: turn.effects };
}

function take(turn: OrderTurn, event: OrderEvent): void {
  switch (event.kind) {
    case 'started':
      if (turn.state.phase.at === 'intake') turn.do({ do: 'admit' });
      return;
    case 'admitted':
      return onAdmitted(turn, event.admission);
    case 'planned':
      return onPlanned(turn, event.answer);
    case 'documentProvided':
      return onDocument(turn, event);
    case 'documentReviewed':
      return onReviewed(turn, event.review);
    case 'csrProvided':
      return onCsr(turn, event.csr);
    case 'decided':
      return onDecided(turn, event.decision);
    case 'portabilityChecked':
      return onPortabilityChecked(turn, event.problems);
    case 'gaveBack':
      return onGaveBack(turn, event.numbers);
    case 'blockClaimed':
      return onBlockClaimed(turn, event.n, event.problems);
    case 'loaIssued':
      return onLoaIssued(turn, event.revision, event.sha256);
    case 'loaSigned':
      return onLoaSigned(turn, event.signature);
    case 'requestStarted':
      return onRequestStarted(turn, event.n);
    case 'requestProgressed':
      return onProgress(turn, event.snapshot);
    case 'requestRead':
      return onRead(turn, event.n, event.snapshot);
    case 'cancelRequested':
      return onCancelRequested(turn, event);
    case 'rescheduleRequested':
      return onRescheduleRequested(turn, event);
    case 'corrected':
      return onCorrected(turn, event);
    case 'activationRequested':
      return onActivationRequested(turn, event);
    case 'returnRequested':
      return onReturnRequested(turn, event);
    case 'operated':
      return onOrderOperated(turn, event);
    case 'notified':
      return turn.clear('notificationFailed');
    case 'signalled':
      return event.reached ? undefined : turn.do({ do: 'readRequest', n: event.n });
    case 'archived':
      return onArchived(turn);
    case 'effectFailed':
      return onEffectFailed(turn, event.effect);
    case 'timeReached':
      return onTimeReached(turn);
    case 'unreadable':
      return turn.raise('messageNotTaken');
    case 'resync':
      return readLive(turn);
    default:
      return event satisfies never;
  }
}

/** An effect gave up after its own retries: a person is told, and it is tried again later if it still matters. */
function onEffectFailed(turn: OrderTurn, effect: OrderEffect): void {
  if (turn.state.phase.at === 'over' && effect.do !== 'archive' && effect.do !== 'notify') {
    // It may have claimed numbers all the same.
    return effect.do === 'admit' || effect.do === 'claimBlock' ? closeAgain(turn) : undefined;
  }
  switch (effect.do) {
    case 'admit':
      turn.raise('accountUnreadable');
      return turn.retryIn('admit', HOUR_MS / 4);
    case 'plan':
      turn.raise('calendarFailed');
      return turn.retryIn('plan');
    case 'issueLoa':
      turn.raise('loaFailed');
      return turn.retryIn('issueLoa');
    case 'startRequest':
      turn.raise('startFailed');
      if (!turn.state.requests.some(({ n, snapshot }) => n === effect.n && snapshot)) turn.request(effect.n, { stage: 'waiting' });
      return turn.retryIn('start');
    case 'signalRequest':
      turn.raise('requestSilent');
      return keepUnsent(turn, effect);
    case 'readRequest':
      turn.raise('requestSilent');
      return turn.retryIn('read', DAY_MS);
    case 'notify':
      turn.raise('notificationFailed');
      return keepUnsent(turn, effect);
    case 'checkPortability':
      turn.raise('carrierUnreachable');
      return turn.retryIn('portability');
    case 'claimBlock':
      turn.raise('accountUnreadable');
      return turn.retryIn('claim', HOUR_MS / 4);
    case 'giveBack':
      turn.raise('releaseFailed');
      turn.set({ dropped: [...new Set([...(turn.state.dropped ?? []), ...effect.numbers])] });
      return turn.retryIn('giveBack');
    case 'archive':
      turn.raise('archiveFailed');
      return turn.retryIn('archive');
    default:
      return effect satisfies never;
  }
}

/** Kept as it is: the same message under the same number is the same message wherever it has arrived already. */
function keepUnsent(turn: OrderTurn, effect: OrderState['unsent'][number]): void {
  turn.set({ unsent: [...turn.state.unsent, effect] });
  turn.retryIn('send', HOUR_MS / 4);
}

function onTimeReached(turn: OrderTurn): void {
  const due = ({ at }: { readonly at: { readonly atMs: number } }): boolean => at.atMs <= turn.nowMs;
  for (const { what } of turn.state.retries.filter(due)) tryAgain(turn, what);
  expireDocuments(turn);
  if (isWaiting(turn.state)) return waitOn(turn);
  const { reportCheck, signBy } = turn.state;
  if (signBy && signBy.atMs <= turn.nowMs) closeUnsigned(turn);
  if (!reportCheck || reportCheck.atMs > turn.nowMs) return;
  // A request that could not be read is read with the others, and not once more a moment later.
  const all = turn.state.retries.some(({ what }) => what === 'read');
  turn.noRetry('read');
  const live = turn.state.requests.filter(({ stage, snapshot }) => stage === 'started' && snapshot?.status !== 'over');
  for (const { n, snapshot } of live) if (all || (snapshot?.nextReportByMs ?? 0) <= turn.nowMs) turn.do({ do: 'readRequest', n });
  const next = Math.min(...live.map(({ snapshot }) => snapshot?.nextReportByMs ?? 0));
  // Those that could not be started yet will have to report, too.
  turn.set({ reportCheck: { ...reportCheck, atMs: Math.max(live.length > 0 ? next : 0, turn.nowMs + DAY_MS) } });
}

/** Past its last day the order ends; before it the customer is reminded, once for all reminders that are due. */
function waitOn(turn: OrderTurn): void {
  const wait = waitOf(turn.state);
  if (!wait) return;
  const { waitedFor, until } = wait;
  if (until.atMs <= turn.nowMs) return end(turn, 'expired', { kind: 'expired', waitedFor });
  const { reminders = [] } = turn.state;
  const ahead = reminders.filter(({ atMs }) => atMs > turn.nowMs);
  if (ahead.length === reminders.length) return;
  turn.set({ reminders: ahead });
  const missing = waitedFor === 'documents' ? toBring(turn.state, turn.input) : [];
  // What an operator is looking at is not the customer's turn.
  if (waitedFor === 'documents' && missing.length === 0) return;
  turn.fact({ kind: 'reminded', waitedFor, missing, until });
}

function waitOf({ phase }: OrderState): { readonly waitedFor: WaitedFor; readonly until: Deadline } | undefined {
  if (phase.at === 'awaitingDecision') return { waitedFor: 'decision', until: phase.decideBy };
  if (phase.at === 'awaitingDocuments') return { waitedFor: 'documents', until: phase.documentsBy };
  return phase.at === 'awaitingSignature' ? { waitedFor: 'loaSignature', until: phase.loaBy } : undefined;
}

function onGaveBack(turn: OrderTurn, numbers: readonly string[]): void {
  turn.clear('releaseFailed');
  turn.set({ dropped: turn.state.dropped?.filter((number) => !numbers.includes(number)) });
}

function tryAgain(turn: OrderTurn, what: OrderState['retries'][number]['what']): void {
  turn.noRetry(what);
  switch (what) {
    case 'admit':
      return turn.do({ do: 'admit' });
    case 'plan':
      return turn.do({ do: 'plan', question: { ask: 'order', nowMs: turn.nowMs, rules: turn.input.rules } });
    case 'issueLoa':
      for (const { revision, sha256 } of openLoas(turn.state)) if (!sha256) turn.do({ do: 'issueLoa', revision });
      return;
    case 'start':
      return startNext(turn);
    case 'send': {
      const { unsent, phase } = turn.state;
      turn.set({ unsent: [] });
      for (const effect of unsent) if (effect.do === 'notify' || phase.at !== 'over') turn.do(effect);
      return;
    }
    case 'read':
      return readLive(turn);
    case 'portability':
      if (turn.state.phase.at === 'awaitingDecision') turn.do({ do: 'checkPortability' });
      return;
    case 'claim':
      for (const { n, claiming } of turn.state.requests) if (claiming) turn.do({ do: 'claimBlock', n, items: [claiming] });
      return;
    case 'giveBack':
      if (turn.state.dropped && turn.state.dropped.length > 0) turn.do({ do: 'giveBack', numbers: turn.state.dropped });
      return;
    case 'archive':
      return turn.do({ do: 'archive' });
    default:
      return what satisfies never;
  }
}
