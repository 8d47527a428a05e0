/** The checks of an order that need nothing but the order and its country's rules; made before anything is started. */
import { checkTaxId, checkTransferCode } from './identifiers/transfer-code';
import { MAX_REQUESTS } from './ids';
import type { NumberItem, NumberType, PortOrderDetails } from './order-details';
import { checkNumbers } from './number-check';
import { taxIdQuestion, transferCodeQuestion } from './order-questions';
import type { OrderRules } from './order-rules';
import type { Problem } from './result';

/** What the order is checked against. */
export interface OrderCheckContext {
  /** `undefined` for a country that Portico has no rules for. */
  readonly rules: OrderRules | undefined;
  /** Today on the losing side, ISO date. */
  readonly today: string;
  /** The most numbers one order may have (a setting). */
  readonly maxNumbers: number;
}

/** Every problem of an order at once, each with its path; none repeats a number, a code or a name. */
export function checkOrder(details: PortOrderDetails, { rules, today, maxNumbers }: OrderCheckContext): Problem[] {
  return [
    ...(rules === undefined ? [unknownCountry] : checkCountry(details, rules)),
    ...checkNumbers(details.numbers, { rules, maxNumbers }),
    ...checkRequestCount(details.numbers),
    ...checkDate(details.preferredDate, today),
    ...checkAttestation(details),
  ];
}

const unknownCountry: Problem = {
  path: 'country',
  code: 'unknown_country',
  message: 'Numbers of this country cannot be ported here: look the countries up for those that can (R2).',
};

function checkCountry(details: PortOrderDetails, rules: OrderRules): Problem[] {
  const problems: (Problem | undefined)[] = details.numbers.map((_, index) =>
    checkTransferCode(transferCodeQuestion(details, rules, index)),
  );
  problems.push(checkTaxId(taxIdQuestion(details.holder, rules)), checkNumberType(details.numberType, rules), checkInBlock(details, rules));
  return problems.filter((problem) => problem !== undefined);
}

function checkNumberType(numberType: NumberType, rules: OrderRules): Problem | undefined {
  if (rules.numberTypes.includes(numberType)) return undefined;
  const message = `This type of number cannot be ported in this country; these can: ${rules.numberTypes.join(', ')}.`;
  return { path: 'numberType', code: 'number_type_unavailable', message };
}

function checkInBlock({ inBlock, numbers }: PortOrderDetails, rules: OrderRules): Problem | undefined {
  const single = numbers.findIndex((item) => item.kind === 'single');
  if (inBlock !== 'yes' || single < 0 || !rules.blocksGoTogether) return undefined;
  return {
    path: `numbers[${single}]`,
    code: 'block_incomplete',
    message:
      'One number of a range cannot be ported alone: give each range as a block with its first and last number, and other numbers in an order of their own (R8).',
  };
}

function checkRequestCount(numbers: readonly NumberItem[]): Problem[] {
  if (numbers.length <= MAX_REQUESTS) return [];
  return [
    {
      path: 'numbers',
      code: 'too_many_requests',
      message: `One order holds at most ${MAX_REQUESTS} entries: divide it into several orders.`,
    },
  ];
}

/** A wish for a date has to be a day that exists and has not passed on the losing side. */
export function checkDate(date: string | undefined, today: string): Problem[] {
  if (date === undefined) return [];
  const path = 'preferredDate';
  if (!isDay(date))
    return [{ path, code: 'invalid_date', message: 'The preferred date must be a day that exists, written like 2026-03-12.' }];
  return date < today ? [{ path, code: 'date_in_past', message: 'The preferred date has passed: give a later one, or none.' }] : [];
}

function checkAttestation({ numbersStayActive }: { readonly numbersStayActive: boolean }): Problem[] {
  if (numbersStayActive === true) return [];
  const message =
    'The numbers must stay active at the losing provider until the port is complete, or they can be lost for good: confirm it with true (R6).';
  return [{ path: 'numbersStayActive', code: 'numbers_must_stay_active', message }];
}

function isDay(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
