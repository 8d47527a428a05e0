import type { Correction, PortOrderDetails } from '../../../domain/order-details';
import type { RequestRules } from '../../../domain/rules';
import type { CommandAnswer } from '../../../domain/order/judging';
import type { LoaSigned } from '../../../domain/order/events';
import type { OrderInput } from '../../../domain/order/state';
import type { Days } from '../scripted/days';
import { loaHash } from '../scripted/world';
import { StepReader, type Step } from './steps';
import type { Story } from './story';

const SLOW = /\bslow (brings|signs)\b,? ?/g;

/** What the customer does: documents and signature on the first day, unless they are slow, and then what the story says. */
export function customerSteps(story: Story, days: Days, rules: RequestRules): Step[] {
  const { customer = '' } = story;
  const firstDay = ['d0@09:10 brings', 'd0@09:30 signs'].filter((step) => !customer.includes(`slow ${step.split(' ')[1]}`));
  return new StepReader(days, rules, story).steps([...firstDay, customer.replaceAll(SLOW, '')].join());
}

/** What a correction is called in a story. */
export function correctionOf(word: string | undefined, { holder, numbers }: PortOrderDetails): Correction {
  switch (word) {
    case 'holder':
      return { holder: { ...holder, name: `${holder.name} Junior`, address: { ...holder.address, street: '2 rue de la Paix' } } };
    case 'taxId':
      // Another one that is right: a carrier is not asked twice for the same.
      return { holder: { ...holder, taxId: '07643520567' } };
    case 'account':
      return { losing: { carrier: 'LOSING', accountNumber: '87654321' } };
    case 'codes':
      return { transferCodes: Object.fromEntries(numbers.map((item) => [item.kind === 'single' ? item.number : item.start, 'NEWCODE12'])) };
    case 'asItIs':
      return { asItIs: true };
    case 'nothing':
      return { holder };
    default:
      throw new SyntaxError(`nobody corrects "${word}"`);
  }
}

/** The answer to a command as a story tells it: `2:tooLate`, and `mayFail` where it was taken with a warning. */
export function answerInWords({ results }: CommandAnswer): string {
  return results
    .map((result) => `${results.length > 1 ? `${result.n}:` : ''}${result.taken ? (result.mayFail ? 'mayFail' : 'taken') : result.reason}`)
    .join('+');
}

/** The document of a kind, by its hash. */
export const documentHash = (kind: string): string => Buffer.from(kind).toString('hex').padEnd(64, '0').slice(0, 64);

/** The customer's signature under a revision of the letter. */
export const signatureOf = ({ orderId }: Pick<OrderInput, 'orderId'>, revision: number, atMs: number): LoaSigned => ({
  loaId: `${orderId}-${revision}`,
  revision,
  hash: loaHash(`${orderId}-${revision}`),
  signer: 'Ada Martin',
  at: atMs,
});
