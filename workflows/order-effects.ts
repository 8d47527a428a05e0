import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ChildWorkflowCancellationType, ParentClosePolicy, WorkflowIdReusePolicy, startChild } from '@temporalio/workflow';
import { portRequestWorkflowId } from '../domain/ids';
import { frozenFor } from '../domain/order/loa';
import type { OrderEffect, OrderEvent, RequestMessage } from '../domain/order/events';
import type { OrderFact, OrderInput, OrderState } from '../domain/order/state';
import type { Recorded } from '../domain/fact';
import type { E164, NumberItem } from '../domain/order-details';
import type { RequestInput } from '../domain/request/state';
import type { Problem } from '../domain/result';
import { requestStarted } from '../domain/shown/started';
import { carrierActivities, ordersActivities, provisioningActivities } from './activity-proxies';
import {
  QUEUES,
  WORKFLOWS,
  activationRequestedSignal,
  cancelRequestedSignal,
  replacedSignal,
  rescheduleRequestedSignal,
  resubmissionReadySignal,
  resubmissionWithdrawnSignal,
  resyncSignal,
  returnRequestedSignal,
} from './contract';
import { nowIn } from './inbox-loop';
import { SUBMITTING, type portRequest } from './port-request';
import { MAX_NUMBER_HASHES } from './search-attributes';
import { fixedAttributes } from './shown';

/** What an order does to the world. `state` answers the state at the moment of asking. */
export function orderEffects(input: OrderInput, state: () => OrderState): (effect: OrderEffect) => Promise<OrderEvent> {
  const provisioning = provisioningActivities(input.clock);
  const orders = ordersActivities();
  const { orderId, accountId } = input;
  const portability = askPortability(input);
  return async (effect) => {
    switch (effect.do) {
      case 'admit': {
        const { numbers: items } = state().details;
        const [own, theirs] = await Promise.all([
          provisioning('admitOrder', 'Account and claim on the numbers', { orderId, accountId, items }),
          portability(state().details),
        ]);
        return { kind: 'admitted', admission: { problems: [...own, ...theirs] } };
      }
      case 'checkPortability':
        return { kind: 'portabilityChecked', problems: await portability(state().details) };
      case 'claimBlock': {
        const { items, n } = effect;
        const { details, requests } = state();
        const losing = requests.find((entry) => entry.n === n)?.losing ?? details.losing;
        const [own, theirs] = await Promise.all([
          provisioning('admitOrder', 'Claim on the whole block', { orderId, accountId, items }),
          portability({ ...details, losing, numbers: items }),
        ]);
        return { kind: 'blockClaimed', n, problems: [...own, ...theirs] };
      }
      case 'giveBack':
        await provisioning('releaseNumbers', 'Give up the claim on numbers that left the order', { orderId, numbers: effect.numbers });
        return { kind: 'gaveBack', numbers: effect.numbers };
      case 'plan':
        return { kind: 'planned', answer: await orders.plan(effect.question) };
      case 'issueLoa': {
        const { sha256 } = await provisioning(
          'issueLoa',
          `Make the LOA, revision ${effect.revision}`,
          loaOrder(input, state(), effect.revision),
        );
        return { kind: 'loaIssued', revision: effect.revision, sha256 };
      }
      case 'startRequest':
        await startRequest(input, state(), effect.n);
        return { kind: 'requestStarted', n: effect.n };
      case 'signalRequest': {
        const { signal, payload } = asSignal(effect.message);
        return { kind: 'signalled', n: effect.n, reached: await orders.tellRequest({ orderId, n: effect.n, signal, payload }) };
      }
      case 'readRequest':
        return { kind: 'requestRead', n: effect.n, snapshot: await orders.askRequest({ orderId, n: effect.n }) };
      case 'notify':
        await orders.startNotification({
          orderId,
          accountId,
          seq: effect.seq,
          language: state().details.language,
          ticketRef: state().details.ticketRef,
          zone: input.rules.zone,
          clock: input.clock,
          facts: effect.facts,
          items: itemsOf(state(), effect.facts),
        });
        return { kind: 'notified' };
      case 'archive':
        await provisioning('closeOrder', 'Give up what is left of the claims, write the final record', {
          orderId,
          numbers: everyNumber(input, state()),
        });
        return { kind: 'archived' };
      default:
        return effect satisfies never;
    }
  };
}

/** Starts a request that outlives its order; one that is there already (after a reset) is adopted. */
async function startRequest(input: OrderInput, state: OrderState, n: number): Promise<void> {
  const entry = state.requests.find((one) => one.n === n);
  const first = entry && frozenFor(state, entry);
  if (!entry || !first) throw new Error(`request ${n} has no signed LOA`);
  const { orderId, accountId, clock, rules, continueAsNewAfterEvents } = input;
  const gateway = gatewayOf(input, entry.losing.carrier);
  const { country } = state.details;
  const hashes = { ...input.numberHashes, ...state.addedHashes };
  const numberHashes = entry.numbers.flatMap((number) => hashes[number] ?? []).slice(0, MAX_NUMBER_HASHES);
  const request: RequestInput = {
    schemaVersion: 1,
    orderId,
    accountId,
    n,
    country,
    gateway: gateway.id,
    visibilityLagMs: gateway.visibilityLagMs,
    ...(gateway.dateChangeBeforeFoc ? { dateChangeBeforeFoc: true } : {}),
    ...(gateway.echoesReference === false ? { echoesReference: false } : {}),
    ...(gateway.lookUps ? { lookUps: gateway.lookUps } : {}),
    ...(gateway.byHand ? { byHand: true } : {}),
    clock,
    rules,
    numbers: entry.numbers,
    first,
    ...(entry.notBefore ? { notBefore: entry.notBefore } : {}),
    numberHashes,
    continueAsNewAfterEvents,
  };
  try {
    await startChild<typeof portRequest>(WORKFLOWS.request, {
      workflowId: portRequestWorkflowId(orderId, n),
      taskQueue: QUEUES.orders,
      args: [request],
      // Always: a number may still port at the carrier after its orchestration was ended, and continue-as-new of the order
      // counts as an end.
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      typedSearchAttributes: fixedAttributes({
        status: SUBMITTING.status,
        country,
        losingCarrier: entry.losing.carrier,
        gateway: gateway.id,
        account: accountId,
        numberHashes,
      }),
      ...requestStarted(n, {
        orderId,
        accountId,
        count: entry.numbers.length,
        country,
        losingCarrier: entry.losing.carrier,
        gateway: gateway.id,
        rules,
      }),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** The gateway that reaches this losing carrier. */
const gatewayOf = ({ gateway, otherGateways }: OrderInput, carrier: string): OrderInput['gateway'] => otherGateways?.[carrier] ?? gateway;

/** Asks each gateway about the numbers that go through it; the problems name the entries of the whole list. */
function askPortability(input: OrderInput): (details: Pick<OrderState['details'], 'country' | 'losing' | 'numbers'>) => Promise<Problem[]> {
  return async ({ country, losing, numbers }) => {
    const byGateway = new Map<string, { readonly item: NumberItem; readonly index: number }[]>();
    numbers.forEach((item, index) => {
      const { id } = gatewayOf(input, (item.losing ?? losing).carrier);
      byGateway.set(id, [...(byGateway.get(id) ?? []), { item, index }]);
    });
    const answers = await Promise.all(
      [...byGateway].map(async ([id, asked]) => {
        const items = asked.map(({ item }) => item);
        const problems = await carrierActivities(input.clock, id)('checkPortability', 'Portability and blocks', { country, items });
        return problems.map((problem) => ({
          ...problem,
          path: problem.path.replace(/^numbers\[(\d+)\]/, (_, place: string) => `numbers[${asked[Number(place)]?.index ?? place}]`),
        }));
      }),
    );
    return answers.flat();
  };
}

/** Every number that the order may have claimed. */
const everyNumber = ({ numberHashes }: OrderInput, { requests, addedHashes = {} }: OrderState): E164[] => [
  ...new Set([...Object.keys(numberHashes), ...Object.keys(addedHashes), ...requests.flatMap(({ numbers }) => numbers)]),
];

function loaOrder(input: OrderInput, state: OrderState, revision: number) {
  const loa = state.loas.find((one) => one.revision === revision);
  const covered = state.requests.filter(({ n }) => loa?.covers.includes(n));
  const { holder, losing, signer } = covered[0] ?? state.details;
  return {
    loaId: loa?.loaId ?? `${input.orderId}-${revision}`,
    revision,
    language: state.details.language,
    holder,
    losing,
    signerName: signer.name,
    items: covered.flatMap(({ items }) => items),
    issuedOn: new Date(nowIn(input.clock)).toISOString().slice(0, 10),
  };
}

function asSignal(message: RequestMessage): { readonly signal: string; readonly payload: unknown } {
  switch (message.kind) {
    case 'cancelRequested':
      return { signal: cancelRequestedSignal.name, payload: { by: message.by } };
    case 'rescheduleRequested':
      return { signal: rescheduleRequestedSignal.name, payload: { by: message.by, date: message.date } };
    case 'resubmissionReady':
      return { signal: resubmissionReadySignal.name, payload: { frozen: message.frozen } };
    case 'replaced':
      return { signal: replacedSignal.name, payload: { by: message.by } };
    case 'resubmissionWithdrawn':
      return { signal: resubmissionWithdrawnSignal.name, payload: {} };
    case 'activationRequested':
      return { signal: activationRequestedSignal.name, payload: { by: message.by } };
    case 'returnRequested':
      return { signal: returnRequestedSignal.name, payload: { by: message.by, reason: message.reason } };
    case 'resync':
      return { signal: resyncSignal.name, payload: {} };
    default:
      return message satisfies never;
  }
}

/** The numbers of the requests that the facts name; all of them where a fact is about the order. */
function itemsOf(state: OrderState, facts: readonly Recorded<OrderFact>[]): Record<number, readonly NumberItem[]> {
  const named = new Set(facts.flatMap((fact) => (fact.kind === 'request' ? [fact.n] : [])));
  return Object.fromEntries(state.requests.filter(({ n }) => named.has(n)).map(({ n, items }) => [n, items.map(withoutCode)]));
}

/** A message names numbers and never transfer codes. */
const withoutCode = (item: NumberItem): NumberItem => ({ ...item, transferCode: undefined });
