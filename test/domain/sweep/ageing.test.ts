import { DAY_MS } from '../../../domain/clock';
import { viewOf } from '../../../domain/order/view';
import { ageingPapers, agesInWords, type AgeingPaper } from '../../../domain/sweep/ageing';
import { driveOrder, type DrivenOrder } from '../../support/builders/drive-order';
import { driveToSubmitted } from '../../support/builders/drive-request';
import { anOrderInput } from '../../support/builders/order';
import { MONDAY } from '../../support/builders/rules';

const LOA_RULES = { accepted: ['electronic'], companyStamp: false, maxAgeDays: 30 } as const;
const inDays = (days: number): number => MONDAY + days * DAY_MS;
const seen = (order: DrivenOrder, days: number): AgeingPaper[] => ageingPapers(viewOf(order.state, order.input), inDays(days));

describe('R9: a document that has not gone out', () => {
  const withInvoice = (): DrivenOrder =>
    driveOrder(anOrderInput({ requirements: [{ id: 'invoice', type: 'document', needed: 'always', maxAgeDays: 30 }], loaRules: LOA_RULES }))
      .admitted()
      .take({
        kind: 'documentProvided',
        document: 'invoice',
        sha256: 'd'.repeat(64),
        issuedOn: '2026-02-20',
        validUntil: { what: 'documentExpires', atMs: inDays(20), zone: 'UTC', explanation: '', then: '' },
      });

  test.each([
    [12, false],
    [13, true],
    [19, true],
    [20, false],
    [21, false],
  ])('%i days on, with 20 to go, ages: %s', (days, ages) => {
    expect(seen(withInvoice(), days)).toEqual(ages ? [{ paper: 'invoice', untilMs: inDays(20) }] : []);
  });

  test('once it has gone out, its age is over', () => {
    expect(seen(withInvoice().loaMade().signs(1).requestRuns(), 15)).toEqual([]);
  });

  test('one that has expired is the order’s own affair', () => {
    const order = withInvoice();
    order.nowMs = inDays(20);
    expect(seen(order.take({ kind: 'timeReached' }), 19)).toEqual([]);
  });
});

describe('R10, R13: a letter', () => {
  const signed = (): DrivenOrder =>
    driveOrder(anOrderInput({ requiredDocuments: [], loaRules: LOA_RULES }))
      .admitted()
      .loaMade()
      .signs(1);
  const rejected = (): DrivenOrder => signed().requestRuns().hearsOf(1, driveToSubmitted().rejects('ACCOUNT_NUMBER_INVALID'));

  test.each([
    [22, []],
    [23, [{ paper: 'loa 1', untilMs: inDays(30) }]],
    [31, []],
  ])('of a request that waits to be sent again, signed %i days ago', (days, ages) => {
    expect(seen(rejected(), days)).toEqual(ages);
  });

  test('of a request that the losing carrier has does not age', () => {
    expect(seen(signed().requestRuns().hearsOf(1, driveToSubmitted()), 25)).toEqual([]);
  });

  test('that a newer one has taken the place of does not age: the newer one does, in its time', () => {
    const order = rejected();
    order.nowMs = inDays(31);
    order
      .corrects({ losing: { ...order.input.details.losing, accountNumber: 'A-2' } })
      .loaMade()
      .signs(2);
    expect([seen(order, 29), seen(order, 60)]).toEqual([[], [{ paper: 'loa 2', untilMs: inDays(61) }]]);
  });

  test('of a country that sets no age never ages', () => {
    const order = driveOrder(anOrderInput({ requiredDocuments: [] }))
      .admitted()
      .loaMade()
      .signs(1)
      .requestRuns();
    expect(seen(order.hearsOf(1, driveToSubmitted().rejects('ACCOUNT_NUMBER_INVALID')), 25)).toEqual([]);
  });
});

test('papers and their days in words', () => {
  expect(agesInWords([{ paper: 'invoice', untilMs: Date.parse('2027-04-12T21:59:59Z') }])).toBe('invoice until 2027-04-12');
});
