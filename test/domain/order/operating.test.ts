import { DAY_MS } from '../../../domain/clock';
import type { ActRefusal, OperatorAct } from '../../../domain/operator/act';
import { judgeOrderAct } from '../../../domain/order/operating';
import { customerDeadlines } from '../../../domain/order/deadlines';
import { viewOf } from '../../../domain/order/view';
import { driveToSubmitted } from '../../support/builders/drive-request';
import { driveOrder, driveToLoa, driveToRequests, type DrivenOrder } from '../../support/builders/drive-order';
import { anOrderInput } from '../../support/builders/order';

const BY = { by: 'op-7', reason: 'agreed by telephone' };
const does = (order: DrivenOrder, act: OperatorAct): DrivenOrder => order.take({ kind: 'operated', ...BY, act });
const verdict = ({ state, input }: DrivenOrder, act: OperatorAct): ActRefusal | 'taken' => judgeOrderAct(state, act, input) ?? 'taken';

const ACTS = {
  waive: { do: 'waiveDocument', document: 'invoice' },
  unknown: { do: 'waiveDocument', document: 'passport' },
  extend: { do: 'extendDeadline', days: 7 },
  close: { do: 'closeRequest' },
  ported: { do: 'markPorted' },
} as const;
type Verdicts = Readonly<Record<keyof typeof ACTS, ActRefusal | 'taken'>>;
const elsewhere = { close: 'atRequest', ported: 'atRequest' } as const;
const unportable = { path: 'numbers[0]', code: 'not_portable', message: 'no' };
const ofTwo = anOrderInput();

const PHASES: readonly (readonly [string, () => DrivenOrder, Verdicts])[] = [
  ['intake', () => driveOrder(), { waive: 'taken', unknown: 'unknownDocument', extend: 'noDeadline', ...elsewhere }],
  ['awaitingDocuments', () => driveOrder().admitted(), { waive: 'taken', unknown: 'unknownDocument', extend: 'taken', ...elsewhere }],
  ['awaitingSignature', () => driveToLoa(), { waive: 'notHoldingUp', unknown: 'unknownDocument', extend: 'taken', ...elsewhere }],
  ['inProgress', () => driveToRequests(), { waive: 'alreadySent', unknown: 'alreadySent', extend: 'atRequest', ...elsewhere }],
  [
    'over',
    () => driveOrder().admitted(unportable),
    { waive: 'closed', unknown: 'closed', extend: 'closed', close: 'closed', ported: 'closed' },
  ],
];

describe.each(PHASES)('an order that is %s', (at, given, expected) => {
  test('takes an act by hand, or says why not', () => {
    const order = given();
    expect(order.at).toBe(at);
    expect(Object.fromEntries(Object.entries(ACTS).map(([name, act]) => [name, verdict(order, act)]))).toEqual(expected);
  });

  test.each(Object.entries(ACTS))(
    '%s: is kept with who and why and never told to the customer; refused, nothing else changes',
    (name, act) => {
      const order = given();
      const { phase, attention } = order.state;
      const [asked, told] = [order.asked.length, order.messages.flat().length];
      does(order, act);
      const refused = expected[name as keyof typeof ACTS];
      expect(order.lastFact('operatorActed')).toMatchObject({ ...BY, act, ...(refused === 'taken' ? {} : { refused }) });
      expect(order.messages.flat().slice(told)).not.toContain('operatorActed');
      if (refused === 'taken') return;
      expect(order.state).toMatchObject({ phase, attention });
      expect(order.asked).toHaveLength(asked);
    },
  );
});

test('R9: without a document that was waived the letter is made, and the view says who decided it', () => {
  const order = does(driveOrder().admitted(), ACTS.waive);
  expect(order.flying('issueLoa')).toHaveLength(1);
  const { requirements, missingDocuments } = viewOf(order.state, order.input);
  expect(missingDocuments).toEqual([]);
  expect(requirements.find(({ id }) => id === 'invoice')).toMatchObject({ status: 'waived', holdsUp: false, reviewedBy: 'op-7' });
  // One that comes all the same stands for itself.
  order.provides('invoice');
  expect(viewOf(order.state, order.input).requirements.find(({ id }) => id === 'invoice')?.status).toBe('approved');
});

test('a document that nobody has to look at any more asks for nobody', () => {
  const order = driveOrder({ ...anOrderInput(), review: 'operator' })
    .admitted()
    .provides('invoice');
  expect(Object.keys(order.state.attention)).toEqual(['documentToReview']);
  expect(Object.keys(does(order, ACTS.waive).state.attention)).toEqual([]);
});

test.each([
  ['documents', () => driveOrder().admitted()],
  ['a signature', () => driveToLoa()],
])('the order waits longer for %s, and ends at the new instant and not before', (_, given) => {
  const order = given();
  const [before] = customerDeadlines(order.state);
  if (!before) throw new Error('the order waits for nothing');
  does(order, ACTS.extend);
  expect(viewOf(order.state, order.input).nextDeadline).toMatchObject({ atMs: before.atMs + 7 * DAY_MS });
  expect(order.passes(before.atMs + 1).at).not.toBe('over');
  expect(order.passes(before.atMs + 7 * DAY_MS).at).toBe('over');
});

test('the signature is never due before the documents that it needs', () => {
  const order = does(driveOrder().admitted(), ACTS.extend);
  const { phase } = order.state;
  if (phase.at !== 'awaitingDocuments') throw new Error(`the order is ${phase.at}`);
  expect(phase.loaBy.atMs).toBeGreaterThanOrEqual(phase.documentsBy.atMs);
});

test('attention is settled where it stands: at the order, or at the request that raised it', () => {
  const order = driveToRequests().take({ kind: 'unreadable' });
  expect(verdict(order, { do: 'settle', attention: 'smsFailed' })).toBe('notOpen');
  order.hearsOf(1, driveToSubmitted().take({ kind: 'unreadable' }));
  does(order, { do: 'settle', attention: 'messageNotTaken' });
  expect(order.state.attention).toEqual({});
  expect(verdict(order, { do: 'settle', attention: 'messageNotTaken' })).toBe('atRequest');
  expect(verdict(driveOrder().fails('admit'), { do: 'settle', attention: 'accountUnreadable' })).toBe('notByHand');
});

test('what an operator did at a request stands in the timeline of its order', () => {
  const request = driveToSubmitted().take({ kind: 'operated', ...BY, act: { do: 'assign', to: 'op-8' } });
  const order = driveToRequests().hearsOf(1, request);
  expect(order.lastOf(1)).toMatchObject({ kind: 'operatorActed', ...BY, act: { do: 'assign', to: 'op-8' } });
  expect(order.messages.flat()).not.toContain('1:operatorActed');
});

test('an order has an owner until somebody else takes it over', () => {
  const order = does(driveToRequests(ofTwo), { do: 'assign', to: 'op-8' });
  expect(viewOf(order.state, order.input).owner).toBe('op-8');
  expect(viewOf(does(order, { do: 'unassign' }).state, order.input)).not.toHaveProperty('owner');
});
