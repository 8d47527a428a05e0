import { wordMessage, type MessageInput } from '../../../domain/notification/word-message';
import type { RequestFact } from '../../../domain/fact';
import type { Language } from '../../../domain/order-details';
import { phrasesOf } from '../../../domain/notification/phrases';
import { REJECTION_CODES, ruleOf, type RejectionCode } from '../../../domain/rejection/codes';
import type { OrderPart } from '../../../domain/rejection/order-parts';
import { ALL_FACTS, block, foc, ofRequest, ORDER_FACTS, recorded, REQUEST_FACTS, single } from './sample-facts';

const LANGUAGES: readonly Language[] = ['en', 'fr'];
const NUMBER = '+33 1 99 00 33 01';
const KEEP = {
  en: 'Keep your contract at the losing provider until we tell you that the port is complete',
  fr: 'Gardez votre contrat chez votre ancien opérateur',
};

/** Plain spaces, so that texts can be compared as people type them. */
const worded = (language: Language, facts: MessageInput['facts'], items: MessageInput['items'] = { 1: [single('+33199003301')] }) => {
  const { subject, body } = wordMessage({ language, zone: 'Europe/Paris', facts, items });
  return { subject: subject.replaceAll('\u00A0', ' '), body: body.replaceAll('\u00A0', ' ') };
};
const english = (fact: RequestFact): string => worded('en', [ofRequest(1, fact)]).body;
const french = (fact: RequestFact): string => worded('fr', [ofRequest(1, fact)]).body;
const one = (facts: readonly RequestFact[], index = 0): RequestFact => {
  const fact = facts[index];
  if (!fact) throw new Error('no such sample');
  return fact;
};

describe.each(LANGUAGES)('every fact in %s', (language) => {
  test.each(ALL_FACTS.map((fact) => [JSON.stringify(fact), fact] as const))('%s is a whole message', (_, fact) => {
    const { subject, body } = worded(language, [recorded(fact)]);
    expect(subject).toMatch(language === 'en' ? /^Your number port: \S/ : /^Portage de vos numéros : \S/);
    expect(body).toContain(language === 'en' ? 'As of Sunday' : 'Situation au dimanche 1er mars 2026 à 11:00 (Europe/Paris)');
    expect(body).toContain(language === 'en' ? 'What you have to do: ' : 'Ce que vous avez à faire : ');
    // A fact with numbers of its own names those, the others the request's or the order's.
    const own = 'numbers' in (fact.kind === 'request' ? fact.fact : fact);
    expect(body).toContain(own ? '+33 1 99 00 78 00' : NUMBER);
    expect(`${subject}\n${body}`).not.toMatch(/undefined|\[object|NaN|null|Invalid|\$\{/);
  });
});

test('R6: every message that matters repeats it, and none after the port is complete', () => {
  const told = (fact: RequestFact): boolean => english(fact).includes(KEEP.en) && french(fact).includes(KEEP.fr);
  for (const kind of ['submitted', 'scheduled', 'dateChanged', 'cancelAsked', 'cancelled', 'rejected', 'numbersAdded'] as const) {
    expect([kind, REQUEST_FACTS[kind].every(told)]).toEqual([kind, true]);
  }
  for (const kind of ['accepted', 'loaReady'] as const) {
    for (const fact of ORDER_FACTS[kind]) expect(worded('en', [recorded(fact)]).body).toContain(KEEP.en);
  }
  expect(english(one(REQUEST_FACTS.ported))).not.toContain('Keep your contract');
  expect(french(one(REQUEST_FACTS.ported))).not.toContain('Gardez votre contrat');
});

test('R3, R4: the estimate counts from the submission and holds only if every detail is right', () => {
  const body = english(one(REQUEST_FACTS.submitted));
  expect(body).toContain('around Thursday, 12 March 2026');
  expect(body).toContain('counts from the sending, and it holds only if every detail is right');
  expect(body).toContain('the losing provider decides the date');
  expect(french(one(REQUEST_FACTS.submitted))).toContain("se compte à partir de l'envoi, et ne tient que si chaque détail est exact");
});

test('R12, R23, R24: a confirmed date comes with window, zone, and both instants until which it can be changed', () => {
  const body = english(one(REQUEST_FACTS.scheduled));
  expect(body).toContain('Thursday, 12 March 2026, between 10:00 and 12:00 (Europe/Paris)');
  expect(body).toContain('a cancel can be asked for until Tuesday, 10 March 2026 at 10:00 (Europe/Paris)');
  expect(body).toContain('Another date can be asked for until Wednesday, 11 March 2026 at 10:00 (Europe/Paris), without guarantee');
  expect(french(one(REQUEST_FACTS.scheduled))).toContain('le jeudi 12 mars 2026, entre 10:00 et 12:00 (Europe/Paris)');
});

test('R24: a date inside the cut-off is said to be unchangeable, with no instant that has passed', () => {
  const body = english(one(REQUEST_FACTS.scheduled, 2));
  expect(body).toContain('it can no longer be changed, neither cancelled nor moved');
  expect(body).not.toContain('can be asked for until');
  expect(english(one(REQUEST_FACTS.scheduled, 1))).toContain('it is too late to cancel. Another date can be asked for until');
  expect(french(one(REQUEST_FACTS.scheduled, 2))).toContain('ni annulée ni déplacée');
});

test('R15, R16, R25: until the port the losing provider is responsible, and a short interruption is possible', () => {
  const body = english(one(REQUEST_FACTS.scheduled));
  expect(body).toContain('A short interruption is possible');
  expect(body).toContain('stay active at the losing provider, who handles every service problem');
});

test('R14: the customer is urged to configure the numbers before the date', () => {
  expect(english(one(REQUEST_FACTS.numbersAdded))).toContain('configure them now, before Thursday, 12 March 2026');
});

test('R13: every canonical reason has words in both languages, and tells the customer what to do or that our team does it', () => {
  for (const code of REJECTION_CODES) {
    const { resolver } = ruleOf(code);
    const fact: RequestFact = { kind: 'rejected', attempt: 1, reasons: [{ code }] };
    const [en, fr] = [english(fact), french(fact)].map((body) => body.split('\n').find((line) => line.startsWith('- ')));
    expect(en?.length).toBeGreaterThan(30);
    expect(en).not.toBe(fr);
    expect([code, en?.includes('Our team is on it.')]).toEqual([code, resolver === 'operator']);
    expect([code, fr?.includes("Notre équipe s'en occupe.")]).toEqual([code, resolver === 'operator']);
  }
});

/** How a part of the order is called, so that people know what to correct. */
const CALLED: Readonly<Record<OrderPart, readonly [RegExp, RegExp]>> = {
  'holder.name': [/\bname|holder/i, /\bnom|titulaire/i],
  'holder.company': [/company/i, /société/i],
  'holder.address': [/address/i, /adresse/i],
  'holder.address.postalCode': [/postal code/i, /code postal/i],
  'holder.taxId': [/register id/i, /identifiant/i],
  'losing.carrier': [/carrier/i, /opérateur/i],
  'losing.accountNumber': [/account number/i, /numéro de client/i],
  'losing.pin': [/PIN/, /code/i],
  signer: [/person/i, /personne/i],
  transferCodes: [/code/i, /code/i],
  documents: [/document/i, /document/i],
  preferredDate: [/date/i, /date/i],
  numbers: [/block|port them|numbers?\b/i, /tranche|portez-les|numéros?(?![a-zé])/i],
};

const ELSEWHERE = [/\bthere\b|losing provider|moved/, /là-bas|Faites|ancien opérateur|Réglez/] as const;
const WHOLE = [/^[A-Z].{25,}\.$/, /^[A-ZÀ-Ý].{25,}\.$/] as const;
const LETTER = [/letter/, /mandat/] as const;

/** What the text for a reason has to say, in English and in French. */
function wanted(code: RejectionCode): (readonly [RegExp, RegExp])[][] {
  const { changes, newLoa } = ruleOf(code);
  const needsLetter = newLoa || (changes.length > 0 && changes.every((part) => part.startsWith('holder.')));
  return [
    [WHOLE],
    changes.map((part) => CALLED[part]),
    needsLetter ? [LETTER] : [],
    changes.length === 0 && !newLoa ? [ELSEWHERE] : [],
  ].filter((oneOf) => oneOf.length > 0);
}

test.each(REJECTION_CODES.filter((code) => ruleOf(code).resolver === 'customer'))(
  'R13: for %s the customer is told what to do, and which part of the order to correct',
  (code) => {
    const [en = '', fr = ''] = [phrasesOf('en'), phrasesOf('fr')].map(({ reasons }) => reasons[code].todo);
    const unsaid = wanted(code).filter(
      (oneOf) => !oneOf.some(([inEnglish]) => inEnglish.test(en)) || !oneOf.some(([, inFrench]) => inFrench.test(fr)),
    );
    expect(unsaid).toEqual([]);
  },
);

test("R13: a refusal names the numbers it is about and the carrier's own words, on one line", () => {
  const rawText = 'holder\u202E\n "differs"';
  const body = english({ kind: 'rejected', attempt: 1, reasons: [{ code: 'WHATEVER', rawText, numbers: ['+33199003301'] }] });
  expect(body).toContain(
    `- The losing provider gave a reason of its own (${NUMBER}). Our team is on it. The losing provider wrote: "holder 'differs'"`,
  );
});

test('R13: a correction is asked for until an instant; a refusal that our team mends asks for nothing', () => {
  expect(english(one(REQUEST_FACTS.rejected))).toContain('send us the correction by Friday, 20 March 2026 at 23:59 (Europe/Paris)');
  expect(english(one(REQUEST_FACTS.rejected, 1))).toContain('nothing: our team is on it');
});

test('R18: SMS is promised per number within 3 business days, with the last instant', () => {
  expect(english(one(REQUEST_FACTS.ported))).toContain(
    'up to 3 business days, number by number: until Tuesday, 17 March 2026 at 23:59 (Europe/Paris)',
  );
});

test('R17, R26: a port that is complete can be used, and what to do when calls fail is said', () => {
  const body = english(one(REQUEST_FACTS.ported));
  expect(body).toContain('The port is complete: the numbers are active with us, and you can use them.');
  expect(body).toContain('at least 3 failed calls');
});

test('R24: a port in spite of a cancel says so, and why', () => {
  expect(english(one(REQUEST_FACTS.ported, 1))).toContain(
    'although you had asked to cancel: the transfer took place before the losing provider answered',
  );
  expect(english(one(REQUEST_FACTS.ported, 2))).toContain(
    'although the request was cancelled: the losing provider transferred them all the same',
  );
  expect(french(one(REQUEST_FACTS.ported, 2))).toContain('bien que la demande ait été annulée');
});

test('R23, R24: what was asked for late may fail, and says so only then', () => {
  expect(english(one(REQUEST_FACTS.cancelAsked, 0))).toContain('may fail, and then the numbers port all the same');
  expect(english(one(REQUEST_FACTS.cancelAsked, 1))).not.toContain('may fail');
  expect(english(one(REQUEST_FACTS.rescheduleAsked, 0))).toContain('may well be refused');
  expect(english(one(REQUEST_FACTS.rescheduleAsked, 1))).not.toContain('may well be refused');
});

test('R23, R24: a refusal names its reason, the instant until which it was possible, and the date that stands', () => {
  expect(english(one(REQUEST_FACTS.cancelRefused))).toContain(
    'it is too late for that (it was possible until Tuesday, 10 March 2026 at 10:00 (Europe/Paris))',
  );
  expect(english(one(REQUEST_FACTS.rescheduleRefused))).toContain(
    'The confirmed date stands: Thursday, 12 March 2026, between 10:00 and 12:00',
  );
});

test('R27: porting in is free, and the losing provider may charge', () => {
  const [accepted] = ORDER_FACTS.accepted;
  const body = accepted && worded('en', [recorded(accepted)]).body;
  expect(body).toContain('Porting in is free with us. The losing provider may charge you');
  expect(body).toContain(
    'the latest invoice of the losing provider and an identity document of the person who signs by Friday, 20 March 2026 at 23:59',
  );
});

test('the same news of several requests is said once, with all their numbers; R6 once', () => {
  const items = Object.fromEntries([
    [1, [block]],
    ...Array.from({ length: 11 }, (_, index) => [index + 2, [single(`+3319900${3301 + 2 * index}`)]]),
  ]);
  const facts = Array.from({ length: 12 }, (_, index) => ofRequest(index + 1, one(REQUEST_FACTS.submitted)));
  const { subject, body } = worded('en', facts, items);
  expect(subject).toBe('Your number port: sent to the losing provider');
  expect(body.match(/The request was sent/g)).toHaveLength(1);
  expect(body.match(/Keep your contract/g)).toHaveLength(1);
  expect(body).toContain('About +33 1 99 00 78 00 to … 09 (10 numbers), +33 1 99 00 33 01, +33 1 99 00 33 03,');
});

test('R21: different news of several requests stay apart, each with its own numbers', () => {
  const items = { 1: [block], 2: [single('+33199003301')] };
  const { subject, body } = worded('en', [ofRequest(1, one(REQUEST_FACTS.scheduled)), ofRequest(2, one(REQUEST_FACTS.rejected))], items);
  expect(subject).toBe('Your number port: confirmed for Thursday, 12 March 2026; refused, please correct');
  const [, first, second] = body.split('\n\n');
  expect(first).toContain('About +33 1 99 00 78 00 to … 09 (10 numbers):\nThe losing provider has confirmed');
  expect(second).toContain(`About ${NUMBER}:\nThe losing provider refused`);
});

test('R18: SMS of some numbers of a block names those, not the block', () => {
  const numbers = ['+33199007801', '+33199007802', '+33199007803', '+33199007809'];
  const { body } = worded('en', [ofRequest(1, { kind: 'smsActive', numbers, late: false })], { 1: [block] });
  expect(body).toContain('About +33 1 99 00 78 01 to … 03 (3 numbers), +33 1 99 00 78 09:');
});

test('a thousand numbers make a message that can still be read', () => {
  const items = { 1: Array.from({ length: 1000 }, (_, index) => single(`+331990${10_000 + 2 * index}`)) };
  expect(worded('fr', [ofRequest(1, one(REQUEST_FACTS.submitted))], items).body).toContain('et 950 autres :');
});

test('a window that contradicts its date is told as both, and a zone that is unknown is read in UTC', () => {
  const windowEndMs = foc.windowEndMs + 24 * 3_600_000;
  const scheduled = (changed: object): RequestFact => ({
    kind: 'scheduled',
    foc: { ...foc, ...changed },
    cancelUntil: null,
    rescheduleUntil: null,
  });
  expect(english(scheduled({ windowEndMs }))).toContain(
    'Thursday, 12 March 2026, in a window from Thursday, 12 March 2026 at 10:00 (Europe/Paris) to Friday',
  );
  expect(english(scheduled({ zone: 'Mars/Olympus' }))).toContain('between 09:00 and 11:00 (UTC)');
});

test('a French text keeps double punctuation with its word', () => {
  const { body } = wordMessage({ language: 'fr', zone: 'Europe/Paris', facts: [ofRequest(1, one(REQUEST_FACTS.submitted))], items: {} });
  expect(body).toContain("exact et que rien n'est refusé\u00A0; votre");
  expect(body).not.toMatch(/ [:;?!]/);
});

describe('R4, R19: a date and a wish are never taken for each other', () => {
  const submitted = { kind: 'submitted', attempt: 1, expectedDate: '2026-03-12', explanation: '8 business days' } as const;
  const scheduled = { kind: 'scheduled', foc, cancelUntil: null, rescheduleUntil: null } as const;
  const wish = { kind: 'rescheduleAsked', date: '2026-03-19', mayFail: true, beforeDate: true } as const;

  test('a wish before there is a date never looks like a confirmation', () => {
    expect(english(wish)).toContain('a wish and no promise: no date is confirmed yet');
    expect(english(wish)).not.toMatch(/confirmed date stands|numbers move on|confirmed for/);
    expect(french(wish)).toContain("un souhait et non une promesse : aucune date n'est encore confirmée");
    expect(french(wish)).not.toMatch(/vaut toujours|seront transférés/);
  });

  test('a date that is another than was asked for says which way', () => {
    expect(english({ ...scheduled, asked: '2026-03-19' })).toContain(
      'You had asked for Thursday, 19 March 2026: that was a wish, and the date is earlier than that.',
    );
    expect(english({ ...scheduled, asked: '2026-03-05' })).toContain('later than that');
    expect(french({ ...scheduled, asked: '2026-03-05' })).toContain(
      "Vous aviez demandé le jeudi 5 mars 2026 : c'était un souhait, et la date est postérieure.",
    );
    expect(english(scheduled)).not.toContain('You had asked');
  });

  test('R22: without a date the refusal says the way', () => {
    expect(english({ kind: 'rescheduleRefused', reason: 'noDateYet' })).toContain(
      'wait for the date; or, to port later, cancel and order again',
    );
    expect(french({ kind: 'rescheduleRefused', reason: 'noDateYet' })).toContain('attendez la date');
  });

  test('what the law leaves is no promise beside the estimate, and no accusation beside a later date', () => {
    const latestByLaw = { date: '2026-03-10', explanation: '6 business days' };
    expect(english({ ...submitted, latestByLaw })).toContain(
      'The law leaves at most until Tuesday, 10 March 2026; that is no promise of a date.',
    );
    expect(english(submitted)).not.toContain('The law');
    expect(english({ ...scheduled, latestByLaw })).toContain('There can be good reasons for that');
    expect(french({ ...scheduled, latestByLaw })).toContain('Il peut y avoir de bonnes raisons à cela');
  });
});

describe('dates that are ours', () => {
  const change = REQUEST_FACTS.scheduled.map((fact) => english(fact)).filter((body) => body.includes('the day is yours to choose'));

  test('an interval names its days, and says that a change counts at once', () => {
    expect(change[0]).toContain('on any business day from Monday, 9 March 2026 to Sunday, 7 June 2026');
    expect(change[0]).toContain('a cancel works at once until');
    expect(change[0]).toContain('and counts at once');
    expect(change[0]).not.toContain('has to approve');
  });

  test('a window on demand says how the transfer starts, by hand or by itself', () => {
    const onDemand = REQUEST_FACTS.scheduled.find((fact) => fact.kind === 'scheduled' && fact.foc.onDemand);
    expect(onDemand && english(onDemand)).toContain(
      'You can start the transfer yourself as soon as the window opens; if you do not, it starts by itself on Thursday, 12 March 2026 at 12:00',
    );
  });

  test('R13: what waits to go out says until when, and why', () => {
    const held = one(REQUEST_FACTS.resubmissionHeld);
    expect(english(held)).toContain(
      'it goes out on Friday, 6 March 2026 at 00:00 (Europe/Paris), because before then the losing provider would only refuse it as still open',
    );
    expect(french(held)).toContain('elle part le vendredi 6 mars 2026 à 00:00 (Europe/Paris), car avant ce moment');
  });

  test('R6: numbers that went back are served there again, and the contract there is kept', () => {
    const back = one(REQUEST_FACTS.returned);
    expect(english(back)).toContain('the losing provider serves them again');
    expect(english(back)).toContain(KEEP.en);
    expect(french(back)).toContain(KEEP.fr);
  });

  test('a return that is refused for the country or the time says what to do in its place', () => {
    for (const reason of ['noReturn', 'returnTooLate'] as const) {
      expect(english({ kind: 'returnRefused', reason })).toContain('call our team');
      expect(english({ kind: 'returnRefused', reason })).toContain(
        'In the European Union the losing provider has to take numbers back into service',
      );
      expect(french({ kind: 'returnRefused', reason })).toContain('appelez notre équipe');
    }
  });
});
