import { MINUTE_MS } from '../../../domain/clock';
import { isFinished } from '../../../domain/order/closing';
import { NOT_SENT, viewOf } from '../../../domain/order/view';
import { snapshotOf } from '../../../domain/request/snapshot';
import type { Duo } from '../../support/story/duo';
import { play, staged } from '../../support/story/play';
import { STORIES } from '../../support/story/table';

/** A deadline is acted upon at once; after this nobody was there to do it. */
const PATIENCE_MS = 5 * MINUTE_MS;

interface Shown {
  readonly of: 'a request' | 'an order of which nothing is sent' | 'an order that is sent';
  readonly atMs: number;
}

/** The deadlines as the search attributes have them now. */
function shown(duo: Duo): Shown[] {
  const { order, requests, nowMs } = duo;
  const { status, nextDeadline } = viewOf(order.state, order.input);
  const ofOrder = NOT_SENT.has(status) ? 'an order of which nothing is sent' : 'an order that is sent';
  return [
    ...(nextDeadline && !isFinished(order.state) ? [{ of: ofOrder, atMs: nextDeadline.atMs } as const] : []),
    ...[...requests].flatMap(([n, { state }]) => {
      const deadline = duo.running(n) && snapshotOf(n, state, nowMs, 0).nextDeadline;
      return deadline ? [{ of: 'a request', atMs: deadline.atMs } as const] : [];
    }),
  ];
}

test('F36: a request, or an order of which nothing is sent, never lets a deadline pass by; an order that is sent does, and in most stories', () => {
  const stories: Record<Shown['of'], Set<string>> = {
    'a request': new Set(),
    'an order of which nothing is sent': new Set(),
    'an order that is sent': new Set(),
  };
  for (const story of STORIES) {
    let before: readonly Shown[] = [];
    const settled = (duo: Duo): void => {
      // What stood there until this moment, and what stands there after everything due has been acted upon.
      const now = shown(duo);
      for (const { of, atMs } of [...before, ...now]) if (atMs < duo.nowMs - PATIENCE_MS) stories[of].add(story.name);
      before = now;
    };
    play(staged(story), { settled });
  }
  expect([...stories['a request'], ...stories['an order of which nothing is sent']]).toEqual([]);
  expect(stories['an order that is sent'].size).toBeGreaterThan(STORIES.length / 2);
});
