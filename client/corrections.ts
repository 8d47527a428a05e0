import { checkTaxId, checkTransferCode } from '../domain/identifiers/transfer-code';
import { numbersOf } from '../domain/grouping';
import { checkNumbers, firstNumberOf } from '../domain/number-check';
import type { CommandAnswer } from '../domain/order/judging';
import type { ActedBy } from '../domain/operator/act';
import type { Correction, PortOrderDetails } from '../domain/order-details';
import { checkDate } from '../domain/order-check';
import { taxIdQuestion, transferCodeQuestion } from '../domain/order-questions';
import type { Problem } from '../domain/result';
import { orderRules, packOf } from '../config/countries';
import { correctDetailsUpdate } from '../workflows/contract';
import { answeredBefore, commandOf, send, type OrderCommand } from './commands';
import type { ClientContext } from './context';
import { refusedFor } from './errors';
import { todayOf } from './order-input';
import { getOrder } from './read-orders';

/** What is corrected; `acted`: which of our own people does, and why. */
export interface CorrectDetails extends OrderCommand {
  readonly correction: Correction;
  readonly acted?: ActedBy | undefined;
}

/**
 * R13: corrects details, before submission or after a rejection. Codes and tax ids that are certainly wrong are refused
 * before anything is sent, since the carrier would only reject them again.
 */
export async function correctDetails(context: ClientContext, { correction, acted, ...command }: CorrectDetails): Promise<CommandAnswer> {
  const { details } = await getOrder(context, command.orderId);
  const said = commandOf(context, 'correct', command, { correction });
  const problems = problemsOf(context, details, correction);
  if (problems.length > 0) {
    // One that was taken before keeps its answer, whatever the order and the day say now.
    const before = await answeredBefore(context, command.orderId, said);
    if (before) return before;
    throw refusedFor(problems);
  }
  const { addBlock } = correction;
  const added = addBlock ? numbersOf({ kind: 'block', ...addBlock }) : [];
  const hashes = Object.fromEntries(added.map((number) => [number, context.names.numberHash(number)]));
  return send(context, command.orderId, correctDetailsUpdate, { ...said, ...(addBlock ? { hashes } : {}), ...(acted ? { acted } : {}) });
}

function problemsOf(
  context: ClientContext,
  details: PortOrderDetails,
  { holder, transferCodes = {}, addBlock, preferredDate }: Correction,
): Problem[] {
  const { country, numberType, numbers } = details;
  const pack = packOf(context.options.packs, country);
  const rules = pack && orderRules(pack, numberType);
  const known = new Set(numbers.map(firstNumberOf));
  // Counted and not named: a number is personal data, and a path goes into logs.
  const codes = Object.entries(transferCodes).map(([number, code], index): Problem | undefined => {
    const path = `transferCodes[${index}]`;
    if (!known.has(number))
      return { path, code: 'unknown_number', message: 'The order has no such number; a block is named by its first one.' };
    return (
      rules &&
      checkTransferCode({
        numberType,
        code,
        number,
        required: rules.transferCodeRequired,
        name: rules.transferCodeName,
        check: rules.transferCodeCheck,
        path,
      })
    );
  });
  const block = addBlock && { kind: 'block' as const, ...addBlock };
  const blockProblems = block ? checkNumbers([block], { rules, maxNumbers: context.options.maxNumbers }) : [];
  return [
    ...codes,
    rules && checkTaxId(taxIdQuestion(holder, rules)),
    ...checkDate(preferredDate, todayOf(context, details)),
    ...blockProblems.map((problem) => ({ ...problem, path: 'addBlock' })),
    rules &&
      block &&
      checkTransferCode({ ...transferCodeQuestion({ numberType, numbers: [block] }, rules, 0), path: 'addBlock.transferCode' }),
  ].filter((problem) => problem !== undefined);
}
