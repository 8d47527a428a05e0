/** From what was written of a carrier's word to our own words for it: the one table of types, and of what each must tell. */
import type { CarrierEventType, Foc, RejectionReason } from '../domain/carrier-event';
import { canonicalCode } from '../domain/rejection/codes';
import { canonicalOf, type Dialect } from '../domain/rejection/dialects';
import type { WireFacts, WireFoc, WireReason } from './carrier-wire';

/** The types of the gateway contract, and ours. */
export const EVENT_TYPES: ReadonlyMap<string, CarrierEventType> = new Map([
  ['port.acknowledged', 'acknowledged'],
  ['port.rejected', 'rejected'],
  ['port.foc_confirmed', 'focConfirmed'],
  ['port.foc_changed', 'focChanged'],
  ['port.reschedule_accepted', 'rescheduleAccepted'],
  ['port.reschedule_refused', 'rescheduleRefused'],
  ['port.cancel_accepted', 'cancelAccepted'],
  ['port.cancel_refused', 'cancelRefused'],
  ['port.number_activated', 'numberActivated'],
  ['port.activation_failed', 'activationFailed'],
  ['port.sms_activated', 'smsActivated'],
  ['port.sms_failed', 'smsFailed'],
  ['port.split_required', 'splitRequired'],
  ['port.return_accepted', 'returnAccepted'],
  ['port.return_refused', 'returnRefused'],
  ['port.comment', 'comment'],
]);

type Fact = 'foc' | 'reasons' | 'numbers';

/** What an event of a type must tell to mean anything. */
const NEEDED: Readonly<Partial<Record<CarrierEventType, readonly Fact[]>>> = {
  rejected: ['reasons'],
  focConfirmed: ['foc'],
  focChanged: ['foc'],
  rescheduleAccepted: ['foc'],
  rescheduleRefused: ['reasons'],
  cancelRefused: ['reasons'],
  returnRefused: ['reasons'],
  numberActivated: ['numbers'],
  activationFailed: ['numbers', 'reasons'],
  smsActivated: ['numbers'],
  smsFailed: ['numbers'],
};

/** What an event of this type must tell and does not. */
export const missingFacts = (type: CarrierEventType, facts: Readonly<Partial<Record<Fact, unknown>>>): Fact[] =>
  (NEEDED[type] ?? []).filter((fact) => facts[fact] === undefined);

export const toFoc = ({ date, window_start, window_end, time_zone, last_date, on_demand }: WireFoc): Foc => ({
  date,
  windowStartMs: Date.parse(window_start),
  windowEndMs: Date.parse(window_end),
  zone: time_zone,
  ...(last_date === undefined ? {} : { lastDate: last_date }),
  ...(on_demand === true ? { onDemand: true } : {}),
});

/** A reason with its canonical code, told in the gateway's dialect. Every code of theirs is kept that is not ours already. */
export function toReason({ code, raw_code, raw_text, field, numbers }: Partial<WireReason>, dialect?: Dialect): RejectionReason {
  const theirs = [isCanonical(code) ? undefined : code, raw_code].filter((one) => one !== undefined && one !== '');
  return {
    code: canonicalOf(code, raw_code, dialect),
    rawCode: theirs.length > 0 ? theirs.join(' ') : undefined,
    rawText: raw_text,
    field,
    numbers,
  };
}

const isCanonical = (code: string | undefined): boolean => code !== undefined && canonicalCode(code) === code;

/** The facts in our words. */
export const toFacts = ({ numbers, foc, reasons, text }: WireFacts, dialect?: Dialect) => ({
  numbers,
  foc: foc && toFoc(foc),
  reasons: reasons?.map((reason) => toReason(reason, dialect)),
  text,
});
