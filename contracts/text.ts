import { z } from 'zod';
import { isSha256 } from '../domain/message-shape';

/** Controls, format characters (zero width, direction overrides), private use, lone surrogates, line separators. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

/** A problem with a code of ours; `reading.ts` carries the code over. */
export const coded = (code: string, message: string): { readonly params: { readonly code: string }; readonly message: string } => ({
  params: { code },
  message,
});

/**
 * One line of text as people write it: trimmed, in Unicode form NFC, without characters that cannot be seen. Refused and
 * never cut when it is too long.
 */
export const text = (longest: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .refine((value) => value.length > 0, coded('invalid_text', 'Must not be empty: leave the field out when there is nothing to say.'))
    .refine((value) => value.length <= longest, coded('invalid_text', `Must have at most ${longest} characters.`))
    .refine((value) => !UNPRINTABLE.test(value), coded('invalid_text', 'Must not hold control or invisible characters.'))
    .meta({ minLength: 1, maxLength: longest });

/** A text with which somebody could take a number away from its holder: shown to nobody who need not see it. */
export const secret = <S extends z.ZodType>(schema: S): S => schema.meta({ format: 'password' });

/** A name by which systems know something: safe in ids, search attributes and list filters. */
export const identifier = (what: string) =>
  z
    .string()
    .refine(
      (value) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(value),
      coded('invalid_identifier', `${what} must be 1 to 64 letters, digits, dots, underscores and dashes.`),
    )
    .meta({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' });

/** The hash of a stored file. */
export const sha256 = z
  .string()
  .refine(isSha256, coded('invalid_hash', 'Must be a SHA-256 in small hexadecimal digits, as storing the file answered.'))
  .meta({ pattern: '^[0-9a-f]{64}$' });

/** A local day that exists. */
export const isoDay = z
  .string()
  .refine(isDay, coded('invalid_date', 'Must be a day that exists, written like 2026-03-12.'))
  .meta({ format: 'date', examples: ['2026-12-10'] });

function isDay(value: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value);
}
