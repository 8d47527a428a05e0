import { viewOf } from '../../../domain/order/view';
import { DAY_MS } from '../../../domain/clock';
import { snapshotOf } from '../../../domain/request/snapshot';
import { driveOrder, driveToLoa, type DrivenOrder } from '../../support/builders/drive-order';
import { driveToScheduled, driveToSubmitted, type DrivenRequest } from '../../support/builders/drive-request';

const REPAIR = { kind: 'operated', by: 'op-7', reason: 'reset by mistake', act: { do: 'repair' } } as const;
const asked = (order: DrivenOrder): number[] => order.flying('readRequest').map(({ n }) => n);
const read = ({ state, nowMs }: DrivenRequest) => ({ kind: 'requestRead', n: 1, snapshot: snapshotOf(1, state, nowMs, 0) }) as const;

describe('F36: an order that was set back to before its requests', () => {
  test('goes on with one that reports: it does not wait for a signature, and never expires with a live port', () => {
    const order = driveToLoa().hearsOf(1, driveToScheduled().prepared());
    expect(order.at).toBe('inProgress');
    expect(order.entry(1)).toMatchObject({ stage: 'started' });
    expect(order.entry(1).awaitsLoa).toBeUndefined();
    order.wakesAt(order.nowMs + 400 * DAY_MS);
    expect(order.at).toBe('inProgress');
  });

  test('asks for them after a repair, as soon as it knows which there are', () => {
    const order = driveOrder().take(REPAIR).admitted();
    expect(asked(order)).toEqual([]);
    order.provides('invoice');
    expect(asked(order)).toEqual(order.state.requests.map(({ n }) => n));
    order.take(read(driveToSubmitted()));
    expect(order.at).toBe('inProgress');
    expect(order.lastOf(1)).toMatchObject({ kind: 'submitted' });
  });

  test('ends with what a request did that had ended already', () => {
    const order = driveToLoa().take(REPAIR);
    order.take(read(driveToSubmitted().rejects('NOT_PORTABLE')));
    expect(viewOf(order.state, order.input).requests).toMatchObject([{ status: 'over' }]);
    expect(order.at).toBe('over');
  });
});

test('F36: an order that nobody has set back asks for no requests, and expires as ever without its papers', () => {
  const order = driveToLoa();
  expect(asked(order)).toEqual([]);
  order.wakesAt(order.nowMs + 400 * DAY_MS);
  expect(order.lastFact('expired')).toBeDefined();
});

test('F36: a repaired order without requests goes on waiting, and asks once', () => {
  const order = driveToLoa().take(REPAIR);
  expect(asked(order)).toEqual([1]);
  order.take({ kind: 'requestRead', n: 1, snapshot: null });
  expect([order.at, order.state.attention, asked(order)]).toEqual(['awaitingSignature', {}, [1]]);
  order.signs(1);
  expect(order.flying('startRequest')).toHaveLength(1);
});
