import { ApplicationFailure, CancellationScope, condition, allHandlersFinished, continueAsNew, setHandler } from '@temporalio/workflow';
import type { CarrierEvent } from '../domain/carrier-event';
import { requestHappenings, type About } from '../domain/happening';
import { decide, newRequest } from '../domain/request/decide';
import { deadlinesOf } from '../domain/request/deadlines';
import { describeRequest } from '../domain/request/details';
import { judgeRequestAct } from '../domain/request/operating';
import type { RequestEffect, RequestEvent } from '../domain/request/events';
import { isFinished, mustTell, snapshotOf, type RequestSnapshot } from '../domain/request/snapshot';
import type { IsoDate } from '../domain/order-details';
import { currentAttempt, type RequestInput, type RequestState } from '../domain/request/state';
import { isActor, isCarrierEvent, isIsoDate, isRecord, isRequestList } from '../domain/message-shape';
import { carrierActivities, ordersActivities, provisioningActivities } from './activity-proxies';
import {
  activationRequestedSignal,
  cancelRequestedSignal,
  carrierEventSignal,
  requestViewQuery,
  replacedSignal,
  rescheduleRequestedSignal,
  resubmissionReadySignal,
  resubmissionWithdrawnSignal,
  resyncSignal,
  returnRequestedSignal,
} from './contract';
import { listenToOperators, listenToOwners, tellAttention } from './operating';
import { nowIn, runInboxLoop, type InboxLoop } from './inbox-loop';
import { demandReadable } from './readable-input';
import { ShownState, type Shown } from './shown';
import { tellWorker } from './tell-worker';

/** For numbers that move without a confirmed date: their port date is the day on which they do. */
const today = ({ clock }: RequestInput): IsoDate => new Date(nowIn(clock)).toISOString().slice(0, 10);

/** By what its happenings are counted. */
const aboutOf = ({ country, gateway }: RequestInput, state: RequestState): About => ({
  country,
  gateway,
  losingCarrier: currentAttempt(state).frozen.losing.carrier,
});

type Loop = InboxLoop<RequestState, RequestEvent, RequestEffect>;

/** What a request is started with, and is from its first task on. */
export const SUBMITTING: Shown = { status: 'submitting', attention: [] };

/**
 * One request at one losing carrier: it is submitted, answered, scheduled, ported, and its SMS followed to the end.
 * `carried` is the state of an earlier run. Answers its last snapshot.
 */
export async function portRequest(input: RequestInput, carried?: RequestState): Promise<RequestSnapshot> {
  demandReadable(input, carried);
  if (!isRecord(input) || input.schemaVersion !== 1)
    throw ApplicationFailure.nonRetryable('portRequest needs an input of schemaVersion 1', 'InvalidPortRequest');
  const loop = createLoop(input, carried ?? newRequest(input));
  listen(loop, input);
  if (!carried) loop.inbox.push({ kind: 'started' });
  return CancellationScope.nonCancellable(async () => {
    const how = await runInboxLoop(loop);
    await condition(allHandlersFinished);
    if (how === 'continueAsNew') await continueAsNew<typeof portRequest>(input, loop.state);
    return snapshotOf(input.n, loop.state, nowIn(input.clock), loop.state.toldSeq);
  });
}

/** Handlers never throw and never wait: what comes goes into the inbox, what has no sense is quarantined there. */
function listen(loop: Loop, input: RequestInput): void {
  const take = (event: RequestEvent | undefined): void => void loop.inbox.push(event ?? { kind: 'unreadable' });
  setHandler(requestViewQuery, () => snapshotOf(input.n, loop.state, nowIn(input.clock), 0), {
    description: 'Where this request stands, and what it waits for',
  });
  listenToOperators(loop, (state, act) => judgeRequestAct(state, act, nowIn(input.clock)));
  listenToOwners(take);
  tellAttention(() => ({ since: loop.state.attention, owner: loop.state.owner }));
  // One gateway's secret must not speak for another's ports.
  const ours = (event: CarrierEvent): boolean => isCarrierEvent(event) && event.gateway === input.gateway;
  setHandler(carrierEventSignal, (event) => take(ours(event) ? { kind: 'carrierEvent', event } : undefined), {
    description:
      'A word of the carrier that came in another way: {"id": "mail-1", "gateway", "type": "comment", "occurredAtMs", "reference", "source": "operator", "text"}. The same id twice is one event',
  });
  setHandler(
    cancelRequestedSignal,
    (message) => take(isRecord(message) && isActor(message.by) ? { kind: 'cancelRequested', by: message.by } : undefined),
    {
      description: 'Ask to cancel (R24): {"by": "operator"}. The losing carrier must agree; a refusal is told to the customer',
    },
  );
  setHandler(
    rescheduleRequestedSignal,
    (message) =>
      take(
        isRecord(message) && isActor(message.by) && isIsoDate(message.date)
          ? { kind: 'rescheduleRequested', by: message.by, date: message.date }
          : undefined,
      ),
    {
      description: 'Ask for another date (R23): {"by": "operator", "date": "2026-12-10"}. The old date stands until the carrier agrees',
    },
  );
  setHandler(
    resubmissionReadySignal,
    (message) => take(isRecord(message) && isRecord(message.frozen) ? { kind: 'resubmissionReady', frozen: message.frozen } : undefined),
    {
      description: 'From the order: corrected details and a signed LOA. Not for people: use `portico correct`',
    },
  );
  setHandler(
    replacedSignal,
    (message) => take(isRecord(message) && message.by && isRequestList(message.by) ? { kind: 'replaced', by: message.by } : undefined),
    { description: 'From the order: other requests have taken the place of this one. Not for people' },
  );
  setHandler(resubmissionWithdrawnSignal, () => take({ kind: 'resubmissionWithdrawn' }), {
    description: 'From the order: corrected details that wait are not sent as they are. Not for people: use `portico correct`',
  });
  setHandler(
    activationRequestedSignal,
    (message) => take(isRecord(message) && isActor(message.by) ? { kind: 'activationRequested', by: message.by } : undefined),
    {
      description: 'Start the transfer inside a window on demand: {"by": "operator"}. Without it, it starts by itself at the window\'s end',
    },
  );
  setHandler(
    returnRequestedSignal,
    (message) =>
      take(
        isRecord(message) && isActor(message.by) && typeof message.reason === 'string'
          ? { kind: 'returnRequested', by: message.by, reason: message.reason }
          : undefined,
      ),
    {
      description:
        'Ask for the numbers back: {"by": "operator", "reason": "…"}. Only where the country has an emergency return, within its hours',
    },
  );
  setHandler(resyncSignal, () => take({ kind: 'resync' }), { description: 'Tell the order again where this request stands: {}' });
  CancellationScope.current().cancelRequested.catch(() => loop.inbox.push({ kind: 'cancelRequested', by: 'operator' }));
}

function createLoop(input: RequestInput, state: RequestState): Loop {
  const carrier = carrierActivities(input.clock, input.gateway);
  const own = provisioningActivities(input.clock);
  const orders = ordersActivities();
  const shown = new ShownState(SUBMITTING, input.clock);
  // A person needs to know whose days count; a system does not.
  const { accountId: owner, clock, rules, continueAsNewAfterEvents } = input;
  const desk = input.byHand ? { desk: { accountId: owner, clock, rules, continueAsNewAfterEvents } } : {};
  let gatewayBusy: Promise<unknown> = Promise.resolve();
  let telling = false;

  /** At most one mutating call at the gateway at a time. */
  const oneByOne = <T>(call: () => Promise<T>): Promise<T> => {
    const mine = gatewayBusy.then(call);
    gatewayBusy = mine.catch(() => undefined);
    return mine;
  };

  const run = async (effect: RequestEffect): Promise<RequestEvent> => {
    const { orderId, accountId, country } = input;
    const { reference, gatewayId, attempt, frozen } = currentAttempt(loop.state);
    const port = { reference, gatewayId };
    const numbers = loop.state.numbers.map(({ number }) => number);
    switch (effect.do) {
      case 'submit': {
        const outcome = await oneByOne(() =>
          carrier('submitRequest', `Submit to the losing carrier, attempt ${attempt}`, { reference, country, frozen, ...desk }),
        );
        return { kind: 'submitDone', attempt: effect.attempt, outcome };
      }
      case 'lookUp':
        return { kind: 'lookedUp', attempt: effect.attempt, status: await carrier('readRequest', 'Read the port at the gateway', port) };
      case 'askCancel':
        return {
          kind: 'asked',
          what: 'cancel',
          outcome: await oneByOne(() => carrier('askCancel', 'Ask the losing carrier to cancel', port)),
        };
      case 'askReschedule':
        return {
          kind: 'asked',
          what: 'reschedule',
          outcome: await oneByOne(() =>
            carrier('askReschedule', `Ask the losing carrier for ${effect.date}`, { ...port, date: effect.date }),
          ),
        };
      case 'triggerActivation':
        return {
          kind: 'asked',
          what: 'activation',
          outcome: await oneByOne(() => carrier('triggerActivation', 'Start the transfer of the numbers', { ...port, date: effect.date })),
        };
      case 'askReturn':
        return {
          kind: 'asked',
          what: 'return',
          outcome: await oneByOne(() =>
            carrier('askReturn', 'Ask for the emergency return of the numbers', {
              ...port,
              reason: effect.reason,
              askedAtMs: effect.askedAtMs,
            }),
          ),
        };
      case 'prepare':
        await own('prepareNumbers', `Add the numbers to the dashboard, for ${effect.date}`, {
          orderId,
          accountId,
          numbers,
          date: effect.date,
        });
        return { kind: 'prepared', date: effect.date };
      case 'readNumbers':
        return {
          kind: 'numbersRead',
          date: effect.date,
          ...(await own('readNumbers', `Are the numbers ready for ${effect.date}?`, { numbers })),
        };
      case 'activate':
        return {
          kind: 'activated',
          ...(await own('activateNumbers', 'Take the numbers into service, ask for SMS', {
            orderId,
            numbers: effect.numbers,
            ...(effect.unprepared ? { prepareFor: { accountId, numbers, date: loop.state.foc?.date ?? today(input) } } : {}),
          })),
        };
      case 'enableSms':
        return { kind: 'smsEnabled', ...(await own('enableSms', 'Ask for SMS', { orderId, numbers })) };
      case 'release':
        await own('releaseNumbers', 'Give up the claim on the numbers', { orderId, numbers });
        return { kind: 'released' };
      case 'bind': {
        const binding = { orderId, n: input.n, reference: effect.reference };
        await orders.bindPort({ gateway: input.gateway, gatewayId: effect.gatewayId, binding, clock: input.clock });
        return { kind: 'bound' };
      }
      case 'plan':
        return { kind: 'planned', answer: await orders.plan(effect.question), then: effect.then };
      default:
        return effect satisfies never;
    }
  };

  const tell = async (nowMs: number): Promise<RequestEvent> => {
    const snapshot = snapshotOf(input.n, loop.state, nowMs, loop.state.toldSeq);
    const reached = await orders.tellOrder({ orderId: input.orderId, snapshot }).catch(() => false);
    telling = false;
    return { kind: 'told', seq: snapshot.version, reached };
  };

  const loop: Loop = {
    state,
    clock: input.clock,
    inbox: [],
    decide: (before, event, nowMs) => decide(before, event, nowMs, input),
    run,
    failed: (effect, failure) =>
      effect.do === 'submit' && failure === 'OutcomeUnknown'
        ? { kind: 'submitUnknown', attempt: effect.attempt }
        : { kind: 'effectFailed', effect, failure },
    timeReached: { kind: 'timeReached' },
    changed: (before, after) => tellWorker(aboutOf(input, after), requestHappenings(before, after)),
    deadlines: deadlinesOf,
    routine: { at: ({ lookAt }) => lookAt, reached: { kind: 'lookUpDue' } },
    afterRound: (now, nowMs) => {
      const snapshot = snapshotOf(input.n, now, nowMs, now.factSeq);
      shown.show(
        {
          status: snapshot.status,
          portDateMs: snapshot.foc?.windowStartMs,
          nextDeadlineMs: snapshot.nextDeadline?.atMs,
          attention: snapshot.attention,
          owner: snapshot.owner,
          attentionSinceMs: snapshot.attentionSinceMs,
        },
        describeRequest(snapshot, now.facts, nowMs, input.rules.zone),
      );
      const untold = mustTell(now) && !telling && !now.retries.some(({ what }) => what === 'tell');
      if (!untold) return [];
      telling = true;
      return [tell(nowMs)];
    },
    isFinished,
    continueAsNewAfterEvents: input.continueAsNewAfterEvents,
  };
  return loop;
}
