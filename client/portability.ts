import type { PortabilitySection, PortabilityView } from '../contracts/portability';
import { blockOffer, isWhole, type PortabilityAnswer } from '../domain/portability';
import { checkNumbers } from '../domain/number-check';
import type { E164, NumberType } from '../domain/order-details';
import type { Problem } from '../domain/result';
import { orderRules, regionOf, type CountryPack } from '../config/countries';
import type { ClientContext } from './context';
import { knownPack } from './countries';
import { refusedFor } from './errors';
import { gatewayFor } from './order-input';
import { placeNumber } from './place-number';
import { NOTES, BY_HAND, NOT_ASKED, sectionFrame } from './portability-section';

/** Numbers to look up before ordering. */
export interface PortabilityCheck {
  /** ISO 3166 alpha-2; without it, the number's own. */
  readonly country?: string | undefined;
  /** Without it, as the number's digits say. */
  readonly numberType?: NumberType | undefined;
  readonly numbers: readonly E164[];
  readonly losingCarrier?: string | undefined;
}

const MAX_NUMBERS = 100;
const GATEWAY_MS = 10_000;

/** Numbers of one country and type. */
interface Group {
  readonly pack: CountryPack;
  readonly numberType: NumberType;
  readonly otherTypes: readonly NumberType[];
  readonly numbers: E164[];
}

/**
 * R2: which of the numbers can be brought and why not, the block they belong to, what is needed, how long it takes, and what
 * that rests on. A gateway that cannot be asked is a note and no failure: the country's rules are known without it, and the
 * order is checked in any case. Throws `unknown_country` for a country that was named, and the numbers' problems.
 */
export async function checkPortability(
  context: ClientContext,
  { country, numberType, numbers, losingCarrier }: PortabilityCheck,
): Promise<PortabilityView> {
  const named = country === undefined ? undefined : knownPack(context, country);
  const items = numbers.map((number) => ({ kind: 'single', number }) as const);
  demand(checkNumbers(items, { rules: undefined, maxNumbers: MAX_NUMBERS }));
  const impossible: Problem[] = [];
  const groups = new Map<string, Group>();
  for (const [index, number] of numbers.entries()) {
    const place = placeNumber(context.options.packs, number, { pack: named, numberType });
    if (place.possible) add(groups, place, { number, index });
    else impossible.push({ path: `numbers[${index}]`, ...place.why });
  }
  const asked = new Set(numbers);
  const sections = await Promise.all([...groups.values()].map((group) => sectionOf(context, group, { losingCarrier, asked })));
  return { sections, impossible, notes: notesFor(sections, isByHand(context, losingCarrier)) };
}

function demand(problems: readonly Problem[]): void {
  if (problems.length > 0) throw refusedFor(problems.map((problem) => ({ ...problem, path: problem.path.replace(/\.number$/, '') })));
}

/** Adds a number to its kind. Throws when it contradicts what the caller said of it. */
function add(
  groups: Map<string, Group>,
  { pack, numberType, otherTypes }: Omit<Group, 'numbers'>,
  { number, index }: { readonly number: E164; readonly index: number },
): void {
  const problems = checkNumbers([{ kind: 'single', number }], { rules: orderRules(pack, numberType), maxNumbers: 1 });
  demand(problems.map((problem) => ({ ...problem, path: `numbers[${index}]` })));
  const key = `${pack.code} ${numberType}`;
  const group = groups.get(key) ?? { pack, numberType, otherTypes, numbers: [] };
  group.numbers.push(number);
  groups.set(key, group);
}

interface Asking {
  readonly losingCarrier: string | undefined;
  /** Every number of the question: a block is whole when all of it is among them. */
  readonly asked: ReadonlySet<E164>;
}

async function sectionOf(context: ClientContext, group: Group, { losingCarrier, asked }: Asking): Promise<PortabilitySection> {
  const { pack, numberType, otherTypes, numbers } = group;
  // Without an address, the number says where it is.
  const region = numberType === 'geographic' ? regionOf(pack, { number: numbers[0] }) : undefined;
  const answers = await askGateway(context, { country: pack.code, numbers, losingCarrier });
  return {
    ...sectionFrame(context, { pack, place: { numberType, region, numbers: numbers.length }, otherTypes }),
    results: resultsOf(numbers, answers, asked),
  };
}

/** What is known of each number; `answers` is `undefined` where the gateway could not be asked. */
export function resultsOf(
  numbers: readonly E164[],
  answers: readonly PortabilityAnswer[] | undefined,
  asked: ReadonlySet<E164>,
): PortabilitySection['results'] {
  return numbers.map((number): PortabilitySection['results'][number] => {
    const found = answers?.find((answer) => answer.number === number);
    if (!found) return { number, answer: 'notAsked' };
    const block = found.block && { start: found.block.start, end: found.block.end };
    if (!found.portable) return { number, answer: 'no', reason: found.reason, block };
    if (!block || isWhole(block, asked)) return { number, answer: 'yes', block };
    return { number, answer: 'partOfBlock', block, offer: blockOffer(block, asked) };
  });
}

/** What holds for every port, and that a gateway could not be asked, if so. */
export const notesFor = (sections: readonly PortabilitySection[], byHand: boolean): PortabilityView['notes'] =>
  sections.some(({ results }) => results.some(({ answer }) => answer === 'notAsked'))
    ? [byHand ? BY_HAND : NOT_ASKED, ...NOTES]
    : [...NOTES];

/** Whether our own people write to this losing carrier. */
export const isByHand = ({ options }: ClientContext, losingCarrier: string | undefined): boolean =>
  gatewayFor(options.gateways, losingCarrier).capabilities.byHand === true;

/** The gateway's answers; `undefined` where it cannot be called from here or does not answer. */
export async function askGateway(
  { options }: ClientContext,
  {
    country,
    numbers,
    losingCarrier,
  }: { readonly country: string; readonly numbers: readonly E164[]; readonly losingCarrier?: string | undefined },
): Promise<readonly PortabilityAnswer[] | undefined> {
  if (numbers.length === 0) return [];
  try {
    const gateway = gatewayFor(options.gateways, losingCarrier);
    return await gateway.checkPortability?.(country, numbers, AbortSignal.timeout(GATEWAY_MS));
  } catch {
    return undefined;
  }
}
