import {
  ApplicationFailure,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  upsertMemo,
} from '@temporalio/workflow';

export const noteSignal = defineSignal<[{ text: string }]>('note');
export const refusedUpdate = defineUpdate<void, [{ text: string }]>('refused');
export const acceptedUpdate = defineUpdate<string, [{ text: string }]>('accepted');
export const notesQuery = defineQuery<readonly string[]>('notes');

export interface ProbeActivities {
  echo(text: string): Promise<string>;
  breakDown(text: string): Promise<never>;
}

const { echo, breakDown } = proxyActivities<ProbeActivities>({ startToCloseTimeout: '5 s', retry: { maximumAttempts: 1 } });

/** Puts a text everywhere a workflow can put one, then fails with it. */
export async function codecProbe({ text, notesAwaited }: { readonly text: string; readonly notesAwaited: number }): Promise<string> {
  const notes: string[] = [];
  setHandler(noteSignal, (note) => {
    notes.push(note.text);
  });
  setHandler(notesQuery, () => notes);
  setHandler(acceptedUpdate, (given) => given.text);
  setHandler(refusedUpdate, (_given) => undefined, {
    validator: (_given) => {
      throw ApplicationFailure.nonRetryable('The port is locked.', 'Refused.Locked');
    },
  });
  setCurrentDetails(text);
  upsertMemo({ probe: text });
  await echo(text);
  await breakDown(text).catch(() => undefined);
  await sleep(1, { summary: text });
  await condition(() => notes.length >= notesAwaited);
  throw ApplicationFailure.nonRetryable(text, 'ProbeEnded', text);
}
