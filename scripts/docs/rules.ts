/** The rules of the trade in our own words, and where a customer reads of each: in a message, or in an answer. */
import { createOrderAnswers } from './answers';
import type { OfKind } from '../../domain/notification/told';
import { wordCaseFact, wordFact } from '../../domain/notification/word-message';
import type { Wording } from '../../domain/notification/wording';
import type { Language } from '../../domain/order-details';
import type { CaseFact, ToldCaseKind } from '../../domain/support-case/fact';
import { CASE_FACTS } from '../../test/domain/notification/sample-case-facts';
import { ORDER_FACTS, REQUEST_FACTS } from '../../test/domain/notification/sample-facts';

/** Which part of a message: what happened, line by line, or what to do, or until when what can be changed, or R6. */
export type Part = number | 'todo' | 'change' | 'keepContract';

/** A part of the message about a kind of fact. */
export interface InMessage {
  readonly kind: string;
  readonly word: (language: Language) => Wording;
  readonly part: Part;
}

/** Where a rule shows itself to a customer. */
export type Shown = InMessage | { readonly answer: string; readonly says: string };

export interface Rule {
  /** `R12`. */
  readonly id: string;
  readonly text: string;
  readonly shown: readonly Shown[];
}

/** The `sample`-th of these; throws when there is none. */
function sampleOf<T>(samples: readonly T[], sample: number): T {
  const fact = samples[sample];
  if (fact === undefined) throw new RangeError(`there is no sample ${sample}`);
  return fact;
}

function ofRequest(kind: keyof typeof REQUEST_FACTS, part: Part, sample = 0): InMessage {
  const fact = sampleOf(REQUEST_FACTS[kind], sample);
  return { kind, word: (language) => wordFact({ kind: 'request', n: 1, fact }, language), part };
}

function ofOrder(kind: keyof typeof ORDER_FACTS, part: Part, sample = 0): InMessage {
  const fact = sampleOf(ORDER_FACTS[kind], sample);
  return { kind, word: (language) => wordFact(fact, language), part };
}

function ofCase(kind: keyof typeof CASE_FACTS, part: Part, sample = 0): InMessage {
  const samples: readonly OfKind<CaseFact, ToldCaseKind>[] = CASE_FACTS[kind];
  const fact = sampleOf(samples, sample);
  return { kind: `support case: ${kind}`, word: (language) => wordCaseFact(fact, language), part };
}

const answers = createOrderAnswers();

export const RULES: readonly Rule[] = [
  {
    id: 'R1',
    text: 'Only an account with an active, paid subscription may port.',
    shown: [{ answer: 'refused at intake', says: answers.trialAccount }],
  },
  {
    id: 'R2',
    text: 'Availability, documents, codes and lead times differ by country and type of number, and can be looked up before ordering.',
    shown: [
      { answer: 'refused before the start', says: answers.unknownCountry },
      { answer: 'refused before the start', says: answers.typeNotOffered },
    ],
  },
  {
    id: 'R3',
    text: 'The estimate counts from each submission to the losing carrier, and holds only if nothing is refused.',
    shown: [ofRequest('submitted', 1), ofRequest('rejected', 'todo')],
  },
  { id: 'R4', text: 'The losing carrier decides the date, with the gateway.', shown: [ofRequest('submitted', 1)] },
  { id: 'R5', text: 'Only the winning provider starts a port.', shown: [{ answer: 'refused, with a pointer', says: answers.portOut }] },
  {
    id: 'R6',
    text: 'The numbers stay active at the losing provider until the port is complete; the customer attests it and is reminded of it.',
    shown: [ofRequest('scheduled', 'keepContract'), { answer: 'refused before the start', says: answers.notAttested }],
  },
  {
    id: 'R7',
    text: "The losing provider's customer service record, compared before submission, avoids refusals.",
    shown: [ofOrder('accepted', 2)],
  },
  {
    id: 'R8',
    text: 'A range goes together: one number of it cannot be ported alone.',
    shown: [
      { answer: 'refused before the start', says: answers.blockIncomplete },
      { answer: 'warned before the start', says: answers.blockUnknown },
    ],
  },
  { id: 'R9', text: 'The latest invoice and the documents of the country come first.', shown: [ofOrder('accepted', 'todo')] },
  {
    id: 'R10',
    text: 'Nothing is submitted before the customer has checked and signed the letter of authorisation.',
    shown: [ofOrder('loaReady', 0), ofOrder('loaReady', 'todo'), ofOrder('loaStale', 0)],
  },
  { id: 'R11', text: 'Once signed, the request goes to the losing carrier.', shown: [ofRequest('submitted', 0)] },
  {
    id: 'R12',
    text: 'Without a refusal a confirmed date comes, and the customer is told on the porting ticket.',
    shown: [ofRequest('scheduled', 0)],
  },
  {
    id: 'R13',
    text: 'After a refusal the customer is asked to mend it, and it is sent again as often as needed; each attempt is kept.',
    shown: [ofRequest('rejected', 1), ofRequest('rejected', 'todo'), ofRequest('submitted', 0, 1)],
  },
  {
    id: 'R14',
    text: 'With the date the numbers are on the dashboard, to be configured before it.',
    shown: [ofRequest('numbersAdded', 0), ofRequest('numbersAdded', 'todo')],
  },
  {
    id: 'R15',
    text: 'Until the transfer the numbers are active at the losing provider, who handles every problem.',
    shown: [ofRequest('scheduled', 1)],
  },
  {
    id: 'R16',
    text: 'On the date the numbers are transferred and activated; a short interruption is possible.',
    shown: [ofRequest('scheduled', 1), ofRequest('activationStuck', 0)],
  },
  { id: 'R17', text: 'The customer is told when the port is complete.', shown: [ofRequest('ported', 0)] },
  {
    id: 'R18',
    text: 'SMS may take up to 3 business days after the port, number by number; past that it is overdue and somebody is told.',
    shown: [ofRequest('ported', 1), ofRequest('smsOverdue', 0)],
  },
  {
    id: 'R19',
    text: 'A date that is asked for is a wish; only the confirmed date is a date.',
    shown: [ofOrder('accepted', 'change'), ofRequest('rescheduleAsked', 0)],
  },
  {
    id: 'R20',
    text: 'The numbers of a block port on one date.',
    shown: [{ answer: 'about a block, in one message', says: answers.aboutABlock }],
  },
  {
    id: 'R21',
    text: 'Numbers that are no block are accepted each on its own; their dates may differ.',
    shown: [{ answer: 'about two numbers, in one message', says: answers.aboutTwoNumbers }],
  },
  {
    id: 'R22',
    text: 'A request cannot be paused: it is cancelled, and ordered again later.',
    shown: [ofRequest('submitted', 'change'), ofRequest('cancelled', 'todo')],
  },
  {
    id: 'R23',
    text: 'Another date is an attempt: best asked 3 business days before, and the losing carrier decides; refused, the old date stands.',
    shown: [ofRequest('rescheduleAsked', 0), ofRequest('rescheduleAsked', 1), ofRequest('rescheduleRefused', 1)],
  },
  {
    id: 'R24',
    text: 'A cancel needs notice and the approval of the losing carrier; a late one will most likely fail, and the numbers port.',
    shown: [ofRequest('scheduled', 'change'), ofRequest('cancelAsked', 1), ofRequest('cancelRefused', 0), ofRequest('ported', 0, 2)],
  },
  {
    id: 'R25',
    text: 'For a number that fails before its port the losing provider is responsible.',
    shown: [ofRequest('scheduled', 1), ofCase('losingProviderAnswers', 0), ofCase('losingProviderAnswers', 'todo')],
  },
  {
    id: 'R26',
    text: 'After the port: check configuration and user, then open a case with at least 3 failed calls.',
    shown: [ofRequest('ported', 2), ofCase('notConfigured', 'todo'), ofCase('userOffline', 'todo'), ofCase('callsNeeded', 0)],
  },
  {
    id: 'R27',
    text: 'Porting in is free; the losing provider may charge, and the customer is told to check before the start.',
    shown: [ofOrder('accepted', 1)],
  },
  {
    id: 'R28',
    text: 'Porting out is another process: refused with a pointer.',
    shown: [{ answer: 'refused, with a pointer', says: answers.portOut }],
  },
];
