import { phrasesOf } from '../../domain/notification/phrases';
import type { Language } from '../../domain/order-details';
import { citedInCode, citedInTests, type CitingTest } from './cited';
import { RULES, type InMessage, type Rule, type Shown } from './rules';

const MOST_CODE = 5;
const MOST_FILES = 8;
const MOST_TITLES = 3;

/** `docs/rules.md`: each rule of the trade with its code, its tests and the words in which a customer meets it. */
export function rulesPage(): string {
  const [code, tests] = [citedInCode(), citedInTests()];
  return [
    '# The rules of the trade',
    '',
    'What porting numbers in has to keep to, where each rule stands in the code, what proves it, and in which words a customer meets it. `npm run docs` makes this page: code is what cites the rule in its comments, tests are those whose titles begin with it, and the words are those of `domain/notification` and of the refusals, said of sample facts.',
    '',
    '| rule | in short |',
    '| --- | --- |',
    ...RULES.map(({ id, text }) => `| [${id}](#${id.toLowerCase()}) | ${text} |`),
    ...RULES.flatMap((rule) => ['', ...section(rule, code.get(rule.id) ?? [], tests.get(rule.id) ?? [])]),
    '',
  ].join('\n');
}

function section({ id, text, shown }: Rule, code: readonly { readonly file: string }[], tests: readonly CitingTest[]): string[] {
  return [
    `## ${id}`,
    '',
    text,
    '',
    `**Code**: ${code
      .slice(0, MOST_CODE)
      .map(({ file }) => link(file))
      .join(', ')}${more(code.length - MOST_CODE, 'file')}.`,
    '',
    `**Tests**: ${tests.length}.`,
    '',
    ...testLines(tests, id),
    '',
    '**What the customer reads**:',
    '',
    ...shown.flatMap(shownLines),
  ];
}

const link = (file: string): string => `[${file}](../${file})`;
const more = (count: number, what: string): string => (count > 0 ? ` and ${count} more ${what}${count > 1 ? 's' : ''}` : '');

/** The files with the most tests of the rule first. */
function testLines(tests: readonly CitingTest[], id: string): string[] {
  const byFile = new Map<string, string[]>();
  for (const { file, title } of tests) byFile.set(file, [...(byFile.get(file) ?? []), title]);
  const files = [...byFile].toSorted(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1));
  const lines = files
    .slice(0, MOST_FILES)
    .map(
      ([file, titles]) =>
        `- ${link(file)}: ${titles.slice(0, MOST_TITLES).map(shortTitle).join('; ')}${more(titles.length - MOST_TITLES, 'test')}`,
    );
  const left = files.length - MOST_FILES;
  return left > 0 ? [...lines, `- ${left} more file${left > 1 ? 's' : ''} with tests of ${id}`] : lines;
}

/** Without the rules in front, which the section names. */
const shortTitle = (title: string): string => `“${plain(title.slice(title.indexOf(': ') + 2))}”`;

/** Markdown's own signs said as they are. */
export const plain = (text: string): string => text.replaceAll(/([|<>*_`$])/g, '\\$1');

function shownLines(shown: Shown): string[] {
  if ('answer' in shown) return [`- ${shown.answer}: ${plain(shown.says)}`];
  return (['en', 'fr'] as const).map((language) => {
    const { headline, text } = sentenceOf(shown, language);
    return `- ${language === 'en' ? `\`${shown.kind}\`, English` : 'French'}: **${plain(headline)}** – ${plain(text)}`;
  });
}

/** The part of the message that shows the rule. Throws when the message has none in this language. */
export function sentenceOf({ kind, word, part }: InMessage, language: Language): { readonly headline: string; readonly text: string } {
  const { headline, happened, todo, change, keepContract } = word(language);
  const parts = { todo, change, keepContract: keepContract ? phrasesOf(language).keepContract : undefined };
  const text = typeof part === 'number' ? happened[part] : parts[part];
  if (text === undefined) throw new RangeError(`the message about ${kind} has no ${part} in ${language}`);
  return { headline, text };
}
