import { ApplicationFailure } from '@temporalio/common';
import { frozenFor } from '../../../domain/order/loa';
import type { RequestEffect, RequestEvent } from '../../../domain/request/events';
import { currentAttempt, type RequestInput } from '../../../domain/request/state';
import type { DrivenOrder } from '../builders/drive-order';
import type { DrivenRequest } from '../builders/drive-request';
import { answerOf, type ActivityName, type Answer, type Behaviour, type Call, type Input } from '../scripted/world';

/** Carrier, platform and ticket desk without a server: asked as the workflows ask them, and answering at once. */
export class WorldInMemory {
  readonly calls: Call[] = [];
  private readonly behaviour: Behaviour;
  private readonly now: () => number;

  constructor(behaviour: Behaviour, now: () => number) {
    this.behaviour = behaviour;
    this.now = now;
  }

  /** Asks the world. Throws what it throws. */
  ask<K extends ActivityName>(activity: K, input: Input<K>): Answer<K> {
    const before = this.calls.filter((call) => call.activity === activity).length;
    this.calls.push({ activity, input, atMs: this.now() });
    return answerOf(this.behaviour, activity)(input, { before, atMs: this.now() });
  }

  /** What was asked of one activity. */
  callsOf<K extends ActivityName>(activity: K): Call<K>[] {
    return this.calls.filter((call): call is Call<K> => call.activity === activity);
  }

  /** Carries an effect of a request out, as `workflows/port-request.ts` does. */
  requestOutcome(request: DrivenRequest, effect: RequestEffect): RequestEvent {
    try {
      return this.outcomeOf(request, effect);
    } catch (error) {
      if (!(error instanceof ApplicationFailure)) throw error;
      if (effect.do === 'submit' && error.type === 'OutcomeUnknown') return { kind: 'submitUnknown', attempt: effect.attempt };
      return { kind: 'effectFailed', effect, failure: error.type ?? 'Failure' };
    }
  }

  private outcomeOf(request: DrivenRequest, effect: RequestEffect): RequestEvent {
    const { orderId, accountId, country } = request.input;
    const { reference, gatewayId, attempt, frozen } = currentAttempt(request.state);
    const port = { reference, gatewayId };
    const numbers = request.state.numbers.map(({ number }) => number);
    switch (effect.do) {
      case 'submit':
        return { kind: 'submitDone', attempt: effect.attempt, outcome: this.ask('submitRequest', { reference, country, frozen }) };
      case 'lookUp':
        return { kind: 'lookedUp', attempt, status: this.ask('readRequest', port) };
      case 'askCancel':
        return { kind: 'asked', what: 'cancel', outcome: this.ask('askCancel', port) };
      case 'askReschedule':
        return { kind: 'asked', what: 'reschedule', outcome: this.ask('askReschedule', { ...port, date: effect.date }) };
      case 'triggerActivation':
        return { kind: 'asked', what: 'activation', outcome: this.ask('triggerActivation', { ...port, date: effect.date }) };
      case 'askReturn':
        return {
          kind: 'asked',
          what: 'return',
          outcome: this.ask('askReturn', { ...port, reason: effect.reason, askedAtMs: effect.askedAtMs }),
        };
      case 'readNumbers':
        return { kind: 'numbersRead', date: effect.date, ...this.ask('readNumbers', { numbers }) };
      case 'prepare':
        this.ask('prepareNumbers', { orderId, accountId, numbers, date: effect.date });
        return { kind: 'prepared', date: effect.date };
      case 'activate':
        return { kind: 'activated', ...this.ask('activateNumbers', { orderId, numbers: effect.numbers }) };
      case 'enableSms':
        return { kind: 'smsEnabled', ...this.ask('enableSms', { orderId, numbers }) };
      case 'release':
        this.ask('releaseNumbers', { orderId, numbers });
        return { kind: 'released' };
      case 'bind':
        return { kind: 'bound' };
      case 'plan':
        throw new Error('the calendar has answered already');
      default:
        return effect satisfies never;
    }
  }
}

/** The letter of a revision, as it is asked for. */
export function letterOf({ state, input }: DrivenOrder, revision: number): Input<'issueLoa'> {
  const loa = state.loas.find((one) => one.revision === revision);
  const covered = state.requests.filter(({ n }) => loa?.covers.includes(n));
  const { holder, losing, signer } = covered[0] ?? state.details;
  const items = covered.flatMap((entry) => entry.items);
  const { language } = state.details;
  return {
    loaId: `${input.orderId}-${revision}`,
    revision,
    language,
    holder,
    losing,
    signerName: signer.name,
    items,
    issuedOn: '2026-01-01',
  };
}

/** What request `n` is born with. Throws where nothing is signed that covers it (R10). */
export function bornFrom(order: DrivenOrder, n: number): RequestInput {
  const { input, state } = order;
  const entry = order.entry(n);
  const first = frozenFor(state, entry);
  if (!first) throw new Error(`R10: request ${n} is started without a signed LOA`);
  const { orderId, accountId, clock, rules, gateway, continueAsNewAfterEvents } = input;
  return {
    schemaVersion: 1,
    orderId,
    accountId,
    n,
    country: state.details.country,
    gateway: gateway.id,
    visibilityLagMs: gateway.visibilityLagMs,
    clock,
    rules,
    numbers: entry.numbers,
    first,
    numberHashes: [],
    continueAsNewAfterEvents,
  };
}
