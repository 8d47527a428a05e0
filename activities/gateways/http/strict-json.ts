/** JSON as a value, or why it is not taken. */
export type StrictJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

/** Deeper than any event; a limit keeps a hostile body from costing more than its size. */
const MAX_DEPTH = 32;
// A string, or one of the characters that open, close and separate. Numbers and words need no look.
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/**
 * Whether valid JSON names a key twice in one object, or nests too deep. `JSON.parse` would silently keep the last of two,
 * so that two readers of one signed text could read different things.
 */
function flaw(text: string): string | undefined {
  // One entry per open bracket: the keys seen so far, or nothing for a list.
  const open: (Set<string> | undefined)[] = [];
  let previous = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const keys = open.at(-1);
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (keys && token.startsWith('"') && (previous === '{' || previous === ',')) {
      const key: unknown = JSON.parse(token);
      if (keys.has(String(key))) return 'a key stands twice in one object';
      keys.add(String(key));
    }
    if (open.length > MAX_DEPTH) return `nested deeper than ${MAX_DEPTH}`;
    previous = token;
  }
  return undefined;
}

/** Parses JSON and refuses what parsers read differently: duplicate keys, a byte order mark, bottomless nesting. */
export function parseStrictJson(text: string): StrictJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's message quotes the text.
    return { ok: false, why: 'not JSON' };
  }
  const why = flaw(text);
  return why === undefined ? { ok: true, value } : { ok: false, why };
}
