/** The updates of an order: what customers and operators ask for, and learn the answer to at once. */
import { setHandler } from '@temporalio/workflow';
import { recall, remember } from '../domain/answered';
import { isActedBy } from '../domain/operator/message';
import type { RefusalReason } from '../domain/fact';
import type { Change } from '../domain/happening';
import {
  isActor,
  isCsr,
  isDeadlineOrNone,
  isIsoDate,
  isRecord,
  isRequestList,
  isReview,
  isSha256,
  isTextOrNone,
} from '../domain/message-shape';
import {
  judgeCancellation,
  judgeCorrection,
  judgeDecision,
  judgeHandedIn,
  judgeRescheduling,
  judgeReturning,
  judgeReview,
  judgeStarting,
  OTHER_CONTENT,
  type CommandAnswer,
} from '../domain/order/judging';
import type { OrderEffect, OrderEvent } from '../domain/order/events';
import type { OrderState } from '../domain/order/state';
import { rangeFault } from '../domain/phone-number';
import {
  answeredQuery,
  correctDetailsUpdate,
  decideUpdate,
  provideCsrUpdate,
  provideDocumentUpdate,
  requestActivationUpdate,
  requestCancellationUpdate,
  requestRescheduleUpdate,
  requestReturnUpdate,
  reviewDocumentUpdate,
  type Command,
  type DocumentMessage,
} from './contract';
import { demand } from './demand';
import { nowIn, type InboxLoop } from './inbox-loop';

/** The loop of an order. */
export type OrderLoop = InboxLoop<OrderState, OrderEvent, OrderEffect>;

/** Malformed ones are refused by the validator and leave no event; "too late" is an accepted update with a refused result. */
export function listenToCommands(loop: OrderLoop, onRefused: (change: Change, reason: RefusalReason) => void): void {
  setHandler(answeredQuery, () => loop.state.answered, { description: 'Commands that were answered, with their answers. Not for people' });
  const command =
    <C extends Command>(judge: (message: C, nowMs: number) => CommandAnswer, event: (message: C) => OrderEvent, change?: Change) =>
    (message: C): CommandAnswer => {
      const known = recall(loop.state.answered, message);
      if (known) return known === 'otherContent' ? OTHER_CONTENT : (known.answer as CommandAnswer);
      const answer = judge(message, nowIn(loop.clock));
      loop.state = { ...loop.state, answered: remember(loop.state.answered, message, answer) };
      if (answer.taken) loop.inbox.push(event(message));
      // Nothing goes to the requests then, and no fact will say it.
      else if (change) for (const result of answer.results) if (!result.taken) onRefused(change, result.reason);
      return answer;
    };
  setHandler(
    provideDocumentUpdate,
    command(
      () => judgeHandedIn(loop.state),
      ({ document, sha256, issuedOn, validUntil }) => ({ kind: 'documentProvided', document, sha256, issuedOn, validUntil }),
    ),
    {
      validator: (message) =>
        demand(isCommand(message) && isDocumentMessage(message), '{commandId, by, document, sha256, issuedOn?, validUntil?}'),
      description:
        'A stored document of a required kind (R9): {"commandId": "1", "by": "operator", "document": "invoice", "sha256": "…"}. Better: `portico document`, which stores it too',
    },
  );
  setHandler(
    reviewDocumentUpdate,
    command(
      ({ review }) => judgeReview(loop.state, review),
      ({ review }) => ({ kind: 'documentReviewed', review }),
    ),
    {
      validator: (message) =>
        demand(
          isCommand(message) && isReview(message.review),
          '{commandId, by, review: {document, revision?, reviewer, verdict: {"is": "approved"} or {"is": "refused", "reason"}}}',
        ),
      description:
        'Approve or refuse a document, or a scan of the signed letter ("signedLoa" with its revision): {"commandId": "1", "by": "operator", "review": {"document": "invoice", "reviewer": "you", "verdict": {"is": "approved"}}}',
    },
  );
  setHandler(
    provideCsrUpdate,
    command(
      () => judgeHandedIn(loop.state),
      ({ csr }) => ({ kind: 'csrProvided', csr }),
    ),
    {
      validator: (message) => demand(isCommand(message) && isCsr(message.csr), '{commandId, by, csr: {name?, company?, address?, ...}}'),
      description:
        'The customer service record of the losing provider, to be compared with the order (R7): {"commandId": "1", "by": "operator", "csr": {"name": "…", "accountNumber": "…"}}',
    },
  );
  setHandler(
    decideUpdate,
    command(
      () => judgeDecision(loop.state),
      ({ decision }) => ({ kind: 'decided', decision }),
    ),
    {
      validator: (message) =>
        demand(
          isCommand(message) && (message.decision === 'drop' || message.decision === 'wait'),
          '{commandId, by, decision: "drop" or "wait"}',
        ),
      description:
        'Drop the numbers that cannot be ported, or keep the whole order waiting for them: {"commandId": "1", "by": "operator", "decision": "drop"}',
    },
  );
  setHandler(
    requestCancellationUpdate,
    command(
      ({ requests }, nowMs) => judgeCancellation(loop.state, requests, nowMs),
      ({ by, requests }) => ({ kind: 'cancelRequested', by, requests }),
      'cancel',
    ),
    {
      validator: (message) =>
        demand(isCommand(message) && targetsExist(loop, message.requests), '{commandId, by, requests?: existing request numbers}'),
      description:
        'Ask to cancel and learn at once, per request, whether it could be asked and until when (R24): {"commandId": "1", "by": "operator"}, with "requests": [1] only these',
    },
  );
  setHandler(
    requestRescheduleUpdate,
    command(
      ({ requests, date }, nowMs) => judgeRescheduling(loop.state, requests, nowMs, date),
      ({ by, date, requests }) => ({ kind: 'rescheduleRequested', by, date, requests }),
      'reschedule',
    ),
    {
      validator: (message) =>
        demand(
          isCommand(message) && isIsoDate(message.date) && targetsExist(loop, message.requests),
          '{commandId, by, date: "YYYY-MM-DD", requests?}',
        ),
      description:
        'Ask for another date and learn at once, per request, whether it could be asked and until when (R23): {"commandId": "1", "by": "operator", "date": "2026-12-10"}',
    },
  );
  setHandler(
    requestActivationUpdate,
    command(
      ({ requests }, nowMs) => judgeStarting(loop.state, requests, nowMs),
      ({ by, requests }) => ({ kind: 'activationRequested', by, requests }),
      'activation',
    ),
    {
      validator: (message) =>
        demand(isCommand(message) && targetsExist(loop, message.requests), '{commandId, by, requests?: existing request numbers}'),
      description:
        'Start the transfer inside a window on demand, and learn at once, per request, whether it could be started: {"commandId": "1", "by": "operator"}',
    },
  );
  setHandler(
    requestReturnUpdate,
    command(
      ({ requests }, nowMs) => judgeReturning(loop.state, requests, nowMs),
      ({ by, reason, requests }) => ({ kind: 'returnRequested', by, reason, requests }),
      'return',
    ),
    {
      validator: (message) =>
        demand(
          isCommand(message) && typeof message.reason === 'string' && message.reason !== '' && targetsExist(loop, message.requests),
          '{commandId, by, reason, requests?}',
        ),
      description:
        'Ask for numbers back after a port or a failed one, and learn at once, per request, whether it could be asked and until when: {"commandId": "1", "by": "operator", "reason": "…"}',
    },
  );
  setHandler(
    correctDetailsUpdate,
    command(
      (message) => judgeCorrection(loop.state, message),
      ({ by, correction, requests, hashes, acted }) => ({ kind: 'corrected', by, correction, requests, hashes, acted }),
    ),
    {
      validator: (message) =>
        demand(
          isCommand(message) &&
            isCorrection(message.correction) &&
            (message.acted === undefined || isActedBy(message.acted)) &&
            targetsExist(loop, message.requests),
          '{commandId, by, correction, requests?, hashes?}',
        ),
      description:
        'Correct holder, losing account, signer, transfer codes, wish for a date, or add the whole block, before submission or after a rejection (R13): {"commandId": "1", "by": "operator", "correction": {"preferredDate": "2026-12-10"}}. Better: `portico correct`',
    },
  );
}

const isCommand = (message: Command): boolean =>
  isRecord(message) &&
  typeof message.commandId === 'string' &&
  message.commandId !== '' &&
  isActor(message.by) &&
  isTextOrNone(message.contentHash) &&
  isRequestList(message.requests);

const isDocumentMessage = ({ document, sha256, issuedOn, validUntil }: DocumentMessage): boolean =>
  typeof document === 'string' && isSha256(sha256) && (issuedOn === undefined || isIsoDate(issuedOn)) && isDeadlineOrNone(validUntil);

/** A block that cannot be counted would be a fault of ours later on. */
function isCorrection(correction: unknown): boolean {
  if (!isRecord(correction)) return false;
  const { addBlock } = correction;
  return addBlock === undefined || (isRecord(addBlock) && rangeFault(String(addBlock.start), String(addBlock.end)) === undefined);
}

const targetsExist = (loop: OrderLoop, requests: readonly number[] | undefined): boolean =>
  !requests || requests.every((n) => loop.state.requests.some((entry) => entry.n === n));
