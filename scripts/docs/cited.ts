/** Where the rules are cited: in comments of the code, and in the titles of tests. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..', '..');

/** Folders that carry rules; the others show what these have decided. */
const CODE = ['domain', 'workflows', 'activities', 'config/countries', 'client', 'contracts', 'api', 'cli'];

const filesIn = (folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.includes('fixtures'))
        .map((name) => join(folder, name).replaceAll('\\', '/'))
        .toSorted()
    : [];

const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gm;

/** The rules that a text names, also `R9 to R18` as every one of them. */
export function rulesIn(text: string): Set<string> {
  const named = new Set([...text.matchAll(/\bR\d{1,2}\b/g)].map(([rule]) => rule));
  for (const [, from, to] of text.matchAll(/\bR(\d{1,2}) to R(\d{1,2})\b/g))
    for (let rule = Number(from); rule <= Number(to); rule += 1) named.add(`R${rule}`);
  return named;
}

export interface CitingFile {
  readonly file: string;
  /** How many rules it cites: the fewer, the more it is about each. */
  readonly rules: number;
}

/** Rules are decided in the domain and in the countries' data, worded beside it, and carried out or shown elsewhere. */
const NEAREST_FIRST = [/^domain\/(?!notification)|^config/, /^domain/, /^(workflows|activities)/, /./];
const distanceOf = ({ file }: CitingFile): number => NEAREST_FIRST.findIndex((folder) => folder.test(file));

/** Rule → files whose comments cite it: where it is decided first, and there the most specific first. */
export function citedInCode(): Map<string, CitingFile[]> {
  const found = new Map<string, CitingFile[]>();
  for (const file of CODE.flatMap(filesIn)) {
    const comments = [...readFileSync(join(root, file), 'utf8').matchAll(COMMENT)].map(([comment]) => comment).join('\n');
    const rules = rulesIn(comments);
    for (const rule of rules) found.set(rule, [...(found.get(rule) ?? []), { file, rules: rules.size }]);
  }
  for (const files of found.values())
    files.sort((a, b) => distanceOf(a) - distanceOf(b) || a.rules - b.rules || (a.file < b.file ? -1 : 1));
  return found;
}

export interface CitingTest {
  readonly file: string;
  readonly title: string;
}

const TITLE = /(['"`])(R\d{1,2}(?:(?:, | to )R\d{1,2})*: (?:\\.|(?!\1)[^\\\n])*)\1/g;

/** Rule → tests and rows of tables whose titles begin with it. */
export function citedInTests(): Map<string, CitingTest[]> {
  const found = new Map<string, CitingTest[]>();
  for (const file of filesIn('test')) {
    for (const [, , title = ''] of readFileSync(join(root, file), 'utf8').matchAll(TITLE))
      for (const rule of rulesIn(title.split(': ')[0] ?? ''))
        found.set(rule, [...(found.get(rule) ?? []), { file, title: title.replaceAll(/\\(.)/g, '$1') }]);
  }
  return found;
}
