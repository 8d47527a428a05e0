import { refusalProblems } from '../../client/refusals';
import type { CommandAnswer, CommandResult } from '../../domain/order/judging';
import type { Paint } from './paint';

/** The answer to a command, a line per request. */
export function answerText(what: string, { results }: CommandAnswer, paint: Paint): string {
  const refusals = refusalProblems({ results, taken: true }).map(({ path, message }) => paint.red(`${placeOf(path)}not taken. ${message}`));
  return [...results.flatMap((result) => (result.taken ? [takenLine(what, result, paint)] : [])), ...refusals].join('\n');
}

type Taken = Extract<CommandResult, { readonly taken: true }>;

function takenLine(what: string, { n, atOnce, mayFail, byOperator }: Taken, paint: Paint): string {
  const place = n === 0 ? 'The order: ' : `Request ${n}: `;
  if (atOnce) return `${place}${paint.green(`${what}, taken at once.`)}`;
  if (byOperator) return `${place}${paint.green(`${what}, taken.`)} Our team mends the rest of the refusal, and sends it.`;
  const warning = mayFail ? ` ${paint.yellow('It may fail.')}` : '';
  return `${place}${paint.green(`${what}, asked for.`)} The losing carrier decides; its answer is told on the porting ticket.${warning}`;
}

const placeOf = (path: string): string => {
  const n = /\d+/.exec(path)?.[0];
  return n === undefined ? 'The order: ' : `Request ${n}: `;
};
