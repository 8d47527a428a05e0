import { keptUntil, withoutPersonalData } from '../../domain/erasure';
import type { Recorded } from '../../domain/fact';
import type { OrderFact } from '../../domain/order/state';
import type { OrderView } from '../../domain/order/view';

const at = Date.parse;
const DAY_OF_PORT = at('2026-03-12T11:00:00Z');
const ported: OrderFact = {
  kind: 'request',
  n: 1,
  fact: { kind: 'ported', numbers: ['+442079460123'], cancelPending: false, afterCancel: false },
};
const timeline = (...facts: readonly (readonly [OrderFact, number])[]): Recorded<OrderFact>[] =>
  facts.map(([fact, atMs], index) => ({ ...fact, seq: index + 1, atMs }));
const signed: readonly [OrderFact, number] = [{ kind: 'loaSigned', revision: 1 }, at('2026-03-01T09:00:00Z')];
const closed: readonly [OrderFact, number] = [{ kind: 'closed', outcome: 'completed' }, at('2026-03-16T09:00:00Z')];
const rule = { keepLoaDays: 365, zone: 'Europe/London' };

describe('how long letters are kept', () => {
  test('a year from the last port, to the end of the day there', () => {
    const facts = timeline(signed, [ported, at('2026-03-02T11:00:00Z')], [{ ...ported, n: 2 }, DAY_OF_PORT], closed);
    expect(keptUntil(facts, rule)).toEqual({
      atMs: at('2027-03-12T23:59:00Z'),
      inWords: expect.stringMatching(/^2027-03-12 23:59 \(Europe\/London\): .*365 calendar days after Thu 12 Mar 2026/) as string,
    });
  });

  test('where nothing ported although a letter was signed, from the end of the order', () => {
    expect(keptUntil(timeline(signed, closed), rule)?.atMs).toBe(at('2027-03-16T23:59:00Z'));
  });

  test('not where no letter was signed, nor where no text demands it', () => {
    expect(keptUntil(timeline(closed), rule)).toBeUndefined();
    expect(keptUntil(timeline(signed, [ported, DAY_OF_PORT], closed), { ...rule, keepLoaDays: undefined })).toBeUndefined();
  });
});

test('what is left of an order is what happened when, and no text of anybody', () => {
  const view = {
    orderId: '0123456789AB',
    accountId: 'acct-1',
    status: 'completed',
    details: { country: 'GB', holder: { name: 'Ada Canary' } },
    requests: [
      {
        n: 1,
        reference: '0123456789AB011',
        outcome: 'ported',
        items: [{ kind: 'single', number: '+442079460123', transferCode: 'PAC-Canary' }],
      },
      { n: 2, outcome: 'cancelled', items: [{ kind: 'block', start: '+442079460200', end: '+442079460299' }] },
    ],
  } as unknown as OrderView;
  const comment: OrderFact = { kind: 'request', n: 1, fact: { kind: 'carrierComment', text: 'call Ada Canary' } };
  const rejected: OrderFact = {
    kind: 'request',
    n: 1,
    fact: { kind: 'rejected', attempt: 1, reasons: [{ code: 'NAME_MISMATCH', rawText: 'not Ada Canary', numbers: ['+442079460123'] }] },
  };
  const left = withoutPersonalData(view, timeline(signed, [rejected, 2], [comment, 3], [ported, 4]));
  expect(left).toEqual({
    orderId: '0123456789AB',
    accountId: 'acct-1',
    country: 'GB',
    status: 'completed',
    requests: [
      { n: 1, reference: '0123456789AB011', outcome: 'ported', numbers: ['+44 2 •• •• •• • 23'] },
      { n: 2, reference: undefined, outcome: 'cancelled', numbers: ['+44 2 •• •• •• • 00 - +44 2 •• •• •• • 99'] },
    ],
    audit: [
      { seq: 1, atMs: signed[1], kind: 'loaSigned', revision: 1 },
      { seq: 2, atMs: 2, kind: 'rejected', n: 1, attempt: 1 },
      { seq: 3, atMs: 3, kind: 'carrierComment', n: 1 },
      { seq: 4, atMs: 4, kind: 'ported', n: 1 },
    ],
  });
  expect(JSON.stringify(left)).not.toMatch(/Ada|Canary|7946/);
});
