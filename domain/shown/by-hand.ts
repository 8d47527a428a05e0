/** What our own people alone can do, as exact command lines, and only what would be taken now. `YOU`, `WHY` and `DAYS` are filled in. */
import type { AttentionReason } from '../attention';
import type { OperatorAct } from '../operator/act';
import { judgeOrderActOn, type OrderActGround } from '../order/act-verdicts';
import { isOrderOver, type OrderView } from '../order/view';
import { judgeActOn, type ActGround } from '../request/act-verdicts';
import type { RequestSnapshot } from '../request/snapshot';

/** So many reasons, or documents, have a line each. */
const MOST_NAMED = 4;

const WHO = '--by YOU --reason WHY';

/** A line of what can be done. */
export const can = (command: string, what: string): string => `- \`${command}\`: ${what}`;

const look = (orderId: string): string => can(`portico show ${orderId}`, 'what is open, since when, whose it is, and what can be done');

const assign = (what: string): string => can(`portico assign ${what} ${WHO}`, 'take it on');

const settle = (of: string, reasons: readonly AttentionReason[], taken: (act: OperatorAct) => boolean): string[] =>
  reasons
    .filter((attention) => taken({ do: 'settle', attention }))
    .slice(0, MOST_NAMED)
    .map((reason) => can(`portico resolve ${of} --attention ${reason} ${WHO}`, 'it is dealt with'));

/** At a request. */
export function requestByHand(orderId: string, snapshot: RequestSnapshot, nowMs: number): string[] {
  const { n, attention } = snapshot;
  const ground = groundOf(snapshot);
  const taken = (act: OperatorAct): boolean => judgeActOn(ground, act, nowMs) === undefined;
  const override = `portico override ${orderId}`;
  return [
    look(orderId),
    ...(attention.length > 0 ? [assign(`${orderId} YOU --request ${n}`)] : []),
    ...settle(`${orderId} --request ${n}`, attention, taken),
    ...(taken({ do: 'extendDeadline', days: 1 })
      ? [can(`${override} extend-deadline DAYS --request ${n} ${WHO}`, 'more time for the correction')]
      : []),
    ...(taken({ do: 'markPorted' }) ? [can(`${override} mark-ported ${n} ${WHO}`, 'its numbers work, and no event came')] : []),
    ...closing(`${override} close-request ${n}`, taken),
  ];
}

function closing(command: string, taken: (act: OperatorAct) => boolean): string[] {
  if (taken({ do: 'closeRequest' })) return [can(`${command} ${WHO}`, 'give it up')];
  return taken({ do: 'closeRequest', evenIfLive: true })
    ? [can(`${command} --although-live ${WHO}`, 'give it up and watch it, where asking to cancel leads nowhere: it may port all the same')]
    : [];
}

const groundOf = ({ status, numbers, attention, foc }: RequestSnapshot): ActGround => ({
  at: status,
  numbers,
  attention,
  windowStartMs: status === 'scheduled' || status === 'locked' ? foc?.windowStartMs : undefined,
});

/** At an order; what can be done at a request stands there. */
export function orderByHand(view: OrderView): string[] {
  const { orderId, requirements } = view;
  const ground = orderGroundOf(view);
  const taken = (act: OperatorAct): boolean => judgeOrderActOn(ground, act) === undefined;
  const override = `portico override ${orderId}`;
  return [
    look(orderId),
    ...(ground.attention.length > 0 ? [assign(`${orderId} YOU`)] : []),
    ...settle(orderId, ground.attention, taken),
    ...requirements
      .filter(({ id }) => taken({ do: 'waiveDocument', document: id }))
      .slice(0, MOST_NAMED)
      .map(({ id }) => can(`${override} waive-document ${id} ${WHO}`, 'go on without it (R9)')),
    ...(taken({ do: 'extendDeadline', days: 1 }) ? [can(`${override} extend-deadline DAYS ${WHO}`, 'more time for the customer')] : []),
  ];
}

function orderGroundOf({ status, attention, requests, requirements }: OrderView): OrderActGround {
  const atRequests = requests.flatMap((request) => request.attention ?? []);
  return {
    at: phaseOf(status),
    // What both have is taken off at the request first.
    attention: attention.filter((reason) => !atRequests.includes(reason)),
    atRequests,
    // One that has not gone out and waits for a letter has the deadline of the letters.
    signing: requests.some(({ status: at, waitingForSignature }) => at === undefined && waitingForSignature),
    requirements,
  };
}

function phaseOf(status: OrderView['status']): OrderActGround['at'] {
  if (isOrderOver(status)) return 'over';
  switch (status) {
    case 'intake':
    case 'awaitingDecision':
    case 'awaitingDocuments':
    case 'awaitingSignature':
      return status;
    default:
      return 'inProgress';
  }
}

/** At a support case that is open. */
export const caseByHand = (orderId: string, workflowId: string): string[] => [
  look(orderId),
  assign(`${workflowId} YOU`),
  can(`portico resolve ${workflowId} ${WHO}`, 'closes it; the customer reads the reason as it stands'),
];
