import type { Payload } from '@temporalio/common';
import { metadataText } from './payload-codec';

/**
 * Fields with which somebody could take a number away from its holder, by their names in whatever we store: nobody who looks
 * at a workflow has to read them, so that they stay masked even when a payload is decoded for people.
 */
export const SECRET_FIELDS: ReadonlySet<string> = new Set(['pin', 'accountNumber', 'taxId', 'transferCode', 'transferCodes']);

/** Stands in the place of a value. */
export const MASK = '[masked]';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The payload as people may see it: JSON with its secret fields masked. Anything else passes as it is. */
export function maskedPayload(payload: Payload): Payload {
  if (!payload.data || !metadataText(payload, 'encoding').startsWith('json/')) return payload;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(payload.data).toString('utf8'));
  } catch {
    return payload;
  }
  const text = JSON.stringify(masked(value));
  return text === JSON.stringify(value) ? payload : { ...payload, data: new Uint8Array(Buffer.from(text)) };
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (!isRecord(value)) return value;
  // A difference names its field beside its values: `{field: "holder.taxId", order, record}`.
  const names = typeof value['field'] === 'string' && isSecret(value['field'].split('.').at(-1) ?? '');
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, isSecret(name) || (names && name !== 'field') ? hidden(part) : masked(part)]),
  );
}

const isSecret = (name: string): boolean => SECRET_FIELDS.has(name);

/** Of a list of codes by number, how many there are stays visible, and none of the numbers. */
const hidden = (value: unknown): unknown => {
  if (value === null || value === '' || value === undefined) return value;
  return isRecord(value) ? `${MASK}, ${Object.keys(value).length} of them` : MASK;
};
