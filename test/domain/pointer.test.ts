import type { UnreferencedEvent } from '../../domain/carrier-event';
import { DAY_MS, HOUR_MS } from '../../domain/clock';
import {
  decidePointer,
  describePointer,
  MOST_HELD,
  newPointer,
  pointerDeadlines,
  type PointerEffect,
  type PointerEvent,
  type PointerState,
} from '../../domain/pointer';

const binding = { orderId: '0123456789AB', n: 1, reference: '0123456789AB011' };
const event = (id: string, digest = 'a'): UnreferencedEvent => ({
  id,
  gateway: 'gw',
  gatewayId: 'prt_1',
  type: 'acknowledged',
  occurredAtMs: 0,
  source: 'webhook',
  digest,
});

/** A pointer in play: effects stay in the air until they are answered. */
class Driven {
  state: PointerState = newPointer();
  nowMs = 0;
  readonly effects: PointerEffect[] = [];

  take(...events: readonly PointerEvent[]): this {
    for (const one of events) {
      const { state, effects } = decidePointer(this.state, one, this.nowMs);
      this.state = state;
      this.effects.push(...effects);
    }
    return this;
  }

  came(...ids: readonly string[]): this {
    return this.take(...ids.map((id) => ({ kind: 'came', event: event(id) }) as const));
  }

  bound(): this {
    return this.take({ kind: 'bound', binding });
  }

  /** Everything that is held is handed over, one after the other. */
  handsOver(gone = false): this {
    while (this.state.passing) this.take({ kind: 'passed', gone });
    return this;
  }

  passes(ms: number): this {
    this.nowMs += ms;
    return this.take({ kind: 'timeReached' });
  }

  get passed(): string[] {
    return this.effects.flatMap((effect) => (effect.do === 'pass' ? [effect.event.id] : []));
  }

  get shown() {
    const input = { gateway: 'gw', gatewayId: 'prt_1', clock: { originMs: 0, scale: 1 }, continueAsNewAfterEvents: 100 };
    return describePointer(input, this.state);
  }
}

describe('F11: before it is known whose port it is', () => {
  test('what comes is held, and goes to the request in its order once that has said so, with our reference', () => {
    const pointer = new Driven().came('a', 'b', 'c');
    expect([pointer.passed, pointer.shown.status, pointer.shown.attention]).toEqual([[], 'held', []]);
    pointer.bound();
    // One at a time: side by side they could change places.
    expect(pointer.passed).toEqual(['a']);
    pointer.handsOver();
    expect(pointer.passed).toEqual(['a', 'b', 'c']);
    expect(pointer.effects[0]).toMatchObject({ do: 'pass', event: { reference: binding.reference, gatewayId: 'prt_1' } });
  });

  test('after an hour a person is asked, and not before; a late word of the request ends that', () => {
    const pointer = new Driven().came('a').passes(HOUR_MS - 1);
    expect(pointer.shown.attention).toEqual([]);
    pointer.passes(1);
    expect([pointer.shown.status, pointer.shown.attention]).toEqual(['parked', ['parkedEvent']]);
    expect(pointer.shown.details).toContain('Deal with it, then send the signal `resolve`');
    // It waits for people now, and more of the same changes nothing.
    expect(pointerDeadlines(pointer.came('b').passes(DAY_MS).state)).toEqual([]);
    pointer.bound().handsOver();
    expect([pointer.shown.status, pointer.shown.attention, pointer.passed]).toEqual(['bound', [], ['a', 'b']]);
  });

  test('a person who is asked is told since when, and it can be given to somebody and to nobody', () => {
    const pointer = new Driven().came('a');
    expect(pointer.shown.attentionSinceMs).toBeUndefined();
    pointer.passes(HOUR_MS).passes(DAY_MS).take({ kind: 'assigned', to: 'op-8' });
    expect(pointer.shown).toMatchObject({ attentionSinceMs: HOUR_MS, owner: 'op-8' });
    expect(pointer.shown.details).toMatch(/\| Since \| Thu, 1 Jan 1970, 01:00 UTC \|\n\| Owner \| op-8 \|$/);
    pointer.take({ kind: 'assigned', to: null });
    expect([pointer.shown.owner, pointer.shown.details.includes('Owner')]).toEqual([undefined, false]);
  });

  test('a person who has dealt with it ends it, and it remembers what that was about', () => {
    const { state } = new Driven().came('a').passes(HOUR_MS).take({ kind: 'resolved', by: 'op', reason: 'not ours' });
    expect(state.outcome).toEqual({ how: 'resolved', by: 'op', reason: 'not ours', seen: ['a/a'] });
  });

  test('what cannot be held any more goes to a person one by one, and comes back when that fails', () => {
    const pointer = new Driven().came(...Array.from({ length: MOST_HELD + 1 }, (_, index) => `e${index}`));
    expect(pointer.state.held).toHaveLength(MOST_HELD);
    expect(pointer.effects).toEqual([{ do: 'park', event: event(`e${MOST_HELD}`) }]);
    pointer.take({ kind: 'notParked', event: event(`e${MOST_HELD}`) });
    expect(pointer.state.held).toHaveLength(MOST_HELD + 1);
  });
});

describe('once it is known whose port it is', () => {
  test('F10: what comes is passed on at once, and a repetition of it never', () => {
    const pointer = new Driven().bound().came('a').handsOver().came('a').handsOver().came('b').handsOver();
    expect(pointer.passed).toEqual(['a', 'b']);
  });

  test('another event under an id that was used goes on to the request, which raises it', () => {
    const pointer = new Driven().bound().came('a').handsOver();
    pointer.take({ kind: 'came', event: event('a', 'other') }).handsOver();
    expect(pointer.passed).toEqual(['a', 'a']);
  });

  test('what could not be passed on is tried again an hour later, first', () => {
    const pointer = new Driven().bound().came('a').take({ kind: 'notPassed' });
    expect(pointer.passed).toEqual(['a']);
    pointer.passes(HOUR_MS);
    pointer.handsOver();
    expect(pointer.passed).toEqual(['a', 'a']);
    expect(pointer.state.held).toEqual([]);
  });

  test('nothing is left to be resolved', () => {
    expect(new Driven().bound().take({ kind: 'resolved', by: 'op', reason: 'x' }).state.outcome).toBeUndefined();
  });

  test('the request is asked every week whether it is over; a week after that the pointer ends', () => {
    const pointer = new Driven().bound().passes(7 * DAY_MS);
    expect(pointer.effects).toEqual([{ do: 'ask', binding }]);
    pointer.take({ kind: 'asked', over: false }).passes(7 * DAY_MS);
    pointer.take({ kind: 'asked', over: true }).passes(7 * DAY_MS - 1);
    expect([pointer.state.outcome, pointer.shown.status]).toEqual([undefined, 'over']);
    expect(pointer.passes(1).state.outcome).toEqual({ how: 'over', binding });
  });

  test('F13: an event that no request took any more shows that it is over, and what follows is still handed over', () => {
    const pointer = new Driven().bound().came('a').handsOver(true).passes(DAY_MS).came('b').handsOver(true);
    expect([pointer.shown.status, pointer.passed]).toEqual(['over', ['a', 'b']]);
    expect(pointer.passes(6 * DAY_MS).state.outcome).toEqual({ how: 'over', binding });
  });

  test('a request that could not be asked is asked an hour later', () => {
    const pointer = new Driven()
      .bound()
      .passes(7 * DAY_MS)
      .take({ kind: 'notAsked' })
      .passes(HOUR_MS);
    expect(pointer.effects.map((effect) => effect.do)).toEqual(['ask', 'ask']);
  });
});

test('a signal without sense is put aside and raised, and nothing else changes', () => {
  const pointer = new Driven().came('a').take({ kind: 'unreadable' });
  expect([pointer.shown.attention, pointer.state.held.length]).toEqual([['messageNotTaken'], 1]);
});
