import { phrasesOf } from '../../domain/notification/phrases';
import type { OrderView, RequestView } from '../../domain/order/view';
import { canonicalCode, resolverOf } from '../../domain/rejection';

/** Who has to do something now, and what: one line each. Nobody's turn is said too. */
export function whoActs(view: OrderView): string[] {
  const lines = [...orderLines(view), ...view.requests.flatMap(requestLines)];
  if (view.attention.length > 0) {
    const { attention } = phrasesOf('en').timeline;
    lines.push(`our team: ${view.attention.map((reason) => attention[reason]).join('; ')}`);
  }
  return lines.length > 0 ? lines : ['nobody: it goes on by itself'];
}

function orderLines({ orderId, status, missingDocuments, loa }: OrderView): string[] {
  if (isOver(status)) return ['nobody: the order is over'];
  if (missingDocuments.length > 0) return [`you: send ${missingDocuments.join(', ')} (portico document ${orderId} KIND FILE)`];
  if (loa?.sha256 !== undefined && loa.signedAtMs === undefined)
    return [`you: check and sign the LOA, revision ${loa.revision} (portico sign ${orderId})`];
  return [];
}

function requestLines({ n, status, outcome, reasons = [], waitingForSignature }: RequestView): string[] {
  // Its signature is asked for with the order's LOA.
  if (waitingForSignature || status === 'over' || outcome !== undefined) return [];
  switch (status) {
    case 'submitted':
      return [`the losing carrier: answer request ${n}`];
    case 'rejected':
      return [
        resolverOf(reasons.map(({ code }) => code)) === 'customer'
          ? `you: correct request ${n} (portico correct)`
          : `our team: mend the refusal of request ${n}`,
      ];
    case 'scheduled':
    case 'locked':
      return [`you: configure the numbers of request ${n} before the port`];
    default:
      return [];
  }
}

const OVER: ReadonlySet<string> = new Set(['completed', 'completedPartially', 'cancelled', 'failed', 'expired', 'refused']);

/** Whether nothing more happens to the order. */
export const isOver = (status: OrderView['status']): boolean => OVER.has(status);

/** Why a request was refused, and what to do about it, one line per reason (R13). */
export const refusalLines = ({ n, reasons = [] }: RequestView): string[] =>
  reasons.map(({ code, rawText }) => {
    const { why, todo } = phrasesOf('en').reasons[canonicalCode(code)];
    return `request ${n}: ${why}. ${todo ?? 'Our team is on it.'}${rawText === undefined || rawText === '' ? '' : ` (The carrier: ${rawText})`}`;
  });
