import type { RequestEvent } from '../../../domain/request/events';
import { deadlinesOf } from '../../../domain/request/deadlines';
import { judgeRequestAct } from '../../../domain/request/operating';
import { scheduleOf, type RequestState } from '../../../domain/request/state';
import type { DrivenRequest } from '../../support/builders/drive-request';

const DECIDED: ReadonlySet<string> = new Set(['active', 'failed', 'notApplicable', 'returned']);
const VOICES = ['atLosing', 'moved', 'active', 'returned'];

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** What must hold after every event, whatever it was. Watches one request from its start. */
export class RequestInvariants {
  private readonly request: DrivenRequest;
  private before: RequestState;
  private effectsSeen = 0;
  private factsSeen = 0;
  /** Numbers that the carrier's side said had moved. */
  private readonly moved = new Set<string>();
  /** For each attempt, what would allow (another) submission: its creation, or proof that nothing was done. */
  private readonly maySubmit = new Set<number>([1]);

  constructor(request: DrivenRequest) {
    this.request = request;
    this.before = request.state;
    this.check({ kind: 'started' });
  }

  check(event: RequestEvent): void {
    const { state, inFlight } = this.request;
    this.note(event);
    this.checkSubmissions();
    this.checkNumbers(state);
    this.checkFacts();
    demand(
      this.before.phase.at !== 'over' || (state.phase.at === 'over' && state.phase.outcome === this.before.phase.outcome),
      'I7: a terminal state is never left',
    );
    demand(
      state.phase.at === 'over' || deadlinesOf(state).length > 0 || state.lookAt !== undefined || inFlight.length > 0,
      `I17: ${state.phase.at} waits for nothing, with nothing under way`,
    );
    demand(
      event.kind !== 'timeReached' || deadlinesOf(state).every(({ atMs }) => atMs > this.request.nowMs),
      'I10: a deadline that was met is still there',
    );
    this.before = state;
  }

  private note(event: RequestEvent): void {
    if (event.kind === 'carrierEvent' && event.event.type === 'numberActivated')
      for (const { number } of this.before.numbers) if (event.event.numbers?.includes(number) ?? true) this.moved.add(number);
    if (event.kind === 'lookedUp') {
      for (const { number, active } of event.status?.numbers ?? []) if (active) this.moved.add(number);
      if (!event.status || event.status.state === 'draft') this.maySubmit.add(event.attempt);
    }
    if (event.kind === 'operated' && event.act.do === 'markPorted' && !judgeRequestAct(this.before, event.act, this.request.nowMs))
      for (const { number } of this.before.numbers) this.moved.add(number);
    if (event.kind === 'effectFailed' && event.effect.do === 'submit' && event.failure === 'CarrierUnavailable')
      this.maySubmit.add(event.effect.attempt);
    if (event.kind === 'resubmissionReady' && this.before.attempts.at(-1)?.rejection) this.maySubmit.add(this.before.attempts.length + 1);
  }

  private checkSubmissions(): void {
    for (const effect of this.request.asked.slice(this.effectsSeen)) {
      if (effect.do === 'submit') {
        demand(
          this.maySubmit.delete(effect.attempt),
          `I2, I12: attempt ${effect.attempt} is submitted again without a rejection or proof of its absence`,
        );
        demand(effect.attempt === this.request.state.attempts.length, 'I2: an earlier attempt is submitted');
      }
      if (effect.do === 'triggerActivation') {
        const { cancel, phase: at } = this.request.state;
        demand(
          scheduleOf(at)?.pull !== undefined && cancel === undefined,
          'R24: pulled although nobody left it to us, or while a cancel is under way',
        );
      }
      if (effect.do === 'activate')
        demand(
          effect.numbers.length > 0 && effect.numbers.every((number) => this.moved.has(number)),
          'I9: activation before the carrier let the number go',
        );
    }
    this.effectsSeen = this.request.asked.length;
    const attempts = this.request.flying('submit').map(({ attempt }) => attempt);
    demand(new Set(attempts).size === attempts.length, 'I2: one attempt is in flight twice');
    const { phase, attempts: known, carrierAtMs } = this.request.state;
    const heard = carrierAtMs > 0 || known.at(-1)?.acknowledgedAtMs !== undefined;
    demand(
      heard || !attempts.includes(known.length) || !(phase.at === 'cancelled' || (phase.at === 'over' && phase.outcome === 'cancelled')),
      'I8: cancelled while its submission is in flight, and the carrier has not said a word',
    );
  }

  private checkNumbers(state: RequestState): void {
    demand(state.numbers.map(({ number }) => number).join() === this.request.input.numbers.join(), 'numbers are conserved');
    state.numbers.forEach(({ voice, number }, index) => {
      demand(VOICES.indexOf(voice) >= VOICES.indexOf(this.before.numbers[index]?.voice ?? 'atLosing'), 'I7: a number goes back');
      demand(voice === 'atLosing' || this.moved.has(number), 'a number moved that nobody let go');
    });
    const somethingMoved = state.numbers.some(({ voice }) => voice !== 'atLosing');
    const cancelled = state.phase.at === 'cancelled' || (state.phase.at === 'over' && state.phase.outcome === 'cancelled');
    demand(!cancelled || !somethingMoved || state.attention.portedAfterCancel !== undefined, 'I8: cancelled, ported, and nobody was told');
    const ported = state.phase.at === 'ported' || (state.phase.at === 'over' && state.phase.outcome === 'ported');
    demand(!ported || state.numbers.every(({ voice }) => voice === 'active'), 'I3: ported with a number that is not in service');
    demand(
      state.phase.at !== 'over' || state.phase.outcome !== 'ported' || state.numbers.every(({ sms }) => DECIDED.has(sms)),
      'R18: over with a number whose SMS is undecided',
    );
    demand(
      !somethingMoved || ['activating', 'ported', 'over'].includes(state.phase.at),
      `R16: numbers moved, and the request is ${state.phase.at}`,
    );
  }

  private checkFacts(): void {
    const news = this.request.told.slice(this.factsSeen);
    news.forEach(({ seq }, index) => demand(seq === this.factsSeen + index + 1, 'facts are numbered without a gap'));
    this.factsSeen += news.length;
    demand(this.factsSeen === this.request.state.factSeq, 'every fact is kept until it is told');
    for (const once of ['ported', 'cancelled', 'closed', 'watchedOut'] as const)
      demand(this.request.told.filter(({ kind }) => kind === once).length <= 1, `I11: ${once} is told twice`);
    if (news.some(({ kind }) => kind === 'rejected')) {
      const rejections = this.request.told.filter((fact) => fact.kind === 'rejected');
      const last = rejections.at(-1);
      const earlier = rejections.at(-2);
      demand(
        !earlier ||
          !last ||
          earlier.attempt !== last.attempt ||
          JSON.stringify(earlier.reasons) !== JSON.stringify(last.reasons) ||
          this.request.told.some(
            ({ kind, seq }) =>
              (kind === 'scheduled' || kind === 'dateChanged' || kind === 'submitted') && seq > earlier.seq && seq < last.seq,
          ),
        'I11: the same rejection is told twice',
      );
    }
  }
}
