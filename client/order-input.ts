import type { IsoDate, NumberType, PortOrderDetails } from '../domain/order-details';
import { localDate } from '../domain/calendar/local-time';
import { numbersOf } from '../domain/grouping';
import { firstNumberOf } from '../domain/number-check';
import { checkOrder } from '../domain/order-check';
import { orderWarnings, type OrderWarning } from '../domain/order-warnings';
import type { GatewayRef, OrderInput } from '../domain/order/state';
import { isE164, numberValue } from '../domain/phone-number';
import type { Problem } from '../domain/result';
import type { RequestRules } from '../domain/rules';
import { loaRulesOf, requirementRules } from './requirements';
import {
  isRegionUnclear,
  orderRules,
  packOf,
  regionOf,
  requiredDocuments,
  resolveRules,
  type CountryPack,
  type RequestPlace,
} from '../config/countries';
import type { ClientContext } from './context';
import type { ClientGateway } from './options';

/** When a history becomes long, its workflow continues as new. */
export const CONTINUE_AS_NEW_AFTER_EVENTS = 4_000;

/** Everything that is wrong with an order before anybody is asked (R2, R6, R8). */
export function problemsOf(context: ClientContext, details: PortOrderDetails): Problem[] {
  const { packs, maxNumbers } = context.options;
  const pack = packOf(packs, details.country);
  return checkOrder(details, { rules: pack && orderRules(pack, details.numberType), today: todayOf(context, details), maxNumbers });
}

/** The day on the losing side. */
export const todayOf = (context: ClientContext, details: PortOrderDetails): IsoDate =>
  localDate(context.nowMs(), zoneOfOrder(context, details));

/** The zone in which an order's days are read: the losing side's. A country without rules is itself a problem; its zone does not matter then. */
export function zoneOfOrder({ options }: ClientContext, details: PortOrderDetails): string {
  const pack = packOf(options.packs, details.country);
  return pack && isOffered(pack, details.numberType) ? resolveRules(pack, placeOf(pack, details)).zone : 'UTC';
}

/** What may be wrong with an order and does not stop it: to be said before anything is sent (R7, R8). */
export function warningsOf({ options }: ClientContext, details: PortOrderDetails): OrderWarning[] {
  const pack = packOf(options.packs, details.country);
  if (!pack) return [];
  const { region } = placeOf(pack, details);
  return orderWarnings(details, { rules: orderRules(pack, details.numberType), regionUnclear: isRegionUnclear(pack, region) });
}

/** R2: whether numbers of this type can be ported there. */
export const isOffered = (pack: CountryPack, numberType: NumberType): boolean => pack.numberTypes[numberType] !== undefined;

/** What an order's rules hang on: its type, how many numbers, and the region of its address or number. */
export const placeOf = (pack: CountryPack, { numberType, holder, numbers }: PortOrderDetails): RequestPlace => {
  const first = numbers[0];
  const number = numberType === 'geographic' && first !== undefined && isE164(firstNumberOf(first)) ? firstNumberOf(first) : undefined;
  return { numberType, region: regionOf(pack, { ...holder.address, number }), numbers: sizeOf(numbers) };
};

/** How many numbers there are, as far as they are numbers: the checks come after. */
const sizeOf = (numbers: PortOrderDetails['numbers']): number =>
  numbers.reduce(
    (count, item) => count + (item.kind === 'block' ? Math.max(1, numberValue(item.end) - numberValue(item.start) + 1 || 1) : 1),
    0,
  );

/** The gateway that reaches this losing carrier: the first that lists it, else the first without a list, else the first. */
export function gatewayFor(gateways: readonly ClientGateway[], losingCarrier: string | undefined): ClientGateway {
  const listing = gateways.find(({ losingCarriers }) => losingCarrier !== undefined && losingCarriers?.includes(losingCarrier));
  const chosen = listing ?? gateways.find(({ losingCarriers }) => losingCarriers === undefined) ?? gateways[0];
  if (!chosen) throw new RangeError('a client needs at least one gateway');
  return chosen;
}

export interface NewOrder {
  readonly orderId: string;
  readonly accountId: string;
  readonly details: PortOrderDetails;
  readonly contentHash: string;
}

function demandPack({ options }: ClientContext, country: string): CountryPack {
  const pack = packOf(options.packs, country);
  if (!pack) throw new RangeError('the country has no rules');
  return pack;
}

/** The rules that hold for these details. Throws `RangeError` for a country without rules. */
export function rulesFor(context: ClientContext, details: PortOrderDetails): RequestRules {
  const pack = demandPack(context, details.country);
  return resolveRules(pack, placeOf(pack, details));
}

/** What the order's workflow is born with. The order has no `problemsOf`. */
export function orderInput(context: ClientContext, { orderId, accountId, details, contentHash }: NewOrder): OrderInput {
  const { options, names } = context;
  const pack = demandPack(context, details.country);
  const gateway = gatewayRef(options.gateways, details.losing.carrier);
  const numbers = details.numbers.flatMap(numbersOf);
  return {
    schemaVersion: 1,
    orderId,
    accountId,
    details,
    contentHash,
    clock: options.clock,
    rules: rulesFor(context, details),
    requiredDocuments: requiredDocuments(pack, details.numberType).map(({ kind }) => kind),
    requirements: requirementRules(pack, details.numberType),
    review: options.documentReview,
    loaRules: loaRulesOf(pack),
    gateway,
    ...otherGateways(options.gateways, details, gateway.id),
    numberHashes: Object.fromEntries(numbers.map((number) => [number, names.numberHash(number)])),
    continueAsNewAfterEvents: CONTINUE_AS_NEW_AFTER_EVENTS,
  };
}

const gatewayRef = (gateways: readonly ClientGateway[], carrier: string): GatewayRef => {
  const { id, capabilities } = gatewayFor(gateways, carrier);
  return {
    id,
    setSize: capabilities.setSize,
    visibilityLagMs: capabilities.visibilityLagMs,
    ...(capabilities.dateChangeBeforeFoc ? { dateChangeBeforeFoc: true } : {}),
    ...(capabilities.echoesReference === false ? { echoesReference: false } : {}),
    ...(capabilities.lookUps ? { lookUps: capabilities.lookUps } : {}),
    ...(capabilities.byHand ? { byHand: true } : {}),
  };
};

/** Numbers with an account of their own may be reached through another gateway than the order's. */
function otherGateways(
  gateways: readonly ClientGateway[],
  { numbers }: PortOrderDetails,
  usual: string,
): Pick<OrderInput, 'otherGateways'> {
  const carriers = numbers.flatMap(({ losing }) => losing?.carrier ?? []);
  const others = [...new Set(carriers)]
    .map((carrier) => [carrier, gatewayRef(gateways, carrier)] as const)
    .filter(([, { id }]) => id !== usual);
  return others.length === 0 ? {} : { otherGateways: Object.fromEntries(others) };
}
