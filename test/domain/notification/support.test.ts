import type { Recorded } from '../../../domain/fact';
import { phrasesOf } from '../../../domain/notification/phrases';
import { wordCase } from '../../../domain/notification/word-message';
import type { Language } from '../../../domain/order-details';
import { CALL_FIELDS, evidenceOf } from '../../../domain/support-case/calls';
import type { CaseFact } from '../../../domain/support-case/fact';
import { NUMBER, OPENED } from '../../support/builders/support-case';
import { CASE_FACTS, needed } from './sample-case-facts';

const ALL: readonly CaseFact[] = Object.values(CASE_FACTS).flat();

/** Plain spaces, so that texts can be compared as people type them. */
function worded(language: Language, ...facts: readonly CaseFact[]) {
  const recorded = facts.map((fact, index): Recorded<CaseFact> => ({ ...fact, seq: index + 1, atMs: OPENED }));
  const { subject, body } = wordCase({ language, zone: 'Europe/Paris', number: NUMBER, facts: recorded });
  return { subject: subject.replaceAll('\u00A0', ' '), body: body.replaceAll('\u00A0', ' ') };
}

describe.each(['en', 'fr'] as const)('every fact of a case in %s', (language) => {
  test.each(ALL.map((fact) => [JSON.stringify(fact), fact] as const))('%s is a whole message', (_name, fact) => {
    const { subject, body } = worded(language, fact);
    expect(subject).toMatch(language === 'en' ? /^Support for your number: \S/ : /^Assistance pour votre numéro : \S/);
    expect(body).toContain(language === 'en' ? 'As of Tuesday' : 'Situation au mardi 10 mars 2026');
    expect(body).toContain(language === 'en' ? 'What you have to do: ' : 'Ce que vous avez à faire : ');
    expect(body).toContain('+33 1 99 00 12 10');
    expect(`${subject}\n${body}`).not.toMatch(/undefined|\[object|NaN|null|Invalid|\$\{/);
  });
});

test('R15, R25, R6: before the port the customer is sent to the losing provider, and keeps the contract', () => {
  const [opened] = CASE_FACTS.opened;
  const [before, dated] = CASE_FACTS.losingProviderAnswers;
  if (!opened || !before || !dated) throw new Error('no such sample');
  const { subject, body } = worded('en', opened, before);
  expect(subject).toBe('Support for your number: case opened; please call the losing provider');
  for (const text of [
    'Until the transfer is done the losing provider handles every service problem',
    'call the losing provider',
    'Do not end the contract',
    'Keep your contract at the losing provider',
  ])
    expect(body).toContain(text);
  expect(worded('en', dated).body).toContain('Thursday, 12 March 2026, between 10:00 and 12:00 (Europe/Paris)');
  expect(worded('fr', before).body).toContain('Ne résiliez pas le contrat');
  expect(worded('fr', before).body).toContain('Gardez votre contrat chez votre ancien opérateur');
});

test('R26: what is missing is said call by call, with what to send until when', () => {
  const { body } = worded('en', needed);
  expect(body).toContain('- Call 1: the time zone is missing.');
  expect(body).toContain('- Call 2: it was before the port was complete, and does not count.');
  expect(body).not.toContain('- Call 3');
  expect(body).toContain('1 of those that you sent counts');
  expect(body).toContain('send us 2 more failed calls by Tuesday, 24 March 2026 at 23:59 (Europe/Paris)');
  expect(worded('fr', needed).body).toContain('- Appel 1 : il manque le fuseau horaire.');
  expect(worded('fr', needed).body).toContain("encore 2 appels échoués jusqu'au mardi 24 mars 2026 à 23:59 (Europe/Paris)");
  expect(worded('en', ...CASE_FACTS.callsNeeded.slice(1, 2)).body).toContain('- Text message 1:');
});

test('R26: every field of a call has a name in each language', () => {
  const nothing = evidenceOf([{}], { number: NUMBER, nowMs: OPENED });
  expect(nothing.calls[0]?.missing).toHaveLength(CALL_FIELDS.length);
  expect(phrasesOf('en').support.gaps(nothing, 'calls')).toEqual([
    "- Call 1: the number called, the number calling, the caller's operator, the date, the time and the time zone are missing.",
  ]);
  expect(phrasesOf('fr').support.gaps(nothing, 'calls')).toEqual([
    "- Appel 1 : il manque le numéro appelé, le numéro appelant, l'opérateur de l'appelant, la date, l'heure et le fuseau horaire.",
  ]);
});

test('R6: a number that is ours needs no contract elsewhere', () => {
  for (const kind of ['notConfigured', 'userOffline', 'callsNeeded', 'smsPending', 'resolved'] as const)
    for (const fact of CASE_FACTS[kind]) expect(worded('en', fact).body).not.toContain('Keep your contract');
});

test('what an operator writes is quoted in one line', () => {
  expect(worded('en', ...CASE_FACTS.resolved.slice(1)).body).toContain('It wrote: "a route was missing"');
});
