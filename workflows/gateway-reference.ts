import { allHandlersFinished, CancellationScope, condition, continueAsNew, setHandler } from '@temporalio/workflow';
import { isBinding, isRecord, isUnreferencedEvent } from '../domain/message-shape';
import {
  decidePointer,
  describePointer,
  newPointer,
  pointerDeadlines,
  type PointerEffect,
  type PointerEvent,
  type PointerInput,
  type PointerOutcome,
  type PointerState,
} from '../domain/pointer';
import { ordersActivities } from './activity-proxies';
import { bindSignal, portEventSignal, resolveSignal } from './contract';
import { runInboxLoop, type InboxLoop } from './inbox-loop';
import { onAssign, tellAttention } from './operating';
import { ShownState } from './shown';
import { demandReadable } from './readable-input';

type Loop = InboxLoop<PointerState, PointerEvent, PointerEffect>;

/**
 * The pointer from a gateway's own id of a port to our request, where webhooks do not echo our reference. It is started by
 * the first event or by the request, whichever comes first, and ends some time after its request.
 */
export async function gatewayReference(input: PointerInput, carried?: PointerState): Promise<PointerOutcome> {
  demandReadable(input, carried);
  const loop = createLoop(input, carried ?? newPointer());
  listen(loop, input);
  return CancellationScope.nonCancellable(async () => {
    const how = await runInboxLoop(loop);
    await condition(allHandlersFinished);
    const { outcome } = loop.state;
    if (how === 'continueAsNew' || !outcome) return continueAsNew<typeof gatewayReference>(input, loop.state);
    return outcome;
  });
}

function listen(loop: Loop, { gateway }: PointerInput): void {
  const take = (event: PointerEvent | undefined): void => void loop.inbox.push(event ?? { kind: 'unreadable' });
  setHandler(
    portEventSignal,
    (event) => take(isUnreferencedEvent(event) && event.gateway === gateway ? { kind: 'came', event } : undefined),
    {
      description: "A word from the carrier that names only the gateway's id of the port: {id, gateway, gatewayId, type, occurredAtMs, …}",
    },
  );
  setHandler(bindSignal, (binding) => take(isBinding(binding) ? { kind: 'bound', binding } : undefined), {
    description: 'Whose port it is: {"orderId": "…", "n": 1, "reference": "…"}. What is held is passed on to that request',
  });
  onAssign((message) => take(message && { kind: 'assigned', to: message.to }));
  tellAttention(() => ({ since: loop.state.attention, owner: loop.state.owner }));
  setHandler(
    resolveSignal,
    (message) =>
      take(
        isRecord(message) && typeof message.by === 'string' && typeof message.reason === 'string'
          ? { kind: 'resolved', by: message.by, reason: message.reason }
          : undefined,
      ),
    { description: 'Nobody\'s port, and dealt with: {"by": "who", "reason": "what was done"}' },
  );
}

function createLoop(input: PointerInput, state: PointerState): Loop {
  const { clock } = input;
  const orders = ordersActivities();
  const shown = new ShownState();

  const run = async (effect: PointerEffect): Promise<PointerEvent> => {
    switch (effect.do) {
      case 'pass':
        return { kind: 'passed', gone: (await orders.forwardEvent({ event: effect.event, clock })) === 'parked' };
      case 'park':
        await orders.forwardEvent({ event: { ...effect.event, reference: '' }, clock });
        return { kind: 'parked' };
      case 'ask': {
        const snapshot = await orders.askRequest({ orderId: effect.binding.orderId, n: effect.binding.n });
        return { kind: 'asked', over: snapshot === null || snapshot.status === 'over' };
      }
      default:
        return effect satisfies never;
    }
  };

  return {
    state,
    clock,
    inbox: [],
    decide: decidePointer,
    run,
    failed: (effect) => {
      if (effect.do === 'ask') return { kind: 'notAsked' };
      return effect.do === 'park' ? { kind: 'notParked', event: effect.event } : { kind: 'notPassed' };
    },
    timeReached: { kind: 'timeReached' },
    deadlines: pointerDeadlines,
    afterRound: (now) => {
      const { details, ...standing } = describePointer(input, now);
      shown.show(standing, details);
      return [];
    },
    isFinished: ({ outcome }) => outcome !== undefined,
    continueAsNewAfterEvents: input.continueAsNewAfterEvents,
  };
}
