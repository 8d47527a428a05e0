import { ApplicationFailure, CancellationScope, allHandlersFinished, condition, continueAsNew, setHandler } from '@temporalio/workflow';
import { recall, remember } from '../domain/answered';
import { isCallList, isRecord, isTextOrNone } from '../domain/message-shape';
import { caseHappenings } from '../domain/happening';
import { decide, newCase } from '../domain/support-case/decide';
import { deadlinesOf } from '../domain/support-case/deadlines';
import { describeCase } from '../domain/support-case/details';
import type { CaseEffect, CaseEvent } from '../domain/support-case/events';
import { isAnswering, type CaseAnswer, type CaseInput, type CaseState } from '../domain/support-case/state';
import { isFinished, viewOf, type SupportCaseView } from '../domain/support-case/view';
import { ordersActivities, provisioningActivities } from './activity-proxies';
import { answeredQuery, caseAnswerUpdate, proceedUpdate, resolveSignal, supportCaseViewQuery, type CaseMessage } from './contract';
import { demand } from './demand';
import { nowIn, runInboxLoop, type InboxLoop } from './inbox-loop';
import { onAssign, tellAttention } from './operating';
import { demandReadable } from './readable-input';
import { FIRST_CASE_STATUS } from './search-attributes';
import { ShownState } from './shown';
import { tellWorker } from './tell-worker';

type Loop = InboxLoop<CaseState, CaseEvent, CaseEffect>;

/**
 * One complaint about one number of an order, live or long closed (R15, R16, R25, R26): whose turn it is, what was
 * checked, which failed calls are still needed, and our team until it is resolved. `carried` is the state of an earlier
 * run. Answers its last view.
 */
export async function supportCase(input: CaseInput, carried?: CaseState): Promise<SupportCaseView> {
  demandReadable(input, carried);
  if (!isRecord(input) || input.schemaVersion !== 1)
    throw ApplicationFailure.nonRetryable('supportCase needs an input of schemaVersion 1', 'InvalidSupportCase');
  const loop = createLoop(input, carried ?? newCase(input));
  listen(loop, input);
  if (!carried) loop.inbox.push({ kind: 'started' });
  return CancellationScope.nonCancellable(async () => {
    const how = await runInboxLoop(loop);
    await condition(allHandlersFinished);
    if (how === 'continueAsNew') await continueAsNew<typeof supportCase>(input, loop.state);
    return viewOf(loop.state, nowIn(input.clock), input);
  });
}

function listen(loop: Loop, input: CaseInput): void {
  setHandler(supportCaseViewQuery, () => viewOf(loop.state, nowIn(input.clock), input), {
    description: 'The complaint, what was checked, which calls count, and what is waited for',
  });
  setHandler(answeredQuery, () => loop.state.answered, { description: 'Messages that were answered, with their answers. Not for people' });
  setHandler(
    caseAnswerUpdate,
    async ({ contentHash }) => {
      if (contentHash !== undefined && contentHash !== input.contentHash) return { kind: 'otherContent' };
      await CancellationScope.nonCancellable(() => condition(() => loop.inbox.length === 0 && !isAnswering(loop.state)));
      return { kind: 'answered' };
    },
    {
      validator: (message) => demand(isRecord(message) && isTextOrNone(message.contentHash), '{contentHash?}'),
      description: "Waits for the answer to the customer's last word: {}. Not for people",
    },
  );
  setHandler(
    proceedUpdate,
    ({ calls = [], works = false, ...known }): CaseAnswer => {
      const before = recall(loop.state.answered, known);
      if (before) return before === 'otherContent' ? { taken: false, otherContent: true } : before.answer;
      const answer = { taken: loop.state.phase.at !== 'over' };
      loop.state = { ...loop.state, answered: remember(loop.state.answered, known, answer) };
      if (answer.taken) loop.inbox.push({ kind: 'proceed', calls, works });
      return answer;
    },
    {
      validator: (message) => demand(isCaseMessage(message), '{commandId, calls?, works?}, each dated call with its atMs'),
      description: 'From the customer: failed calls (R26), or that it works now; neither means: go on. Use `portico support`',
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
    { description: 'Dealt with: {"by": "who", "reason": "what was done"}. The customer is told the reason in these words' },
  );
  CancellationScope.current().cancelRequested.catch(() => loop.inbox.push({ kind: 'resolved' }));
}

function createLoop(input: CaseInput, state: CaseState): Loop {
  const own = provisioningActivities(input.clock);
  const orders = ordersActivities();
  const shown = new ShownState({ status: FIRST_CASE_STATUS, attention: [] }, input.clock);
  const { orderId, accountId, k, clock, language, ticketRef } = input;
  const { number } = input.complaint;
  const { zone } = input.rules;
  const run = async (effect: CaseEffect): Promise<CaseEvent> => {
    switch (effect.do) {
      case 'examine':
        return {
          kind: 'examined',
          examination: await own('examineNumber', 'Look at the port, and at the number on our platform', { orderId, number }),
        };
      case 'plan':
        return { kind: 'planned', answer: await orders.plan(effect.question) };
      case 'notify': {
        const { seq, facts } = effect;
        const to = { orderId, accountId, language, ticketRef, zone, clock };
        await orders.startNotification({ ...to, seq, facts: [], items: {}, supportCase: { k, number, facts } });
        return { kind: 'notified', seq };
      }
      default:
        return effect satisfies never;
    }
  };
  return {
    state,
    clock,
    inbox: [],
    decide: (before, event, nowMs) => decide(before, event, nowMs, input),
    run,
    failed: (effect) => ({ kind: 'effectFailed', effect }),
    timeReached: { kind: 'timeReached' },
    changed: (before, after) => tellWorker({}, caseHappenings(before, after)),
    deadlines: deadlinesOf,
    afterRound: (now, nowMs) => {
      const view = viewOf(now, nowMs, input);
      shown.show(
        {
          status: view.status,
          nextDeadlineMs: view.nextDeadline?.atMs,
          attention: view.attention,
          attentionSinceMs: view.attentionSinceMs,
          owner: view.owner,
        },
        describeCase(view, nowMs, zone),
      );
      return [];
    },
    isFinished,
    continueAsNewAfterEvents: input.continueAsNewAfterEvents,
  };
}

const isCaseMessage = (message: CaseMessage): boolean =>
  isRecord(message) &&
  typeof message.commandId === 'string' &&
  message.commandId !== '' &&
  isTextOrNone(message.contentHash) &&
  (message.calls === undefined || isCallList(message.calls)) &&
  (message.works === undefined || typeof message.works === 'boolean');
