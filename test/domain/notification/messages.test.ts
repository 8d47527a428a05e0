/** Every message as it is said today, in both languages, and what must be true of each. */
import { isTold } from '../../../domain/notification/told';
import { wordCase, wordFact, wordMessage } from '../../../domain/notification/word-message';
import type { OrderFact } from '../../../domain/order/state';
import { CASE_FACTS } from './sample-case-facts';
import { ALL_FACTS, AT_MS, block } from './sample-facts';

const TOLD = ALL_FACTS.filter(isTold);
const LANGUAGES = ['en', 'fr'] as const;
const kindOf = (fact: OrderFact): string => (fact.kind === 'request' ? fact.fact.kind : fact.kind);
const messageOf = (facts: readonly OrderFact[], language: 'en' | 'fr') =>
  wordMessage({
    language,
    zone: 'Europe/Paris',
    facts: facts.map((fact, index) => ({ ...fact, seq: index + 1, atMs: AT_MS })),
    items: { 1: [block] },
  });

describe.each(LANGUAGES)('%s', (language) => {
  test.each(TOLD.map((fact) => ({ kind: kindOf(fact), fact })))('$kind', ({ fact }) => {
    const { subject, body } = messageOf([fact], language);
    expect([subject, ...body.split('\n')]).toMatchSnapshot('message');
  });

  test.each(Object.values(CASE_FACTS).flatMap((facts) => facts.map((fact) => ({ kind: fact.kind, fact }))))(
    'of a support case: $kind',
    ({ fact }) => {
      const facts = [{ ...fact, seq: 1, atMs: AT_MS }];
      const { subject, body } = wordCase({ language, zone: 'Europe/Paris', number: '+33199007800', facts });
      expect([subject, ...body.split('\n')]).toMatchSnapshot('message');
    },
  );

  test('R23, R24: a message says until when something can be changed, wherever its state still allows it', () => {
    for (const fact of TOLD.filter(allowsChanges)) {
      const { change } = wordFact(fact, language);
      expect({ fact, change }).toEqual({ fact, change: expect.any(String) });
    }
  });

  test('R19, R23: a message about a date that was only asked for never looks like a confirmation', () => {
    const wished = TOLD.filter((fact) => fact.kind === 'request' && fact.fact.kind === 'rescheduleAsked');
    expect(wished.length).toBeGreaterThan(0);
    for (const fact of wished) {
      const { subject, body } = messageOf([fact], language);
      const headlines = TOLD.filter((one) => ['scheduled', 'dateChanged'].includes(kindOf(one))).map((one) => wordFact(one, language));
      for (const { headline, happened } of headlines) {
        // The words around the date, not the date: "confirmed for", "the numbers move on".
        expect(subject).not.toContain(headline.split(/[\d,]/)[0]?.trim().split(' ').slice(0, 2).join(' '));
        expect(body).not.toContain(happened[0]?.split(/[:,]/)[0]);
      }
    }
  });

  test('R6: it is repeated as long as a number may still be at the losing provider', () => {
    const done = new Set(['ported', 'smsActive', 'smsOverdue', 'smsFailed', 'smsNotApplicable', 'cancelNotPossible']);
    for (const fact of TOLD) {
      const isDone =
        done.has(kindOf(fact)) ||
        (fact.kind === 'closed' && fact.outcome === 'completed') ||
        (fact.kind === 'request' && 'reason' in fact.fact && fact.fact.reason === 'alreadyPorted');
      expect({ fact, keepContract: wordFact(fact, language).keepContract }).toEqual({ fact, keepContract: !isDone });
    }
  });

  test('several facts of one moment make one message, which says R6 once and each of them', () => {
    const moment = TOLD.filter((fact) => ['scheduled', 'numbersAdded'].includes(kindOf(fact))).slice(0, 4);
    const { body } = messageOf(moment, language);
    for (const fact of moment) for (const line of wordFact(fact, language).happened) expect(plain(body)).toContain(plain(line));
    expect(body.split(/Keep your contract|Gardez votre contrat|Conservez votre contrat/)).toHaveLength(2);
  });
});

const plain = (text: string): string => text.replaceAll(/\s/g, ' ');

/** Of a request: while the carrier has it and nothing is decided for good. Of the order: until everything is sent. */
function allowsChanges(fact: OrderFact): boolean {
  if (fact.kind === 'request') {
    const { fact: own } = fact;
    return ['submitted', 'scheduled', 'dateChanged'].includes(own.kind) || (own.kind === 'rejected' && own.correctBy !== undefined);
  }
  return ['accepted', 'loaReady', 'loaStale', 'documentRefused', 'documentExpired', 'reminded', 'decisionNeeded'].includes(fact.kind);
}
