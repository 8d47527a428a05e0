import { parseStrictJson } from '../../../contracts/strict-json';

test.each([
  ['truncated', '{"a":'],
  ['a byte order mark', '\uFEFF{}'],
  ['a key twice', '{"a":1,"a":2}'],
  ['a key twice in other letters', '{"a":1,"\\u0061":2}'],
  ['a prototype name', '{"__proto__":{"admin":true}}'],
  ['a prototype name below', '{"a":[{"constructor":1}]}'],
  ['bottomless nesting', `${'['.repeat(40)}${']'.repeat(40)}`],
  ['nothing', ''],
])('%s is refused', (_, source) => {
  expect(parseStrictJson(source).ok).toBe(false);
});

test('the place of a flaw is told, and keys that may be data are not', () => {
  expect(parseStrictJson('{"numbers":[{"a":1},{"b":1,"b":2}]}')).toMatchObject({ path: 'numbers[1].b' });
  expect(parseStrictJson('{"x":{"+33199001234":1,"+33199001234":2}}')).toMatchObject({ path: 'x.?' });
});

test('keys that look alike in texts and in other objects are no doubles', () => {
  const source = '{"a":"{\\"a\\":1,\\"a\\":2}","b":{"a":1},"c":["a","a"],"d":[{"a":1},{"a":1}]}';
  expect(parseStrictJson(source)).toEqual({ ok: true, value: JSON.parse(source) });
});
