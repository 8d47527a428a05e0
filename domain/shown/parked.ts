import { ADVICE } from '../attention-advice';
import type { CarrierEvent } from '../carrier-event';
import { parseGatewayReference, portRequestWorkflowId } from '../ids';
import { plain, readable, row, TABLE_HEAD } from './words';

/** What a parked event says of itself. */
interface Parked {
  readonly gateway: string;
  readonly event?: CarrierEvent | undefined;
  readonly why: 'unknownReference' | 'requestClosed' | 'unreadable';
  readonly urgent: boolean;
  /** Another event was kept under its id before, and counts. */
  readonly idReused: boolean;
  /** Business ms. */
  readonly sinceMs: number;
  readonly owner?: string | undefined;
  /** Its own. */
  readonly workflowId: string;
}

const WHY: Readonly<Record<Parked['why'], string>> = {
  unknownReference: 'no request has this reference',
  requestClosed: 'its request is over',
  unreadable: 'it is outside the contract and could not be read',
};

/** Current details of a parked event, in Markdown. */
export function describeParked({ gateway, event, why, urgent, idReused, sinceMs, owner, workflowId }: Parked): string {
  const target = event && parseGatewayReference(event.reference);
  return [
    `**${urgent ? 'URGENT: numbers went live after their request had closed.' : 'An authentic event that matches nothing.'}**`,
    '',
    ...TABLE_HEAD,
    row('Who has to act', 'an operator'),
    row('From', gateway),
    row('Event', event ? `${event.type} for reference ${plain(event.reference)}` : 'could not be read'),
    row('Why it is here', `${WHY[why]}${idReused ? '; and its id was used before for another event, which counts' : ''}`),
    ...(owner ? [row('Owner', owner)] : []),
    ...(target ? [row('Meant for', portRequestWorkflowId(target.orderId, target.n))] : []),
    row('Next', event && !idReused ? 'its request is looked for again, at least once a day' : 'nothing, until you close it'),
    '',
    'What you can do now:',
    '',
    `- First: ${ADVICE[urgent ? 'activatedAfterClosing' : 'parkedEvent'].first}`,
    ...(target ? [`- \`portico status ${target.orderId}\`: the order that it names`] : []),
    ...(event && !idReused ? [`- \`portico events replay ${workflowId}\`: tries at once whether it matches by now`] : []),
    `- \`portico resolve ${workflowId} --reason "WHAT WAS DONE"\`, or *Send a Signal* \`resolve\` with \`{"by": "YOU", "reason": "WHAT WAS DONE"}\`: closes it`,
    '',
    `Since ${readable(sinceMs, 'UTC')}.`,
  ].join('\n');
}
