import { ApplicationFailure, CancellationScope, allHandlersFinished, condition, continueAsNew, setHandler } from '@temporalio/workflow';
import { isActor, isIsoDate, isLoaSigned, isRecord, isRequestList, isSnapshot } from '../domain/message-shape';
import { judgeCancellation, judgeCorrection, judgeRescheduling, type CommandAnswer } from '../domain/order/commands';
import { isFinished } from '../domain/order/closing';
import { orderDeadlines } from '../domain/order/deadlines';
import { decide, newOrder } from '../domain/order/decide';
import { describeOrder } from '../domain/order/details';
import type { OrderEffect, OrderEvent } from '../domain/order/events';
import type { OrderInput, OrderState } from '../domain/order/state';
import { viewOf, type OrderView } from '../domain/order/view';
import {
  cancelRequestedSignal,
  correctDetailsUpdate,
  intakeUpdate,
  loaSignedSignal,
  orderViewQuery,
  provideDocumentUpdate,
  requestCancellationUpdate,
  requestProgressedSignal,
  requestRescheduleUpdate,
  resyncSignal,
  timelineQuery,
  type Command,
} from './contract';
import { nowIn, runInboxLoop, type InboxLoop } from './inbox-loop';
import { orderEffects } from './order-effects';
import { ShownState } from './shown';
import { FIRST_STATUS } from './search-attributes';

type Loop = InboxLoop<OrderState, OrderEvent, OrderEffect>;

/** What an order is started with. */
const FIRST_SHOWN = { status: FIRST_STATUS, attention: [] };

/** Answers to commands that are remembered; a repeated command is one command. */
const ANSWERS_KEPT = 50;

/**
 * One customer's wish: documents, LOA, one request per block or number, and word of everything that happens. Lives until
 * every request is over and told. `carried` is the state of an earlier run.
 */
export async function portOrder(input: OrderInput, carried?: OrderState): Promise<OrderView> {
  if (!isRecord(input) || input.schemaVersion !== 1)
    throw ApplicationFailure.nonRetryable('portOrder needs an input of schemaVersion 1', 'InvalidPortOrder');
  const loop = createLoop(input, carried ?? newOrder(input));
  listen(loop, input);
  if (!carried) loop.inbox.push({ kind: 'started' });
  return CancellationScope.nonCancellable(async () => {
    const how = await runInboxLoop(loop);
    await condition(allHandlersFinished);
    if (how === 'continueAsNew') await continueAsNew<typeof portOrder>(input, loop.state);
    return viewOf(loop.state, input);
  });
}

function createLoop(input: OrderInput, state: OrderState): Loop {
  const shown = new ShownState(FIRST_SHOWN);
  const loop: Loop = {
    state,
    clock: input.clock,
    inbox: [],
    decide: (before, event, nowMs) => decide(before, event, nowMs, input),
    run: orderEffects(input, () => loop.state),
    failed: (effect, failure) => ({ kind: 'effectFailed', effect, failure }),
    timeReached: { kind: 'timeReached' },
    deadlines: orderDeadlines,
    afterRound: (now, nowMs) => {
      const view = viewOf(now, input);
      const dates = view.requests.flatMap(({ foc, status }) => (foc && status !== 'over' ? [foc.windowStartMs] : []));
      shown.show(
        {
          status: view.status,
          portDateMs: dates.length > 0 ? Math.min(...dates) : undefined,
          nextDeadlineMs: view.nextDeadline?.atMs,
          attention: view.attention,
        },
        describeOrder(view, now.facts, nowMs, input.rules.zone),
      );
      return [];
    },
    isFinished,
    continueAsNewAfterEvents: input.continueAsNewAfterEvents,
  };
  return loop;
}

/** Signals: pushed, never refused here. What has no sense is quarantined by the loop. */
function listenToSignals(loop: Loop): void {
  const take = (event: OrderEvent | undefined): void => void loop.inbox.push(event ?? { kind: 'unreadable' });
  setHandler(loaSignedSignal, (signature) => take(isLoaSigned(signature) ? { kind: 'loaSigned', signature } : undefined), {
    description: 'The LOA was signed: {loaId, revision, hash, signer, at}. A stale revision is told and not taken',
  });
  setHandler(
    cancelRequestedSignal,
    (message) =>
      take(
        isRecord(message) && isActor(message.by) && isRequestList(message.requests)
          ? { kind: 'cancelRequested', by: message.by, requests: message.requests }
          : undefined,
      ),
    {
      description: 'Ask to cancel (R24): {"by": "operator"}, with "requests": [1] only these. A refusal is told to the customer',
    },
  );
  setHandler(requestProgressedSignal, (snapshot) => take(isSnapshot(snapshot) ? { kind: 'requestProgressed', snapshot } : undefined), {
    description: 'From a request: where it stands. Not for people',
  });
  setHandler(resyncSignal, () => take({ kind: 'resync' }), { description: 'Ask every request where it stands: {}' });
  CancellationScope.current().cancelRequested.catch(() => loop.inbox.push({ kind: 'cancelRequested', by: 'operator' }));
}

/** Updates: the caller learns at once. Malformed ones are refused by the validator and leave no event; "too late" is an accepted update with a refused result. */
function listen(loop: Loop, input: OrderInput): void {
  setHandler(orderViewQuery, () => viewOf(loop.state, input), {
    description: 'The order, its requests and numbers, what is needed and until when',
  });
  setHandler(timelineQuery, () => loop.state.facts, { description: 'What happened, in order' });
  listenToSignals(loop);

  const command =
    <C extends Command>(judge: (message: C, nowMs: number) => CommandAnswer, event: (message: C) => OrderEvent) =>
    (message: C): CommandAnswer => {
      const known = loop.state.answered.find(({ id }) => id === message.commandId);
      if (known) return known.answer as CommandAnswer;
      const answer = judge(message, nowIn(loop.clock));
      loop.state = { ...loop.state, answered: [...loop.state.answered, { id: message.commandId, answer }].slice(-ANSWERS_KEPT) };
      if (answer.taken) loop.inbox.push(event(message));
      return answer;
    };
  setHandler(
    provideDocumentUpdate,
    command(
      () => documentAnswer(loop.state),
      ({ document, sha256 }) => ({ kind: 'documentProvided', document, sha256 }),
    ),
    {
      validator: (message) =>
        demand(
          isCommand(message) && typeof message.document === 'string' && /^[0-9a-f]{64}$/.test(message.sha256),
          '{commandId, by, document, sha256}',
        ),
      description: 'A stored document of a required kind, by its SHA-256',
    },
  );
  setHandler(
    requestCancellationUpdate,
    command(
      ({ requests }, nowMs) => judgeCancellation(loop.state, requests, nowMs),
      ({ by, requests }) => ({ kind: 'cancelRequested', by, requests }),
    ),
    {
      validator: (message) =>
        demand(isCommand(message) && targetsExist(loop, message.requests), '{commandId, by, requests?: existing request numbers}'),
      description: 'Ask to cancel and learn at once, per request, whether it could be asked and until when (R24)',
    },
  );
  setHandler(
    requestRescheduleUpdate,
    command(
      ({ requests }, nowMs) => judgeRescheduling(loop.state, requests, nowMs),
      ({ by, date, requests }) => ({ kind: 'rescheduleRequested', by, date, requests }),
    ),
    {
      validator: (message) =>
        demand(
          isCommand(message) && isIsoDate(message.date) && targetsExist(loop, message.requests),
          '{commandId, by, date: "YYYY-MM-DD", requests?}',
        ),
      description: 'Ask for another date and learn at once, per request, whether it could be asked and until when (R23)',
    },
  );
  setHandler(
    correctDetailsUpdate,
    command(
      ({ correction, requests }) => judgeCorrection(loop.state, requests, correction),
      ({ correction, requests }) => ({ kind: 'corrected', correction, requests }),
    ),
    {
      validator: (message) =>
        demand(
          isCommand(message) && isRecord(message.correction) && targetsExist(loop, message.requests),
          '{commandId, by, correction, requests?}',
        ),
      description: 'Correct holder, losing account, signer or transfer codes, before submission or after a rejection (R13)',
    },
  );
  setHandler(
    intakeUpdate,
    async ({ contentHash }) => {
      if (contentHash !== input.contentHash) return { kind: 'otherContent' };
      await CancellationScope.nonCancellable(() => condition(() => loop.state.phase.at !== 'intake'));
      const { phase } = loop.state;
      return phase.at === 'over' && phase.outcome === 'refused'
        ? { kind: 'refused', problems: phase.problems ?? [] }
        : { kind: 'accepted' };
    },
    {
      validator: (message) => demand(isRecord(message) && typeof message.contentHash === 'string', '{contentHash}'),
      description: 'Waits for what account, gateway and platform say of the order',
    },
  );
}

function documentAnswer({ phase }: OrderState): CommandAnswer {
  return phase.at === 'over'
    ? { taken: false, results: [{ n: 0, taken: false, reason: 'closed' }] }
    : { taken: true, results: [{ n: 0, taken: true, mayFail: false, atOnce: true }] };
}

const isCommand = (message: Command): boolean =>
  isRecord(message) &&
  typeof message.commandId === 'string' &&
  message.commandId !== '' &&
  isActor(message.by) &&
  isRequestList(message.requests);

const targetsExist = (loop: Loop, requests: readonly number[] | undefined): boolean =>
  !requests || requests.every((n) => loop.state.requests.some((entry) => entry.n === n));

function demand(fits: boolean, shape: string): void {
  if (!fits) throw ApplicationFailure.nonRetryable(`This message takes ${shape}.`, 'Refused.Malformed');
}
