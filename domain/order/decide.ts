import { DAY_MS, HOUR_MS } from '../clock';
import type { OrderEffect, OrderEvent } from './events';
import { onArchived, closeAgain, closeIfDone, end } from './closing';
import { onCancelRequested, onCorrected, onRescheduleRequested } from './commands';
import { onAdmitted, onDocument, onPlanned } from './intake';
import { onLoaIssued, onLoaSigned, startNext } from './loa';
import { onProgress, onRead, onRequestStarted, readLive } from './progress';
import { openLoas, type OrderInput, type OrderState } from './state';
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
      return onDocument(turn, event.document, event.sha256);
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
    return effect.do === 'admit' ? closeAgain(turn) : undefined;
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
  const { phase, reportCheck } = turn.state;
  if (phase.at === 'awaitingDocuments' && phase.documentsBy.atMs <= turn.nowMs)
    return end(turn, 'expired', { kind: 'expired', waitedFor: 'documents' });
  if (phase.at === 'awaitingSignature' && phase.loaBy.atMs <= turn.nowMs)
    return end(turn, 'expired', { kind: 'expired', waitedFor: 'loaSignature' });
  if (!reportCheck || reportCheck.atMs > turn.nowMs) return;
  const live = turn.state.requests.filter(({ stage, snapshot }) => stage === 'started' && snapshot?.status !== 'over');
  for (const { n, snapshot } of live) if ((snapshot?.nextReportByMs ?? 0) <= turn.nowMs) turn.do({ do: 'readRequest', n });
  const next = Math.min(...live.map(({ snapshot }) => snapshot?.nextReportByMs ?? 0));
  // Those that could not be started yet will have to report, too.
  turn.set({ reportCheck: { ...reportCheck, atMs: Math.max(live.length > 0 ? next : 0, turn.nowMs + DAY_MS) } });
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
    case 'archive':
      return turn.do({ do: 'archive' });
    default:
      return what satisfies never;
  }
}
