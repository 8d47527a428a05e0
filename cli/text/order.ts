import type { Deadline } from '../../domain/deadline';
import { numbersOf } from '../../domain/grouping';
import { nameItems, nameNumbers } from '../../domain/notification/numbers-in-words';
import { phrasesOf } from '../../domain/notification/phrases';
import { isOrderOver, type OrderView, type RequestView } from '../../domain/order/view';
import { shortDate, shortInstant, shortWindow, untilInstant } from './instants';
import { offerLines, offersIn } from './offer';
import type { Paint } from './paint';
import { fields, table } from './table';
import { refusalLines, whoActs } from './who-acts';

/** `partiallyPorted` as `partially ported`. */
export const inWords = (code: string): string => code.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`).replace(' sms', ' SMS');

/** An order for people: where it stands, per request and number, what can be changed until when, and who acts next. */
export function orderText(view: OrderView, paint: Paint): string {
  const { orderId, status, details, problems = [], nextDeadline, requests } = view;
  const colour = isOrderOver(status)
    ? status === 'completed'
      ? paint.green
      : paint.red
    : status === 'actionRequired'
      ? paint.yellow
      : paint.bold;
  const parts = [
    `Order ${paint.bold(orderId)}: ${colour(inWords(status))}`,
    requests.length > 0 ? table(['#', 'Request', 'Numbers', 'Voice', 'SMS'], requests.flatMap(numberRows), paint) : wishedNumbers(view),
    requests.some(({ foc, expectedDate }) => foc ?? expectedDate)
      ? table(['#', 'Port date', 'Cancel until', 'Move until'], requests.flatMap(dateRows), paint)
      : '',
    fields(
      [
        ['Losing carrier', `${details.losing.carrier}, ${details.country}`],
        ...(isOrderOver(status) ? [] : requirementRows(view)),
        ...(view.csrDifferences ?? []).map(({ field }): [string, string] => [
          'Differs',
          `${field}: not what the losing provider's record says`,
        ]),
        ...problems.map(({ path, message }): [string, string] => ['Problem', `${path === '' ? '' : `${path}: `}${message}`]),
        ...requests
          .filter((request) => request.status === 'rejected')
          .flatMap(refusalLines)
          .map((line): [string, string] => ['Refused', line]),
        ...(isOrderOver(status) ? [] : requests.flatMap(estimateLines)),
        [
          'Next',
          nextDeadline && !isOrderOver(status) ? `${untilInstant(nextDeadline)}: ${nextDeadline.then} (${nextDeadline.explanation})` : '',
        ],
        ...whoActs(view).map((line, index): [string, string] => [index === 0 ? 'Who acts' : ' ', line]),
      ],
      paint,
    ),
    offersIn(problems)
      .flatMap((offer) => offerLines(offer))
      .join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Each thing that the country wants and that is not there yet, with the reason where there is one. */
const requirementRows = ({ requirements }: OrderView): [string, string][] =>
  requirements
    .filter(({ holdsUp }) => holdsUp)
    .map(({ id, name, status, reason }) => [
      'Missing',
      `${name ?? id}${status === 'missing' ? '' : ` (${inWords(status)}${reason === undefined ? '' : `: ${reason}`})`}`,
    ]);

const wishedNumbers = ({ details }: OrderView): string => `Numbers: ${nameItems(details.numbers, phrasesOf('en')).join(', ')}`;

/** One row per group of numbers that stand alike: a block of 1,000 is one line until its numbers differ. */
function numberRows({ n, status, outcome, items, numbers, waitingForSignature, attempt }: RequestView): string[][] {
  const word = waitingForSignature ? 'waiting for signature' : inWords(status === 'over' ? (outcome ?? 'over') : (status ?? 'waiting'));
  const state = attempt !== undefined && attempt > 1 ? `${word} (attempt ${attempt})` : word;
  const words = phrasesOf('en');
  if (!numbers || numbers.length === 0) return [[String(n), state, nameItems(items, words).join(', '), '', '']];
  const groups = new Map<string, string[]>();
  for (const { number, voice, sms } of numbers) groups.set(`${voice}/${sms}`, [...(groups.get(`${voice}/${sms}`) ?? []), number]);
  const whole = items.flatMap(numbersOf).length === numbers.length && groups.size === 1;
  return [...groups].map(([key, alike], index) => {
    const [voice = '', sms = ''] = key.split('/');
    const names = whole ? nameItems(items, words) : nameNumbers(alike, words);
    return [index === 0 ? String(n) : '', index === 0 ? state : '', names.join(', '), inWords(voice), inWords(sms)];
  });
}

function dateRows({ n, foc, expectedDate, change }: RequestView): string[][] {
  if (foc) return [[String(n), shortWindow(foc), until(change?.cancelUntil), until(change?.rescheduleUntil)]];
  return expectedDate === undefined ? [] : [[String(n), `about ${shortDate(expectedDate)} (estimate)`, 'date not confirmed', '']];
}

/** How the estimate was computed, what the law leaves, and what is free about a date (R3, R4). */
function estimateLines({ n, expectedDate, expectedWhy, latestByLaw, change }: RequestView): [string, string][] {
  const { interval, startFrom, returnUntil } = change ?? {};
  return [
    ...(expectedDate !== undefined && expectedWhy !== undefined
      ? [['Estimate', `request ${n}: ${shortDate(expectedDate)}, ${expectedWhy}`] as [string, string]]
      : []),
    ...(latestByLaw
      ? [['By law', `request ${n}: at most until ${shortDate(latestByLaw.date)}, ${latestByLaw.explanation}`] as [string, string]]
      : []),
    ...(interval
      ? [
          ['Possible', `request ${n}: any business day from ${shortDate(interval.first)} to ${shortDate(interval.last)}`] as [
            string,
            string,
          ],
        ]
      : []),
    ...(startFrom ? [['Start', `request ${n}: by hand from ${untilInstant(startFrom)} on (portico activate)`] as [string, string]] : []),
    ...(returnUntil
      ? [['Return', `request ${n}: can be asked for until ${untilInstant(returnUntil)} (portico return)`] as [string, string]]
      : []),
  ];
}

/** `null` is a date that came too late for the change. */
const until = (deadline: Deadline | null | undefined): string => {
  if (deadline === undefined) return '';
  return deadline === null ? 'no longer possible' : shortInstant(deadline.atMs, deadline.zone);
};
