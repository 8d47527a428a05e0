import { WithStartWorkflowOperation } from '@temporalio/client';
import { localInstant } from '../domain/calendar/local-time';
import { numbersOf } from '../domain/grouping';
import { supportCaseWorkflowId } from '../domain/ids';
import type { OrderView } from '../domain/order/view';
import type { Problem } from '../domain/result';
import { supportCaseStarted } from '../domain/shown/started';
import type { FailedCall } from '../domain/support-case/calls';
import type { CaseInput, Complaint } from '../domain/support-case/state';
import { QUEUES, WORKFLOWS } from '../workflows/contract';
import { ATTRIBUTES, FIRST_CASE_STATUS } from '../workflows/search-attributes';
import type { supportCase } from '../workflows/support-case';
import type { ClientContext } from './context';
import { CONTINUE_AS_NEW_AFTER_EVENTS, rulesFor } from './order-input';

/** A failed call as a customer tells it: `contracts/support-case.ts` has read it. */
export type ToldCall = Omit<FailedCall, 'atMs'>;

/** A complaint. The same order and key always mean the same case. */
export interface OpenSupportCase extends Complaint {
  readonly orderId: string;
  readonly idempotencyKey: string;
  readonly calls?: readonly ToldCall[] | undefined;
}

/** What the case's workflow is born with. */
export function caseInput(
  context: ClientContext,
  order: OrderView,
  k: string,
  { number, trouble, text, calls = [] }: OpenSupportCase,
): CaseInput {
  const { orderId, accountId, details } = order;
  const complaint: Complaint = { number, trouble, ...(text === undefined ? {} : { text }) };
  return {
    schemaVersion: 1,
    orderId,
    accountId,
    k,
    complaint,
    calls: calls.map(dated),
    contentHash: context.names.contentHash({ complaint, calls }),
    clock: context.options.clock,
    rules: rulesFor(context, details),
    language: details.language,
    ticketRef: details.ticketRef,
    continueAsNewAfterEvents: CONTINUE_AS_NEW_AFTER_EVENTS,
  };
}

/** How the case is started. */
export function startOf(
  { names }: ClientContext,
  { details }: OrderView,
  input: CaseInput,
): WithStartWorkflowOperation<typeof supportCase> {
  const { orderId, accountId, k, complaint, contentHash } = input;
  return new WithStartWorkflowOperation<typeof supportCase>(WORKFLOWS.supportCase, {
    workflowId: supportCaseWorkflowId(orderId, k),
    taskQueue: QUEUES.orders,
    args: [input],
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    ...supportCaseStarted({
      orderId,
      k,
      trouble: complaint.trouble,
      country: details.country,
      losingCarrier: details.losing.carrier,
      rules: input.rules,
    }),
    memo: { contentHash },
    typedSearchAttributes: [
      { key: ATTRIBUTES.status, value: FIRST_CASE_STATUS },
      { key: ATTRIBUTES.country, value: details.country },
      { key: ATTRIBUTES.losingCarrier, value: details.losing.carrier },
      { key: ATTRIBUTES.account, value: accountId },
      { key: ATTRIBUTES.numbers, value: [names.numberHash(complaint.number)] },
    ],
  });
}

/** A case is about a number of its order. */
export function numberProblems({ details }: OrderView, number: string): Problem[] {
  if (details.numbers.flatMap(numbersOf).includes(number)) return [];
  return [{ path: 'number', code: 'number_not_in_order', message: 'The order has no such number: a case is about one of its own.' }];
}

/** A call that is still to come is a mistake in its date, time or zone. */
export const callProblems = (calls: readonly ToldCall[] = [], nowMs: number): Problem[] =>
  calls.flatMap((call, index) =>
    (dated(call).atMs ?? 0) > nowMs
      ? [{ path: `calls[${index}]`, code: 'call_in_future', message: 'This call is still to come: check its date, time and time zone.' }]
      : [],
  );

/** With its instant, once date, time and zone are told. A reading that comes twice is the earlier one. */
export function dated({ date, time, zone, ...rest }: ToldCall): FailedCall {
  const call = { ...rest, date, time, zone };
  if (date === undefined || time === undefined || zone === undefined) return call;
  return { ...call, atMs: localInstant({ date, time, zone, resolve: 'earlier' }) };
}
