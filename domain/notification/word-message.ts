import type { Recorded, RequestFact } from '../fact';
import type { OrderFact } from '../order/state';
import type { E164, Language, NumberItem } from '../order-details';
import { isToldOfCase, type CaseFact, type ToldCaseKind } from '../support-case/fact';
import { sayIn } from './dates-in-words';
import { areAllOf, nameItems, nameNumbers } from './numbers-in-words';
import { phrasesOf } from './phrases';
import { timelineLine } from './timeline';
import { isToldOfOrder, isToldOfRequest, type OfKind } from './told';
import type { Phrases, Say, Wording } from './wording';

/** A subject is a line: more headlines than this are left to the body. */
const MOST_HEADLINES = 3;

/** One message about one or several facts. */
export interface MessageInput {
  readonly language: Language;
  /** IANA zone in which "as of" is said; a date or deadline brings its own. */
  readonly zone: string;
  readonly facts: readonly Recorded<OrderFact>[];
  /** The numbers of each request that a fact names. */
  readonly items: Readonly<Record<number, readonly NumberItem[]>>;
}

/** A message as it is delivered. */
export interface Message {
  readonly subject: string;
  readonly body: string;
}

/** What is said about certain numbers: all news of one moment about them. */
interface News {
  readonly names: readonly string[];
  readonly wordings: readonly Wording[];
}

/**
 * The facts as one message: what happened to which numbers, what to do, until when what can be changed, and R6 as long as
 * it matters. Equal news of several requests is said once, with all their numbers.
 */
export function wordMessage(input: MessageInput): Message {
  const phrases = phrasesOf(input.language);
  const say = sayIn(phrases);
  const news = input.facts.map((fact) => newsOf(fact, input, phrases));
  return composed(news, input, { phrases, say, subject: phrases.subject });
}

/** News of one support case, about its one number. */
export interface CaseMessageInput extends Pick<MessageInput, 'language' | 'zone'> {
  readonly number: E164;
  readonly facts: readonly Recorded<CaseFact>[];
}

/** The news of a support case as one message, in the same form as the port's. */
export function wordCase(input: CaseMessageInput): Message {
  const phrases = phrasesOf(input.language);
  const say = sayIn(phrases);
  const names = nameNumbers([input.number], phrases);
  const news = input.facts.filter(isToldOfCase).map((fact) => ({ names, wordings: [wordCaseFact(fact, input.language)] }));
  return composed(news, input, { phrases, say, subject: phrases.support.subject });
}

/** One fact of a support case in words. */
export function wordCaseFact(fact: OfKind<CaseFact, ToldCaseKind>, language: Language): Wording {
  const phrases = phrasesOf(language);
  // The table's type pairs every kind with its own form; a lookup by kind cannot say so.
  return (phrases.support.facts[fact.kind] as (fact: CaseFact, say: Say) => Wording)(fact, sayIn(phrases));
}

interface Voice {
  readonly phrases: Phrases;
  readonly say: Say;
  readonly subject: Phrases['subject'];
}

function composed(
  all: readonly News[],
  { facts, zone }: { readonly facts: readonly { readonly atMs: number }[]; readonly zone: string },
  { phrases, say, subject }: Voice,
): Message {
  const news = merged(all);
  const wordings = news.flatMap((one) => one.wordings);
  const atMs = Math.max(...facts.map((fact) => fact.atMs));
  const parts = [
    ...(Number.isFinite(atMs) ? [phrases.asOf(say.instant({ atMs, zone }))] : []),
    ...news.map(({ names, wordings: said }) => paragraph(names, said, phrases)),
    ...(wordings.some(({ keepContract }) => keepContract) ? [phrases.keepContract] : []),
  ];
  return {
    subject: typeset(subject(shortened(wordings.map(({ headline }) => headline))), phrases),
    body: typeset(parts.join('\n\n'), phrases),
  };
}

function newsOf(fact: Recorded<OrderFact>, { items, language }: MessageInput, phrases: Phrases): News {
  if (fact.kind !== 'request') {
    if ('numbers' in fact) return { names: nameNumbers(fact.numbers, phrases), wordings: [wordFact(fact, language)] };
    const all = Object.values(items).flat();
    return { names: nameItems(all, phrases), wordings: [wordFact(fact, language)] };
  }
  const own = items[fact.n] ?? [];
  const some = numbersNamedBy(fact.fact);
  const names = some.length === 0 || (own.length > 0 && areAllOf(some, own)) ? nameItems(own, phrases) : nameNumbers(some, phrases);
  return { names, wordings: [wordFact(fact, language)] };
}

const numbersNamedBy = (fact: RequestFact): readonly E164[] => ('numbers' in fact ? (fact.numbers ?? []) : []);

/** One fact in words, with everything that a message can say of it. */
export function wordFact(fact: OrderFact, language: Language): Wording {
  const phrases = phrasesOf(language);
  const say = sayIn(phrases);
  // The tables' types pair every kind with its own form; a lookup by kind cannot say so.
  if (fact.kind !== 'request') {
    return isToldOfOrder(fact)
      ? (phrases.order[fact.kind] as (fact: OrderFact, say: Say) => Wording)(fact, say)
      : plain(timelineLine(fact, language), phrases);
  }
  return isToldOfRequest(fact.fact)
    ? (phrases.request[fact.fact.kind] as (fact: RequestFact, say: Say) => Wording)(fact.fact, say)
    : plain(timelineLine({ ...fact, n: 0 }, language), phrases);
}

/** A fact that has no message of its own is told by its line of the timeline rather than dropped. */
const plain = (line: string, phrases: Phrases): Wording => ({
  headline: phrases.news,
  happened: [line],
  keepContract: true,
});

/** First all news about the same numbers together, then the same news about several together; in order of appearance. */
function merged(all: readonly News[]): News[] {
  const keyOfNames = ({ names }: News): string => names.join('\n');
  const byNumbers = grouped(all, keyOfNames).map((same) => ({
    names: first(same).names,
    wordings: unique(same.flatMap(({ wordings }) => wordings)),
  }));
  return grouped(byNumbers, ({ wordings }) => JSON.stringify(wordings)).map((same) => ({
    names: same.flatMap(({ names }) => names),
    wordings: first(same).wordings,
  }));
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups.values()];
}

const first = <T>([one]: readonly [T, ...T[]]): T => one;

const unique = (wordings: readonly Wording[]): Wording[] => grouped(wordings, (one) => JSON.stringify(one)).map(first);

function paragraph(names: readonly string[], wordings: readonly Wording[], phrases: Phrases): string {
  return [
    ...(names.length > 0 ? [phrases.about(names.join(', '))] : []),
    ...wordings.flatMap(({ happened }) => happened),
    ...toDo(wordings, phrases),
    ...wordings.flatMap(({ change }) => (change === undefined ? [] : [phrases.untilWhen(change)])),
  ].join('\n');
}

const shortened = (headlines: readonly string[]): string[] => {
  const different = [...new Set(headlines)];
  return different.length <= MOST_HEADLINES ? different : [...different.slice(0, MOST_HEADLINES), '…'];
};

/** What to do is always said, be it nothing. */
function toDo(wordings: readonly Wording[], phrases: Phrases): string[] {
  const some = wordings.flatMap(({ todo }) => (todo === undefined ? [] : [todo]));
  return (some.length > 0 ? some : [phrases.nothingToDo]).map((todo) => phrases.whatToDo(todo));
}

/** French has a space before double punctuation, at which no line may break. */
const typeset = (text: string, { locale }: Phrases): string =>
  locale.startsWith('fr') ? text.replace(/ ([:;?!»])/g, '\u00A0$1').replace(/« /g, '«\u00A0') : text;
