import { phrasesOf } from '../../domain/notification/phrases';
import { OVERTAKEN_IN_ORDER, OVERTAKEN_IN_REQUEST } from '../../domain/notification/overtaken';
import { timelineLine } from '../../domain/notification/timeline';
import { isTold, isToldOfOrder, isToldOfRequest, type OfKind } from '../../domain/notification/told';
import { wordCaseFact, wordFact } from '../../domain/notification/word-message';
import type { Wording } from '../../domain/notification/wording';
import type { Language } from '../../domain/order-details';
import type { OrderFact } from '../../domain/order/state';
import type { CaseFact, ToldCaseKind } from '../../domain/support-case/fact';
import { CASE_FACTS } from '../../test/domain/notification/sample-case-facts';
import { ORDER_FACTS, REQUEST_FACTS } from '../../test/domain/notification/sample-facts';
import { plain } from './rules-page';

const HEAD = '| fact | told to | English | French | what can be changed, until when | R6 | left out after |';
const RULE = '| --- | --- | --- | --- | --- | --- | --- |';

/** `docs/notifications.md`: every kind of fact, who learns of it and in which words, and until when it can still be changed. */
export const notificationsPage = (): string =>
  [
    '# Notifications',
    '',
    'Everything that can happen, who is told, and in which words; `npm run docs` makes this page from `domain/notification` and its sample facts. Several facts of one moment make one message. What a later fact has made false is left out of a message that is delivered late (the column says which). Every message says as of when it speaks, and closes with the reminder of R6 where the column has it:',
    '',
    `> ${phrasesOf('en').keepContract}`,
    '>',
    `> ${phrasesOf('fr').keepContract}`,
    '',
    '**Who is told.** The customer: a comment on the porting ticket, in English or French, under the key `<order>/<number of its last fact>`, by which the ticket desk keeps it once. Operators: a reason in the search attribute of attention, in the Web UI and in lists. Everything else stands in the timeline alone, which customers and operators can read at any time.',
    '',
    '## What happens to an order',
    '',
    ...table(Object.values(ORDER_FACTS)),
    '',
    '## What happens to a request at the losing carrier',
    '',
    ...table(Object.values(REQUEST_FACTS).map((facts) => facts.map((fact): OrderFact => ({ kind: 'request', n: 1, fact })))),
    '',
    '## What happens in a support case',
    '',
    'Under the key `support/<order>/<case>/<number of its last fact>`, about the one number of the case. Operators see by attention that a case waits for them.',
    '',
    HEAD,
    RULE,
    ...Object.values(CASE_FACTS).flatMap((samples) => samples.map(caseRow)),
    '',
  ].join('\n');

const table = (kinds: readonly (readonly OrderFact[])[]): string[] => [
  HEAD,
  RULE,
  ...kinds.flatMap((samples) => samples.map((fact, index) => row(fact, index))),
];

const kindOf = (fact: OrderFact): string => (fact.kind === 'request' ? fact.fact.kind : fact.kind);

function row(fact: OrderFact, index: number): string {
  const name = index === 0 ? `\`${kindOf(fact)}\`` : '';
  const cells = isTold(fact) ? toldCells(fact, index) : [whoElse(fact), lineCell(fact, 'en'), lineCell(fact, 'fr'), '', '', ''];
  return `| ${[name, ...cells].join(' | ')} |`;
}

const whoElse = (fact: OrderFact): string => (kindOf(fact).startsWith('attention') ? 'operators' : 'timeline only');
const lineCell = (fact: OrderFact, language: Language): string => plain(timelineLine(fact, language));

function caseRow(fact: OfKind<CaseFact, ToldCaseKind>, index: number): string {
  const cells = wordingCells((language) => wordCaseFact(fact, language));
  return `| ${[index === 0 ? `\`${fact.kind}\`` : '', 'the customer', ...cells, ''].join(' | ')} |`;
}

const toldCells = (fact: OrderFact, index: number): string[] => [
  'the customer',
  ...wordingCells((language) => wordFact(fact, language)),
  index === 0 ? overtakenBy(fact) : '',
];

function wordingCells(word: (language: Language) => Wording): string[] {
  const { change = '', keepContract } = word('en');
  return [messageCell(word('en'), 'en'), messageCell(word('fr'), 'fr'), plain(change), keepContract ? 'yes' : ''];
}

function messageCell({ headline, happened, todo }: Wording, language: Language): string {
  const lines = [...happened, ...(todo === undefined ? [] : [phrasesOf(language).whatToDo(todo)])];
  return [`**${plain(headline)}**`, ...lines.map(plain)].join('<br>');
}

function overtakenBy(fact: OrderFact): string {
  const table =
    fact.kind === 'request'
      ? isToldOfRequest(fact.fact)
        ? OVERTAKEN_IN_REQUEST[fact.fact.kind]
        : undefined
      : isToldOfOrder(fact)
        ? OVERTAKEN_IN_ORDER[fact.kind]
        : undefined;
  return table === undefined || table.by.length === 0
    ? ''
    : `${[...new Set(table.by)].map((kind) => `\`${kind}\``).join(', ')}: ${table.because}`;
}
