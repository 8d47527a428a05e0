import fc from 'fast-check';
import { parseStrictJson } from '../../../../activities/gateways/http/strict-json';

const asText = (value: unknown): string => JSON.stringify(value, null, 2);

describe('strict JSON', () => {
  test('whatever JSON.stringify writes is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(parseStrictJson(asText(value))).toEqual({ ok: true, value: JSON.parse(asText(value)) });
      }),
    );
  });

  test('a key that is repeated anywhere is found', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (key, one, other, around) => {
        const twice = `{${JSON.stringify(key)}:${asText(one)} , ${JSON.stringify(key)} :${asText(other)}}`;
        expect(parseStrictJson(twice).ok).toBe(false);
        expect(parseStrictJson(`[${asText(around)},{"x":${twice}}]`).ok).toBe(false);
      }),
    );
  });

  test('the same text as key and value, or in two objects, is no repetition', () => {
    for (const text of ['{"a":"a","b":["a","a"],"c":{"a":"a"}}', '[{"a":1},{"a":2}]', '{"a":"\\"a\\":1,","b":"{"}']) {
      expect(parseStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
    }
  });
});
