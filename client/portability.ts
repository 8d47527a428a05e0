import type { PortabilityView } from '../contracts/portability';
import { submissionPlan } from '../domain/calendar/plans';
import { checkNumbers } from '../domain/number-check';
import type { E164, NumberType } from '../domain/order-details';
import { orderRules, regionOf, resolveRules, type CountryPack, type RequestPlace } from '../config/countries';
import type { ClientContext } from './context';
import { knownPack, needsOf } from './countries';
import { refusal, refusedFor } from './errors';
import { gatewayFor } from './order-input';

/** Numbers to look up before ordering. */
export interface PortabilityCheck {
  readonly country: string;
  readonly numberType: NumberType;
  readonly numbers: readonly E164[];
  readonly losingCarrier?: string | undefined;
}

const MAX_NUMBERS = 100;
const GATEWAY_MS = 10_000;

const NOTES: readonly string[] = [
  'Ask the losing provider whether the numbers belong to a block: one number of a range cannot be ported alone (R8).',
  'Keep the contract at the losing provider until the port is complete, or the numbers can be lost (R6).',
  'The date is an estimate from submission on; the losing carrier decides it (R3, R4). Ask it about fees before starting (R27).',
];

/**
 * R2: which of the numbers can be ported and why not, the block they belong to, what is needed, and the earliest date.
 * Throws `unknown_country`, the numbers' problems, `gateway_unavailable`.
 */
export async function checkPortability(
  context: ClientContext,
  { country, numberType, numbers, losingCarrier }: PortabilityCheck,
): Promise<PortabilityView> {
  const pack = knownPack(context, country);
  const rules = orderRules(pack, numberType);
  const needs = needsOf(pack, numberType);
  if (!needs)
    throw refusedFor([
      {
        path: 'numberType',
        code: 'number_type_unavailable',
        message: `These types of number can be ported there: ${rules.numberTypes.join(', ')} (R2).`,
      },
    ]);
  const problems = checkNumbers(
    numbers.map((number) => ({ kind: 'single', number })),
    { rules, maxNumbers: MAX_NUMBERS },
  );
  if (problems.length > 0) throw refusedFor(problems.map((problem) => ({ ...problem, path: problem.path.replace(/\.number$/, '') })));
  const { expectedDate, explanation } = submissionPlan({
    nowMs: context.nowMs(),
    rules: resolveRules(pack, placeOfNumbers(pack, numberType, numbers)),
  });
  const results = await ask(context, { country, numbers, losingCarrier });
  return {
    country,
    numberType,
    results: [...results],
    needs,
    earliest: { date: expectedDate, explanation },
    notes: [...NOTES],
  };
}

/** Without an address, the number says where it is. */
const placeOfNumbers = (pack: CountryPack, numberType: NumberType, numbers: readonly E164[]): RequestPlace => ({
  numberType,
  numbers: numbers.length,
  region: numberType === 'geographic' ? regionOf(pack, { number: numbers[0] }) : undefined,
});

async function ask(
  { options }: ClientContext,
  { country, numbers, losingCarrier }: Pick<PortabilityCheck, 'country' | 'numbers' | 'losingCarrier'>,
): Promise<PortabilityView['results']> {
  const gateway = gatewayFor(options.gateways, losingCarrier);
  if (!gateway.checkPortability)
    throw refusal('gateway_unavailable', 'The gateway cannot be asked from here: the order itself is checked in any case.');
  try {
    const answers = await gateway.checkPortability(country, numbers, AbortSignal.timeout(GATEWAY_MS));
    return answers.map(({ number, portable, reason, block }) => ({ number, portable, reason, block }));
  } catch (error) {
    throw refusal(
      'gateway_unavailable',
      'The gateway does not answer: try again later. An order can be placed meanwhile and is checked in any case.',
      error,
    );
  }
}
