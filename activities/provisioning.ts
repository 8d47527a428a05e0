import { cancellationSignal, getClient } from '@temporalio/activity';
import { portOrderWorkflowId } from '../domain/ids';
import { numbersOf } from '../domain/grouping';
import type { NumberItem } from '../domain/order-details';
import type { Problem } from '../domain/result';
import { orderViewQuery, timelineQuery } from '../workflows/contract';
import type { ProvisioningActivities } from './activities';
import { orderRecordName } from './documents/records';
import { LoaNotPrintableError } from './documents/loa-fonts';
import { renderLoa } from './documents/loa-pdf';
import { FAILURES, final } from './failures';
import type { DocumentStore } from './documents/store';
import type { Account, AccountDirectory, NumberPlatform } from './platform/platform';

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
    async activateNumbers({ orderId, numbers }) {
      const active = await platform.activate(orderId, numbers, cancellationSignal());
      if (active.length === 0) return { numbers: active, smsAsked: true };
      const smsAsked = await platform.enableSms(orderId, active, cancellationSignal()).then(
        () => true,
        () => false,
      );
      return { numbers: active, smsAsked };
    },
    enableSms: ({ orderId, numbers }) => platform.enableSms(orderId, numbers, cancellationSignal()),
    releaseNumbers: ({ orderId, numbers }) => platform.release(orderId, numbers, cancellationSignal()),
    async issueLoa({ losing, ...loa }) {
      const pdf = await printed({
        ...loa,
        losingCarrier: losing.carrier,
        accountNumber: losing.accountNumber,
        winningProvider: providerName,
      });
      const { sha256 } = await documents.put(pdf, 'application/pdf');
      return { sha256 };
    },
    async closeOrder({ orderId, numbers }) {
      await platform.release(orderId, numbers, cancellationSignal());
      const order = getClient().workflow.getHandle(portOrderWorkflowId(orderId));
      const [view, timeline] = await Promise.all([order.query(orderViewQuery), order.query(timelineQuery)]);
      const { memo } = await order.describe();
      await documents.putRecord(orderRecordName(orderId), { view, timeline, contentHash: memo?.['contentHash'] });
    },
  };
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
function eligibility(account: Account | undefined): Problem | undefined {
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
