import type { Allowed, CommandName, Standing } from '../../domain/order/allowed';
import type { RefusedProblem } from '../../client/errors';
import { shortDate, untilInstant } from './instants';
import { WIDTH, wrap } from './table';

/** How each is done on the command line. */
const VERBS: Readonly<Record<CommandName, string>> = {
  documents: 'document',
  csr: 'csr',
  'loa/signature': 'sign',
  decision: 'decide',
  corrections: 'correct',
  reschedule: 'reschedule',
  cancellation: 'cancel',
  activation: 'activate',
  return: 'return',
  again: 'order --from',
};

interface Refused extends Partial<Standing> {
  readonly errors: readonly RefusedProblem[];
}

/** What may be done now in place of what was refused, and until when: with the order, and with each request that refused. */
export const allowedLines = ({ state, allowed, errors }: Refused): string[] => [
  ...(state === undefined ? [] : lines('The order', state, allowed)),
  ...errors.flatMap((error) => (error.state === undefined ? [] : lines(placeOf(error.path), error.state, error.allowed))),
];

function lines(what: string, state: string, allowed: readonly Allowed[] = []): string[] {
  const now = allowed.length === 0 ? 'nothing can be done with it now' : `possible now: ${allowed.map(inWords).join('; ')}`;
  return wrap(`${what} is ${state}; ${now}.`, WIDTH);
}

function inWords({ command, until, mayFail, interval }: Allowed): string {
  return [
    VERBS[command],
    ...(until ? [`until ${untilInstant(until)}`] : []),
    ...(interval ? [`from ${shortDate(interval.first)} to ${shortDate(interval.last)}`] : []),
    ...(mayFail ? ['(it may fail)'] : []),
  ].join(' ');
}

const placeOf = (path: string): string => `Request ${/\d+/.exec(path)?.[0] ?? ''}`;
