import fc from 'fast-check';
import type { JsonSchema } from './described-routes';

/** Stands in every text that is made up here; it must never come back. */
export const MARKER = 'zqcanary7f31';

/** Values that fit a JSON schema, as far as it says what fits. */
export function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return fc.oneof(...choices.map(fitting));
  switch (schema.type) {
    case 'object':
      return objects(schema);
    case 'array':
      return fc.array(fitting(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 4, 4) });
    case 'string':
      return texts(schema);
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? -9, -1e9), max: Math.min(schema.maximum ?? 2_000, 1e9) });
    case 'number':
      return fc.double({ noNaN: true, min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6 });
    case 'boolean':
      return fc.boolean();
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objects({ properties = {}, required = [], additionalProperties, propertyNames }: JsonSchema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, fitting(schema)]));
  const known = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
  if (typeof additionalProperties !== 'object') return known;
  return fc.dictionary(
    propertyNames ? (fitting(propertyNames) as fc.Arbitrary<string>) : fc.string({ minLength: 1 }),
    fitting(additionalProperties),
    { maxKeys: 3 },
  );
}

function texts({ pattern, format, minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date')
    return fc
      .date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const marked = `${MARKER} ${'x'.repeat(minLength)}`.slice(0, Math.max(minLength, Math.min(maxLength, 60)));
  return fc.oneof(fc.constant(marked), fc.string({ minLength, maxLength: Math.min(maxLength, 60), unit: 'grapheme' }));
}
