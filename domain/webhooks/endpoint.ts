import { isRecord } from '../message-shape';
import { isEventType, type EventType } from './event-types';
import type { FactEvent } from './event';

/** What an endpoint is told of. */
export interface Subscription {
  readonly id: string;
  /** Only these; absent, all. */
  readonly events?: readonly EventType[] | undefined;
  /** Only this order, support cases of it included; absent, every order of the account. */
  readonly orderId?: string | undefined;
}

/** Why nothing is sent: somebody asked for that, the receiver answered 410, or nothing has got through for three days. */
export type DisabledWhy = 'asked' | 'gone' | 'failing';

export type EndpointState =
  | { readonly is: 'active' }
  /** `atMs` is a business instant, UTC epoch ms, like every other here. */
  | { readonly is: 'disabled'; readonly why: DisabledWhy; readonly atMs: number };

/** Where a customer's backend wants to be told. */
export interface Endpoint extends Subscription {
  readonly url: string;
  /** `whsec_` and base64: signs what is sent. */
  readonly secret: string;
  /** Signs too, for a day after it was replaced: until a real instant, UTC epoch ms. */
  readonly previous?: { readonly secret: string; readonly untilMs: number } | undefined;
  readonly createdAtMs: number;
  readonly state: EndpointState;
  /** Nothing has got through since then; `givenUp` once an event was given up. */
  readonly trouble?: { readonly sinceMs: number; readonly givenUp: boolean } | undefined;
}

/** An endpoint as its owner sees it: without the secrets. */
export interface EndpointView extends Subscription {
  readonly url: string;
  readonly createdAtMs: number;
  readonly state: EndpointState['is'];
  readonly disabled?: { readonly why: DisabledWhy; readonly atMs: number } | undefined;
  readonly failingSinceMs?: number | undefined;
  /** Real time, unlike the other instants. */
  readonly previousSecretUntilMs?: number | undefined;
}

/** Without the secrets. */
export function viewOfEndpoint({ id, url, events, orderId, createdAtMs, state, previous, trouble }: Endpoint): EndpointView {
  return {
    id,
    url,
    ...(events ? { events } : {}),
    ...(orderId === undefined ? {} : { orderId }),
    createdAtMs,
    state: state.is,
    ...(state.is === 'disabled' ? { disabled: { why: state.why, atMs: state.atMs } } : {}),
    ...(trouble ? { failingSinceMs: trouble.sinceMs } : {}),
    ...(previous ? { previousSecretUntilMs: previous.untilMs } : {}),
  };
}

/** Whether an endpoint with this subscription is told of the event. */
export const isWanted = ({ events, orderId }: Subscription, event: FactEvent): boolean =>
  (events === undefined || events.includes(event.type)) && (orderId === undefined || orderId === event.orderId);

/** What publishing has to know, for the workflow's memo: active endpoints only, and no address. */
export const subscriptionsOf = (endpoints: readonly Endpoint[]): Subscription[] =>
  endpoints
    .filter(({ state }) => state.is === 'active')
    .map(({ id, events, orderId }) => ({ id, ...(events ? { events } : {}), ...(orderId === undefined ? {} : { orderId }) }));

/** Reads the memo. What is no subscription is left out: a strange memo must not hold up messages to customers. */
export const readSubscriptions = (memo: unknown): Subscription[] => (Array.isArray(memo) ? memo.filter(isSubscription) : []);

const isSubscription = (value: unknown): value is Subscription =>
  isRecord(value) &&
  typeof value.id === 'string' &&
  isEventList(value.events) &&
  (value.orderId === undefined || typeof value.orderId === 'string');

/** `undefined`, or a list of event types that is not empty. */
export const isEventList = (value: unknown): value is readonly EventType[] | undefined =>
  value === undefined || (Array.isArray(value) && value.length > 0 && value.every(isEventType));
