import { DAY_MS } from '../../../domain/clock';
import type { Deadline } from '../../../domain/deadline';
import { judgeReview } from '../../../domain/order/judging';
import { requirementsOf, type RequirementRule } from '../../../domain/order/requirements';
import { viewOf } from '../../../domain/order/view';
import type { OrderInput } from '../../../domain/order/state';
import { anOrderInput } from '../../support/builders/order';
import { driveOrder, hashOf, type DrivenOrder } from '../../support/builders/drive-order';
import { at, MONDAY } from '../../support/builders/rules';

const RULES: readonly RequirementRule[] = [
  { id: 'invoice', type: 'document', needed: 'always', maxAgeDays: 30 },
  { id: 'companyExtract', type: 'document', needed: 'optional' },
  { id: 'taxId', type: 'text', name: 'SIRET', needed: 'companies' },
  { id: 'pin', type: 'text', name: 'PIN', needed: 'optional' },
  { id: 'address', type: 'address', needed: 'always' },
];
const LOA_RULES = { accepted: ['electronic', 'handwritten'], companyStamp: false, maxAgeDays: 90 } as const;
const SIRET = '12345678200010';

const input = (changed: Partial<OrderInput> = {}): OrderInput => anOrderInput({ requirements: RULES, loaRules: LOA_RULES, ...changed });
const withSiret = (): OrderInput['details'] => {
  const { details } = input();
  return { ...details, holder: { ...details.holder, taxId: SIRET } };
};
const standing = (order: DrivenOrder): Record<string, string> =>
  Object.fromEntries(requirementsOf(order.state, order.input).map(({ id, status, holdsUp }) => [id, holdsUp ? `${status}!` : status]));

const freshUntil = (atMs: number): Deadline => ({
  what: 'documentExpires',
  atMs,
  zone: 'Europe/Paris',
  explanation: 'too old',
  then: 'asked anew',
});
const invoice = (
  order: DrivenOrder,
  { sha256 = 'd'.repeat(64), untilMs = MONDAY + 20 * DAY_MS, issuedOn = '2026-02-20' } = {},
): DrivenOrder => order.take({ kind: 'documentProvided', document: 'invoice', sha256, issuedOn, validUntil: freshUntil(untilMs) });
const reviewed = (order: DrivenOrder, document: string, reason?: string, revision?: number): DrivenOrder =>
  order.take({
    kind: 'documentReviewed',
    review: { document, revision, reviewer: 'op-7', verdict: reason === undefined ? { is: 'approved' } : { is: 'refused', reason } },
  });

describe('R9: requirements, item by item', () => {
  test('each has its own status; what is optional holds nothing up', () => {
    const order = driveOrder(input()).admitted();
    expect(standing(order)).toEqual({
      invoice: 'missing!',
      companyExtract: 'missing',
      taxId: 'missing!',
      pin: 'missing',
      address: 'provided',
    });
    expect(order.lastFact('accepted')).toMatchObject({ missing: ['invoice', 'SIRET'] });
  });

  test('a text that only companies need is not asked of a person', () => {
    const { holder } = input().details;
    const order = driveOrder(input({ details: { ...input().details, holder: { ...holder, company: undefined } } })).admitted();
    expect(standing(order).taxId).toBe('missing');
  });

  test('a missing text is given by a correction; with the last item the LOA is made', () => {
    const order = invoice(driveOrder(input()).admitted());
    expect(order.flying('issueLoa')).toEqual([]);
    order.corrects({ holder: withSiret().holder });
    expect(standing(order).taxId).toBe('provided');
    expect(order.flying('issueLoa')).toHaveLength(1);
  });

  test('a document that the checks alone decide on is approved by them, with its day kept', () => {
    const order = invoice(driveOrder(input()).admitted());
    expect(requirementsOf(order.state, order.input)[0]).toMatchObject({
      status: 'approved',
      reviewedBy: 'portico',
      issuedOn: '2026-02-20',
    });
  });

  test('R9: every account at a losing carrier needs its own PIN where one is wanted', () => {
    const { numbers, losing } = input().details;
    const pinRule: RequirementRule = { id: 'pin', type: 'text', needed: 'always' };
    const other = { kind: 'single', number: '+33199001299', losing: { carrier: 'FREE' } } as const;
    const details = { ...withSiret(), losing: { ...losing, pin: '1234' }, numbers: [...numbers, other] };
    const order = driveOrder(input({ requirements: [pinRule], details })).admitted();
    expect(standing(order)).toEqual({ pin: 'missing!' });
  });
});

describe('R9: documents that an operator looks at', () => {
  const underReview = (): DrivenOrder => invoice(driveOrder(input({ review: 'operator', details: withSiret() })).admitted());

  test('under review it holds up, asks for a person, and is not the customer’s turn', () => {
    const order = underReview();
    expect(standing(order).invoice).toBe('underReview!');
    expect(order.state.attention.documentToReview).toBe(MONDAY);
    expect(viewOf(order.state, order.input)).toMatchObject({ missingDocuments: [], attention: ['documentToReview'] });
    expect(order.flying('issueLoa')).toEqual([]);
  });

  test('approved: who did is kept, nobody is needed any more, and the LOA is made', () => {
    const order = reviewed(underReview(), 'invoice');
    expect(requirementsOf(order.state, order.input)[0]).toMatchObject({ status: 'approved', reviewedBy: 'op-7' });
    expect(order.state.attention).toEqual({});
    expect(order.flying('issueLoa')).toHaveLength(1);
  });

  test('refused: the customer is told why and until when another has to come, and a new one is looked at again', () => {
    const order = reviewed(underReview(), 'invoice', 'the page with the account number is missing');
    expect(order.lastFact('documentRefused')).toMatchObject({
      reason: 'the page with the account number is missing',
      until: { what: 'documents' },
    });
    expect(order.messages.at(-1)).toEqual(['documentRefused']);
    expect(viewOf(order.state, order.input).missingDocuments).toEqual(['invoice']);
    expect(standing(invoice(order, { sha256: 'e'.repeat(64) })).invoice).toBe('underReview!');
  });

  test('the same file again does not undo a refusal', () => {
    const order = reviewed(underReview(), 'invoice', 'not readable');
    expect(standing(invoice(order)).invoice).toBe('refused!');
  });

  test('one that was approved can still be refused before anything is sent, and not after', () => {
    const order = reviewed(underReview(), 'invoice').loaMade();
    expect(reviewed(order, 'invoice', 'it is another company’s').at).toBe('awaitingDocuments');
    const sent = reviewed(underReview(), 'invoice').loaMade().signs(1);
    expect(standing(reviewed(sent, 'invoice', 'too late'))).toMatchObject({ invoice: 'approved' });
  });

  test('a word on a document that is not there changes nothing', () => {
    const order = underReview();
    const before = order.state;
    expect(reviewed(order, 'signerId').state).toEqual(before);
  });

  test('R10: a scan of the letter waits for an operator, and counts once approved', () => {
    const order = reviewed(underReview(), 'invoice').loaMade();
    const [revision, scan] = [1, 'f'.repeat(64)];
    const signature = { loaId: 'L', revision, hash: '1'.repeat(64), signer: 'Ada Martin', at: MONDAY, form: 'handwritten', scan } as const;
    order.take({ kind: 'loaSigned', signature });
    expect([order.at, order.state.attention.documentToReview]).toEqual(['awaitingSignature', MONDAY]);
    reviewed(order, 'signedLoa', undefined, revision);
    expect([order.at, order.loa(1)?.signed]).toEqual(['inProgress', { signer: 'Ada Martin', atMs: MONDAY, scan }]);
  });

  test('R10: a scan that is refused is told with its reason, and the letter still waits', () => {
    const order = reviewed(underReview(), 'invoice').loaMade();
    const signature = {
      loaId: 'L',
      revision: 1,
      hash: '1'.repeat(64),
      signer: 'A',
      at: MONDAY,
      form: 'handwritten',
      scan: 'f'.repeat(64),
    } as const;
    reviewed(order.take({ kind: 'loaSigned', signature }), 'signedLoa', 'the signature is missing', 1);
    expect(order.lastFact('loaScanRefused')).toMatchObject({ reason: 'the signature is missing' });
    expect([order.at, order.state.attention]).toEqual(['awaitingSignature', {}]);
  });
});

describe('R9: freshness', () => {
  const soonOld = (): DrivenOrder =>
    invoice(driveOrder(input({ details: withSiret() })).admitted(), { untilMs: MONDAY + 3 * DAY_MS }).loaMade();

  test('a document that becomes too old before the signature is asked for anew, and the order goes back to waiting for it', () => {
    const order = soonOld().passes(MONDAY + 3 * DAY_MS);
    expect(order.at).toBe('awaitingDocuments');
    expect(standing(order).invoice).toBe('expired!');
    expect(order.messages.at(-1)).toEqual(['documentExpired']);
  });

  test('the letter that was sent stays: signed meanwhile, everything goes out with the newer document', () => {
    const order = soonOld()
      .passes(MONDAY + 3 * DAY_MS)
      .signs(1);
    expect(order.flying('startRequest')).toEqual([]);
    invoice(order, { sha256: 'e'.repeat(64), untilMs: MONDAY + 30 * DAY_MS, issuedOn: '2026-03-04' });
    expect([order.at, order.flying('startRequest')]).toEqual(['inProgress', [{ do: 'startRequest', n: 1 }]]);
  });

  test('unsigned, the order waits for the signature again', () => {
    const order = soonOld().passes(MONDAY + 3 * DAY_MS);
    expect(invoice(order, { sha256: 'e'.repeat(64), untilMs: MONDAY + 30 * DAY_MS }).at).toBe('awaitingSignature');
  });

  test('a signature in time: the age does not matter any more once it is sent', () => {
    const order = soonOld()
      .signs(1)
      .passes(MONDAY + 10 * DAY_MS);
    expect(order.kinds).not.toContain('documentExpired');
  });

  test('never renewed, the order ends at its last day', () => {
    const order = soonOld().passes(MONDAY + 40 * DAY_MS);
    expect(order.state.phase).toMatchObject({ at: 'over', outcome: 'expired' });
  });
});

describe('R9, R10: reminders', () => {
  const SECOND = at('2026-03-04T08:00:00Z');
  const reminded = (order: DrivenOrder): string[] =>
    order.state.facts.flatMap((fact) => (fact.kind === 'reminded' ? [`${new Date(fact.atMs).toISOString()} ${fact.waitedFor}`] : []));

  test('of documents: after 2, 5 and 10 business days, with what is missing and until when', () => {
    const order = driveOrder(input({ details: withSiret() }))
      .admitted()
      .passes(MONDAY + 20 * DAY_MS);
    expect(reminded(order)).toEqual([
      '2026-03-04T08:00:00.000Z documents',
      '2026-03-09T08:00:00.000Z documents',
      '2026-03-16T08:00:00.000Z documents',
    ]);
    expect(order.lastFact('reminded')).toMatchObject({ missing: ['invoice'], until: { what: 'documents' } });
    expect(order.messages.at(-1)).toEqual(['reminded']);
  });

  test('of the signature: counted from the letter on', () => {
    const order = driveOrder(input({ details: withSiret() }))
      .admitted()
      .passes(SECOND - 1);
    invoice(order, { untilMs: MONDAY + 60 * DAY_MS }).loaMade();
    order.passes(MONDAY + 18 * DAY_MS);
    expect(reminded(order)).toEqual([
      '2026-03-06T08:00:00.000Z loaSignature',
      '2026-03-11T08:00:00.000Z loaSignature',
      '2026-03-18T08:00:00.000Z loaSignature',
    ]);
  });

  test('done in time, nobody is reminded', () => {
    const order = invoice(driveOrder(input({ details: withSiret() })).admitted())
      .loaMade()
      .signs(1)
      .passes(MONDAY + 20 * DAY_MS);
    expect(reminded(order)).toEqual([]);
  });

  test('after an outage all reminders that are due make one', () => {
    const order = driveOrder(input({ details: withSiret() })).admitted();
    order.wakesAt(at('2026-03-10T08:00:00Z'));
    expect(reminded(order)).toEqual(['2026-03-10T08:00:00.000Z documents']);
  });

  test('while an operator looks, the customer is not reminded', () => {
    const order = invoice(driveOrder(input({ review: 'operator', details: withSiret() })).admitted()).passes(MONDAY + 18 * DAY_MS);
    expect(reminded(order)).toEqual([]);
  });
});

describe('an operator’s word on the very file that was looked at', () => {
  const [FIRST, SECOND] = ['1'.repeat(64), '2'.repeat(64)];
  const word = (sha256?: string) => ({ document: 'invoice', reviewer: 'op-7', verdict: { is: 'approved' }, sha256 }) as const;

  test('counts for that file alone: one that came since has to be looked at', () => {
    const order = invoice(driveOrder(input({ review: 'operator' })).admitted(), { sha256: FIRST });
    expect(judgeReview(order.state, word(FIRST)).taken).toBe(true);
    invoice(order, { sha256: SECOND });
    expect(judgeReview(order.state, word(FIRST))).toMatchObject({ taken: false, results: [{ reason: 'anotherDocument' }] });
    order.take({ kind: 'documentReviewed', review: word(FIRST) });
    expect(standing(order)['invoice']).toBe('underReview!');
    expect(judgeReview(order.state, word()).taken).toBe(true);
    expect(standing(order.take({ kind: 'documentReviewed', review: word(SECOND) }))['invoice']).toBe('approved');
  });

  test('on the scan of a letter is about that scan', () => {
    const order = driveOrder(anOrderInput({ requiredDocuments: [], loaRules: LOA_RULES, review: 'operator' }))
      .admitted()
      .loaMade();
    const signature = {
      loaId: 'L',
      revision: 1,
      hash: hashOf(1),
      signer: 'Ada Martin',
      at: MONDAY,
      form: 'handwritten',
      scan: FIRST,
    } as const;
    order.take({ kind: 'loaSigned', signature });
    const scan = (sha256: string) => judgeReview(order.state, { document: 'signedLoa', revision: 1, sha256 });
    expect([scan(FIRST).taken, scan(SECOND).taken]).toEqual([true, false]);
  });
});
