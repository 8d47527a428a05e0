/**
 * What one of our own people can do now, without harm: only what would be taken at this moment, as the exact command line.
 * Capital letters stand for what the operator fills in.
 */
import { isOrderOver, type OrderView } from '../order/view';
import { needsOperator, resolverOf } from '../rejection/answering';
import { parseGatewayReference, supportCaseWorkflowId } from '../ids';
import type { RequestSnapshot } from '../request/snapshot';
import { judgeActivation, judgeCancel, judgeReschedule, judgeReturn, type Changeability } from '../request/verdicts';
import type { SupportCaseView } from '../support-case/view';
import { can, caseByHand, orderByHand, requestByHand, WHO } from './by-hand';
import { counted, inRuns, readable } from './words';

/** So many kinds of documents, or letters, are named each. */
const MOST_NAMED = 4;

const section = (lines: readonly string[]): string[] => ['What you can do now:', '', ...lines];

const mayFail = (verdict: { readonly taken: boolean; readonly mayFail?: boolean }): string =>
  verdict.mayFail === true ? '; it may fail' : '';

const until = (deadline: Changeability['cancelUntil']): string => (deadline ? `, until ${readable(deadline.atMs, deadline.zone)}` : '');

/** For a request. */
export function requestActions(snapshot: RequestSnapshot, nowMs: number): string[] {
  const { n, reference, status, change } = snapshot;
  const orderId = parseGatewayReference(reference)?.orderId ?? 'ORDER';
  const of = `${orderId} --request ${n}`;
  const cancel = judgeCancel(change, nowMs);
  const lines = [
    ...(status === 'rejected' ? corrections(snapshot, of) : []),
    ...(cancel.taken
      ? [
          can(
            `portico cancel ${of}`,
            `${cancel.atOnce ? 'cancel it at once' : `ask the losing carrier to cancel (R24)${until(change.cancelUntil)}${mayFail(cancel)}`}. *Request Cancellation* above is the same`,
          ),
        ]
      : []),
    ...(judgeReschedule(change, nowMs, change.interval?.first ?? '').taken
      ? [
          can(
            `portico reschedule ${orderId} DATE --request ${n}`,
            `ask for another day (R23)${until(change.rescheduleUntil)}; the old date stands until the carrier agrees`,
          ),
        ]
      : []),
    ...(judgeActivation(change, nowMs).taken
      ? [can(`portico activate ${of}`, 'start the transfer now; without it, it starts by itself at the end of the window')]
      : []),
    ...(judgeReturn(change, nowMs).taken
      ? [can(`portico return ${of} --reason WHY`, `have the numbers back${until(change.returnUntil)}; the losing carrier reads the reason`)]
      : []),
    ...requestByHand(orderId, snapshot, nowMs),
    can(`portico status ${orderId}`, 'the whole order, with its numbers'),
    ...(status === 'over' ? [] : ['- *Send a Signal* `resync` with `{}`: where the order seems not to know of this']),
  ];
  return section(lines);
}

/** R13: each side mends its part; what our team mends is sent by our team. */
function corrections({ reasons = [] }: RequestSnapshot, of: string): string[] {
  const ours = needsOperator(reasons);
  return [
    ...(resolverOf(reasons) === 'customer'
      ? [can(`portico correct ${of}`, "with the customer's corrected details (`portico correct --help`)")]
      : []),
    ...(ours
      ? [can(`portico correct ${of} --operator --as-it-is ${WHO}`, 'send it again, once our part is mended; `--date DATE` for another day')]
      : []),
  ];
}

/** For an order. */
export function orderActions(view: OrderView, nowMs: number): string[] {
  const { orderId, status } = view;
  if (isOrderOver(status))
    return section([
      can(`portico status ${orderId}`, 'how it ended'),
      ...orderByHand(view),
      ...(status === 'completed'
        ? []
        : [can(`portico order --from ${orderId}`, 'order again what has not ported; what is still valid is reused (R22)')]),
    ]);
  const changes = view.requests.flatMap(({ change }) => (change ? [change] : []));
  const cancel = changes.length === 0 || changes.some((change) => judgeCancel(change, nowMs).taken);
  const reschedule = changes.some((change) => judgeReschedule(change, nowMs, change.interval?.first ?? '').taken);
  return section([
    ...where(view),
    ...papers(view),
    ...(cancel ? [can(`portico cancel ${orderId}`, 'ask to cancel all of it (R24). *Request Cancellation* above is the same')] : []),
    ...(reschedule
      ? [can(`portico reschedule ${orderId} DATE`, 'ask for another day (R23); the old dates stand until the carrier agrees')]
      : []),
    ...orderByHand(view),
    can(`portico status ${orderId}`, 'everything, with its numbers and until when each can be changed'),
    '- *Send a Signal* `resync` with `{}`: ask every request where it stands',
  ]);
}

/** The requests that need a person have the details. */
function where({ orderId, requests }: OrderView): string[] {
  const those = requests.filter(({ attention = [], status }) => attention.length > 0 || status === 'rejected').map(({ n }) => n);
  if (those.length === 0) return [];
  return [`- Open ${counted(those.length, 'request')} \`port-request/${orderId}/…\` (${inRuns(those)}): why, and what to do, stands there`];
}

/** What is still needed of the customer before anything is sent, and what waits for our look. */
function papers({ orderId, status, requirements, loas }: OrderView): string[] {
  if (status === 'awaitingDecision')
    return [can(`portico decide ${orderId} drop`, 'port the rest now, or `wait` for all, as the customer says')];
  const missing = requirements.filter(({ type, holdsUp, status: at }) => type === 'document' && holdsUp && at !== 'underReview');
  const reviewed = requirements.filter(({ status: at }) => at === 'underReview');
  const letters = loas.filter(({ sha256, signedAtMs }) => sha256 !== undefined && signedAtMs === undefined);
  return [
    ...reviewed
      .slice(0, MOST_NAMED)
      .map(({ id }) => can(`portico review ${orderId} ${id} --approve --reviewer YOU`, 'it can be used; `--refuse WHY`: it cannot')),
    ...(status === 'awaitingDocuments' || status === 'awaitingSignature'
      ? missing.slice(0, MOST_NAMED).map(({ id }) => can(`portico document ${orderId} ${id} FILE`, 'hand it in for the customer (R9)'))
      : []),
    ...letters
      .slice(0, MOST_NAMED)
      .map(({ revision, scanned }) =>
        scanned
          ? can(
              `portico review ${orderId} signedLoa --revision ${revision} --approve --reviewer YOU`,
              'the scan of the signed letter can be used; `--refuse WHY`: it cannot',
            )
          : can(
              `portico loa ${orderId} --revision ${revision}`,
              'save the letter that waits for its signature (R10); only its signer signs',
            ),
      ),
  ];
}

/** For a support case. */
export function caseActions({ orderId, k, status }: Pick<SupportCaseView, 'orderId' | 'k' | 'status'>): string[] {
  const look = can(`portico support ${orderId} --case ${k}`, 'the number, the complaint and its calls');
  if (status === 'over') return section([look]);
  return section([
    look,
    ...caseByHand(orderId, supportCaseWorkflowId(orderId, k)),
    '- *Send a Signal* `resolve` with `{"by": "YOU", "reason": "WHAT WAS DONE"}`: the same. *Request Cancellation* closes it without a reason',
    ...(status === 'waiting' || status === 'portDay'
      ? [can(`portico support ${orderId} --case ${k} --go-on`, 'the customer says: go on with the next check; `--works`: it works now')]
      : []),
  ]);
}
