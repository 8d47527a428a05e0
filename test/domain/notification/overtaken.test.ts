import type { Recorded } from '../../../domain/fact';
import { isOvertaken, OVERTAKEN_IN_ORDER, OVERTAKEN_IN_REQUEST } from '../../../domain/notification/overtaken';
import { isTold } from '../../../domain/notification/told';
import type { OrderFact } from '../../../domain/order/state';
import type { RequestFact } from '../../../domain/fact';
import { ALL_FACTS, ORDER_FACTS, REQUEST_FACTS } from './sample-facts';

const at = (seq: number, fact: OrderFact): Recorded<OrderFact> => ({ ...fact, seq, atMs: seq });
const of = (n: number, fact: RequestFact | undefined): OrderFact => {
  if (!fact) throw new Error('there is no such sample');
  return { kind: 'request', n, fact };
};
const overtakes = (later: OrderFact, earlier: OrderFact): boolean => isOvertaken(at(1, earlier), [at(1, earlier), at(2, later)]);
const [one, two] = ['+33199007800', '+33199007801'];

test('I11: each kind of news is overtaken by what its table names, and by nothing else', () => {
  const found = ALL_FACTS.filter(isTold).flatMap((earlier) =>
    ALL_FACTS.filter((later) => overtakes(later, earlier)).map((later) => `${kindOf(earlier)} < ${kindOf(later)}`),
  );
  const named = [...Object.entries(OVERTAKEN_IN_REQUEST), ...Object.entries(OVERTAKEN_IN_ORDER)].flatMap(([kind, { by }]) =>
    by.map((later) => `${kind} < ${later}`),
  );
  // A reminder of several papers is settled by the last of them only, and not by a single fact.
  expect([...new Set(found), 'reminded < documentProvided'].toSorted()).toEqual([...new Set(named)].toSorted());
});

const kindOf = (fact: OrderFact): string => (fact.kind === 'request' ? fact.fact.kind : fact.kind);

test('what overtakes news of a request is told itself, so nothing is lost', () => {
  for (const { by } of Object.values(OVERTAKEN_IN_REQUEST))
    for (const kind of by) expect(REQUEST_FACTS[kind].every((fact) => isTold(of(1, fact)))).toBe(true);
});

test('every table that names something says why', () => {
  for (const { by, because } of [...Object.values(OVERTAKEN_IN_REQUEST), ...Object.values(OVERTAKEN_IN_ORDER)])
    expect(because === '').toBe(by.length === 0);
});

test('news of another request, or from before, overtakes nothing', () => {
  const scheduled = of(1, REQUEST_FACTS.scheduled[0]);
  const ported = REQUEST_FACTS.ported[0];
  expect(overtakes(of(1, ported), scheduled)).toBe(true);
  expect(overtakes(of(2, ported), scheduled)).toBe(false);
  expect(isOvertaken(at(2, scheduled), [at(1, of(1, ported)), at(2, scheduled)])).toBe(false);
  expect(isOvertaken(at(2, scheduled), [])).toBe(false);
});

test('R24: a cancel that ported all the same is told as a port, and no longer as cancelled', () => {
  expect(overtakes(of(1, REQUEST_FACTS.ported[2]), of(1, REQUEST_FACTS.cancelled[0]))).toBe(true);
});

test('R13: a refusal that nobody can mend is told also when its request has ended, for it says why', () => {
  const [mendable, , hopeless] = REQUEST_FACTS.rejected;
  const closed = of(1, REQUEST_FACTS.closed[0]);
  expect(overtakes(closed, of(1, mendable))).toBe(true);
  expect(overtakes(closed, of(1, hopeless))).toBe(false);
});

test('R18: SMS that is overdue for two numbers is still told when it works for one of them', () => {
  const overdue = of(1, { kind: 'smsOverdue', numbers: [one, two] });
  const works = (...numbers: string[]): OrderFact => of(1, { kind: 'smsActive', numbers, late: true });
  expect(overtakes(works(one), overdue)).toBe(false);
  expect(overtakes(works(one, two), overdue)).toBe(true);
  expect(isOvertaken(at(1, overdue), [at(2, works(one)), at(3, works(two))])).toBe(true);
});

test('R9: a reminder of papers is settled once the last of them is there', () => {
  const reminded: OrderFact = {
    kind: 'reminded',
    waitedFor: 'documents',
    missing: ['invoice', 'signerId'],
    until: { what: 'documents', atMs: 9, zone: 'UTC', explanation: '', then: '' },
  };
  const [invoice, signerId] = ORDER_FACTS.documentProvided;
  if (!invoice || !signerId) throw new Error('there are no documents');
  expect(isOvertaken(at(1, reminded), [at(2, invoice)])).toBe(false);
  expect(isOvertaken(at(1, reminded), [at(2, invoice), at(3, signerId)])).toBe(true);
});

test('R10: a letter is no longer to be signed once it is, and only that one', () => {
  const [first, second] = ORDER_FACTS.loaReady;
  if (!first || !second) throw new Error('there are no letters');
  const signed: OrderFact = { kind: 'loaSigned', revision: 1 };
  expect(overtakes(signed, first)).toBe(true);
  expect(overtakes(signed, second)).toBe(false);
});
