import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ConfigProblem } from '../config-error';

/** What stands in the files of a folder, by file name without ending, sorted; and the files that hold no JSON. */
export interface PackFiles {
  readonly packs: Readonly<Record<string, unknown>>;
  readonly problems: readonly ConfigProblem[];
}

/** Reads every JSON file of a folder. */
export function readPackFiles(folder: string): PackFiles {
  const packs: Record<string, unknown> = {};
  const problems: ConfigProblem[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    try {
      packs[basename(file, '.json')] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    } catch {
      problems.push({ where: file, message: 'must be readable JSON' });
    }
  }
  return { packs, problems };
}
