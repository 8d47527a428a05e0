import { randomUUID } from 'node:crypto';
import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type WorkflowHandle,
} from '@temporalio/client';
import { recall, type Known } from '../domain/answered';
import { isOrderId, supportCaseWorkflowId } from '../domain/ids';
import { wordCase, type Message } from '../domain/notification/word-message';
import { isToldOfCase } from '../domain/support-case/fact';
import type { CaseAnswer, CaseInput } from '../domain/support-case/state';
import type { SupportCaseView } from '../domain/support-case/view';
import { answeredQuery, caseAnswerUpdate, proceedUpdate, supportCaseViewQuery, type CaseMessage } from '../workflows/contract';
import type { supportCase } from '../workflows/support-case';
import { callProblems, caseInput, dated, numberProblems, startOf, type OpenSupportCase, type ToldCall } from './case-input';
import { ANSWER_MS, type ClientContext } from './context';
import { hadJustClosed, keyReuse, updateIdOf } from './commands';
import { PorticoError, refusal, refusedFor } from './errors';
import { getOrder } from './read-orders';

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
  const input = caseInput(context, order, k, opening);
  try {
    const asked = {
      args: [{ contentHash: input.contentHash }] as [{ contentHash: string }],
      updateId: `open-${k}-${input.contentHash.slice(0, 16)}`,
    };
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
  const said = { calls: calls?.map(dated), works };
  const known: Known =
    idempotencyKey === undefined
      ? { commandId: `proceed-${randomUUID()}` }
      : {
          commandId: context.names.commandId(`${orderId}/${k}`, 'proceed', idempotencyKey),
          contentHash: context.names.contentHash(said),
        };
  await say(context, caseHandle(context, orderId, k), { ...known, ...said });
  return getSupportCase(context, orderId, k);
}

async function say(context: ClientContext, handle: CaseHandle, message: CaseMessage): Promise<void> {
  const deadlineMs = Date.now() + ANSWER_MS;
  try {
    demandCaseTaken(
      await context.call(
        'worker',
        () => handle.executeUpdate(proceedUpdate, { args: [message], updateId: updateIdOf(message) }),
        deadlineMs,
      ),
    );
  } catch (error) {
    if (!isGone(error)) throw error;
    // One that was never there is not found rather than closed.
    await described(context, handle);
    const before = recall(await context.call('worker', () => handle.query(answeredQuery), deadlineMs), message);
    if (before === 'otherContent') throw keyReuse();
    return demandCaseTaken(before?.answer as CaseAnswer | undefined);
  }
  try {
    await context.call('worker', () => handle.executeUpdate(caseAnswerUpdate, { args: [{}] }), deadlineMs);
  } catch (error) {
    // It was taken: a case that has ended meanwhile, or an answer that takes longer, is read from its view.
    if (!isGone(error) && !isUnanswered(error)) throw error;
  }
}

function demandCaseTaken(answer: CaseAnswer | undefined): void {
  if (answer?.otherContent) throw keyReuse();
  if (!answer?.taken) throw caseClosed();
}

const caseClosed = (): PorticoError => refusal('case_closed', 'The support case is closed: open a new one if the number does not work.');

/** The workflow is over, or had no time left to answer. */
const isGone = (error: unknown): boolean =>
  error instanceof WorkflowExecutionAlreadyStartedError ||
  error instanceof WorkflowNotFoundError ||
  (error instanceof WorkflowUpdateFailedError && hadJustClosed(error));

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
