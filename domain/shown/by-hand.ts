/** What our own people alone can do, as exact command lines, and only what would be taken now. `YOU`, `WHY` and `DAYS` are filled in. */
import type { AttentionReason } from '../attention';
import type { OperatorAct } from '../operator/act';
import { judgeOrderActOn, type OrderActGround } from '../order/act-verdicts';
import { isOrderOver, type OrderView } from '../order/view';
import { judgeActOn, type ActGround } from '../request/act-verdicts';
import type { RequestSnapshot } from '../request/snapshot';

/** An act of our own people: its command line without who acts and why, and what it does. */
interface ByHand {
  readonly command: string;
  readonly does: string;
}

/** As much of a request as says what can be done with it by hand. */
type RequestGround = Pick<RequestSnapshot, 'n' | 'status' | 'numbers' | 'attention' | 'foc'>;

/** So many reasons, or documents, have a line each. */
const MOST_NAMED = 4;

/** Who acts and why, to be filled in. */
export const WHO = '--by YOU --reason WHY';

/** A line of what can be done. */
export const can = (command: string, what: string): string => `- \`${command}\`: ${what}`;

const line = ({ command, does }: ByHand): string => can(`${command} ${WHO}`, does);

const look = (orderId: string): string => can(`portico show ${orderId}`, 'what is open, since when, whose it is, and what can be done');

const assign = (what: string): string => can(`portico assign ${what} ${WHO}`, 'take it on');

const settle = (of: string, reasons: readonly AttentionReason[], taken: (act: OperatorAct) => boolean): ByHand[] =>
  reasons
    .filter((attention) => taken({ do: 'settle', attention }))
    .map((reason) => ({ command: `portico resolve ${of} --attention ${reason}`, does: 'it is dealt with' }));

/** At a request: every act that it would take, at most so many reasons of it. */
export function requestActs(orderId: string, request: RequestGround, nowMs: number, most = Infinity): ByHand[] {
  const { n, attention } = request;
  const ground = groundOf(request);
  const taken = (act: OperatorAct): boolean => judgeActOn(ground, act, nowMs) === undefined;
  const override = `portico override ${orderId}`;
  return [
    ...settle(`${orderId} --request ${n}`, attention, taken).slice(0, most),
    ...(taken({ do: 'extendDeadline', days: 1 })
      ? [{ command: `${override} extend-deadline DAYS --request ${n}`, does: 'more time for the correction' }]
      : []),
    ...(taken({ do: 'markPorted' }) ? [{ command: `${override} mark-ported ${n}`, does: 'its numbers work, and no event came' }] : []),
    ...closing(`${override} close-request ${n}`, taken),
  ];
}

/** The same as lines, with what is open to look at and to take on. */
export const requestByHand = (orderId: string, snapshot: RequestSnapshot, nowMs: number): string[] => [
  look(orderId),
  ...(snapshot.attention.length > 0 ? [assign(`${orderId} YOU --request ${snapshot.n}`)] : []),
  ...requestActs(orderId, snapshot, nowMs, MOST_NAMED).map(line),
];

function closing(command: string, taken: (act: OperatorAct) => boolean): ByHand[] {
  if (taken({ do: 'closeRequest' })) return [{ command, does: 'give it up' }];
  return taken({ do: 'closeRequest', evenIfLive: true })
    ? [
        {
          command: `${command} --although-live`,
          does: 'give it up and watch it, where asking to cancel leads nowhere: it may port all the same',
        },
      ]
    : [];
}

const groundOf = ({ status, numbers, attention, foc }: RequestGround): ActGround => ({
  at: status,
  numbers,
  attention,
  windowStartMs: status === 'scheduled' || status === 'locked' ? foc?.windowStartMs : undefined,
});

/** At an order: every act that it would take, at most so many reasons and documents of it; what can be done at a request stands there. */
export function orderActs(view: OrderView, most = Infinity): ByHand[] {
  const { orderId, requirements } = view;
  const ground = orderGroundOf(view);
  const taken = (act: OperatorAct): boolean => judgeOrderActOn(ground, act) === undefined;
  const override = `portico override ${orderId}`;
  return [
    ...settle(orderId, ground.attention, taken).slice(0, most),
    ...requirements
      .filter(({ id }) => taken({ do: 'waiveDocument', document: id }))
      .slice(0, most)
      .map(({ id }) => ({ command: `${override} waive-document ${id}`, does: 'go on without it (R9)' })),
    ...(taken({ do: 'extendDeadline', days: 1 })
      ? [{ command: `${override} extend-deadline DAYS`, does: 'more time for the customer' }]
      : []),
  ];
}

/** The same as lines, with what is open to look at and to take on. */
export const orderByHand = (view: OrderView): string[] => [
  look(view.orderId),
  ...(orderGroundOf(view).attention.length > 0 ? [assign(`${view.orderId} YOU`)] : []),
  ...orderActs(view, MOST_NAMED).map(line),
];

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
