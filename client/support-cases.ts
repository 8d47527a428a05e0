import { randomUUID } from 'node:crypto';
import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type WorkflowHandle,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { localInstant } from '../domain/calendar/local-time';
import { numbersOf } from '../domain/grouping';
import { isOrderId, supportCaseWorkflowId } from '../domain/ids';
import { wordCase, type Message } from '../domain/notification/word-message';
import type { OrderView } from '../domain/order/view';
import type { Problem } from '../domain/result';
import type { FailedCall } from '../domain/support-case/calls';
import { isToldOfCase } from '../domain/support-case/fact';
import type { CaseInput, Complaint } from '../domain/support-case/state';
import type { SupportCaseView } from '../domain/support-case/view';
import { caseAnswerUpdate, proceedUpdate, QUEUES, supportCaseViewQuery, WORKFLOWS, type CaseMessage } from '../workflows/contract';
import type { supportCase } from '../workflows/support-case';
import { ATTRIBUTES, FIRST_CASE_STATUS } from '../workflows/search-attributes';
import { ANSWER_MS, type ClientContext } from './context';
import { PorticoError, refusal, refusedFor } from './errors';
import { CONTINUE_AS_NEW_AFTER_EVENTS, rulesFor } from './order-input';
import { getOrder } from './read-orders';

/** A failed call as a customer tells it: `contracts/support-case.ts` has read it. */
export type ToldCall = Omit<FailedCall, 'atMs'>;

/** A complaint. The same order and key always mean the same case. */
export interface OpenSupportCase extends Complaint {
  readonly orderId: string;
  readonly idempotencyKey: string;
  readonly calls?: readonly ToldCall[] | undefined;
}

/** What the customer says next. The same key again is the same word. */
export interface ProceedInCase {
  readonly orderId: string;
  readonly k: string;
  readonly calls?: readonly ToldCall[] | undefined;
  readonly works?: true | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** A case, with what the customer was told last, in the order's language. */
export type SupportCase = SupportCaseView & { readonly message?: Message | undefined };

/** The case is there. `pending`: its first answer is still being found. */
export interface OpenedCase {
  readonly kind: 'opened' | 'pending';
  readonly k: string;
  /** Absent while it cannot be read yet. */
  readonly view?: SupportCase | undefined;
}

type CaseHandle = WorkflowHandle<typeof supportCase>;

const caseHandle = ({ temporal }: ClientContext, orderId: string, k: string): CaseHandle =>
  temporal.workflow.getHandle(supportCaseWorkflowId(orderId, k));

const caseNotFound = (): PorticoError => refusal('case_not_found', 'The order has no such support case: check its name.');

/**
 * Opens a support case, or finds the one that the same key opened. Throws `order_not_found`, `key_reuse`,
 * `number_not_in_order`, `call_in_future`, or trouble with Temporal.
 */
export async function openSupportCase(context: ClientContext, opening: OpenSupportCase): Promise<OpenedCase> {
  const { orderId, idempotencyKey } = opening;
  const deadlineMs = Date.now() + ANSWER_MS;
  const order = await getOrder(context, orderId, deadlineMs);
  const problems = [...numberProblems(order, opening.number), ...callProblems(opening.calls, context.nowMs())];
  if (problems.length > 0) throw refusedFor(problems);
  const k = context.names.caseId(orderId, idempotencyKey);
  const input = inputOf(context, order, k, opening);
  try {
    const asked = { args: [{ contentHash: input.contentHash }] as [{ contentHash: string }], updateId: `open-${k}-${input.contentHash.slice(0, 16)}` };
    const startWorkflowOperation = startOf(context, order, input);
    const answer = await context.call(
      'worker',
      () => context.temporal.workflow.executeUpdateWithStart(caseAnswerUpdate, { ...asked, startWorkflowOperation }),
      deadlineMs,
    );
    if (answer.kind === 'otherContent') throw keyReuse();
  } catch (error) {
    if (isGone(error)) await demandSame(context, input);
    else if (isUnanswered(error)) return { kind: 'pending', k };
    else throw error;
  }
  return { kind: 'opened', k, view: await getSupportCase(context, orderId, k) };
}

/** One case. Throws `case_not_found` for one that never was, and for one that Temporal has forgotten. */
export async function getSupportCase(context: ClientContext, orderId: string, k: string): Promise<SupportCase> {
  // The names of cases have the form of order ids.
  if (!isOrderId(k)) throw caseNotFound();
  try {
    const view = await context.call('worker', () => caseHandle(context, orderId, k).query(supportCaseViewQuery));
    const last = view.facts.findLast(isToldOfCase);
    return last ? { ...view, message: wordCase({ ...view, facts: [last] }) } : view;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) throw caseNotFound();
    throw error;
  }
}

/** R26: the customer's next word. Throws `case_not_found`, `case_closed`, `call_in_future`, or trouble with Temporal. */
export async function proceedInSupportCase(context: ClientContext, word: ProceedInCase): Promise<SupportCase> {
  const { orderId, k, calls, works, idempotencyKey } = word;
  const problems = callProblems(calls, context.nowMs());
  if (problems.length > 0) throw refusedFor(problems);
  if (!isOrderId(k)) throw caseNotFound();
  const commandId =
    idempotencyKey === undefined ? `proceed-${randomUUID()}` : context.names.commandId(`${orderId}/${k}`, 'proceed', idempotencyKey);
  await say(context, caseHandle(context, orderId, k), { commandId, calls: calls?.map(dated), works });
  return getSupportCase(context, orderId, k);
}

async function say(context: ClientContext, handle: CaseHandle, message: CaseMessage): Promise<void> {
  const deadlineMs = Date.now() + ANSWER_MS;
  try {
    const { taken } = await context.call(
      'worker',
      () => handle.executeUpdate(proceedUpdate, { args: [message], updateId: message.commandId }),
      deadlineMs,
    );
    if (!taken) throw caseClosed();
  } catch (error) {
    if (!isGone(error)) throw error;
    // One that was never there is not found rather than closed.
    await described(context, handle);
    throw caseClosed();
  }
  try {
    await context.call('worker', () => handle.executeUpdate(caseAnswerUpdate, { args: [{}] }), deadlineMs);
  } catch (error) {
    // It was taken: a case that has ended meanwhile, or an answer that takes longer, is read from its view.
    if (!isGone(error) && !isUnanswered(error)) throw error;
  }
}

const caseClosed = (): PorticoError => refusal('case_closed', 'The support case is closed: open a new one if the number does not work.');

const keyReuse = (): PorticoError =>
  refusal('key_reuse', 'This Idempotency-Key was used for another complaint: give each its own, and repeat a key only with the same content.');

/** The workflow is over, or had no time left to answer. */
const isGone = (error: unknown): boolean =>
  error instanceof WorkflowExecutionAlreadyStartedError ||
  error instanceof WorkflowNotFoundError ||
  (error instanceof WorkflowUpdateFailedError &&
    error.cause instanceof ApplicationFailure &&
    error.cause.type === 'AcceptedUpdateCompletedWorkflow');

const isUnanswered = (error: unknown): boolean => error instanceof PorticoError && error.code === 'no_answer_yet';

/** The key opened a case that is over by now. */
async function demandSame(context: ClientContext, { orderId, k, contentHash }: CaseInput): Promise<void> {
  const { memo } = await described(context, caseHandle(context, orderId, k));
  if (memo?.['contentHash'] !== contentHash) throw keyReuse();
}

async function described(context: ClientContext, handle: CaseHandle) {
  try {
    return await context.call('server', () => handle.describe());
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) throw caseNotFound();
    throw error;
  }
}

function inputOf(context: ClientContext, order: OrderView, k: string, { number, trouble, text, calls = [] }: OpenSupportCase): CaseInput {
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

function startOf({ names }: ClientContext, { details }: OrderView, input: CaseInput): WithStartWorkflowOperation<typeof supportCase> {
  const { orderId, accountId, k, complaint, contentHash } = input;
  return new WithStartWorkflowOperation<typeof supportCase>(WORKFLOWS.supportCase, {
    workflowId: supportCaseWorkflowId(orderId, k),
    taskQueue: QUEUES.orders,
    args: [input],
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: `Support case of ${orderId}: ${complaint.trouble}, ${details.country}, ${details.losing.carrier}`,
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

function numberProblems({ details }: OrderView, number: string): Problem[] {
  if (details.numbers.flatMap(numbersOf).includes(number)) return [];
  return [{ path: 'number', code: 'number_not_in_order', message: 'The order has no such number: a case is about one of its own.' }];
}

/** A call that is still to come is a mistake in its date, time or zone. */
const callProblems = (calls: readonly ToldCall[] = [], nowMs: number): Problem[] =>
  calls.flatMap((call, index) =>
    (dated(call).atMs ?? 0) > nowMs
      ? [{ path: `calls[${index}]`, code: 'call_in_future', message: 'This call is still to come: check its date, time and time zone.' }]
      : [],
  );

/** With its instant, once date, time and zone are told. A reading that comes twice is the earlier one. */
function dated({ date, time, zone, ...rest }: ToldCall): FailedCall {
  const call = { ...rest, date, time, zone };
  if (date === undefined || time === undefined || zone === undefined) return call;
  return { ...call, atMs: localInstant({ date, time, zone, resolve: 'earlier' }) };
}
