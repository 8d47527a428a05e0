import parsePhoneNumber from 'libphonenumber-js/max';
import { z } from 'zod';
import { isE164 } from '../domain/phone-number';

/**
 * Ranges that a regulator keeps free for fiction and examples, and that the numbering library therefore calls invalid.
 * Nobody can hold such a number, so that letting them through harms nobody. Source: ARCEP decision 2018-0881, numbers for audiovisual works.
 */
const FOR_EXAMPLES = /^\+3363998\d{4}$/;

/** Why this is no number that can be ported, in words; `undefined` when it may be one. */
function fault(value: string): string | undefined {
  // The strict form first: the library alone would take full-width digits and extensions.
  if (!isE164(value)) return 'A number must be in international form with its plus and digits only, like +33199001234.';
  if (FOR_EXAMPLES.test(value)) return undefined;
  const parsed = parsePhoneNumber(value);
  if (!parsed?.isValid()) return "This is no number of its country's numbering plan: look for a digit too many, missing or exchanged.";
  return parsed.getType() === 'PREMIUM_RATE' ? 'A premium-rate number cannot be ported.' : undefined;
}

/** A telephone number in E.164, checked strictly and then against the numbering plans. */
export const phoneNumber = z
  .string()
  .superRefine((value, context) => {
    const message = fault(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message, params: { code: 'invalid_number' } });
  })
  .meta({ pattern: '^\\+[1-9]\\d{6,14}$', description: 'E.164 with its plus', examples: ['+33199001234'] });
