import { CARRIER_EVENT_TYPES, CHANNELS, type Foc } from '../../../domain/carrier-event';
import type { Deadline, DeadlineKind } from '../../../domain/deadline';
import type { Recorded, RequestFact } from '../../../domain/fact';
import { ACT_REFUSALS } from '../../../domain/notification/english/operating';
import type { ActRefusal } from '../../../domain/operator/act';
import type { OrderFact } from '../../../domain/order/state';
import type { NumberItem } from '../../../domain/order-details';

/** Sunday 1 March 2026, 11:00 in Paris. */
export const AT_MS = Date.parse('2026-03-01T10:00:00Z');

export const deadline = (what: DeadlineKind, iso: string): Deadline => ({
  what,
  atMs: Date.parse(iso),
  zone: 'Europe/Paris',
  explanation: 'computed',
  then: 'it passes',
});

export const foc: Foc = {
  date: '2026-03-12',
  windowStartMs: Date.parse('2026-03-12T09:00:00Z'),
  windowEndMs: Date.parse('2026-03-12T11:00:00Z'),
  zone: 'Europe/Paris',
};

const cancelUntil = deadline('cancelUntil', '2026-03-10T09:00:00Z');
const rescheduleUntil = deadline('rescheduleUntil', '2026-03-11T09:00:00Z');
const smsBy = deadline('smsActive', '2026-03-17T22:59:00Z');
const correctBy = deadline('correction', '2026-03-20T22:59:00Z');
const resubmitFrom = deadline('resubmission', '2026-03-05T23:00:00Z');
const pullAt = deadline('pull', '2026-03-12T11:00:00Z');
const returnUntil = deadline('returnUntil', '2026-03-12T15:00:00Z');
const latestByLaw = { date: '2026-03-10', explanation: '6 business days' };
const interval: Foc = { ...foc, firstDate: '2026-03-09', lastDate: '2026-06-07' };
const numbers = ['+33199007800', '+33199007801'];
const reasons = [{ code: 'NAME_MISMATCH', rawCode: '7519', rawText: 'holder differs' }];

/** What our own people did, every act and some that were overtaken. */
const acts = (
  [
    { do: 'assign', to: 'op-8' },
    { do: 'unassign' },
    { do: 'settle', attention: 'contractBroken' },
    { do: 'waiveDocument', document: 'invoice' },
    { do: 'extendDeadline', days: 1 },
    { do: 'extendDeadline', days: 14 },
    { do: 'closeRequest' },
    { do: 'closeRequest', evenIfLive: true },
    { do: 'markPorted' },
  ] as const
).map((act) => ({ kind: 'operatorActed', by: 'op-7', reason: 'agreed by telephone', act }) as const);
const overtaken = Object.keys(ACT_REFUSALS).map(
  (refused) =>
    ({ kind: 'operatorActed', by: 'op-7', reason: 'agreed', act: { do: 'markPorted' }, refused: refused as ActRefusal }) as const,
);

/** At least one sample of every kind: a kind without one does not compile. */
export const REQUEST_FACTS: { readonly [K in RequestFact['kind']]: readonly RequestFact[] } = {
  submitted: [
    { kind: 'submitted', attempt: 1, expectedDate: '2026-03-12', explanation: '8 business days' },
    { kind: 'submitted', attempt: 2, expectedDate: '2026-03-20', explanation: '8 business days' },
    { kind: 'submitted', attempt: 1, expectedDate: '2026-03-12', explanation: '8 business days', latestByLaw },
  ],
  toSendByHand: [{ kind: 'toSendByHand', attempt: 1 }],
  resubmitting: [{ kind: 'resubmitting', attempt: 2 }],
  resubmissionHeld: [
    { kind: 'resubmissionHeld', attempt: 2, until: resubmitFrom },
    { kind: 'resubmissionHeld', attempt: 1, until: resubmitFrom },
  ],
  resubmissionWithdrawn: [{ kind: 'resubmissionWithdrawn', attempt: 2 }],
  rejected: [
    { kind: 'rejected', attempt: 1, reasons, correctBy },
    { kind: 'rejected', attempt: 1, reasons: [{ code: 'FOC_REFUSED' }], correctBy },
    { kind: 'rejected', attempt: 2, reasons: [{ code: 'NOT_PORTABLE' }] },
    { kind: 'rejected', attempt: 1, reasons, correctBy, resubmitFrom },
  ],
  scheduled: [
    { kind: 'scheduled', foc, cancelUntil, rescheduleUntil },
    { kind: 'scheduled', foc, cancelUntil: null, rescheduleUntil },
    { kind: 'scheduled', foc, cancelUntil: null, rescheduleUntil: null, changeNote: 'too near' },
    { kind: 'scheduled', foc, cancelUntil, rescheduleUntil, asked: '2026-03-19', latestByLaw },
    { kind: 'scheduled', foc: interval, cancelUntil, rescheduleUntil, pullAt },
    { kind: 'scheduled', foc: interval, cancelUntil, rescheduleUntil: null, pullAt },
    { kind: 'scheduled', foc: interval, cancelUntil: null, rescheduleUntil, pullAt },
    { kind: 'scheduled', foc: { ...foc, onDemand: true }, cancelUntil, rescheduleUntil, pullAt },
  ],
  dateChanged: [
    { kind: 'dateChanged', foc, cancelUntil, rescheduleUntil },
    { kind: 'dateChanged', foc, cancelUntil, rescheduleUntil, asked: '2026-03-05' },
  ],
  numbersAdded: [{ kind: 'numbersAdded', date: '2026-03-12' }],
  configureReminder: [{ kind: 'configureReminder', numbers, date: '2026-03-12' }],
  emergencyAddressMissing: [{ kind: 'emergencyAddressMissing', numbers, date: '2026-03-12' }],
  numbersUnread: [{ kind: 'numbersUnread', date: '2026-03-12' }],
  cancelAsked: [
    { kind: 'cancelAsked', by: 'customer', mayFail: true },
    { kind: 'cancelAsked', by: 'operator', mayFail: false },
  ],
  cancelRefused: [
    { kind: 'cancelRefused', reason: 'tooLate', until: cancelUntil },
    { kind: 'cancelRefused', reason: 'carrierRefused', reasons },
    { kind: 'cancelRefused', reason: 'alreadyPorted' },
  ],
  cancelled: [
    { kind: 'cancelled', wasSent: true },
    { kind: 'cancelled', wasSent: false },
  ],
  rescheduleAsked: [
    { kind: 'rescheduleAsked', date: '2026-03-19', mayFail: true },
    { kind: 'rescheduleAsked', date: '2026-03-19', mayFail: false },
    { kind: 'rescheduleAsked', date: '2026-03-19', mayFail: true, beforeDate: true },
  ],
  rescheduleRefused: [
    { kind: 'rescheduleRefused', reason: 'carrierRefused', standing: foc },
    { kind: 'rescheduleRefused', reason: 'tooLate', until: rescheduleUntil },
    { kind: 'rescheduleRefused', reason: 'carrierRefused' },
    { kind: 'rescheduleRefused', reason: 'noDateYet' },
    { kind: 'rescheduleRefused', reason: 'outsideInterval', standing: foc, interval: { first: '2026-03-09', last: '2026-06-07' } },
  ],
  locked: [{ kind: 'locked' }],
  activating: [{ kind: 'activating' }],
  ported: [
    { kind: 'ported', numbers, cancelPending: false, afterCancel: false, smsBy },
    { kind: 'ported', numbers, cancelPending: true, afterCancel: false, smsBy },
    { kind: 'ported', numbers, cancelPending: false, afterCancel: true, smsBy },
    { kind: 'ported', numbers, cancelPending: false, afterCancel: false },
    { kind: 'ported', numbers, cancelPending: false, afterCancel: false, smsBy, returnUntil },
  ],
  transferStarted: [
    { kind: 'transferStarted', by: 'schedule' },
    { kind: 'transferStarted', by: 'customer' },
  ],
  transferRefused: [
    { kind: 'transferRefused', by: 'schedule' },
    { kind: 'transferRefused', by: 'customer' },
  ],
  notPulled: [{ kind: 'notPulled', lastDate: '2026-06-07' }],
  activationNotTaken: [
    { kind: 'activationNotTaken', reason: 'windowNotOpen', from: pullAt },
    { kind: 'activationNotTaken', reason: 'alreadyPorted' },
  ],
  returnAsked: [
    { kind: 'returnAsked', by: 'customer', reason: 'calls fail', answerBy: returnUntil },
    { kind: 'returnAsked', by: 'operator', reason: 'calls fail', answerBy: returnUntil },
  ],
  returnRefused: [
    { kind: 'returnRefused', reason: 'returnTooLate', until: returnUntil },
    { kind: 'returnRefused', reason: 'carrierRefused', reasons },
    { kind: 'returnRefused', reason: 'noReturn' },
    { kind: 'returnRefused', reason: 'neverAnswered' },
    { kind: 'returnRefused', reason: 'notPorted' },
  ],
  returned: [{ kind: 'returned', numbers }],
  activationStuck: [{ kind: 'activationStuck' }, { kind: 'activationStuck', numbers }],
  activationFailed: [{ kind: 'activationFailed', numbers }],
  smsActive: [
    { kind: 'smsActive', numbers, late: false },
    { kind: 'smsActive', numbers, late: true },
  ],
  smsOverdue: [{ kind: 'smsOverdue', numbers }],
  smsFailed: [{ kind: 'smsFailed', numbers }],
  smsNotApplicable: [{ kind: 'smsNotApplicable', numbers }],
  closed: [
    { kind: 'closed', why: 'rejectionUnanswered' },
    { kind: 'closed', why: 'notPortable' },
    { kind: 'closed', why: 'tooManyAttempts' },
    { kind: 'closed', why: 'givenUp' },
    { kind: 'closed', why: 'notSigned' },
  ],
  outcomeUnknown: [{ kind: 'outcomeUnknown', attempt: 1 }],
  attention: [{ kind: 'attention', reason: 'carrierSilent' }],
  attentionCleared: [{ kind: 'attentionCleared', reason: 'carrierSilent' }],
  operatorActed: [...acts, ...overtaken],
  staleEvent: [{ kind: 'staleEvent', type: 'focConfirmed' }],
  enteredByHand: CARRIER_EVENT_TYPES.map((type, index) => ({
    kind: 'enteredByHand',
    type,
    saidAtMs: AT_MS,
    by: 'op-7',
    channel: CHANNELS[index % CHANNELS.length] ?? 'mail',
    ...(index === 0 ? { evidence: 'e'.repeat(64), carrierRef: 'TM-77' } : {}),
  })),
  carrierComment: [{ kind: 'carrierComment', text: 'please call us' }],
  watchedOut: [{ kind: 'watchedOut' }],
  replaced: [{ kind: 'replaced', by: [3] }],
};

const documentsBy = deadline('documents', '2026-03-20T22:59:00Z');

type OwnFact = Exclude<OrderFact, { readonly kind: 'request' }>;

export const ORDER_FACTS: { readonly [K in OwnFact['kind']]: readonly OrderFact[] } = {
  accepted: [
    { kind: 'accepted', missing: ['invoice', 'signerId'], documentsBy: deadline('documents', '2026-03-20T22:59:00Z') },
    { kind: 'accepted', missing: [], documentsBy: deadline('documents', '2026-03-20T22:59:00Z') },
  ],
  refused: [{ kind: 'refused', problems: [{ path: 'accountId', code: 'trial_account', message: 'A trial account cannot port (R1).' }] }],
  documentProvided: [
    { kind: 'documentProvided', document: 'invoice' },
    { kind: 'documentProvided', document: 'signerId' },
  ],
  documentApproved: [
    { kind: 'documentApproved', document: 'invoice', by: 'op-7' },
    { kind: 'documentApproved', document: 'invoice', by: 'op-7', reason: 'seen at the counter' },
  ],
  documentRefused: [
    { kind: 'documentRefused', document: 'signerId', reason: 'the picture is not sharp enough to read.', until: documentsBy },
  ],
  documentExpired: [{ kind: 'documentExpired', document: 'invoice', until: documentsBy }],
  reminded: [
    { kind: 'reminded', waitedFor: 'documents', missing: ['invoice', 'SIRET'], until: documentsBy },
    { kind: 'reminded', waitedFor: 'loaSignature', missing: [], until: documentsBy },
    { kind: 'reminded', waitedFor: 'decision', missing: [], until: documentsBy },
  ],
  decisionNeeded: [{ kind: 'decisionNeeded', numbers, decideBy: documentsBy }],
  keptWaiting: [{ kind: 'keptWaiting', decideBy: documentsBy }],
  numbersDropped: [{ kind: 'numbersDropped', numbers }],
  nowPortable: [{ kind: 'nowPortable', numbers }],
  csrCompared: [
    { kind: 'csrCompared', differences: [] },
    {
      kind: 'csrCompared',
      differences: [
        { field: 'holder.name', order: 'Ada Martin', record: 'Ada Martin-Duval' },
        { field: 'holder.taxId', order: '', record: '12345678200010' },
        { field: 'numbers.leftBehind', order: '', record: '+33199007809' },
      ],
    },
  ],
  loaFormRefused: [
    { kind: 'loaFormRefused', revision: 1, accepted: ['handwritten'] },
    { kind: 'loaFormRefused', revision: 1, accepted: ['electronic'] },
  ],
  loaScanned: [{ kind: 'loaScanned', revision: 1 }],
  loaScanRefused: [{ kind: 'loaScanRefused', revision: 1, reason: 'the signature is missing.' }],
  loaTooOld: [{ kind: 'loaTooOld', revision: 1, maxAgeDays: 90 }],
  blockNotAdded: [
    { kind: 'blockNotAdded', n: 1, problems: [{ path: 'numbers[0]', code: 'number_taken', message: 'Already being ported.' }] },
  ],
  regrouped: [
    { kind: 'regrouped', from: [1], to: [3], why: 'addBlock' },
    { kind: 'regrouped', from: [2], to: [3, 4], why: 'split' },
  ],
  loaReady: [
    { kind: 'loaReady', loaId: 'L-1', revision: 1, loaBy: deadline('loaSignature', '2026-03-25T22:59:00Z') },
    { kind: 'loaReady', loaId: 'L-2', revision: 2, loaBy: undefined },
  ],
  loaSigned: [
    { kind: 'loaSigned', revision: 1 },
    { kind: 'loaSigned', revision: 2 },
  ],
  loaStale: [
    { kind: 'loaStale', revision: 1, current: 2 },
    { kind: 'loaStale', revision: 2, current: 2 },
    { kind: 'loaStale', revision: 1, current: 0 },
  ],
  corrected: [
    { kind: 'corrected', requests: [] },
    { kind: 'corrected', requests: [2] },
  ],
  dateWishChanged: [{ kind: 'dateWishChanged', date: '2026-03-19' }],
  orderCancelled: [{ kind: 'orderCancelled' }],
  cancelNotPossible: [{ kind: 'cancelNotPossible' }],
  expired: [
    { kind: 'expired', waitedFor: 'documents' },
    { kind: 'expired', waitedFor: 'loaSignature' },
    { kind: 'expired', waitedFor: 'decision' },
  ],
  closed: (['completed', 'completedPartially', 'cancelled', 'failed', 'expired', 'refused'] as const).map((outcome) => ({
    kind: 'closed',
    outcome,
  })),
  attention: [{ kind: 'attention', reason: 'loaFailed' }],
  operatorActed: [...acts],
  attentionCleared: [{ kind: 'attentionCleared', reason: 'loaFailed' }],
};

/** Every sample, as facts of an order; those of requests belong to request 1. */
export const ALL_FACTS: readonly OrderFact[] = [
  ...Object.values(ORDER_FACTS).flat(),
  ...Object.values(REQUEST_FACTS).flatMap((facts) => facts.map((fact): OrderFact => ({ kind: 'request', n: 1, fact }))),
];

export const block: NumberItem = { kind: 'block', start: '+33199007800', end: '+33199007809' };
export const single = (number: string): NumberItem => ({ kind: 'single', number });

export const recorded = (fact: OrderFact, seq = 1): Recorded<OrderFact> => ({ ...fact, seq, atMs: AT_MS });
export const ofRequest = (n: number, fact: RequestFact, seq = n): Recorded<OrderFact> => recorded({ kind: 'request', n, fact }, seq);
