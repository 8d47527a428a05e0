/** The rules of the trade in our own words, and where a customer reads of each: in a message, or in an answer. */
import { createOrderAnswers } from './answers';
import type { OrderFact } from '../../domain/order/state';
import { ORDER_FACTS, REQUEST_FACTS } from '../../test/domain/notification/sample-facts';

/** Which part of a message: what happened, line by line, or what to do, or until when what can be changed, or R6. */
export type Part = number | 'todo' | 'change' | 'keepContract';

/** Where a rule shows itself to a customer. */
export type Shown = { readonly fact: OrderFact; readonly part: Part } | { readonly answer: string; readonly says: string };

export interface Rule {
  /** `R12`. */
  readonly id: string;
  readonly text: string;
  readonly shown: readonly Shown[];
}

type RequestKind = keyof typeof REQUEST_FACTS;
type OrderKind = keyof typeof ORDER_FACTS;

/** The `sample`-th sample of a kind of fact; throws when there is none. */
function ofRequest(kind: RequestKind, part: Part, sample = 0): Shown {
  const fact = REQUEST_FACTS[kind][sample];
  if (!fact) throw new RangeError(`${kind} has no sample ${sample}`);
  return { fact: { kind: 'request', n: 1, fact }, part };
}

function ofOrder(kind: OrderKind, part: Part, sample = 0): Shown {
  const fact = ORDER_FACTS[kind][sample];
  if (!fact) throw new RangeError(`${kind} has no sample ${sample}`);
  return { fact, part };
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
  { id: 'R25', text: 'For a number that fails before its port the losing provider is responsible.', shown: [ofRequest('scheduled', 1)] },
  {
    id: 'R26',
    text: 'After the port: check configuration and user, then open a case with at least 3 failed calls.',
    shown: [ofRequest('ported', 2)],
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
