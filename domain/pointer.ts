/**
 * The rules of a pointer: from a gateway's own id of a port to our request, for gateways whose webhooks do not echo our
 * reference. It keeps what it is told until the request has said whose port that is, and passes it on from then on.
 */
import { cleared, oldestOf, raised, reasonsOf, type Attention, type AttentionReason } from './attention';
import type { CarrierEvent, UnreferencedEvent } from './carrier-event';
import { DAY_MS, HOUR_MS, type BusinessClock } from './clock';
import type { Deadline } from './deadline';
import { counted, readable, row, TABLE_HEAD } from './shown/words';

/** Whose port a gateway's id is. */
export interface Binding {
  readonly orderId: string;
  readonly n: number;
  /** Our reference of the attempt. */
  readonly reference: string;
}

/** What a pointer is born with. */
export interface PointerInput {
  readonly gateway: string;
  readonly gatewayId: string;
  readonly clock: BusinessClock;
  readonly continueAsNewAfterEvents: number;
}

export type PointerEvent =
  | { readonly kind: 'came'; readonly event: UnreferencedEvent }
  | { readonly kind: 'bound'; readonly binding: Binding }
  /** The oldest one that is held has been handed over; `gone`: its request is over, and a person has it now. */
  | { readonly kind: 'passed'; readonly gone: boolean }
  | { readonly kind: 'notPassed' }
  | { readonly kind: 'parked' }
  | { readonly kind: 'notParked'; readonly event: UnreferencedEvent }
  | { readonly kind: 'asked'; readonly over: boolean }
  | { readonly kind: 'notAsked' }
  | { readonly kind: 'resolved'; readonly by: string; readonly reason: string }
  | { readonly kind: 'assigned'; readonly to: string | null }
  | { readonly kind: 'timeReached' }
  | { readonly kind: 'unreadable' };

export type PointerEffect =
  | { readonly do: 'pass'; readonly event: CarrierEvent }
  /** For a person, on its own. */
  | { readonly do: 'park'; readonly event: UnreferencedEvent }
  | { readonly do: 'ask'; readonly binding: Binding };

/** How a pointer ends. `seen` is what a person has dealt with. */
export type PointerOutcome =
  | { readonly how: 'over'; readonly binding: Binding }
  | { readonly how: 'resolved'; readonly by: string; readonly reason: string; readonly seen: readonly string[] };

export interface PointerState {
  readonly binding?: Binding | undefined;
  /** Not handed over yet, oldest first. */
  readonly held: readonly UnreferencedEvent[];
  /** The oldest is on its way: one at a time, so that they arrive in their order. */
  readonly passing: boolean;
  /** Marks of events, newest last, bounded. */
  readonly seen: readonly string[];
  /** When it is looked after next: an id that nobody has bound, an event that could not be passed on, whether the request is over, the end of the grace. */
  readonly look?: Deadline | undefined;
  /** Its request was found to be over. */
  readonly over: boolean;
  readonly attention: Attention;
  /** Whose it is. */
  readonly owner?: string | undefined;
  readonly outcome?: PointerOutcome | undefined;
}

/** How long an id may be nobody's before a person is asked, business ms: a submission is answered within minutes. */
const UNBOUND_MS = HOUR_MS;
/** How often a request is asked whether it is over, and how long its late events are still passed on after that, business ms. */
const ASK_MS = 7 * DAY_MS;
const GRACE_MS = 7 * DAY_MS;
const AGAIN_MS = HOUR_MS;
/** Held at the same time without knowing whose they are; the next ones go to a person one by one. */
export const MOST_HELD = 100;
const MARKS_KEPT = 300;

export const newPointer = (): PointerState => ({ held: [], passing: false, seen: [], over: false, attention: {} });

/** The same for the same event told again, and another one for something else under its id. */
export const markOf = ({ id, digest }: Pick<CarrierEvent, 'id' | 'digest'>): string => (digest === undefined ? id : `${id}/${digest}`);

/** What an event makes of the pointer, and what is to be done. Total and pure. */
export function decidePointer(
  state: PointerState,
  event: PointerEvent,
  nowMs: number,
): { readonly state: PointerState; readonly effects: readonly PointerEffect[] } {
  const { state: taken, effects } = take(state, event, nowMs);
  const [first] = taken.held;
  if (!taken.binding || !first || taken.passing || event.kind === 'notPassed') return { state: taken, effects };
  const { reference } = taken.binding;
  return { state: { ...taken, passing: true }, effects: [...effects, { do: 'pass', event: { ...first, reference } }] };
}

interface Taken {
  readonly state: PointerState;
  readonly effects: readonly PointerEffect[];
}

const just = (state: PointerState): Taken => ({ state, effects: [] });

function take(state: PointerState, event: PointerEvent, nowMs: number): Taken {
  switch (event.kind) {
    case 'came':
      return onCame(state, event.event, nowMs);
    case 'bound':
      return just({
        ...looked(state, nowMs, ASK_MS, 'ask'),
        binding: event.binding,
        over: false,
        attention: cleared(state.attention, 'parkedEvent'),
      });
    case 'passed': {
      const rest = { ...state, held: state.held.slice(1), passing: false };
      return just(event.gone && !state.over ? { ...looked(rest, nowMs, GRACE_MS, 'end'), over: true } : rest);
    }
    case 'notPassed':
      return just({ ...looked(state, nowMs, AGAIN_MS, 'again'), passing: false });
    case 'parked':
      return just(state);
    case 'notParked':
      return just(hold(state, event.event, nowMs));
    case 'asked':
      return just(event.over ? { ...looked(state, nowMs, GRACE_MS, 'end'), over: true } : looked(state, nowMs, ASK_MS, 'ask'));
    case 'notAsked':
      return just(looked(state, nowMs, AGAIN_MS, 'ask'));
    case 'resolved':
      // Once it is known whose port it is, nothing is left to be resolved.
      return just(state.binding ? state : { ...state, outcome: { how: 'resolved', by: event.by, reason: event.reason, seen: state.seen } });
    case 'assigned':
      return just({ ...state, owner: event.to ?? undefined });
    case 'timeReached':
      return onTime(state, nowMs);
    case 'unreadable':
      return just(raise(state, 'messageNotTaken', nowMs));
    default:
      return event satisfies never;
  }
}

function onCame(state: PointerState, event: UnreferencedEvent, nowMs: number): Taken {
  const mark = markOf(event);
  if (state.seen.includes(mark)) return just(state);
  const next = { ...state, seen: [...state.seen, mark].slice(-MARKS_KEPT) };
  if (!state.binding && state.held.length >= MOST_HELD) return { state: next, effects: [{ do: 'park', event }] };
  return just(hold(next, event, nowMs));
}

const hold = (state: PointerState, event: UnreferencedEvent, nowMs: number): PointerState => {
  const held = { ...state, held: [...state.held, event] };
  return state.binding || state.look || state.attention.parkedEvent !== undefined ? held : looked(held, nowMs, UNBOUND_MS, 'unbound');
};

function onTime(state: PointerState, nowMs: number): Taken {
  const { binding, look } = state;
  if (!look || look.atMs > nowMs) return just(state);
  // An id that nobody has bound stays with a person from here on.
  if (!binding) return just(raise({ ...state, look: undefined }, 'parkedEvent', nowMs));
  if (state.over && state.held.length === 0) return just({ ...state, look: undefined, outcome: { how: 'over', binding } });
  if (state.over) return just(looked(state, nowMs, AGAIN_MS, 'end'));
  return { state: { ...state, look: undefined }, effects: [{ do: 'ask', binding }] };
}

const raise = (state: PointerState, reason: AttentionReason, nowMs: number): PointerState => ({
  ...state,
  attention: raised(state.attention, reason, nowMs),
});

const LOOKS: Readonly<Record<'unbound' | 'ask' | 'again' | 'end', Pick<Deadline, 'what' | 'explanation' | 'then'>>> = {
  unbound: { what: 'report', explanation: 'a submission is answered within minutes', then: 'a person is asked whose port it is' },
  ask: { what: 'report', explanation: 'a week after the last look', then: 'the request is asked whether it is over' },
  again: { what: 'retry', explanation: 'an hour after it failed', then: 'the event is passed on' },
  end: { what: 'watchUntil', explanation: 'a week after the request was found to be over', then: 'the pointer ends' },
};

const looked = (state: PointerState, nowMs: number, inMs: number, look: keyof typeof LOOKS): PointerState => ({
  ...state,
  look: { ...LOOKS[look], atMs: nowMs + inMs, zone: 'UTC' },
});

/** What a pointer waits for. */
export const pointerDeadlines = ({ look }: PointerState): Deadline[] => (look ? [look] : []);

/** Where it stands: in a word, and in plain English for the Web UI. */
export interface PointerStanding {
  readonly status: string;
  readonly attention: readonly AttentionReason[];
  /** Since when the oldest reason is open, business ms. */
  readonly attentionSinceMs?: number | undefined;
  readonly owner?: string | undefined;
  readonly details: string;
}

/** How a pointer is shown. */
export function describePointer(input: PointerInput, state: PointerState): PointerStanding {
  const { attention, owner } = state;
  const { status, words } = standing(input, state);
  const attentionSinceMs = oldestOf(attention);
  const rows = [
    ...(attentionSinceMs === undefined ? [] : [row('Since', readable(attentionSinceMs, 'UTC'))]),
    ...(owner ? [row('Owner', owner)] : []),
  ];
  const details = [words, ...(rows.length > 0 ? ['', ...TABLE_HEAD, ...rows] : [])].join('\n');
  return { status, attention: reasonsOf(attention), attentionSinceMs, owner, details };
}

function standing(
  { gateway, gatewayId }: PointerInput,
  { binding, held, over, attention }: PointerState,
): { readonly status: string; readonly words: string } {
  const about = `Port \`${gatewayId}\` of ${gateway}`;
  if (binding) {
    const whose = `request ${binding.n} of order ${binding.orderId} (reference ${binding.reference})`;
    return {
      status: over ? 'over' : 'bound',
      words: `${about} is ${whose}. ${over ? 'That request is over; what comes now goes to a person.' : 'What the gateway says of it is passed on.'}`,
    };
  }
  const waits = `${about} is nobody's so far; ${counted(held.length, 'event')} held: ${held.map(({ type }) => type).join(', ')}.`;
  if (attention.parkedEvent === undefined) return { status: 'held', words: waits };
  return {
    status: 'parked',
    words: `**An authentic event that matches nothing.** ${waits} Deal with it, then send the signal \`resolve\`.`,
  };
}
