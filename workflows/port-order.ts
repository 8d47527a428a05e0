import { ApplicationFailure, CancellationScope, allHandlersFinished, condition, continueAsNew, setHandler } from '@temporalio/workflow';
import { isActor, isLoaSigned, isRecord, isRequestList, isSnapshot } from '../domain/message-shape';
import { orderHappenings, refused, type About } from '../domain/happening';
import { isFinished } from '../domain/order/closing';
import { orderDeadlines } from '../domain/order/deadlines';
import { decide, newOrder } from '../domain/order/decide';
import { judgeOrderAct } from '../domain/order/operating';
import { describeOrder } from '../domain/order/details';
import type { OrderEvent } from '../domain/order/events';
import type { OrderInput, OrderState } from '../domain/order/state';
import { viewOf, type OrderView } from '../domain/order/view';
import {
  cancelRequestedSignal,
  intakeUpdate,
  loaSignedSignal,
  orderViewQuery,
  requestProgressedSignal,
  resyncSignal,
  timelineQuery,
} from './contract';
import { demand } from './demand';
import { runInboxLoop } from './inbox-loop';
import { listenToCommands, type OrderLoop } from './order-commands';
import { listenToOperators, listenToOwners, tellAttention } from './operating';
import { orderEffects } from './order-effects';
import { demandReadable } from './readable-input';
import { ShownState } from './shown';
import { FIRST_STATUS } from './search-attributes';
import { tellWorker } from './tell-worker';

/** What an order is started with. */
const FIRST_SHOWN = { status: FIRST_STATUS, attention: [] };

/**
 * One customer's wish: documents, LOA, one request per block or number, and word of everything that happens. Lives until
 * every request is over and told. `carried` is the state of an earlier run.
 */
export async function portOrder(input: OrderInput, carried?: OrderState): Promise<OrderView> {
  demandReadable(input, carried);
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

function createLoop(input: OrderInput, state: OrderState): OrderLoop {
  const shown = new ShownState(FIRST_SHOWN, input.clock);
  const loop: OrderLoop = {
    state,
    clock: input.clock,
    inbox: [],
    decide: (before, event, nowMs) => decide(before, event, nowMs, input),
    run: orderEffects(input, () => loop.state),
    failed: (effect, failure) => ({ kind: 'effectFailed', effect, failure }),
    timeReached: { kind: 'timeReached' },
    changed: (before, after) => tellWorker(aboutOf(after), orderHappenings(before, after)),
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
          owner: view.owner,
          attentionSinceMs: view.attentionSinceMs,
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

/** By what its happenings are counted. */
const aboutOf = ({ details }: OrderState): About => ({ country: details.country, losingCarrier: details.losing.carrier });

/** Signals: pushed, never refused here. What has no sense is quarantined by the loop. */
function listenToSignals(loop: OrderLoop): void {
  const take = (event: OrderEvent | undefined): void => void loop.inbox.push(event ?? { kind: 'unreadable' });
  setHandler(loaSignedSignal, (signature) => take(isLoaSigned(signature) ? { kind: 'loaSigned', signature } : undefined), {
    description:
      'From a signing page: the LOA was signed, {"loaId", "revision", "hash", "signer", "at"}. A stale revision is told and not taken. Not for people: use `portico sign`',
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
  listenToOwners(take);
  setHandler(resyncSignal, () => take({ kind: 'resync' }), { description: 'Ask every request where it stands: {}' });
  CancellationScope.current().cancelRequested.catch(() => loop.inbox.push({ kind: 'cancelRequested', by: 'operator' }));
}

/** Updates: the caller learns at once. Malformed ones are refused by the validator and leave no event; "too late" is an accepted update with a refused result. */
function listen(loop: OrderLoop, input: OrderInput): void {
  setHandler(orderViewQuery, () => viewOf(loop.state, input), {
    description: 'The order, its requests and numbers, what is needed and until when',
  });
  setHandler(timelineQuery, () => loop.state.facts, { description: 'What happened, in order' });
  listenToSignals(loop);

  listenToCommands(loop, (change, reason) => tellWorker(aboutOf(loop.state), refused(change, reason)));
  listenToOperators(loop, (state, act) => judgeOrderAct(state, act, input));
  tellAttention(() => ({ since: loop.state.attention, owner: loop.state.owner }));
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
      description: 'Waits for what account, gateway and platform say of the order: {"contentHash"}. Not for people: sent by whoever orders',
    },
  );
}
