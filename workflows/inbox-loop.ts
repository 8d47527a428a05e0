import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  sleep,
  TimeoutFailure,
  workflowInfo,
} from '@temporalio/workflow';
import { businessNow, realDelay, type BusinessClock } from '../domain/clock';
import { nearest, type Deadline, type DeadlineKind } from '../domain/deadline';
import { timerWords } from '../domain/shown/timer';

/** Deadlines that call another party late: even on a scaled clock that party gets some real time to answer. */
const LATE_FLOOR_MS = 5_000;
const CALLS_LATE: ReadonlySet<DeadlineKind> = new Set([
  'carrierAnswer',
  'carrierTask',
  'activationStuck',
  'smsActive',
  'smsGivenUp',
  'changeAnswer',
  'returnAnswer',
]);

/** What an inbox loop runs: one state, one pure `decide`, effects beside it. */
export interface InboxLoop<S, E, F> {
  state: S;
  readonly clock: BusinessClock;
  readonly inbox: E[];
  decide(state: S, event: E, nowMs: number): { readonly state: S; readonly effects: readonly F[] };
  /** Carries an effect out; what it throws becomes `failed`. */
  run(effect: F): Promise<E>;
  failed(effect: F, failure: string): E;
  readonly timeReached: E;
  /** Hears of every change of the state, to tell the worker what happened; changes nothing. */
  changed?(before: S, after: S): void;
  deadlines(state: S): readonly Deadline[];
  /** What is done by routine, on a timer of its own: it meets no deadline, and must not make one be met before its real time. */
  readonly routine?: { at(state: S): Deadline | undefined; readonly reached: E } | undefined;
  /** After each round: what people see, and what must be told. Answers promises of events. */
  afterRound(state: S, nowMs: number): readonly Promise<E>[];
  isFinished(state: S, nowMs: number): boolean;
  readonly continueAsNewAfterEvents: number;
}

/** Business time of this workflow task. */
export const nowIn = (clock: BusinessClock): number => businessNow(clock, Date.now());

/** The name of what went wrong in an activity, for `decide`: the failure's type, or `Timeout`. */
function failureName(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) return cause.type ?? 'Failure';
  return cause instanceof TimeoutFailure ? 'Timeout' : 'Failure';
}

/**
 * Takes events one by one, starts effects beside the loop, keeps one timer for the nearest deadline. Ends when the state
 * is finished, or when the history has grown long; never with an effect in flight or an event untaken.
 */
export async function runInboxLoop<S, E, F>(loop: InboxLoop<S, E, F>): Promise<'finished' | 'continueAsNew'> {
  let inFlight = 0;
  const timer = new DeadlineTimer(loop.clock, () => loop.inbox.push(loop.timeReached));
  const { routine } = loop;
  const routineTimer = routine && new DeadlineTimer(loop.clock, () => loop.inbox.push(routine.reached));
  const end = <T>(how: T): T => {
    timer.arm(undefined);
    routineTimer?.arm(undefined);
    return how;
  };
  const follow = (outcome: Promise<E>): void => {
    inFlight += 1;
    void outcome.then((event) => {
      inFlight -= 1;
      loop.inbox.push(event);
    });
  };
  for (;;) {
    const nowMs = nowIn(loop.clock);
    for (let event = loop.inbox.shift(); event !== undefined; event = loop.inbox.shift()) {
      const before = loop.state;
      const { state, effects } = loop.decide(before, event, nowMs);
      loop.state = state;
      loop.changed?.(before, state);
      for (const effect of effects) follow(loop.run(effect).catch((error: unknown) => loop.failed(effect, failureName(error))));
    }
    for (const outcome of loop.afterRound(loop.state, nowMs)) follow(outcome);
    if (inFlight === 0) {
      if (loop.isFinished(loop.state, nowMs)) return end('finished');
      if (historyIsLong(loop.continueAsNewAfterEvents)) return end('continueAsNew');
    }
    timer.arm(nearest(loop.deadlines(loop.state)));
    routineTimer?.arm(routine?.at(loop.state));
    await condition(() => loop.inbox.length > 0);
  }
}

const historyIsLong = (limit: number): boolean => workflowInfo().continueAsNewSuggested || workflowInfo().historyLength > limit;

/** One timer for the nearest deadline, re-armed only when that deadline changes. */
class DeadlineTimer {
  private readonly clock: BusinessClock;
  private readonly reached: () => void;
  private armed: { readonly deadline: Deadline; readonly scope: CancellationScope } | undefined;

  constructor(clock: BusinessClock, reached: () => void) {
    this.clock = clock;
    this.reached = reached;
  }

  arm(deadline: Deadline | undefined): void {
    if (this.armed?.deadline.atMs === deadline?.atMs && this.armed?.deadline.what === deadline?.what) return;
    this.armed?.scope.cancel();
    this.armed = undefined;
    if (!deadline) return;
    const scope = new CancellationScope();
    this.armed = { deadline, scope };
    void scope
      .run(() => this.wait(deadline))
      .catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
  }

  private async wait(deadline: Deadline): Promise<void> {
    const delay = realDelay(this.clock, Date.now(), deadline.atMs, CALLS_LATE.has(deadline.what) ? LATE_FLOOR_MS : 1);
    await sleep(delay, { summary: timerWords(deadline) });
    this.armed = undefined;
    this.reached();
  }
}
