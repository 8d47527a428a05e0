import { adviceRows } from '../attention-advice';
import { oldestOf, reasonsOf } from '../attention';
import { readable } from '../shown/words';
import type { DeliveryView } from './delivery';
import type { Endpoint } from './endpoint';
import type { WebhooksState } from './state';

/** What the Web UI says of an account's endpoints: hosts only, since an address may hold a secret. */
export function describeEndpoints({ endpoints, attention, owner }: WebhooksState): string {
  const reasons = reasonsOf(attention);
  const sinceMs = oldestOf(attention);
  const whose = [...(sinceMs === undefined ? [] : [`| Since | ${readable(sinceMs, 'UTC')} |`]), ...(owner ? [`| Owner | ${owner} |`] : [])];
  return [
    endpoints.length === 0 ? 'No endpoint is told of anything.' : `${endpoints.length} endpoints are kept.`,
    ...(endpoints.length === 0 ? [] : ['', '| endpoint | host | is told of | state |', '| --- | --- | --- | --- |', ...endpoints.map(row)]),
    ...(reasons.length + whose.length === 0 ? [] : ['', '| needs a person | |', '| --- | --- |', ...adviceRows(reasons), ...whose]),
  ].join('\n');
}

const row = ({ id, url, events, orderId, state, trouble }: Endpoint): string => {
  const what = [events ? `${events.length} types of events` : 'everything', ...(orderId === undefined ? [] : [`order ${orderId}`])].join(
    ', ',
  );
  const how = state.is === 'active' ? 'active' : `disabled since ${readable(state.atMs, 'UTC')}: ${state.why}`;
  const since = trouble ? `; nothing has got through since ${readable(trouble.sinceMs, 'UTC')}` : '';
  return `| ${id} | ${hostOf(url)} | ${what} | ${how}${since} |`;
};

const hostOf = (url: string): string => /^https?:\/\/([^/?#]+)/.exec(url)?.[1] ?? '';

/** What the Web UI says of one delivery. */
export function describeDelivery({ type, eventId, state, tries, nextTryMs }: DeliveryView): string {
  const next = nextTryMs === undefined ? '' : ` Tried again ${readable(nextTryMs, 'UTC')} (UTC).`;
  return [
    `**${type}** (${eventId}): ${state}.${next}`,
    ...(tries.length === 0 ? [] : ['', '| try | when (UTC) | answer | ms |', '| --- | --- | --- | --- |']),
    ...tries.map(
      ({ atMs, ms, status, failure }, index) => `| ${index + 1} | ${readable(atMs, 'UTC')} | ${status ?? failure ?? ''} | ${ms} |`,
    ),
  ].join('\n');
}
