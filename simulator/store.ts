import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Records of one kind. Change a record in place, then `put` it: only what was put survives a restart. */
export interface Collection<T> {
  get(key: string): T | undefined;
  put(key: string, value: T): void;
  delete(key: string): void;
  values(): IterableIterator<T>;
  keys(): IterableIterator<string>;
}

export interface Store {
  collection<T>(kind: string): Collection<T>;
  /** Everything put inside reaches the file in one write, so that a kill leaves all of it or nothing. */
  together<T>(work: () => T): T;
  close(): void;
}

type Line = readonly [kind: string, key: string, value?: unknown];

/** Below this size the journal is not worth compacting. */
const SMALL_JOURNAL = 16 * 1024 * 1024;

/**
 * State as a journal of JSON lines, the last line of a key counting; compacted into a fresh file (write, then rename) at
 * every start and when it has grown to four times its compact size. Cost per change does not depend on how much is kept,
 * which one rewritten document could not say after ten thousand ports. Without a file nothing is kept.
 */
export function openStore(file: string | undefined): Store {
  const kinds = new Map<string, Map<string, unknown>>();
  const kindOf = (kind: string): Map<string, unknown> => {
    const known = kinds.get(kind) ?? new Map<string, unknown>();
    kinds.set(kind, known);
    return known;
  };
  for (const [kind, key, value] of readJournal(file)) {
    if (value === undefined) kindOf(kind).delete(key);
    else kindOf(kind).set(key, value);
  }

  let descriptor: number | undefined;
  let size = 0;
  let compactAt = 0;
  let held: string[] | undefined;

  const compact = (path: string): void => {
    if (descriptor !== undefined) closeSync(descriptor);
    const lines = [...kinds].flatMap(([kind, records]) => [...records].map(([key, value]) => `${JSON.stringify([kind, key, value])}\n`));
    const text = lines.join('');
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
    descriptor = openSync(path, 'a');
    size = Buffer.byteLength(text);
    compactAt = Math.max(SMALL_JOURNAL, 4 * size);
  };
  if (file !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    compact(file);
  }

  const write = (text: string): void => {
    if (descriptor === undefined || file === undefined || text === '') return;
    size += writeSync(descriptor, text);
    if (size > compactAt) compact(file);
  };
  const append = (line: Line): void => {
    const text = `${JSON.stringify(line)}\n`;
    if (held === undefined) write(text);
    else held.push(text);
  };

  return {
    collection: <T>(kind: string): Collection<T> => {
      // The file is ours alone: what is read under a kind is what was put under it.
      const records = kindOf(kind) as Map<string, T>;
      return {
        get: (key) => records.get(key),
        put: (key, value) => {
          records.set(key, value);
          append([kind, key, value]);
        },
        delete: (key) => {
          if (records.delete(key)) append([kind, key]);
        },
        values: () => records.values(),
        keys: () => records.keys(),
      };
    },
    together: (work) => {
      if (held !== undefined) return work();
      const lines: string[] = [];
      held = lines;
      try {
        return work();
      } finally {
        held = undefined;
        write(lines.join(''));
      }
    },
    close: () => {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

function readJournal(file: string | undefined): Line[] {
  if (file === undefined || !existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // What stands after the last newline was being written when the process was killed: it was never answered for.
  lines.pop();
  return lines.map((line) => JSON.parse(line) as Line);
}
