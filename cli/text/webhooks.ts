import type { DeliveryPage, ListedDelivery } from '../../contracts/webhooks';
import type { DeliveryView } from '../../domain/webhooks/delivery';
import type { DisabledWhy, EndpointView } from '../../domain/webhooks/endpoint';
import { shortInstant } from './instants';
import { inWords } from './order';
import type { Paint } from './paint';
import { fields, table } from './table';

const WHY: Readonly<Record<DisabledWhy, string>> = {
  asked: 'by a command',
  gone: 'it answered 410',
  failing: 'nothing got through for three days',
};

const instant = (ms: number | undefined): string => (ms === undefined ? '' : `${shortInstant(ms, 'UTC')} UTC`);

const stateOf = ({ state, disabled }: EndpointView): string => (disabled ? `${state}: ${WHY[disabled.why]}` : state);

const toldOf = ({ events }: EndpointView): string => events?.join(', ') ?? 'everything';

/** The endpoints of an account, a row each. */
export const webhooksText = (webhooks: readonly EndpointView[], paint: Paint): string =>
  webhooks.length === 0
    ? 'No endpoints.'
    : table(
        ['Endpoint', 'Address', 'Order', 'Told of', 'State', 'Fails since'],
        webhooks.map((one) => [one.id, one.url, one.orderId ?? '', toldOf(one), stateOf(one), instant(one.failingSinceMs)]),
        paint,
      );

/** One endpoint. */
export const webhookText = (one: EndpointView, paint: Paint): string =>
  fields(
    [
      ['Endpoint', one.id],
      ['Address', one.url],
      ['Order', one.orderId ?? 'every one'],
      ['Told of', toldOf(one)],
      ['State', stateOf(one)],
      ['Fails since', instant(one.failingSinceMs)],
      ['Old secret', one.previousSecretUntilMs === undefined ? '' : `signs, too, until ${instant(one.previousSecretUntilMs)}`],
      ['Added', instant(one.createdAtMs)],
    ],
    paint,
  );

/** A secret: shown once. */
export const secretText = (secret: string): string => `Secret, for the receiver alone; it is shown only now:\n  ${secret}`;

/** One page of deliveries. */
export const deliveriesText = ({ deliveries }: DeliveryPage, paint: Paint): string =>
  deliveries.length === 0
    ? 'No deliveries.'
    : table(['Event', 'Type', 'State', 'Tries', 'Last answer', 'When (UTC)'], deliveries.map(row), paint);

const row = ({ eventId, type, state, attempts, lastStatus, lastFailure, lastAtMs }: ListedDelivery): string[] => [
  eventId,
  type,
  inWords(state),
  String(attempts),
  answerOf(lastStatus, lastFailure),
  lastAtMs === undefined ? '' : shortInstant(lastAtMs, 'UTC'),
];

const answerOf = (status: number | undefined, failure: string | undefined): string =>
  status === undefined ? (failure ?? '') : String(status);

/** One delivery with its tries. */
export function deliveryText({ eventId, type, state, tries }: DeliveryView, paint: Paint): string {
  const colour = state === 'delivered' ? paint.green : paint.red;
  const rows = tries.map(({ atMs, ms, status, failure }) => [instant(atMs), answerOf(status, failure), `${ms} ms`]);
  return [
    `${type} (${eventId}): ${colour(inWords(state))}`,
    ...(rows.length === 0 ? [] : [table(['When', 'Answer', 'Took'], rows, paint)]),
  ].join('\n');
}
