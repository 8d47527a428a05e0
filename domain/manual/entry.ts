/** What an operator enters of a losing carrier that has no system of its own to tell us. */
import type { CarrierEventType, Entered, Foc, RejectionReason } from '../carrier-event';
import type { E164 } from '../order-details';
import type { Problem } from '../result';

/** `sent`: what was to go out to the losing carrier is out; all others are the carrier's word. */
export type EntryType = 'sent' | CarrierEventType;

/** What can be asked of a losing carrier, or has to be found out, by one of our own people. */
export const TASK_KINDS = ['send', 'cancel', 'reschedule', 'activate', 'return', 'comment', 'confirm'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** One entry, read and complete. */
export interface Entry {
  /** Derived from the caller's key: the same key is the same entry. */
  readonly id: string;
  /** Keyed hash of the content: tells the same again from another under the same key. */
  readonly contentHash: string;
  readonly type: EntryType;
  /** When it was said or sent, business ms. */
  readonly saidAtMs: number;
  readonly entered: Entered;
  /** With `sent`: the one thing that went out; without it all that was to go out. */
  readonly task?: TaskKind | undefined;
  readonly numbers?: readonly E164[] | undefined;
  readonly foc?: Foc | undefined;
  readonly reasons?: readonly RejectionReason[] | undefined;
  readonly text?: string | undefined;
}

/** Where a request stands at its losing carrier, as far as an entry is judged by it. */
export type Standing = 'toSend' | 'sent' | 'scheduled' | 'rejected' | 'cancelled' | 'completed' | 'returned';

/** Something that was asked for, and since when, business ms. */
export interface AskedTask {
  readonly kind: TaskKind;
  readonly sinceMs: number;
}

/** What an entry is held against. */
export interface Ground {
  readonly at: Standing;
  /** Nothing more is expected. */
  readonly over?: boolean | undefined;
  /** What the losing carrier was asked, or is being asked, and has not answered. */
  readonly pending: readonly AskedTask[];
  /** What can be said to be out; nothing at a gateway that sends by itself. */
  readonly toGoOut: readonly AskedTask[];
  readonly numbers: readonly { readonly number: E164; readonly active: boolean }[];
  /** Nothing can have been said or sent before this business instant, UTC epoch ms. */
  readonly notBeforeMs: number;
  /** When the last word that set where it stands was said, business ms. */
  readonly lastSaidMs: number;
}

const BY_STANDING: Readonly<Record<Standing, readonly EntryType[]>> = {
  toSend: ['acknowledged', 'rejected', 'splitRequired'],
  sent: ['acknowledged', 'rejected', 'splitRequired', 'focConfirmed', 'numberActivated'],
  scheduled: ['focConfirmed', 'focChanged', 'rejected', 'splitRequired', 'numberActivated', 'activationFailed'],
  // A carrier may take its refusal back, or let go of numbers in spite of a refusal or a cancel.
  rejected: ['rejected', 'splitRequired', 'focConfirmed', 'numberActivated'],
  cancelled: ['numberActivated'],
  completed: [],
  returned: [],
};

/** Answers that somebody must have asked for. */
const ANSWERS: Readonly<Partial<Record<EntryType, TaskKind>>> = {
  rescheduleAccepted: 'reschedule',
  rescheduleRefused: 'reschedule',
  cancelAccepted: 'cancel',
  cancelRefused: 'cancel',
  returnAccepted: 'return',
  returnRefused: 'return',
};

/** Words whose newest counts: an older one would only be put aside. */
const SETS_STANDING: ReadonlySet<EntryType> = new Set([
  'acknowledged',
  'rejected',
  'splitRequired',
  'focConfirmed',
  'focChanged',
  'rescheduleAccepted',
  'cancelAccepted',
]);

/** Whether a word of this type says where the request stands. */
export const setsStanding = (type: EntryType): boolean => SETS_STANDING.has(type);

/** What can be entered now, in a fixed order. */
export function possibleEntries({ at, over, pending, toGoOut, numbers }: Ground): EntryType[] {
  if (over) return [];
  const someActive = numbers.some(({ active }) => active);
  const allActive = numbers.every(({ active }) => active);
  return [
    ...(toGoOut.length > 0 ? (['sent'] as const) : []),
    ...BY_STANDING[at].filter((type) => type !== 'numberActivated' || !allActive),
    ...(Object.keys(ANSWERS) as EntryType[]).filter((type) => pending.some(({ kind }) => kind === ANSWERS[type])),
    ...(someActive && at !== 'returned' ? (['smsActivated', 'smsFailed'] as const) : []),
    'comment',
  ];
}

/** A type as it is entered: `focConfirmed` is `foc_confirmed`. */
export const entryName = (type: EntryType): string => type.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  toSend: 'the request has not been sent yet',
  sent: 'the request is with the losing carrier and has no date',
  scheduled: 'the request has a confirmed date',
  rejected: 'the request was refused',
  cancelled: 'the request is cancelled',
  completed: 'every number has moved',
  returned: 'the numbers went back',
};

/** Where it stands, in words. */
export const standingInWords = (at: Standing): string => STANDING_WORDS[at];

const TYPE = 'event.type';
const WHEN = 'event.occurred_at';
const DATA = 'event.data';

/**
 * Everything that is wrong with an entry as things stand, at once; with none it can be taken. `nowMs` is the business
 * instant. Paths are those of the API's body; no message repeats a number.
 */
export function entryProblems(entry: Entry, ground: Ground, nowMs: number): Problem[] {
  const { type, saidAtMs, task } = entry;
  const possible = possibleEntries(ground);
  const problem = (path: string, code: string, message: string): Problem => ({ path, code, message });
  return [
    ...(possible.includes(type)
      ? []
      : [
          problem(
            TYPE,
            'invalid_transition',
            `${entryName(type)} cannot be entered now: ${ground.over ? 'its task is closed' : standingInWords(ground.at)}${unasked(type, ground)}. Possible now: ${possible.map(entryName).join(', ') || 'nothing'}.`,
          ),
        ]),
    ...(task !== undefined && type === 'sent' && !ground.toGoOut.some(({ kind }) => kind === task)
      ? [
          problem(
            'task',
            'no_such_task',
            `There is nothing of that kind to go out; there is: ${ground.toGoOut.map(({ kind }) => kind).join(', ') || 'nothing'}.`,
          ),
        ]
      : []),
    ...(saidAtMs < earliest(entry, ground)
      ? [problem(WHEN, 'too_early', 'This is before the request, or what is answered, was there: check the day and the time.')]
      : setsStanding(type) && saidAtMs < ground.lastSaidMs
        ? [
            problem(
              WHEN,
              'older_than_last',
              'This is older than the last word that was entered, so that it no longer counts: check the day and the time.',
            ),
          ]
        : []),
    ...numberProblems(entry, ground),
    ...(entry.foc && entry.foc.windowEndMs <= nowMs && entry.foc.lastDate === undefined
      ? [
          problem(
            `${DATA}.foc`,
            'date_past',
            'The window is over already: check the date. If the numbers have moved, enter number_activated (or completed) in its place.',
          ),
        ]
      : []),
  ];
}

/** The business instant before which this cannot have been said or sent. */
function earliest({ type, task }: Entry, { notBeforeMs, pending, toGoOut }: Ground): number {
  const about =
    type === 'sent' ? toGoOut.filter(({ kind }) => (task ?? kind) === kind) : pending.filter(({ kind }) => kind === ANSWERS[type]);
  return about.length === 0 ? notBeforeMs : Math.min(...about.map(({ sinceMs }) => sinceMs));
}

const unasked = (type: EntryType, { pending }: Ground): string => {
  const answered = ANSWERS[type];
  return answered && !pending.some(({ kind }) => kind === answered) ? ', and nobody has asked for that' : '';
};

function numberProblems({ type, numbers = [], reasons = [] }: Entry, ground: Ground): Problem[] {
  const known = new Map(ground.numbers.map(({ number, active }) => [number, active]));
  const foreign = (path: string, named: readonly E164[]): Problem[] =>
    named.flatMap((number, index) =>
      known.has(number)
        ? []
        : [
            {
              path: `${path}[${index}]`,
              code: 'number_not_in_request',
              message: 'The request has no such number: portico status lists them.',
            },
          ],
    );
  const isSms = type === 'smsActivated' || type === 'smsFailed';
  return [
    ...foreign(`${DATA}.numbers`, numbers),
    ...reasons.flatMap((reason, index) => foreign(`${DATA}.reasons[${index}].numbers`, reason.numbers ?? [])),
    ...(isSms
      ? numbers.flatMap((number, index) =>
          known.get(number) === false
            ? [{ path: `${DATA}.numbers[${index}]`, code: 'number_not_active', message: 'This number has not moved: enter that first.' }]
            : [],
        )
      : []),
  ];
}
