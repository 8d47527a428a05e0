import fc from 'fast-check';
import { MARKER } from './from-schema';

/** Texts that break careless readers: controls, half characters, directions, endless ones, and what queries and paths are made of. */
const HOSTILE_TEXTS = [
  '',
  ' ',
  `${MARKER}\u0000`,
  `${MARKER}\uD800`,
  `\uDC00${MARKER}`,
  `\u202E${MARKER}\u2066`,
  `\u200B${MARKER}\uFEFF`,
  `${MARKER}\r\nset-cookie: a=b`,
  `${MARKER}' OR 1=1 --`,
  `../../${MARKER}`,
  `\${${MARKER}} {{7*7}} %s %n`,
  `${MARKER}${'x'.repeat(20_000)}`,
  '١٢٣٤٥',
  '＋３３１９９００１２３４',
];

const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  -0.5,
  [],
  {},
  [[[[]]]],
  { length: 1e9 },
  { toString: MARKER, valueOf: MARKER },
  Array.from({ length: 2_000 }, () => MARKER),
];

const hostile = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.constantFrom(...HOSTILE_VALUES));

type Path = readonly (string | number)[];

/** Every place in a value, deepest last. */
function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const parts: [string | number, unknown][] = Array.isArray(value)
    ? value.map((part: unknown, index) => [index, part])
    : Object.entries(value);
  return [at, ...parts.flatMap(([key, part]) => placesIn(part, [...at, key]))];
}

const GONE = Symbol('gone');

/** The value with another one at a place, or without it. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by === GONE ? {} : by;
  if (Array.isArray(value))
    return value.flatMap((part: unknown, index) => (index === key ? left(replaced(part, rest, by), rest, by) : [part]));
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([name, part]) =>
      name === key ? left(replaced(part, rest, by), rest, by).map((one) => [name, one]) : [[name, part]],
    ),
  );
}

const left = (part: unknown, rest: Path, by: unknown): unknown[] => (rest.length === 0 && by === GONE ? [] : [part]);

/** The value with one place of it broken: taken away, or made hostile. */
export const nearly = (value: unknown): fc.Arbitrary<unknown> =>
  fc.tuple(fc.constantFrom(...placesIn(value)), fc.oneof(fc.constant(GONE), hostile)).map(([place, by]) => replaced(value, place, by));

/** The value with a field that it has not, at any of its objects. */
export const withMore = (value: unknown): fc.Arbitrary<unknown> => {
  const objects = placesIn(value).filter((place) => isObject(at(value, place)));
  return fc
    .tuple(
      fc.constantFrom(...objects),
      fc.constantFrom('status', 'tenantId', 'orderId', 'commandId', 'by', 'contentHash', 'taken'),
      hostile,
    )
    .map(([place, name, more]) => replaced(value, place, { ...(at(value, place) as object), [name]: more }));
};

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const at = (value: unknown, place: Path): unknown =>
  place.reduce<unknown>((part, key) => (part as Record<string | number, unknown>)[key], value);

const deep = (open: string, close: string): string => `${open.repeat(400)}1${close.repeat(400)}`;

/** Bodies that are hostile as text, before anybody looks at what they say. */
export const hostileText = (fine: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(
      '',
      'null',
      '[]',
      `"${MARKER}"`,
      '{',
      '{}}',
      `{"__proto__":{"accountId":"${MARKER}"}}`,
      `{"constructor":{"prototype":{"accountId":"${MARKER}"}}}`,
      `{"\\u005f_proto__":{}}`,
      deep('[', ']'),
      deep('{"a":', '}'),
      `\uFEFF${fine}`,
      `${fine}${fine}`,
      fine.replace('{', `{"numbersStayActive":true,"numbersStayActive":false,`),
      `{"n":1e999999}`,
      `{"n":${'9'.repeat(5_000)}}`,
      `{"${MARKER} ${'k'.repeat(10_000)}":1}`,
    ),
    fc.nat(Math.max(0, fine.length - 1)).map((length) => fine.slice(0, length)),
  );
