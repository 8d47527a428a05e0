import { adviceRows } from '../attention-advice';
import type { Recorded } from '../fact';
import { briefly } from '../operator/briefly';
import { readable } from '../request/details';
import type { OrderFact } from './state';
import type { OrderStatus, OrderView } from './view';

const HAPPENING: Record<OrderStatus, { readonly what: string; readonly who: string }> = {
  intake: { what: 'Being checked: account, portability, claim on the numbers.', who: 'Portico' },
  awaitingDecision: { what: 'Some numbers cannot be ported: waiting to hear whether to drop them or to wait.', who: 'the customer' },
  awaitingDocuments: { what: 'Waiting for documents (R9).', who: 'the customer' },
  awaitingSignature: { what: 'Waiting for the signature of the LOA (R10).', who: 'the customer' },
  inProgress: { what: 'With the losing carrier.', who: 'the losing carrier' },
  actionRequired: { what: 'A request was rejected and needs a correction (R13).', who: 'the customer' },
  scheduled: { what: 'Every live request has a date.', who: 'the customer, to configure the numbers (R14)' },
  partiallyPorted: { what: 'Some numbers have ported.', who: 'the losing carrier' },
  completed: { what: 'Complete: every number has ported.', who: 'nobody' },
  completedPartially: { what: 'Over: some numbers have ported.', who: 'nobody' },
  cancelled: { what: 'Cancelled.', who: 'nobody' },
  failed: { what: 'Over: nothing has ported.', who: 'nobody' },
  expired: { what: 'Expired: the customer did not answer in time.', who: 'nobody' },
  refused: { what: 'Refused at intake.', who: 'nobody' },
};

/** Current details for the Web UI, in Markdown: what is happening, who has to act, what is next and until when. */
export function describeOrder(view: OrderView, facts: readonly Recorded<OrderFact>[], nowMs: number, zone: string): string {
  const { what, who } = HAPPENING[view.status];
  const word = (fact: OrderFact): string => (fact.kind === 'request' ? `request ${fact.n}: ${briefly(fact.fact)}` : briefly(fact));
  return [
    `**${what}**`,
    '',
    '| | |',
    '| --- | --- |',
    `| Who has to act | ${view.attention.length > 0 ? 'an operator' : who} |`,
    ...(view.attention.length > 0 ? [`| Attention | ${view.attention.join(', ')} |`, ...adviceRows(view.attention)] : []),
    ...(view.owner ? [`| Owner | ${view.owner} |`] : []),
    ...(view.status === 'awaitingDocuments'
      ? view.requirements.filter(({ holdsUp }) => holdsUp).map(({ id, name, status }) => `| Still needed | ${name ?? id}: ${status} |`)
      : []),
    ...(view.nextDeadline
      ? [`| Next | ${readable(view.nextDeadline.atMs, zone)}: ${view.nextDeadline.then} (${view.nextDeadline.explanation}) |`]
      : []),
    '',
    ...(view.requests.length > 0 ? ['| Request | Numbers | Status | Port date | Attempt |', '| --- | --- | --- | --- | --- |'] : []),
    ...view.requests.map(
      (request) =>
        `| ${request.n} | ${request.numbers?.length ?? request.items.length} | ${request.outcome ?? request.status ?? 'waiting'} | ${request.foc?.date ?? ''} | ${request.attempt ?? ''} |`,
    ),
    '',
    'Last events:',
    '',
    ...facts.slice(-5).map((fact) => `- ${readable(fact.atMs, zone)}: ${word(fact)}`),
    '',
    `As of ${readable(nowMs, zone)}.`,
  ].join('\n');
}
