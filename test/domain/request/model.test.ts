import fc from 'fast-check';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/clock';
import { CARRIER_EVENT_TYPES, type GatewayStatus } from '../../../domain/carrier-event';
import type { RequestEvent, RequestEffect } from '../../../domain/request/events';
import { currentAttempt } from '../../../domain/request/state';
import { aBlock, aSingle } from '../../support/builders/order';
import { carrierEvent, focOn, gatewayStatus } from '../../support/builders/carrier-event';
import { DrivenRequest } from '../../support/builders/drive-request';
import { aFrozenAttempt, aRequestInput } from '../../support/builders/request';
import { MONDAY, someRules } from '../../support/builders/rules';
import { answer } from '../../../domain/calendar/plans';
import { RequestInvariants } from './invariants';

const DATES = ['2026-03-02', '2026-03-05', '2026-03-12', '2026-03-19', '2026-04-14'];
const FAILURES = ['CarrierUnavailable', 'OutcomeUnknown', 'CarrierContractBroken', 'Timeout', 'Failure'];
const COMMANDS = [
  'cancel',
  'reschedule',
  'correct',
  'withdraw',
  'start',
  'haveBack',
  'resync',
  'unreadable',
  'told',
  'untold',
  'startedAgain',
  'giveUp',
  'giveUpLive',
  'markPorted',
  'extend',
  'settle',
] as const;
/** The last day of an interval that begins on any of the dates. */
const LAST_DATE = '2026-04-30';
const BY = { by: 'op-7', reason: 'agreed' };
const CODES = [['NAME_MISMATCH'], ['OTHER'], ['NOT_PORTABLE'], []];

const word = fc.record({
  say: fc.constantFrom(...CARRIER_EVENT_TYPES),
  /** Backwards from the current attempt. */
  earlier: fc.constantFrom(0, 0, 0, 0, 1),
  /** Business ms before now. */
  age: fc.constantFrom(0, 0, 0, MINUTE_MS, HOUR_MS, 2 * DAY_MS),
  date: fc.constantFrom(...DATES),
  free: fc.constantFrom('', '', 'day', 'instant') as fc.Arbitrary<'' | 'day' | 'instant'>,
  codes: fc.constantFrom(...CODES),
  numbers: fc.constantFrom('all', 'first', 'last', 'named') as fc.Arbitrary<'all' | 'first' | 'last' | 'named'>,
  again: fc.boolean(),
});
const outcome = fc.record({
  /** Which of the effects in flight. */
  which: fc.nat(5),
  fails: fc.constantFrom(false, false, false, true),
  failure: fc.constantFrom(...FAILURES),
  refused: fc.constantFrom(false, false, true),
  codes: fc.constantFrom(...CODES),
  status: fc.constantFrom(undefined, 'draft', 'pending', 'rejected', 'scheduled', 'cancelled', 'completed', 'returned') as fc.Arbitrary<
    GatewayStatus['state'] | undefined
  >,
  date: fc.constantFrom(...DATES),
  foreign: fc.constantFrom(false, false, false, false, true),
});
const step = fc.oneof(
  { weight: 6, arbitrary: outcome },
  { weight: 6, arbitrary: word },
  {
    weight: 3,
    arbitrary: fc.record({
      passes: fc.constantFrom(1, MINUTE_MS, HOUR_MS, DAY_MS, 3 * DAY_MS, 10 * DAY_MS, 60 * DAY_MS),
      wake: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      command: fc.constantFrom(...COMMANDS),
      date: fc.constantFrom(...DATES),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Outcome = typeof outcome extends fc.Arbitrary<infer T> ? T : never;

const FREEDOM = { '': {}, day: { lastDate: LAST_DATE }, instant: { onDemand: true } };

/** Plain rules, and those of a country and a gateway that know everything. */
const INPUTS = {
  plain: {},
  rich: {
    rules: someRules({ resubmissionDays: 3, emergencyReturnHours: 4, legalMaxDays: { days: 6, kind: 'sixDay' as const } }),
    dateChangeBeforeFoc: true,
    echoesReference: false as const,
    lookUps: { quietMs: DAY_MS, portDayMs: HOUR_MS },
  },
};

const ITEMS = { single: [aSingle()], set: [aSingle(10), aSingle(11), aSingle(12)], block: [aBlock()] };

/** One request under arbitrary events, checked after every one. */
class Play {
  readonly request: DrivenRequest;
  readonly invariants: RequestInvariants;

  constructor(items: keyof typeof ITEMS, input: keyof typeof INPUTS) {
    this.request = new DrivenRequest(aRequestInput({ items: ITEMS[items], ...INPUTS[input] }), MONDAY);
    this.request.calendarAnswers = false;
    this.request.allReady = false;
    this.request.take({ kind: 'started' });
    this.invariants = new RequestInvariants(this.request);
  }

  take(event: RequestEvent): void {
    this.request.take(event);
    this.invariants.check(event);
  }

  step(next: Step): void {
    if ('say' in next) return this.say(next);
    if ('which' in next) return this.outcome(next);
    if ('passes' in next) {
      this.request.nowMs += next.passes;
      return next.wake ? this.wake() : undefined;
    }
    this.take(this.command(next));
  }

  /** Every timer that is due rings. */
  wake(): void {
    this.take({ kind: 'timeReached' });
    const { lookAt } = this.request.state;
    if (lookAt && lookAt.atMs <= this.request.nowMs) this.take({ kind: 'lookUpDue' });
  }

  private say({ say, earlier, age, date, free, codes, numbers, again }: Extract<Step, { say: unknown }>): void {
    const { state, nowMs } = this.request;
    const all = state.numbers.map(({ number }) => number);
    const named = { all: undefined, first: all.slice(0, 1), last: all.slice(-1), named: all }[numbers];
    const event = carrierEvent(say, nowMs - age, {
      attempt: Math.max(1, currentAttempt(state).attempt - earlier),
      ...(['focConfirmed', 'focChanged', 'rescheduleAccepted'].includes(say) ? { foc: { ...focOn(date), ...FREEDOM[free] } } : {}),
      ...(say === 'rejected' ? { reasons: codes.map((code) => ({ code })) } : {}),
      numbers: named,
    });
    this.take({ kind: 'carrierEvent', event });
    if (again) this.take({ kind: 'carrierEvent', event });
  }

  private command({ command, date }: Extract<Step, { command: unknown }>): RequestEvent {
    switch (command) {
      case 'cancel':
        return { kind: 'cancelRequested', by: 'customer' };
      case 'reschedule':
        return { kind: 'rescheduleRequested', by: 'customer', date };
      case 'correct':
        return { kind: 'resubmissionReady', frozen: aFrozenAttempt() };
      case 'withdraw':
        return { kind: 'resubmissionWithdrawn' };
      case 'start':
        return { kind: 'activationRequested', by: 'customer' };
      case 'haveBack':
        return { kind: 'returnRequested', by: 'customer', reason: 'calls fail' };
      case 'told':
      case 'untold':
        return { kind: 'told', seq: this.request.state.factSeq, reached: command === 'told' };
      case 'giveUp':
      case 'giveUpLive':
        return { kind: 'operated', ...BY, act: { do: 'closeRequest', ...(command === 'giveUpLive' ? { evenIfLive: true } : {}) } };
      case 'markPorted':
        return { kind: 'operated', ...BY, act: { do: 'markPorted' } };
      case 'extend':
        return { kind: 'operated', ...BY, act: { do: 'extendDeadline', days: 3 } };
      case 'settle':
        return { kind: 'operated', ...BY, act: { do: 'settle', attention: 'contractBroken' } };
      case 'startedAgain':
        return { kind: 'started' };
      default:
        return { kind: command };
    }
  }

  /** Lets one of the effects in flight end, somehow. */
  outcome(how: Outcome): void {
    const effect = this.request.inFlight[how.which % Math.max(1, this.request.inFlight.length)];
    if (!effect) return;
    this.request.land(effect);
    if (!how.fails) return this.take(this.success(effect, how));
    if (effect.do === 'submit' && how.failure === 'OutcomeUnknown') return this.take({ kind: 'submitUnknown', attempt: effect.attempt });
    this.take({ kind: 'effectFailed', effect, failure: how.failure });
  }

  private success(effect: RequestEffect, how: Outcome): RequestEvent {
    const { nowMs, state } = this.request;
    const numbers = state.numbers.map(({ number }) => number);
    const reasons = how.codes.map((code) => ({ code }));
    switch (effect.do) {
      case 'submit':
        if (how.refused)
          return { kind: 'submitDone', attempt: effect.attempt, outcome: { kind: 'rejected', reasons, rejectedAtMs: nowMs } };
        return { kind: 'submitDone', attempt: effect.attempt, outcome: { kind: 'accepted', gatewayId: 'GW', acknowledgedAtMs: nowMs } };
      case 'lookUp': {
        const foc = how.status === 'scheduled' ? { foc: focOn(how.date) } : {};
        const active = how.status === 'completed' ? numbers : [];
        const reference = how.foreign ? { reference: 'SOMEBODYELSES00' } : {};
        return {
          kind: 'lookedUp',
          attempt: effect.attempt,
          status: how.status
            ? gatewayStatus(how.status, nowMs, {
                attempt: effect.attempt,
                numbers: how.refused ? [] : numbers,
                active,
                sms: active,
                reasons,
                ...foc,
                ...reference,
              })
            : null,
        };
      }
      case 'askCancel':
      case 'askReschedule':
        return {
          kind: 'asked',
          what: effect.do === 'askCancel' ? 'cancel' : 'reschedule',
          outcome: how.refused ? { kind: 'refused', reason: 'not possible' } : { kind: 'asked' },
        };
      case 'triggerActivation':
      case 'askReturn':
        return {
          kind: 'asked',
          what: effect.do === 'askReturn' ? 'return' : 'activation',
          outcome: how.refused ? { kind: 'refused', reason: 'not possible' } : { kind: 'asked' },
        };
      case 'prepare':
        return { kind: 'prepared', date: effect.date };
      case 'readNumbers':
        return {
          kind: 'numbersRead',
          date: effect.date,
          unconfigured: how.refused ? numbers : [],
          withoutAddress: how.foreign || how.status === 'draft' ? numbers.slice(0, 1) : [],
        };
      case 'activate':
        return {
          kind: 'activated',
          numbers: how.refused ? effect.numbers.slice(1) : effect.numbers,
          smsAsked: how.status !== 'draft',
          smsNotApplicable: how.foreign ? effect.numbers.slice(0, 1) : [],
          ...(effect.unprepared ? { prepared: how.status !== 'pending' } : {}),
        };
      case 'enableSms':
        return { kind: 'smsEnabled', notApplicable: how.foreign ? numbers.slice(-1) : [] };
      case 'release':
        return { kind: 'released' };
      case 'bind':
        return { kind: 'bound' };
      case 'plan':
        return { kind: 'planned', answer: answer(effect.question), then: effect.then };
      default:
        return effect satisfies never;
    }
  }
}

const fine: Outcome = {
  which: 0,
  fails: false,
  failure: '',
  refused: false,
  codes: ['NAME_MISMATCH'],
  status: undefined,
  date: '2026-03-12',
  foreign: false,
};
const steps = fc.array(step, { minLength: 1, maxLength: 60, size: 'max' });
const items = fc.constantFrom<keyof typeof ITEMS>('single', 'set', 'block');
const inputs = fc.constantFrom<keyof typeof INPUTS>('plain', 'rich');
const RUNS = { numRuns: 500 };

test('I2, I7, I8, I9, I11, I12, R16: no sequence of events, outcomes and delays breaks an invariant', () => {
  fc.assert(
    fc.property(items, inputs, steps, (kind, input, plays) => {
      const play = new Play(kind, input);
      for (const next of plays) play.step(next);
    }),
    RUNS,
  );
});

test.each(['completed', 'cancelled', 'rejected'] as const)(
  'I1: whatever came before, a carrier that reads as %s at last ends the request',
  (status) => {
    fc.assert(
      fc.property(items, inputs, steps, (kind, input, plays) => {
        const play = new Play(kind, input);
        for (const next of plays) play.step(next);
        const { request } = play;
        const partly = request.state.numbers.some(({ voice }) => voice !== 'atLosing');
        // Once a number has moved there is no way back: the rest follows.
        const truth = partly ? 'completed' : status;
        const end = request.nowMs + 400 * DAY_MS;
        for (let rounds = 0; request.at !== 'over' && rounds < 3_000 && request.nowMs < end; rounds += 1) {
          if (request.inFlight.length > 0) play.outcome({ ...fine, status: truth });
          else {
            request.nowMs += 6 * HOUR_MS;
            play.wake();
          }
        }
        expect(request.at).toBe('over');
      }),
      { numRuns: 100 },
    );
  },
);
