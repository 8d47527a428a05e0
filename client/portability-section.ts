/** What is said of one country and type of number besides the numbers themselves: what it takes, how long, and why. */
import type { PortabilitySection, PortabilityView } from '../contracts/portability';
import { submissionPlan } from '../domain/calendar/plans';
import type { NumberType } from '../domain/order-details';
import { isRegionUnclear, resolveRules, type CountryPack, type RequestPlace } from '../config/countries';
import type { ClientContext } from './context';
import { countryViewOf } from './countries';

type Note = PortabilityView['notes'][number];

/** Whether the numbers can be brought could not be asked; the rest of the answer holds all the same. */
export const NOT_ASKED: Note = {
  code: 'gateway_unavailable',
  message:
    'Whether the numbers can be brought could not be asked: the gateway does not answer. Try again later, or order: the order is checked in any case.',
};

/** The same, where there is nobody to ask before there is an order. */
export const BY_HAND: Note = {
  code: 'carrier_by_hand',
  message:
    'Whether the numbers can be brought is not known before the losing carrier has the request: it has no system that could be asked.',
};

/** What holds for every port. */
export const NOTES: readonly Note[] = [
  {
    code: 'fees',
    message: 'Bringing numbers is free here. The losing provider may charge for ending the contract: ask it before you start (R27).',
  },
  {
    code: 'keep_contract',
    message: 'Keep the contract at the losing provider until the port is complete: ended earlier, the numbers can be lost for good (R6).',
  },
  { code: 'only_we_start', message: 'Only we start the port: there is nothing to order at the losing provider (R5).' },
  {
    code: 'estimate',
    message: 'The time counts from the day the request is sent, if nothing is refused; the losing carrier decides the date (R3, R4).',
  },
  {
    code: 'ask_for_block',
    message: 'Ask the losing provider whether the numbers belong to a block: one number of a range cannot be ported alone (R8).',
  },
];

const REGION_UNCLEAR: Note = {
  code: 'region_unclear',
  message: "Holidays or the time differ inside this country: the address's region in the order settles the date.",
};

/** Which country, type and place the section is about. */
export interface SectionPlace {
  readonly pack: CountryPack;
  readonly place: RequestPlace;
  readonly otherTypes: readonly NumberType[];
}

/** Everything of a section but its results. Throws `RangeError` for a type of number that the country does not port. */
export function sectionFrame(context: ClientContext, { pack, place, otherTypes }: SectionPlace): Omit<PortabilitySection, 'results'> {
  const { name, alsoAsked, loa, changes, smsDays, numberTypes, standing } = countryViewOf(pack);
  const rules = resolveRules(pack, place);
  const needs = numberTypes.find(({ numberType }) => numberType === place.numberType);
  if (!needs) throw new RangeError('this type of number cannot be ported in this country');
  const { expectedDate, explanation } = submissionPlan({ nowMs: context.nowMs(), rules });
  return {
    country: pack.code,
    name,
    zone: rules.zone,
    numberType: place.numberType,
    otherTypes: [...otherTypes],
    needs,
    transferCode: transferCodeOf(pack, place.numberType),
    alsoAsked,
    loa,
    changes,
    smsDays,
    earliest: { date: expectedDate, explanation, businessDays: rules.leadDays },
    standing: standing.filter(({ field }) => !field.startsWith('numberTypes.') || field.startsWith(`numberTypes.${place.numberType}.`)),
    notes: isRegionUnclear(pack, place.region) ? [REGION_UNCLEAR] : [],
  };
}

/** `null` where numbers of this type have none. */
const transferCodeOf = ({ transferCode }: CountryPack, numberType: NumberType): PortabilitySection['transferCode'] =>
  transferCode && (transferCode.types?.includes(numberType) ?? true) ? { name: transferCode.name, howToGet: transferCode.howToGet } : null;
