import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something to look through. */
export interface Place {
  readonly name: string;
  readonly content: Buffer;
}

const BASE64_BITS = 6;

/** Base64 of a text that begins at any place of a longer one: three ways, without the characters that its neighbours share. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const whole = Math.floor(((before + bytes.length) * 8) / BASE64_BITS);
    return encoded.slice(Math.ceil((before * 8) / BASE64_BITS), whole);
  });
}

/** Every form in which a value could stand in clear, as bytes in latin1. Those that are compared exactly come second. */
function formsOf(value: string): { readonly anyCase: readonly string[]; readonly exact: readonly string[] } {
  // Small and capital letters beyond ASCII have bytes of their own.
  const anyCase = [value, value.toLowerCase(), value.toUpperCase()].flatMap((text) => {
    const [utf8, utf16] = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
    const wide = [utf16, Buffer.from(utf16).swap16()];
    return [
      ...[utf8, ...wide].map((bytes) => bytes.toString('latin1')),
      encodeURIComponent(text),
      JSON.stringify(text).slice(1, -1),
      utf8.toString('hex'),
    ];
  });
  const base64 = base64Forms(Buffer.from(value, 'utf8'));
  return {
    anyCase: [...new Set(anyCase.map((form) => form.toLowerCase()))],
    exact: [...base64, ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))],
  };
}

/** Where a value stands in clear, in any of its forms: `what in place`. */
export function findIn(places: readonly Place[], values: ReadonlyMap<string, string>): string[] {
  return places.flatMap(({ name, content }) => {
    const exactly = content.toString('latin1');
    const lower = exactly.toLowerCase();
    return [...values].flatMap(([what, value]) => {
      const { anyCase, exact } = formsOf(value);
      const found = anyCase.some((form) => lower.includes(form)) || exact.some((form) => exactly.includes(form));
      return found ? [`${what} in ${name}`] : [];
    });
  });
}

/** Every file below a folder, but those that are named so. */
export function filesBelow(folder: string, isLeftOut: (path: string) => boolean): Place[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const places = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).filter((path) => !isLeftOut(path));
  return places.flatMap((path) => {
    try {
      // What its name says counts, too.
      return [{ name: path, content: Buffer.concat([Buffer.from(`${path}\n`), readFileSync(join(folder, path))]) }];
    } catch {
      // A journal of the database, which is gone with its transaction.
      return [];
    }
  });
}
