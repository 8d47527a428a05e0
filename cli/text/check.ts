/** The answer to the first question: can I bring these numbers, what do you need from me, how long does it take, and why. */
import type { OrderCheck, PortabilitySection, PortabilityView } from '../../contracts/portability';
import { nameNumbers } from '../../domain/notification/numbers-in-words';
import { phrasesOf } from '../../domain/notification/phrases';
import { canonicalCode } from '../../domain/rejection/codes';
import type { Problem } from '../../domain/result';
import { offerLines, rangeInWords } from './offer';
import { inWords } from './order';
import type { Paint } from './paint';
import { howLong, whatWeNeed, why } from './check-parts';
import { fields, wrap, WIDTH } from './table';

type Result = PortabilitySection['results'][number];

/** The numbers of a question by their places: `numbers[2]` is the third. */
export function portabilityText({ sections, impossible, notes }: PortabilityView, numbers: readonly string[], paint: Paint): string {
  return [
    ...impossible.map(({ path, message }) => wrap(`${paint.red('No:')} ${namedAt(path, numbers)} ${message}`, WIDTH).join('\n')),
    ...sections.map((section) => sectionText(section, notes, paint)),
    paragraph(
      'In every case',
      fields(
        notes.filter(({ code }) => code in NOTE_NAMES).map(({ code, message }) => [NOTE_NAMES[code] ?? '', message]),
        paint,
      ),
      paint,
    ),
  ].join('\n\n');
}

/** The whole order: its problems and doubts after what is said of its numbers. */
export function orderCheckText({ problems, warnings, portability }: OrderCheck, paint: Paint): string {
  return [
    problems.length === 0
      ? paint.green('The order would be taken, as far as can be seen without placing it.')
      : problemsText(problems, paint),
    warningsText(warnings, paint),
    portabilityText(portability, [], paint),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What may be wrong with an order and did not stop it; empty when there is nothing. */
export const warningsText = (warnings: readonly Problem[], paint: Paint): string =>
  warnings.length === 0 ? '' : paragraph('Worth a look before you sign', listed(warnings), paint);

const problemsText = (problems: readonly Problem[], paint: Paint): string =>
  paragraph(paint.red('The order would be refused'), listed(problems), paint);

const listed = (problems: readonly Problem[]): string =>
  problems.flatMap(({ path, message }) => wrap(`${path === '' ? '' : `${path}: `}${message}`, WIDTH)).join('\n');

const NOTE_NAMES: Readonly<Record<string, string>> = {
  fees: 'Fees',
  keep_contract: 'Contract',
  only_we_start: 'Start',
  estimate: 'Dates',
  ask_for_block: 'Blocks',
};

const namedAt = (path: string, numbers: readonly string[]): string => {
  const number = numbers[Number(/\d+/.exec(path)?.[0] ?? Number.NaN)];
  return number === undefined ? '' : `${nameNumbers([number], phrasesOf('en')).join('')}.`;
};

function sectionText(section: PortabilitySection, notes: PortabilityView['notes'], paint: Paint): string {
  const { country, name, numberType, otherTypes, results } = section;
  const perhaps = otherTypes.map((type) => `--type ${type}`).join(', ');
  return [
    [
      paint.bold(`${name.en} (${country}), ${inWords(numberType)} numbers`),
      ...(perhaps === '' ? [] : wrap(`By their digits they may be of another type as well: ${perhaps} asks about it.`, WIDTH)),
      ...groupsOf(results).flatMap((group) => verdict(group, section, notes, paint)),
    ].join('\n'),
    paragraph('What we need from you', fields(whatWeNeed(section), paint), paint),
    paragraph('How long it takes', fields(howLong(section), paint), paint),
    paragraph('Why', fields(why(section), paint), paint),
  ].join('\n\n');
}

const paragraph = (title: string, text: string, paint: Paint): string => `${paint.bold(title)}\n${text}`;

/** Numbers of which the same is said. */
function groupsOf(results: readonly Result[]): Result[][] {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const key = JSON.stringify([result.answer, result.reason, result.answer === 'partOfBlock' ? result.block : undefined]);
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()];
}

function verdict(
  group: readonly Result[],
  { transferCode, needs }: PortabilitySection,
  notes: PortabilityView['notes'],
  paint: Paint,
): string[] {
  const [first] = group;
  if (!first) return [];
  const named = nameNumbers(
    group.map(({ number }) => number),
    phrasesOf('en'),
  ).join(', ');
  switch (first.answer) {
    case 'yes':
      return wrap(`${paint.green('Yes:')} ${named} can be brought.`, WIDTH);
    case 'no':
      return wrap(`${paint.red('No:')} ${named} cannot be brought${whyNot(first.reason)}.`, WIDTH);
    case 'partOfBlock': {
      const block = first.block ? `: ${rangeInWords(first.block)}` : '';
      const line = `${paint.yellow('Not alone:')} ${named} is part of a block${block}. A block is brought as a whole (R8).`;
      return [
        ...wrap(line, WIDTH),
        ...(first.offer ? offerLines(first.offer, needs.transferCodeRequired ? transferCode?.name : undefined) : []),
      ];
    }
    case 'notAsked':
      return wrap(
        `${paint.yellow('Not known yet:')} ${named}. ${notes.find(({ code }) => code === 'gateway_unavailable' || code === 'carrier_by_hand')?.message ?? ''}`,
        WIDTH,
      );
    default:
      return first.answer satisfies never;
  }
}

const whyNot = (reason: string | undefined): string => {
  if (reason === undefined) return '';
  const { why: because, todo } = phrasesOf('en').reasons[canonicalCode(reason)];
  return `: ${because}${todo === undefined ? '' : `. ${todo.replace(/\.$/, '')}`}`;
};
