import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..', '..');
const fixtures = join(__dirname, 'fixtures');

/** What oxlint found: `<file>:<line> <rule>`, sorted. */
type Findings = string[];

/** Runs the project's own lint configuration over a fixture tree that stands where the project's folders stand. */
function lint(fixture: string): Findings {
  const place = mkdtempSync(join(tmpdir(), 'portico-lint-'));
  try {
    cpSync(join(fixtures, fixture), place, { recursive: true });
    for (const name of ['.oxlintrc.json', 'tsconfig.json', 'scripts/lint'])
      cpSync(join(root, name), join(place, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
    const folders = readdirSync(join(fixtures, fixture));
    const output = runOxlint(place, folders);
    const { diagnostics } = JSON.parse(output) as {
      diagnostics: { code?: string; message: string; filename: string; labels: { span: { line: number } }[] }[];
    };
    return diagnostics
      .map(({ code, message, filename, labels }) => `${filename}:${labels[0]?.span.line ?? 0} ${code ?? message}`)
      .toSorted();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function runOxlint(cwd: string, folders: readonly string[]): string {
  try {
    return execFileSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--format', 'json', ...folders], {
      cwd,
      encoding: 'utf8',
    });
  } catch (error) {
    // Findings make oxlint exit with 1; they are in its output all the same.
    return (error as { stdout: string }).stdout;
  }
}

/** What the fixture's own comments announce: `// expect: rule` on the line, `// expect-next: rule` above it. */
function announced(fixture: string): Findings {
  const base = join(fixtures, fixture);
  const files = readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(base, name)).isFile());
  return files
    .flatMap((name) =>
      readFileSync(join(base, name), 'utf8')
        .split('\n')
        .flatMap((text, index) => {
          const match = /\/\/ (expect|expect-next): (.+)/.exec(text);
          if (match === null) return [];
          const line = index + (match[1] === 'expect' ? 1 : 2);
          return (match[2] ?? '').split(' ').map((rule) => `${name}:${line} ${rule}`);
        }),
    )
    .toSorted();
}

describe('the lint configuration', () => {
  test('reports every forbidden import, clock and unsafe construct of the offending fixture, and nothing else', () => {
    const expected = announced('forbidden');
    expect(expected.length).toBeGreaterThan(50);
    // Forbidden imports tangle the tree; cycles are judged where they are meant.
    const found = lint('forbidden').filter((finding) => !finding.endsWith('import(no-cycle)') || finding.startsWith('domain/cycle'));
    expect(found).toEqual(expected);
  });

  test('every folder of the table of imports has an offender', () => {
    const offenders = new Set(announced('forbidden').map((finding) => finding.slice(0, finding.indexOf('/'))));
    expect([...offenders].toSorted()).toEqual(readdirSync(join(fixtures, 'forbidden')).toSorted());
  });

  test('passes a tree that keeps to the rules', () => {
    expect(lint('clean')).toEqual([]);
  });
});
