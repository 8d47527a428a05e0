import { CONSEQUENCES, POLICIES } from '../../domain/consequence';

test('every activity says why it is in its class', () => {
  for (const { is, because } of Object.values(CONSEQUENCES)) {
    expect(Object.keys(POLICIES)).toContain(is);
    expect(because).not.toBe('');
  }
});

test('what a carrier acts on is irreversible', () => {
  expect(
    Object.entries(CONSEQUENCES)
      .filter(([, { is }]) => is === 'irreversible')
      .map(([name]) => name)
      .sort(),
  ).toEqual(['askCancel', 'askReschedule', 'askReturn', 'submitRequest', 'triggerActivation']);
});

test('each class leaves room for more than one try, waits longer each time, and up to a limit', () => {
  for (const { startToCloseMs, budgetMs, firstMs, longestMs } of Object.values(POLICIES)) {
    expect(budgetMs).toBeGreaterThan(startToCloseMs + firstMs);
    expect(longestMs).toBeGreaterThan(firstMs);
  }
});

test('a worker that is gone in the middle of what cannot be undone is noticed long before its try ends', () => {
  const { heartbeatMs, startToCloseMs } = POLICIES.irreversible;
  expect(heartbeatMs).toBeLessThan(startToCloseMs / 2);
});
