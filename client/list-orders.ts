import type { RawWorkflowExecutionInfo } from '@temporalio/client';
import { decodeTypedSearchAttributes } from '@temporalio/common/lib/converter/payload-search-attributes';
import { optionalTsToMs } from '@temporalio/common/lib/time';
import type { ListedOrder, OrderPage } from '../contracts/order-query';
import type { IsoDate } from '../domain/order-details';
import type { OrderStatus } from '../domain/order/view';
import { DAY_MS } from '../domain/clock';
import { WORKFLOWS } from '../workflows/contract';
import { ATTRIBUTES } from '../workflows/search-attributes';
import type { ClientContext } from './context';
import { onePage, plain } from './visibility';

/** Which orders to list; every part narrows. Words and ids only. */
export interface OrderFilter {
  readonly status?: OrderStatus | undefined;
  readonly country?: string | undefined;
  readonly losingCarrier?: string | undefined;
  readonly account?: string | undefined;
  /** Only orders that a person of ours has to look at. */
  readonly attention?: boolean | undefined;
  /** First and last day, UTC, on which a number of the order ports. */
  readonly portDateFrom?: IsoDate | undefined;
  readonly portDateTo?: IsoDate | undefined;
  /** 1 to 100; 25 without it. */
  readonly limit?: number | undefined;
  readonly pageToken?: string | undefined;
}

/**
 * One page of orders, newest first. Orders that Temporal has forgotten are read by id only. Throws `bad_page_token`;
 * `RangeError` for a value that is no id, which the readers at the door refuse first.
 */
export async function listOrders(context: ClientContext, { limit, pageToken, ...filter }: OrderFilter): Promise<OrderPage> {
  const { executions, ...next } = await onePage(context, queryOf(filter), { limit, pageToken });
  return { orders: executions.map(listed), ...next };
}

/** The visibility query. Values are quoted only after they have proved to be plain words. */
export function queryOf({
  status,
  country,
  losingCarrier,
  account,
  attention,
  portDateFrom,
  portDateTo,
}: Omit<OrderFilter, 'limit' | 'pageToken'>): string {
  const is = (key: { readonly name: string }, value: string | undefined): string[] =>
    value === undefined ? [] : [`${key.name} = '${plain(value)}'`];
  const portDate = ATTRIBUTES.portDate.name;
  return [
    `WorkflowType = '${WORKFLOWS.order}'`,
    // The earlier runs of an order that continued as new.
    "ExecutionStatus != 'ContinuedAsNew'",
    ...is(ATTRIBUTES.status, status),
    ...is(ATTRIBUTES.country, country),
    ...is(ATTRIBUTES.losingCarrier, losingCarrier),
    ...is(ATTRIBUTES.account, account),
    ...(attention === true ? [`${ATTRIBUTES.attention.name} IS NOT NULL`] : []),
    ...(portDateFrom === undefined ? [] : [`${portDate} >= '${startOfDay(portDateFrom)}'`]),
    ...(portDateTo === undefined ? [] : [`${portDate} < '${startOfDay(portDateTo, DAY_MS)}'`]),
  ].join(' AND ');
}

const startOfDay = (date: IsoDate, plusMs = 0): string => new Date(Date.parse(`${date}T00:00:00Z`) + plusMs).toISOString();

function listed({ execution, searchAttributes, startTime, closeTime }: RawWorkflowExecutionInfo): ListedOrder {
  const attributes = decodeTypedSearchAttributes(searchAttributes?.indexedFields);
  const portDate = attributes.get(ATTRIBUTES.portDate);
  const nextDeadline = attributes.get(ATTRIBUTES.nextDeadline);
  return {
    orderId: (execution?.workflowId ?? '').replace(/^port-order\//, ''),
    accountId: attributes.get(ATTRIBUTES.account) ?? '',
    status: attributes.get(ATTRIBUTES.status) ?? 'intake',
    country: attributes.get(ATTRIBUTES.country) ?? '',
    losingCarrier: attributes.get(ATTRIBUTES.losingCarrier) ?? '',
    gateway: attributes.get(ATTRIBUTES.gateway) ?? '',
    ...(portDate ? { portDateMs: portDate.getTime() } : {}),
    ...(nextDeadline ? { nextDeadlineMs: nextDeadline.getTime() } : {}),
    attention: attributes.get(ATTRIBUTES.attention) ?? [],
    createdAtMs: optionalTsToMs(startTime) ?? 0,
    closed: closeTime != null,
  };
}
