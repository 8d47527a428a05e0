import parsePhoneNumber, { type PhoneNumber } from 'libphonenumber-js/max';
import { z } from 'zod';
import type { NumberType } from '../domain/order-details';
import { isE164 } from '../domain/phone-number';

/**
 * Ranges that a regulator keeps free for fiction and examples, and that the numbering library therefore calls invalid.
 * Nobody can hold such a number, so that letting them through harms nobody. Source: ARCEP decision 2018-0881, numbers for audiovisual works.
 */
const FOR_EXAMPLES = /^\+3363998\d{4}$/;

/** Why this is no number at all, in words; `undefined` when it may be one. */
function fault(value: string): string | undefined {
  // The strict form first: the library alone would take full-width digits and extensions.
  if (!isE164(value)) return 'A number must be in international form with its plus and digits only, like +33199001234.';
  if (FOR_EXAMPLES.test(value) || parsePhoneNumber(value)?.isValid()) return undefined;
  return "This is no number of its country's numbering plan: look for a digit too many, missing or exchanged.";
}

/** Said of premium-rate numbers wherever they are asked for. */
export const PREMIUM_MESSAGE = 'A premium-rate number cannot be ported.';

const numberText = (faultOf: (value: string) => string | undefined) =>
  z
    .string()
    .superRefine((value, context) => {
      const message = faultOf(value);
      if (message !== undefined) context.addIssue({ code: 'custom', message, params: { code: 'invalid_number' } });
    })
    .meta({ pattern: '^\\+[1-9]\\d{6,14}$', description: 'E.164 with its plus', examples: ['+33199001234'] });

/** A telephone number in E.164, checked strictly and then against the numbering plans. */
export const phoneNumber = numberText((value) => fault(value) ?? (numberingOf(value).kind === 'premium' ? PREMIUM_MESSAGE : undefined));

/** The same for a question: a number that cannot be ported may be asked about. */
export const anyNumber = numberText(fault);

/** What the numbering plans say of a number. */
export interface Numbering {
  /** ISO 3166 alpha-2; absent where they do not know, or where it is nobody's. */
  readonly country?: string | undefined;
  readonly kind?: NumberType | 'premium' | undefined;
}

const KINDS: Readonly<Partial<Record<NonNullable<ReturnType<PhoneNumber['getType']>>, Numbering['kind']>>> = {
  FIXED_LINE: 'geographic',
  FIXED_LINE_OR_MOBILE: 'geographic',
  MOBILE: 'mobile',
  TOLL_FREE: 'tollFree',
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'national',
  VOIP: 'national',
  PERSONAL_NUMBER: 'national',
  UAN: 'national',
};

/** Where an E.164 number belongs by the numbering plans alone. */
export function numberingOf(number: string): Numbering {
  const parsed = parsePhoneNumber(number);
  if (!parsed?.isValid()) return {};
  const type = parsed.getType();
  return { country: parsed.country, kind: type && KINDS[type] };
}
