import { judgeCorrection } from '../../../domain/order/judging';
import { outcomeOf } from '../../../domain/order/closing';
import type { NumberBlock, NumberItem } from '../../../domain/order-details';
import type { OrderInput } from '../../../domain/order/state';
import { snapshotOf } from '../../../domain/request/snapshot';
import type { Problem } from '../../../domain/result';
import { aBlock, anOrderInput, aSingle } from '../../support/builders/order';
import { aRequestInput } from '../../support/builders/request';
import { drive, driveToScheduled, driveToSubmitted, type DrivenRequest } from '../../support/builders/drive-request';
import { driveToRequests, type DrivenOrder } from '../../support/builders/drive-order';

const inBlock = (last: number) => ({ kind: 'single', number: `+3319900130${last}` }) as const;
const BLOCK = { start: '+33199001300', end: '+33199001309' };
const order = (...numbers: readonly NumberItem[]): OrderInput => anOrderInput({ details: { numbers } });
const rejects = (item: NumberItem, code: string, numbers?: readonly string[]): DrivenRequest =>
  driveToSubmitted(aRequestInput({ items: [item] })).says('rejected', { reasons: [{ code, numbers }] });
const incomplete = (driven: DrivenOrder, n: number, item: NumberItem): DrivenOrder => driven.hearsOf(n, rejects(item, 'RANGE_INCOMPLETE'));
const claimed = (driven: DrivenOrder, ...problems: readonly Problem[]): DrivenOrder => {
  const { n } = driven.answerTo('claimBlock');
  return driven.take({ kind: 'blockClaimed', n, problems });
};

describe('R8, R20: a block that only a rejection brought to light', () => {
  const one = (): DrivenOrder => incomplete(driveToRequests(order(inBlock(4))), 1, inBlock(4));

  test('its other numbers are claimed, and the whole block is asked for in the place of the number, under a letter of its own', () => {
    const driven = claimed(one().corrects({ addBlock: BLOCK }));
    expect(driven.entry(2)).toMatchObject({ items: [{ kind: 'block', ...BLOCK }], replaces: [1] });
    expect(driven.entry(2).numbers).toHaveLength(10);
    expect(driven.entry(1).replacedBy).toEqual([2]);
    expect(driven.sentTo(1)).toEqual(['replaced']);
    expect(driven.flying('startRequest')).toEqual([]);
    driven.loaMade().signs(2);
    expect(driven.flying('startRequest').map(({ n }) => n)).toEqual([2]);
  });

  test('the hashes by which the new numbers are found are kept', () => {
    const driven = one().take({ kind: 'corrected', by: 'customer', correction: { addBlock: BLOCK }, hashes: { '+33199001300': 'h' } });
    expect(driven.state.addedHashes).toEqual({ '+33199001300': 'h' });
  });

  test('other rejected numbers of the block are taken in with it', () => {
    const driven = driveToRequests(order(inBlock(4), inBlock(5), aSingle(10)));
    incomplete(incomplete(driven, 1, inBlock(4)), 2, inBlock(5)).hearsOf(3, driveToSubmitted());
    claimed(driven.corrects({ addBlock: BLOCK }));
    expect(driven.entry(4).replaces).toEqual([1, 2]);
    expect([driven.sentTo(1), driven.sentTo(2), driven.sentTo(3)]).toEqual([['replaced'], ['replaced'], []]);
  });

  test('R13: the request that takes its place waits as long as a correction would have to, for the longest of those it takes in', () => {
    const waits = (atMs: number) => ({ what: 'resubmission', atMs, zone: 'Europe/Paris', explanation: 'a day', then: 'sent' }) as const;
    const driven = driveToRequests(order(inBlock(4), inBlock(5)));
    for (const [n, atMs] of [
      [1, 20],
      [2, 10],
    ] as const) {
      const { state, nowMs } = rejects(inBlock(n + 3), 'RANGE_INCOMPLETE');
      driven.hears({ ...snapshotOf(n, state, nowMs, 0), resubmitFrom: waits(atMs) });
    }
    claimed(driven.corrects({ addBlock: BLOCK }));
    expect(driven.entry(3)).toMatchObject({ replaces: [1, 2], notBefore: waits(20) });
    expect(claimed(one().corrects({ addBlock: BLOCK })).entry(2)).not.toHaveProperty('notBefore');
  });

  test('taken by somebody else: told, nothing is replaced, and what was claimed is given back', () => {
    const driven = claimed(one().corrects({ addBlock: BLOCK }), {
      path: 'numbers[0]',
      code: 'number_taken',
      message: 'Already being ported.',
    });
    expect(driven.messages.at(-1)).toEqual(['blockNotAdded']);
    expect(driven.state.requests).toHaveLength(1);
    expect(driven.flying('giveBack')[0]?.numbers).not.toContain('+33199001304');
    expect(judgeCorrection(driven.state, { by: 'customer', correction: { addBlock: BLOCK } }).taken).toBe(true);
  });

  test('a number of the block that is on its way in another request stands against it', () => {
    const driven = driveToRequests(order(inBlock(4), inBlock(5)));
    incomplete(driven, 1, inBlock(4)).hearsOf(2, driveToScheduled());
    expect(judgeCorrection(driven.state, { by: 'customer', correction: { addBlock: BLOCK } })).toMatchObject({
      taken: false,
      results: [{ n: 1, reason: 'numbersElsewhere' }],
    });
  });

  test('a block that does not hold the number, or a request that was not rejected, is refused', () => {
    const elsewhere = { start: '+33199001400', end: '+33199001409' };
    expect(judgeCorrection(one().state, { by: 'customer', correction: { addBlock: elsewhere } }).taken).toBe(false);
    const live = driveToRequests(order(inBlock(4))).hearsOf(1, driveToSubmitted());
    expect(judgeCorrection(live.state, { by: 'customer', requests: [1], correction: { addBlock: BLOCK } })).toMatchObject({
      results: [{ reason: 'notRejected' }],
    });
  });

  test('asked for twice it is claimed once', () => {
    const driven = one().corrects({ addBlock: BLOCK }).corrects({ addBlock: BLOCK });
    expect(driven.flying('claimBlock')).toHaveLength(1);
  });

  test('a request that was cancelled while the block was being claimed is not replaced', () => {
    const driven = one().corrects({ addBlock: BLOCK });
    driven.hearsOf(1, rejects(inBlock(4), 'RANGE_INCOMPLETE').cancel());
    claimed(driven);
    expect(driven.state.requests).toHaveLength(1);
    expect(driven.flying('giveBack')).toHaveLength(1);
  });

  test('the outcome of the order is that of the block', () => {
    const driven = claimed(one().corrects({ addBlock: BLOCK }))
      .loaMade()
      .signs(2)
      .requestRuns();
    const replaced = rejects(inBlock(4), 'RANGE_INCOMPLETE').take({ kind: 'replaced', by: [2] });
    driven.hearsOf(1, replaced);
    expect(driven.at).toBe('inProgress');
    const entries = driven.state.requests.map((entry) =>
      entry.n === 2 ? { ...entry, snapshot: { ...entry.snapshot, outcome: 'ported' } } : entry,
    );
    expect(outcomeOf({ requests: entries as typeof driven.state.requests })).toBe('completed');
  });
});

describe('R13, R21: a carrier that wants several requests', () => {
  const set = [aSingle(10), aSingle(11), aSingle(12)];
  const ofSet = (numbers?: readonly (readonly string[])[]): DrivenOrder => {
    const driven = driveToRequests(anOrderInput({ details: { numbers: set }, gateway: { id: 'gw', setSize: 100, visibilityLagMs: 0 } }));
    const reasons = (numbers ?? [undefined]).map((part) => ({ code: 'SPLIT_REQUIRED', numbers: part }));
    return driven.hearsOf(1, driveToSubmitted(aRequestInput({ items: set })).says('rejected', { reasons }));
  };

  test('a set becomes one request for each number, linked to the old one, under the letter that names them already', () => {
    const driven = ofSet();
    expect(driven.state.requests.slice(1).map(({ n, numbers, replaces }) => [n, numbers, replaces])).toEqual([
      [2, ['+33199001210'], [1]],
      [3, ['+33199001211'], [1]],
      [4, ['+33199001212'], [1]],
    ]);
    expect(driven.flying('startRequest').map(({ n }) => n)).toEqual([2, 3, 4]);
    expect(driven.flying('issueLoa')).toEqual([]);
    expect(driven.sentTo(1)).toEqual(['replaced']);
    expect(driven.kinds).toContain('regrouped');
  });

  test('the parts that the carrier names stay together', () => {
    const driven = ofSet([['+33199001210', '+33199001212']]);
    expect(driven.state.requests.slice(1).map(({ numbers }) => numbers)).toEqual([['+33199001210', '+33199001212'], ['+33199001211']]);
  });

  test('a block is divided only where the carrier says how: into smaller blocks', () => {
    const block: NumberBlock = aBlock();
    const driven = driveToRequests(order(block));
    const numbers = ['+33199001305', '+33199001306', '+33199001307', '+33199001308', '+33199001309'];
    driven.hearsOf(1, rejects(block, 'SPLIT_REQUIRED', numbers));
    expect(driven.state.requests.slice(1).map(({ items }) => items)).toEqual([
      [{ kind: 'block', start: '+33199001305', end: '+33199001309' }],
      [{ kind: 'block', start: '+33199001300', end: '+33199001304', transferCode: 'CODE2' }],
    ]);
  });

  test('R8: where nobody says how, a block stays whole and a person sees to it', () => {
    const driven = driveToRequests(order(aBlock())).hearsOf(1, rejects(aBlock(), 'SPLIT_REQUIRED'));
    expect(driven.state.requests).toHaveLength(1);
    expect(driven.state.attention.splitRequired).toBeDefined();
  });

  test('heard twice it is divided once', () => {
    const driven = ofSet();
    driven.hearsOf(1, driveToSubmitted(aRequestInput({ items: set })).says('rejected', { reasons: [{ code: 'SPLIT_REQUIRED' }] }));
    expect(driven.state.requests).toHaveLength(4);
  });
});

describe('a request whose place others have taken', () => {
  test('rejected, it is over, and its numbers stay claimed by the order', () => {
    const request = driveToSubmitted()
      .rejects('RANGE_INCOMPLETE')
      .take({ kind: 'replaced', by: [2] });
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'replaced' });
    expect(request.flying('release')).toEqual([]);
  });

  test('I4: alive again at the carrier, it is asked to end', () => {
    const request = driveToSubmitted()
      .rejects('RANGE_INCOMPLETE')
      .confirms('2026-03-12')
      .take({ kind: 'replaced', by: [2] });
    expect(request.flying('askCancel')).toHaveLength(1);
  });

  test('not sent yet, it never is', () => {
    const request = drive();
    request
      .fails('submit')
      .rejects('RANGE_INCOMPLETE')
      .take({ kind: 'replaced', by: [2] });
    expect(request.at).toBe('over');
  });
});
