import { cancellationSignal, getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';
import { orderOfLoa, portOrderWorkflowId, portRequestWorkflowId } from '../domain/ids';
import { numbersOf } from '../domain/grouping';
import type { E164, NumberItem } from '../domain/order-details';
import { isOrderOver, type OrderView } from '../domain/order/view';
import type { Problem } from '../domain/result';
import { requestOf, standingOf } from '../domain/support-case/standing';
import { answeredQuery, orderViewQuery, requestViewQuery, timelineQuery } from '../workflows/contract';
import type { ProvisioningActivities } from './activities';
import { hold, orderRecordName, readStoredOrder, type OrderRecord } from './documents/records';
import { LoaNotPrintableError } from './documents/loa-fonts';
import { renderLoa } from './documents/loa-pdf';
import { FAILURES, final } from './failures';
import type { DocumentStore } from './documents/store';
import type { Account, AccountDirectory, NumberPlatform } from './platform/platform';
import { isStillEnded } from './sweep/still-ended';

export interface ProvisioningDependencies {
  readonly platform: NumberPlatform;
  readonly accounts: AccountDirectory;
  readonly documents: DocumentStore;
  /** Our own name, as it stands in the LOA. */
  readonly providerName?: string | undefined;
}

/** What we do on our own side: account, claims, dashboard, activation, SMS, LOA and the final record. */
export function createProvisioningActivities({
  platform,
  accounts,
  documents,
  providerName,
}: ProvisioningDependencies): ProvisioningActivities {
  return {
    async admitOrder({ orderId, accountId, items }) {
      const account = await accounts.find(accountId, cancellationSignal());
      const ineligible = eligibility(account);
      if (ineligible) return [ineligible];
      const outcome = await platform.claim(orderId, accountId, items.flatMap(numbersOf), cancellationSignal());
      return outcome.kind === 'claimed' ? [] : items.flatMap((item, index) => taken(item, index, outcome.numbers, outcome.takenBy));
    },
    prepareNumbers: ({ orderId, accountId, numbers, date }) => platform.prepare(orderId, accountId, numbers, date, cancellationSignal()),
    async activateNumbers({ orderId, numbers, prepareFor }) {
      const prepared = prepareFor
        ? await platform.prepare(orderId, prepareFor.accountId, prepareFor.numbers, prepareFor.date, cancellationSignal()).then(
            () => true,
            // What has moved must work, dashboard or not.
            () => false,
          )
        : undefined;
      const active = await platform.activate(orderId, numbers, cancellationSignal());
      if (active.length === 0) return { numbers: active, smsAsked: true, smsNotApplicable: [], prepared };
      // A number that works does not wait for its SMS: that is asked for again.
      const smsNotApplicable = await platform.enableSms(orderId, active, cancellationSignal()).catch(() => undefined);
      return { numbers: active, smsAsked: smsNotApplicable !== undefined, smsNotApplicable: smsNotApplicable ?? [], prepared };
    },
    async readNumbers({ numbers }) {
      const places = await platform.read(numbers, cancellationSignal());
      return {
        unconfigured: places.filter(({ onDashboard, configured }) => onDashboard && !configured).map(({ number }) => number),
        withoutAddress: places.filter(({ emergencyAddress }) => emergencyAddress === 'missing').map(({ number }) => number),
      };
    },
    enableSms: async ({ orderId, numbers }) => ({ notApplicable: await platform.enableSms(orderId, numbers, cancellationSignal()) }),
    releaseNumbers: ({ orderId, numbers }) => platform.release(orderId, numbers, cancellationSignal()),
    async issueLoa({ losing, ...loa }) {
      const pdf = await printed({
        ...loa,
        losingCarrier: losing.carrier,
        accountNumber: losing.accountNumber,
        winningProvider: providerName,
      });
      const { sha256 } = await documents.put(pdf, 'application/pdf');
      await hold(documents, orderOfLoa(loa.loaId), sha256);
      return { sha256 };
    },
    async countClaims({ orderId, giveBackOf }) {
      const numbers = await platform.claimsOf(orderId, cancellationSignal());
      const kept = { claims: numbers.length, givenBack: 0 };
      // Somebody may have brought it back since it was looked at.
      if (numbers.length === 0 || !giveBackOf || !(await isStillEnded(getClient(), giveBackOf))) return kept;
      await platform.release(orderId, numbers, cancellationSignal());
      return { claims: 0, givenBack: numbers.length };
    },
    async examineNumber({ orderId, number }) {
      const order = await readOrder(orderId, documents);
      if (!order) return { port: { at: 'unknown' } };
      const port = standingOf(await upToDate(order.view, number), order.timeline, number);
      if (port.at !== 'active') return { port };
      const [place] = await platform.read([number], cancellationSignal());
      if (!place) return { port };
      const { configured, userOnline, voice } = place;
      return { port, place: { configured, userOnline, inService: voice === 'active' } };
    },
    async closeOrder({ orderId, numbers }) {
      await platform.release(orderId, numbers, cancellationSignal());
      const [{ memo }, order, answered] = await Promise.all([
        orderHandle(orderId).describe(),
        askOrder(orderId),
        orderHandle(orderId).query(answeredQuery),
      ]);
      await documents.putRecord(orderRecordName(orderId), { ...order, answered, contentHash: memo?.['contentHash'] });
    },
  };
}

const orderHandle = (orderId: string) => getClient().workflow.getHandle(portOrderWorkflowId(orderId));

type ReadOrder = Pick<OrderRecord, 'view' | 'timeline'>;

/** The order as it tells itself, running or closed. */
async function askOrder(orderId: string): Promise<ReadOrder> {
  const order = orderHandle(orderId);
  const [view, timeline] = await Promise.all([order.query(orderViewQuery), order.query(timelineQuery)]);
  return { view, timeline };
}

/** The order, or its final record once Temporal has forgotten it. */
async function readOrder(orderId: string, documents: DocumentStore): Promise<ReadOrder | undefined> {
  try {
    return await askOrder(orderId);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    const record = await readStoredOrder(documents, orderId);
    return record && 'view' in record ? record : undefined;
  }
}

/** The order with the number's request as that itself stands: on the port day the order hears of some steps only later. */
async function upToDate(view: OrderView, number: E164): Promise<OrderView> {
  const request = isOrderOver(view.status) ? undefined : requestOf(view, number);
  if (!request) return view;
  try {
    const { facts: _, ...snapshot } = await getClient()
      .workflow.getHandle(portRequestWorkflowId(view.orderId, request.n))
      .query(requestViewQuery);
    return { ...view, requests: view.requests.map((one) => (one.n === request.n ? { ...one, ...snapshot } : one)) };
  } catch (error) {
    // Not started yet, or ended before it was: the order knows.
    if (error instanceof WorkflowNotFoundError) return view;
    throw error;
  }
}

/** A letter that cannot be printed will not print at the next try either: a person has to look at the details. Anything else is tried again. */
async function printed(content: Parameters<typeof renderLoa>[0]): Promise<Uint8Array> {
  try {
    return await renderLoa(content);
  } catch (error) {
    if (error instanceof LoaNotPrintableError || error instanceof RangeError) throw final(FAILURES.loaImpossible, error.message);
    throw error;
  }
}

/** R1: only an active, paid subscription may port. */
export function eligibility(account: Account | undefined): Problem | undefined {
  const problem = (message: string): Problem => ({ path: 'accountId', code: 'account_not_eligible', message });
  if (!account) return problem('There is no such account.');
  if (account.status === 'trial') return problem('A trial account cannot port numbers: choose a paid plan first.');
  if (account.status !== 'active') return problem(`This account is ${account.status}: only an active account can port numbers.`);
  return account.paid ? undefined : problem('This account has no paid subscription: settle it first, then order again.');
}

function taken(item: NumberItem, index: number, numbers: readonly string[], takenBy: string | undefined): Problem[] {
  if (!numbersOf(item).some((number) => numbers.includes(number))) return [];
  const where = takenBy ? `order ${takenBy} of this account` : 'another live order';
  return [
    { path: `numbers[${index}]`, code: 'number_taken', message: `Already being ported by ${where}: wait for its end, or cancel it.` },
  ];
}
