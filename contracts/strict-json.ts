/** JSON as a value, or why it is not taken. */
export type StrictJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly path: string; readonly why: string };

/** Deeper than any body of ours; a limit keeps a hostile one from costing more than its size. */
const MAX_DEPTH = 32;
/** Names that reach an object's prototype when a value is merged carelessly. */
const HOSTILE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
// A string, or one of the characters that open, close and separate. Numbers and words need no look.
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

const refuse = (why: string, path = ''): StrictJson => ({ ok: false, path, why });

interface Level {
  /** The keys seen so far; absent in a list. */
  readonly keys?: Set<string>;
  /** Where in it we are: a key, or a place in a list. */
  at: string;
  index: number;
}

const pathOf = (levels: readonly Level[]): string =>
  levels.map(({ keys, at, index }, depth) => (keys ? `${depth > 0 ? '.' : ''}${at}` : `[${index}]`)).join('');

/** A key is shown only when it looks like a field's name: a text from outside may hold anything. */
const shown = (key: string): string => (/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(key) ? key : '?');

/** The first thing in valid JSON that parsers read differently; `undefined` when there is none. */
function flaw(source: string): StrictJson | undefined {
  const levels: Level[] = [];
  let previous = '';
  for (const [token] of source.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '{') levels.push({ keys: new Set(), at: '', index: 0 });
    else if (token === '[') levels.push({ at: '', index: 0 });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && level && !level.keys) level.index += 1;
    else if (level?.keys && token.startsWith('"') && (previous === '{' || previous === ',')) {
      const key = String(JSON.parse(token));
      level.at = shown(key);
      if (HOSTILE_KEYS.has(key)) return refuse('a field has a name that is not allowed', pathOf(levels));
      if (level.keys.has(key)) return refuse('a field stands twice in one object', pathOf(levels));
      level.keys.add(key);
    }
    if (levels.length > MAX_DEPTH) return refuse(`nested deeper than ${MAX_DEPTH}`);
    previous = token;
  }
  return undefined;
}

/**
 * Parses JSON and refuses what parsers read differently or what is only ever hostile: duplicate keys, a byte order mark,
 * bottomless nesting, prototype names. Never repeats a value.
 */
export function parseStrictJson(source: string): StrictJson {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    // The parser's message quotes the text.
    return refuse('it is not JSON, or not all of it');
  }
  return flaw(source) ?? { ok: true, value };
}
