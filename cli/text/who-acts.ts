import { ADVICE } from '../../domain/attention-advice';
import { phrasesOf } from '../../domain/notification/phrases';
import { isOrderOver, type OrderView, type RequestView } from '../../domain/order/view';
import { needsOperator, resolverOf } from '../../domain/rejection/answering';
import { canonicalCode, ruleOf } from '../../domain/rejection/codes';
import { untilInstant } from './instants';

/** Who has to do something now, and what: one line each. Nobody's turn is said too. */
export function whoActs(view: OrderView): string[] {
  const lines = [...orderLines(view), ...view.requests.flatMap((request) => requestLines(view.orderId, request))];
  for (const reason of view.attention) {
    const { check, first } = ADVICE[reason];
    lines.push(`our team: ${phrasesOf('en').timeline.attention[reason]}. Check: ${check}. First: ${first}`);
  }
  return lines.length > 0 ? lines : ['nobody: it goes on by itself'];
}

function orderLines({ orderId, status, missingDocuments, requirements, loas }: OrderView): string[] {
  if (isOrderOver(status)) return ['nobody: the order is over'];
  if (status === 'awaitingDecision')
    return [`you: say whether to drop the numbers that cannot be ported, or to wait (portico decide ${orderId} drop|wait)`];
  const texts = requirements.filter(({ type, holdsUp }) => type === 'text' && holdsUp).map(({ id, name }) => name ?? id);
  const needed = [
    ...(missingDocuments.length > 0 ? [`you: send ${missingDocuments.join(', ')} (portico document ${orderId} KIND FILE)`] : []),
    ...(texts.length > 0 ? [`you: give ${texts.join(', ')} (portico correct ${orderId})`] : []),
    ...requirements
      .filter(({ status: at }) => at === 'underReview')
      .map(({ id }) => `our team: look at ${id} (portico review ${orderId} ${id})`),
  ];
  if (needed.length > 0) return needed;
  return loas
    .filter(({ sha256, signedAtMs }) => sha256 !== undefined && signedAtMs === undefined)
    .map(({ revision, scanned }) =>
      scanned
        ? `our team: look at the scan of the LOA, revision ${revision} (portico review ${orderId} signedLoa --revision ${revision})`
        : `you: check and sign the LOA, revision ${revision} (portico sign ${orderId})`,
    );
}

function requestLines(orderId: string, request: RequestView): string[] {
  const { n, status, outcome, change, reasons = [], waitingForSignature, waitingForOperator, nextDeadline } = request;
  // Its signature is asked for with the order's LOA.
  if (waitingForSignature || status === 'over' || outcome !== undefined) return [];
  switch (status) {
    case 'submitting':
      return change?.onDesk ? [`our team: send request ${n} to the losing carrier (portico carrier-task ${orderId} --request ${n})`] : [];
    case 'submitted':
      return [`the losing carrier: answer request ${n}`];
    case 'rejected':
      return [
        ...(resolverOf(reasons) === 'customer' && !waitingForOperator ? [`you: correct request ${n} (portico correct)`] : []),
        ...operatorLines(n, reasons),
      ];
    case 'resubmitting':
      return [`nobody: request ${n} goes out${nextDeadline ? ` on ${untilInstant(nextDeadline)}` : ' later'}`];
    case 'scheduled':
    case 'locked':
      return [`you: configure the numbers of request ${n} before the port`];
    default:
      return [];
  }
}

/** What our team does about a refusal, and then sends it again. */
const operatorLines = (n: number, reasons: NonNullable<RequestView['reasons']>): string[] =>
  needsOperator(reasons)
    ? [
        `our team, request ${n}: ${(reasons.length > 0 ? reasons : [{ code: 'OTHER' }]).flatMap(({ code }) => ruleOf(code).operator ?? []).join(' ')} (portico correct --operator)`,
      ]
    : [];

/** Why a request was refused, and what to do about it, one line per reason (R13). */
export const refusalLines = ({ n, reasons = [] }: RequestView): string[] =>
  reasons.map(({ code, rawText }) => {
    const { why, todo } = phrasesOf('en').reasons[canonicalCode(code)];
    return `request ${n}: ${why}. ${todo ?? 'Our team is on it.'}${rawText === undefined || rawText === '' ? '' : ` (The carrier: ${rawText})`}`;
  });
