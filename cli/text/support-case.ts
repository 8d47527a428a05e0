import { readableNumber } from '../../domain/notification/numbers-in-words';
import { wordCase } from '../../domain/notification/word-message';
import { CALL_FIELDS, type CallFault, type CallVerdict, type FailedCall } from '../../domain/support-case/calls';
import { isToldOfCase, type Trouble } from '../../domain/support-case/fact';
import type { SupportCaseView } from '../../domain/support-case/view';
import { untilInstant } from './instants';
import { inWords } from './order';
import type { Paint } from './paint';
import { fields, table, WIDTH, wrap } from './table';

const TROUBLES: Readonly<Record<Trouble, string>> = { callsIn: 'incoming calls', callsOut: 'outgoing calls', calls: 'calls', sms: 'SMS' };

const STATUS: Readonly<Record<SupportCaseView['status'], string>> = {
  examining: 'being looked at',
  portDay: 'the number is being transferred',
  waiting: 'waits for you',
  withTeam: 'with our team',
  over: 'closed',
};

const FAULTS: Readonly<Record<CallFault, string>> = {
  beforePort: 'before the port',
  inFuture: 'in the future',
  otherNumber: 'other numbers',
};

/** A case for people: where it stands, what was checked, call by call what counts, and what was told last. */
export function supportCaseText(view: SupportCaseView, paint: Paint): string {
  const { orderId, k, number, trouble, status, outcome, checks, calls, evidence, nextDeadline, facts } = view;
  const last = facts.findLast(isToldOfCase);
  const state = outcome === undefined ? STATUS[status] : `${STATUS[status]}, ${inWords(outcome)}`;
  const parts = [
    `Case ${paint.bold(k)} of order ${orderId}: ${paint.bold(state)}`,
    fields(
      [
        ['Number', readableNumber(number)],
        ['Does not work', TROUBLES[trouble]],
        ['Configured', yesNo(checks?.configured)],
        ['User online', yesNo(checks?.userOnline)],
        ['Failed calls', calls.length === 0 ? '' : `${evidence.counting} of ${evidence.needed} that are needed`],
        ['Next', nextDeadline ? `${untilInstant(nextDeadline)}: ${nextDeadline.then}` : ''],
      ],
      paint,
    ),
    calls.length === 0
      ? ''
      : table(
          ['#', 'From', 'To', 'Operator', 'When', 'Counts'],
          calls.map((call, index) => row(call, evidence.calls[index])),
          paint,
        ),
    last ? bodyOf(view, last) : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const yesNo = (value: boolean | undefined): string => (value === undefined ? '' : value ? 'yes' : 'no');

function row({ called, calling, operator = '', date, time, zone }: FailedCall, verdict: CallVerdict | undefined): string[] {
  const when = [date, time, zone].filter((part) => part !== undefined).join(' ');
  return [String(verdict?.call ?? ''), shown(calling), shown(called), operator, when, verdict ? countsOf(verdict) : ''];
}

const shown = (number: string | undefined): string => (number === undefined ? '' : readableNumber(number));

function countsOf({ counts, missing, fault }: CallVerdict): string {
  if (counts) return 'yes';
  const gaps = missing.length === CALL_FIELDS.length ? ['everything is missing'] : missing.length > 0 ? [`no ${missing.join(', ')}`] : [];
  return [...gaps, ...(fault ? [FAULTS[fault]] : [])].join('; ');
}

/** What the customer was told last, in the command line's own language. */
const bodyOf = ({ zone, number }: SupportCaseView, last: SupportCaseView['facts'][number]): string =>
  wordCase({ language: 'en', zone, number, facts: [last] })
    .body.split('\n')
    .flatMap((line) => wrap(line, WIDTH))
    .join('\n');
