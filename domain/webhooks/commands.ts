import { recall, remember, type Answered } from '../answered';
import { cleared, raised } from '../attention';
import { DAY_MS } from '../clock';
import { viewOfEndpoint, type DisabledWhy, type Endpoint } from './endpoint';
import type { Done, WebhooksAnswer, WebhooksCommand, WebhooksState } from './state';

/** The most endpoints for all orders of an account, and for single ones. */
export const MOST_ENDPOINTS = { account: 20, order: 200 } as const;

/** How long the secret before still signs, real ms: people bring the new one to their machines in real time, whatever the clock's scale. */
export const SECRET_OVERLAP_MS = DAY_MS;

/** How long nothing may get through before an endpoint is disabled, business ms. */
const PATIENCE_MS = 3 * DAY_MS;

/** A new endpoint, as the client sends it. */
export type AddEndpoint = WebhooksCommand & Pick<Endpoint, 'id' | 'url' | 'events' | 'orderId' | 'secret'>;

/** A command to one endpoint. */
export type EndpointCommand = WebhooksCommand & { readonly id: string };

/** What became of a try, as far as the endpoint is concerned. */
export type DeliveryNews = { readonly id: string; readonly what: 'failed' | 'givenUp' | 'succeeded' | 'gone' };

/** A state, and the answer to what led to it. */
export interface Step {
  readonly state: WebhooksState;
  readonly answer: WebhooksAnswer;
}

/** Adds an endpoint, unless the account has as many as it may. */
export const addEndpoint = (state: WebhooksState, command: AddEndpoint, nowMs: number): Step =>
  once(state, command, () => {
    const { id, url, events, orderId, secret } = command;
    const per = orderId === undefined ? 'account' : 'order';
    const others = state.endpoints.filter((one) => (one.orderId === undefined) === (orderId === undefined));
    if (others.length >= MOST_ENDPOINTS[per]) return { kind: 'full', per, limit: MOST_ENDPOINTS[per] };
    const endpoint: Endpoint = {
      id,
      url,
      ...(events ? { events } : {}),
      ...(orderId === undefined ? {} : { orderId }),
      secret,
      createdAtMs: nowMs,
      state: { is: 'active' },
    };
    return { endpoints: [...state.endpoints.filter((one) => one.id !== id), endpoint], endpoint, secret };
  });

/** Takes an endpoint away, and what was to be sent to it. */
export const removeEndpoint = (state: WebhooksState, command: EndpointCommand): Step =>
  onEndpoint(state, command, (endpoint) => ({ endpoints: state.endpoints.filter(({ id }) => id !== endpoint.id), endpoint }));

/** Gives an endpoint a new secret; the one before signs too, for a day. `realNowMs` is real time. */
export const rotateSecret = (state: WebhooksState, command: EndpointCommand & { readonly secret: string }, realNowMs: number): Step =>
  onEndpoint(state, command, (endpoint) => ({
    ...changed(state, {
      ...endpoint,
      secret: command.secret,
      previous: { secret: endpoint.secret, untilMs: realNowMs + SECRET_OVERLAP_MS },
    }),
    secret: command.secret,
  }));

/** From now on it is told again, and its troubles are forgotten. */
export const enableEndpoint = (state: WebhooksState, command: EndpointCommand): Step =>
  onEndpoint(state, command, (endpoint) => changed(state, withoutTrouble({ ...endpoint, state: { is: 'active' } })));

/** Nothing is sent until it is enabled again. */
export const disableEndpoint = (state: WebhooksState, command: EndpointCommand, nowMs: number): Step =>
  onEndpoint(state, command, (endpoint) => changed(state, disabled(endpoint, 'asked', nowMs)));

/** Remembers that events were sent again, so that the same command does not do so twice. */
export const noteReplay = (state: WebhooksState, command: EndpointCommand & { readonly replayed: number }): Step =>
  onEndpoint(state, command, (endpoint) => ({ endpoints: state.endpoints, endpoint, replayed: command.replayed }));

/** This command, if it was taken before. */
export const answerTo = ({ answered }: WebhooksState, commandId: string): Answered<Done> | undefined =>
  answered.find(({ id }) => id === commandId);

/** What deliveries report: that nothing gets through any more, that something does again, that an event was given up, a 410. */
export function takeNews(state: WebhooksState, { id, what }: DeliveryNews, nowMs: number): WebhooksState {
  const endpoint = state.endpoints.find((one) => one.id === id);
  if (!endpoint) return state;
  const sinceMs = endpoint.trouble?.sinceMs ?? nowMs;
  switch (what) {
    case 'failed':
      return endpoint.trouble ? state : settled(state, { ...endpoint, trouble: { sinceMs, givenUp: false } }, nowMs);
    case 'succeeded':
      return settled(state, withoutTrouble(endpoint), nowMs);
    case 'gone':
      return settled(state, disabled(withoutTrouble(endpoint), 'gone', nowMs), nowMs);
    case 'givenUp': {
      const failing = { ...endpoint, trouble: { sinceMs, givenUp: true } };
      return settled(state, nowMs - sinceMs >= PATIENCE_MS ? disabled(failing, 'failing', nowMs) : failing, nowMs);
    }
    default:
      return what satisfies never;
  }
}

type Change = { readonly endpoints: readonly Endpoint[]; readonly endpoint: Endpoint } & Pick<Done, 'secret' | 'replayed'>;

/** A command is taken once: the same again has the same answer, also the same secret. What is refused may be tried again. */
function once(state: WebhooksState, command: WebhooksCommand, take: () => Change | Exclude<WebhooksAnswer, Done>): Step {
  const known = recall(state.answered, command);
  if (known) return { state, answer: known === 'otherContent' ? { kind: 'otherContent' } : known.answer };
  const taken = take();
  if ('kind' in taken) return { state, answer: taken };
  const { endpoints, endpoint, ...made } = taken;
  const answer: Done = { kind: 'done', endpoint: viewOfEndpoint(endpoint), ...made };
  return { state: attended({ ...state, endpoints, answered: remember(state.answered, command, answer) }), answer };
}

const onEndpoint = (state: WebhooksState, command: EndpointCommand, take: (endpoint: Endpoint) => Change): Step =>
  once(state, command, () => {
    const endpoint = state.endpoints.find(({ id }) => id === command.id);
    return endpoint ? take(endpoint) : { kind: 'notFound' };
  });

const changed = (state: WebhooksState, endpoint: Endpoint): Change => ({ endpoints: replaced(state, endpoint), endpoint });

const replaced = ({ endpoints }: WebhooksState, endpoint: Endpoint): Endpoint[] =>
  endpoints.map((one) => (one.id === endpoint.id ? endpoint : one));

const settled = (state: WebhooksState, endpoint: Endpoint, nowMs: number): WebhooksState =>
  attended({ ...state, endpoints: replaced(state, endpoint) }, nowMs);

/** One that is disabled already stays so for the reason that it has. */
const disabled = (endpoint: Endpoint, why: DisabledWhy, atMs: number): Endpoint =>
  endpoint.state.is === 'disabled' ? endpoint : { ...endpoint, state: { is: 'disabled', why, atMs } };

const withoutTrouble = (endpoint: Endpoint): Endpoint => ({ ...endpoint, trouble: undefined });

/** A person is asked for as long as an event was given up at an endpoint and nothing has got through to it since. */
function attended(state: WebhooksState, nowMs = 0): WebhooksState {
  const failing = state.endpoints.some(({ trouble }) => trouble?.givenUp === true);
  return {
    ...state,
    attention: failing ? raised(state.attention, 'webhookFailing', nowMs) : cleared(state.attention, 'webhookFailing'),
  };
}
