import { ApplicationFailure, CancellationScope, allHandlersFinished, condition, continueAsNew, setHandler } from '@temporalio/workflow';
import { isAsk, isEntry } from '../domain/manual/message-shape';
import { answerToAsk } from '../domain/manual/asks';
import { deadlinesOf } from '../domain/manual/deadlines';
import { decide, newDesk } from '../domain/manual/decide';
import { groundOf } from '../domain/manual/entries';
import { entryProblems, possibleEntries, type Entry } from '../domain/manual/entry';
import type { DeskEffect, DeskEvent } from '../domain/manual/events';
import type { DeskInput, DeskState } from '../domain/manual/state';
import { isFinished, viewOf, type DeskView } from '../domain/manual/view';
import { describeDesk } from '../domain/manual/words';
import { isRecord } from '../domain/message-shape';
import { ordersActivities } from './activity-proxies';
import { askUpdate, deskViewQuery, enterUpdate, resolveSignal, type EntryAnswer } from './contract';
import { demand } from './demand';
import { nowIn, runInboxLoop, type InboxLoop } from './inbox-loop';
import { onAssign, tellAttention } from './operating';
import { FIRST_DESK_STATUS } from './search-attributes';
import { ShownState } from './shown';
import { demandReadable } from './readable-input';

type Loop = InboxLoop<DeskState, DeskEvent, DeskEffect>;

/**
 * One attempt at a losing carrier without an API: the file on an operator's desk. What our side asks becomes something to
 * do; what the carrier says by mail or telephone is entered, and handed to the request as a webhook's would be. `carried`
 * is the state of an earlier run. Answers its last view.
 */
export async function manualPort(input: DeskInput, carried?: DeskState): Promise<DeskView> {
  demandReadable(input, carried);
  if (!isRecord(input) || input.schemaVersion !== 1)
    throw ApplicationFailure.nonRetryable('manualPort needs an input of schemaVersion 1', 'InvalidManualPort');
  const loop = createLoop(input, carried ?? newDesk(input, nowIn(input.clock)));
  listen(loop, input);
  if (!carried) loop.inbox.push({ kind: 'started' });
  return CancellationScope.nonCancellable(async () => {
    const how = await runInboxLoop(loop);
    await condition(allHandlersFinished);
    if (how === 'continueAsNew') await continueAsNew<typeof manualPort>(input, loop.state);
    return viewOf(loop.state, input);
  });
}

/** Messages are decided as they are answered, so that the next one in the same moment is held against what this one made. */
function listen(loop: Loop, input: DeskInput): void {
  const take = (event: DeskEvent): void => {
    const { state, effects } = decide(loop.state, event, nowIn(input.clock), input);
    loop.state = state;
    loop.inbox.push({ kind: 'act', effects });
  };
  setHandler(deskViewQuery, () => viewOf(loop.state, input), {
    description: 'What is to be done, by when, for which details, and everything that was entered',
  });
  setHandler(
    askUpdate,
    (ask) => {
      const outcome = answerToAsk(loop.state, ask);
      take({ kind: 'asked', ask });
      return outcome;
    },
    {
      validator: (ask) => demand(isAsk(ask), '{kind: cancel, reschedule, activate, return or comment, key, date?, reason?, text?}'),
      description: 'From the request, through its gateway. Not for people: use `portico cancel` and the like',
    },
  );
  setHandler(
    enterUpdate,
    (entry): EntryAnswer => {
      const known = enteredBefore(loop.state, entry);
      if (known) return { kind: known.contentHash === entry.contentHash ? 'taken' : 'otherContent' };
      const ground = groundOf(loop.state);
      const problems = entryProblems(entry, ground, nowIn(input.clock));
      if (problems.length > 0) return { kind: 'refused', problems, possible: possibleEntries(ground) };
      take({ kind: 'entered', entry });
      return { kind: 'taken' };
    },
    {
      validator: (entry) => demand(isEntry(entry), '{id, contentHash, type, saidAtMs, entered: {by, channel, ...}, foc?, ...}'),
      description: 'What the losing carrier said, or that something is out. Use `portico carrier-answer`',
    },
  );
  onAssign((message) => void loop.inbox.push(message ? { kind: 'assigned', ...message } : { kind: 'unreadable' }));
  tellAttention(() => ({ since: loop.state.attention, owner: loop.state.owner }));
  setHandler(
    resolveSignal,
    (message) =>
      void loop.inbox.push(
        isRecord(message) && typeof message.by === 'string' && typeof message.reason === 'string'
          ? { kind: 'resolved', by: message.by, reason: message.reason }
          : { kind: 'unreadable' },
      ),
    { description: 'Closes the task whatever it waits for: {"by": "who", "reason": "what was done"}. The request is told nothing' },
  );
  CancellationScope.current().cancelRequested.catch(() => loop.inbox.push({ kind: 'resolved' }));
}

const enteredBefore = ({ facts }: DeskState, { id }: Entry): Entry | undefined =>
  facts.flatMap((fact) => (fact.kind === 'entered' && fact.entry.id === id ? [fact.entry] : []))[0];

function createLoop(input: DeskInput, state: DeskState): Loop {
  const orders = ordersActivities();
  const shown = new ShownState({ status: FIRST_DESK_STATUS, attention: [] });
  const { orderId, n, reference } = input;
  const run = async (effect: DeskEffect): Promise<DeskEvent> => {
    switch (effect.do) {
      case 'plan':
        return { kind: 'planned', key: effect.key, answer: await orders.plan(effect.question) };
      case 'deliver':
        return { kind: 'delivered', id: effect.event.id, reached: await orders.deliverEvent(effect.event) };
      case 'lookAtRequest': {
        const request = await orders.askRequest({ orderId, n });
        return { kind: 'requestSeen', over: request && (request.status === 'over' || request.reference !== reference) };
      }
      default:
        return effect satisfies never;
    }
  };
  return {
    state,
    clock: input.clock,
    inbox: [],
    decide: (before, event, nowMs) => decide(before, event, nowMs, input),
    run,
    failed: (effect) => ({ kind: 'effectFailed', effect }),
    timeReached: { kind: 'timeReached' },
    deadlines: deadlinesOf,
    afterRound: (now, nowMs) => {
      const view = viewOf(now, input);
      shown.show(
        {
          status: view.at,
          portDateMs: view.foc?.windowStartMs,
          nextDeadlineMs: view.nextDeadline?.atMs,
          attention: view.attention,
          attentionSinceMs: view.attentionSinceMs,
          owner: view.owner,
        },
        describeDesk(view, nowMs),
      );
      return [];
    },
    isFinished,
    continueAsNewAfterEvents: input.continueAsNewAfterEvents,
  };
}
