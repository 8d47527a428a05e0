import type { UpdateDefinition } from '@temporalio/common';
import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  makeContinueAsNewFunc,
  setHandler,
  upsertMemo,
  workflowInfo,
} from '@temporalio/workflow';
import { oldestOf, reasonsOf } from '../domain/attention';
import { isRecord } from '../domain/message-shape';
import {
  addEndpoint,
  answerTo,
  disableEndpoint,
  enableEndpoint,
  noteReplay,
  removeEndpoint,
  rotateSecret,
  takeNews,
  type EndpointCommand,
  type Step,
} from '../domain/webhooks/commands';
import { describeEndpoints } from '../domain/webhooks/details';
import { subscriptionsOf, viewOfEndpoint } from '../domain/webhooks/endpoint';
import { isAddEndpoint, isEndpointCommand, isNews, isReplayNote, isRotation } from '../domain/webhooks/message-shape';
import { NO_ENDPOINTS, type WebhooksAnswer, type WebhooksInput, type WebhooksState } from '../domain/webhooks/state';
import {
  addEndpointUpdate,
  deliveryNewsSignal,
  disableEndpointUpdate,
  enableEndpointUpdate,
  endpointQuery,
  endpointsQuery,
  noteReplayUpdate,
  removeEndpointUpdate,
  rotateSecretUpdate,
  webhooksAnswerQuery,
} from './contract';
import { demand } from './demand';
import { nowIn } from './inbox-loop';
import { onAssign, tellAttention } from './operating';
import { FIRST_WEBHOOKS_STATUS } from './search-attributes';
import { ShownState, type Shown } from './shown';
import { demandReadable } from './readable-input';

/**
 * The endpoints of one account: who is told of what, where, and signed with which secret. Lives as long as the account. The
 * memo says who is told of what, so that publishing takes one look and no worker. `carried` is the state of an earlier run.
 */
export async function webhooks(input: WebhooksInput, carried: WebhooksState = NO_ENDPOINTS): Promise<never> {
  demandReadable(input, carried);
  if (!isRecord(input) || input.schemaVersion !== 1)
    throw ApplicationFailure.nonRetryable('webhooks needs an input of schemaVersion 1', 'InvalidWebhooks');
  const kept = new KeptEndpoints(carried);
  listen(kept, input);
  // The Web UI's big button would forget every subscription.
  return CancellationScope.nonCancellable(async () => {
    kept.show();
    await condition(() => workflowInfo().continueAsNewSuggested || workflowInfo().historyLength > input.continueAsNewAfterEvents);
    await condition(allHandlersFinished);
    const again = makeContinueAsNewFunc<typeof webhooks>({ memo: memoOf(kept.state) });
    return again(input, kept.state);
  });
}

/** The state, and what is seen of it from outside. */
class KeptEndpoints {
  state: WebhooksState;
  private readonly shown: ShownState;
  private memo: string;

  constructor(state: WebhooksState) {
    this.state = state;
    this.shown = new ShownState(shownOf(state));
    this.memo = JSON.stringify(memoOf(state));
  }

  become(state: WebhooksState): void {
    this.state = state;
    this.show();
  }

  take({ state, answer }: Step): WebhooksAnswer {
    this.become(state);
    return answer;
  }

  show(): void {
    const memo = memoOf(this.state);
    if (JSON.stringify(memo) !== this.memo) upsertMemo(memo);
    this.memo = JSON.stringify(memo);
    this.shown.show(shownOf(this.state), describeEndpoints(this.state));
  }
}

const memoOf = ({ endpoints }: WebhooksState) => ({ subscriptions: subscriptionsOf(endpoints) });

const shownOf = ({ endpoints, attention, owner }: WebhooksState): Shown => ({
  status: endpoints.some(({ state }) => state.is === 'active') ? 'active' : FIRST_WEBHOOKS_STATUS,
  attention: reasonsOf(attention),
  attentionSinceMs: oldestOf(attention),
  owner,
});

function listen(kept: KeptEndpoints, { clock }: WebhooksInput): void {
  setHandler(endpointsQuery, () => kept.state.endpoints.map(viewOfEndpoint), { description: 'Every endpoint, without its secrets' });
  setHandler(endpointQuery, (asked) => kept.state.endpoints.find(({ id }) => isRecord(asked) && id === asked.id) ?? null, {
    description: 'One endpoint with its secrets, for the sender: {id}',
  });
  setHandler(webhooksAnswerQuery, (asked) => (isRecord(asked) ? answerTo(kept.state, asked.commandId) : undefined) ?? null, {
    description: 'What was answered to a command: {commandId}',
  });
  setHandler(addEndpointUpdate, (command) => kept.take(addEndpoint(kept.state, command, nowIn(clock))), {
    validator: (command) => demand(isAddEndpoint(command), '{commandId, contentHash, id, url, secret, events?, orderId?}'),
    description: 'A new endpoint. Use `portico webhooks add`',
  });
  setHandler(rotateSecretUpdate, (command) => kept.take(rotateSecret(kept.state, command, Date.now())), {
    validator: (command) => demand(isRotation(command), '{commandId, contentHash, id, secret}'),
    description: 'A new secret; the one before signs too, for a day. Use `portico webhooks rotate`',
  });
  setHandler(noteReplayUpdate, (command) => kept.take(noteReplay(kept.state, command)), {
    validator: (command) => demand(isReplayNote(command), '{commandId, contentHash, id, replayed}'),
    description: 'That events were sent again. Not for people',
  });
  const toEndpoint = (
    update: UpdateDefinition<WebhooksAnswer, [EndpointCommand]>,
    take: (state: WebhooksState, command: EndpointCommand, nowMs: number) => Step,
    description: string,
  ): void =>
    setHandler(update, (command) => kept.take(take(kept.state, command, nowIn(clock))), {
      validator: (command) => demand(isEndpointCommand(command), '{commandId, contentHash, id}'),
      description,
    });
  toEndpoint(removeEndpointUpdate, removeEndpoint, 'Takes an endpoint away. Use `portico webhooks remove`');
  toEndpoint(enableEndpointUpdate, enableEndpoint, 'It is told again. Use `portico webhooks enable`');
  toEndpoint(disableEndpointUpdate, disableEndpoint, 'Nothing is sent to it. Use `portico webhooks disable`');
  onAssign((message) => {
    if (message) kept.become({ ...kept.state, owner: message.to ?? undefined });
  });
  tellAttention(() => ({ since: kept.state.attention, owner: kept.state.owner }));
  setHandler(
    deliveryNewsSignal,
    (news) => {
      if (isNews(news)) kept.become(takeNews(kept.state, news, nowIn(clock)));
    },
    { description: 'From a delivery: how its endpoint does. Not for people' },
  );
}
