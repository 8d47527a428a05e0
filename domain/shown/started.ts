/**
 * What every workflow says of itself from its start on, whatever becomes of it: one line, and a page under it in Markdown.
 * Both are encrypted like everything else; names, numbers and addresses are left out all the same, since nobody needs them here.
 */
import { portOrderWorkflowId, portRequestWorkflowId } from '../ids';
import type { RequestRules } from '../rules';
import type { Trouble } from '../support-case/fact';
import { counted, row, shortened, TABLE_HEAD } from './words';

/** The start options of that name. */
export interface StartWords {
  readonly staticSummary: string;
  readonly staticDetails: string;
}

/** A line, and a page: what it is, a table, and what else to know. */
export const words = (
  staticSummary: string,
  is: string,
  rows: readonly (readonly [string, string])[],
  last: readonly string[] = [],
): StartWords => ({
  staticSummary,
  staticDetails: [is, '', ...TABLE_HEAD, ...rows.map(([name, text]) => row(name, text)), ...last.flatMap((line) => ['', line])].join('\n'),
});

const NEVER_TERMINATE =
  'Never *Terminate* it: the numbers may port at the carrier all the same, and nobody would follow them. *Request Cancellation* asks the losing carrier, under the rules of R24.';

const days = ({ safeDays, lastDays }: RequestRules['cancelNotice']): string => `${safeDays} (${lastDays} at the least)`;

/** The values that are pinned: a later change of the country's rules moves nothing of this port. */
function ruleBook(rules: RequestRules): string {
  const { country, region, zone, leadDays, cancelNotice, rescheduleNotice, lockDays, smsDays, resubmissionDays, emergencyReturnHours } =
    rules;
  return [
    `${country}${region === undefined ? '' : `, region ${region}`}, business days of ${zone}, as the rules were when it was ordered`,
    `expected ${counted(leadDays, 'day')} from the submission (R3)`,
    `notice to cancel ${days(cancelNotice)}, to move ${days(rescheduleNotice)} (R23, R24)`,
    `locked ${counted(lockDays, 'day')} before the port`,
    `SMS within ${counted(smsDays, 'day')} (R18)`,
    ...(resubmissionDays === undefined ? [] : [`sent again ${counted(resubmissionDays, 'day')} after a refusal at the earliest (R13)`]),
    ...(emergencyReturnHours === undefined ? [] : [`emergency return within ${emergencyReturnHours} hours`]),
  ].join('; ');
}

/** An order or a request, as far as its start says. */
interface Port {
  readonly orderId: string;
  readonly accountId: string;
  /** How many numbers. */
  readonly count: number;
  readonly country: string;
  readonly losingCarrier: string;
  readonly gateway: string;
  readonly rules: RequestRules;
}

export const orderStarted = ({ orderId, accountId, count, country, losingCarrier, gateway, rules }: Port): StartWords =>
  words(
    `Order ${orderId}: ${counted(count, 'number')}, ${country}, ${losingCarrier}`,
    "One customer's wish to port numbers in: documents, letter of authorisation (R10), and one request per block or number at the losing carrier.",
    [
      ['Order', `${orderId} of account ${accountId}`],
      ['Ordered', `${counted(count, 'number')}, ${country}, from ${losingCarrier} through the gateway ${gateway}`],
      ['Rule book', ruleBook(rules)],
      ['Its requests', `${portRequestWorkflowId(orderId, 1)} and so on, once the letter is signed`],
      ['On the command line', `\`portico status ${orderId}\`, \`portico watch ${orderId}\``],
    ],
    [NEVER_TERMINATE],
  );

export const requestStarted = (n: number, { orderId, accountId, count, country, losingCarrier, gateway, rules }: Port): StartWords =>
  words(
    `Request ${n} of ${orderId}: ${count === 1 ? 'one number' : counted(count, 'number')}, ${country}, ${losingCarrier}`,
    'One request at one losing carrier: it is submitted, answered, scheduled and ported, and its SMS followed to the end. All of its numbers port together (R20).',
    [
      ['Order', `${portOrderWorkflowId(orderId)} of account ${accountId}`],
      ['Request', `${n}: ${counted(count, 'number')}, ${country}, from ${losingCarrier} through the gateway ${gateway}`],
      ['Rule book', ruleBook(rules)],
      ['On the command line', `\`portico status ${orderId}\`, with \`--request ${n}\` where a command takes it`],
    ],
    [NEVER_TERMINATE],
  );

/** So many kinds of facts fit on one line: the server takes 400 bytes, encrypted. */
const MOST_NAMED = 3;

/** A message to the customer. `about`: kinds of facts. */
export const notificationStarted = (of: {
  readonly orderId: string;
  readonly about: readonly string[];
  readonly language: string;
  readonly supportCase?: string | undefined;
}): StartWords =>
  words(
    `Tell the customer of ${of.orderId}: ${shortened(of.about, MOST_NAMED).join(', ')}`,
    'One message to a customer, on the porting ticket. It is tried again until it arrives, for a fortnight; what a later fact has overtaken is left out.',
    [
      ['Order', portOrderWorkflowId(of.orderId)],
      ...(of.supportCase === undefined ? [] : [['Support case', of.supportCase] as const]),
      ['About', of.about.join(', ')],
      ['Language', of.language],
      ['Rule book', 'none of a country: who is told of what stands in docs/notifications.md'],
    ],
    ['*Request Cancellation* changes nothing: a message that is owed is delivered.'],
  );

/** An authentic event with nowhere to go. */
export const parkedEventStarted = (of: {
  readonly gateway: string;
  readonly type?: string | undefined;
  readonly reference?: string | undefined;
  readonly why: string;
}): StartWords =>
  words(
    `Parked: ${of.type ?? 'unreadable event'} from ${of.gateway}, ${of.why}`,
    'An authentic event of a gateway that matches no request. It is kept, and tried again every day, until it matches or a person has dealt with it.',
    [
      ['Gateway', of.gateway],
      ['Event', of.type ?? 'outside the contract: see docs/contracts/gateway.md'],
      ...(of.reference === undefined ? [] : [['Reference', of.reference] as const]),
      ['Why', of.why],
      ['Rule book', 'none of a country: an event that was acknowledged is never dropped'],
    ],
    ['To close it, send the signal `resolve` with `{"by": "who", "reason": "what was done"}`.'],
  );

/** A complaint about a number. */
export const supportCaseStarted = (of: {
  readonly orderId: string;
  readonly k: string;
  readonly trouble: Trouble;
  readonly country: string;
  readonly losingCarrier: string;
  readonly rules: RequestRules;
}): StartWords =>
  words(
    `Support case of ${of.orderId}: ${of.trouble}, ${of.country}, ${of.losingCarrier}`,
    "One complaint about one number: before its port the losing provider answers (R25), after it the number is checked, and three failed calls open our team's turn (R26).",
    [
      ['Order', portOrderWorkflowId(of.orderId)],
      ['Case', of.k],
      ['Does not work', of.trouble],
      [
        'Rule book',
        `${of.country}, business days of ${of.rules.zone}; stuck ${of.rules.stuckHours} hours after the window; SMS within ${counted(of.rules.smsDays, 'day')} (R18)`,
      ],
      ['On the command line', `\`portico support ${of.orderId} --case ${of.k}\``],
    ],
    ['To close it, send the signal `resolve`; the customer is told your reason in the very words.'],
  );
