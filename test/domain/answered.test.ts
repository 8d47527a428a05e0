import { recall, remember, type Answered } from '../../domain/answered';

const MOVE = { commandId: 'move', contentHash: 'a' };

test('a command that was answered has its answer again, and another content under its id is told apart', () => {
  const answered = remember([], MOVE, 'yes');
  expect(recall(answered, MOVE)).toEqual({ answer: 'yes' });
  expect(recall(answered, { ...MOVE, contentHash: 'b' })).toBe('otherContent');
  expect(recall(answered, { ...MOVE, commandId: 'cancel' })).toBeUndefined();
});

test('where one of the two came without a hash, the id alone decides: histories and senders from before hashes go on', () => {
  expect(recall([{ id: 'move', answer: 'yes' }], MOVE)).toEqual({ answer: 'yes' });
  expect(recall(remember([], MOVE, 'yes'), { commandId: 'move' })).toEqual({ answer: 'yes' });
});

test('the last fifty are remembered, and no more', () => {
  const all = Array.from({ length: 60 }, (_, index) => `c${index}`).reduce<readonly Answered<string>[]>(
    (before, commandId) => remember(before, { commandId }, commandId),
    [],
  );
  expect(all.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, index) => `c${index + 10}`));
});
