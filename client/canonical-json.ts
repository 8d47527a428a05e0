/** JSON with sorted keys and without absent values: the same content always gives the same text. */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (isPlain(part) ? sorted(part) : part));

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const sorted = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(value)
      .sort()
      .filter((key) => value[key] !== undefined)
      .map((key) => [key, value[key]]),
  );
