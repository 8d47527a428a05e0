import { ADVICE } from '../attention-advice';
import { readable, row, TABLE_HEAD } from './words';

/** Current details of a message that does not arrive, in Markdown. Instants are business ms. */
export function describeUndelivered(of: {
  readonly orderId: string;
  readonly about: string;
  readonly sinceMs: number;
  readonly nextMs: number;
  readonly zone: string;
  readonly owner?: string | undefined;
}): string {
  const { means, first } = ADVICE.notificationFailed;
  return [
    '**The customer was not told.**',
    '',
    ...TABLE_HEAD,
    row('Who has to act', 'an operator'),
    row('About', of.about),
    row('Why', means),
    row('Since', readable(of.sinceMs, of.zone)),
    ...(of.owner ? [row('Owner', of.owner)] : []),
    row('Next', `${readable(of.nextMs, of.zone)}: it is tried again`),
    '',
    'What you can do now:',
    '',
    `- First: ${first}`,
    `- \`portico status ${of.orderId}\`: what the customer should know; tell them in another way if it is urgent`,
  ].join('\n');
}
