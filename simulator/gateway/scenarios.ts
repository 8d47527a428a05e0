import { HOUR_MS, MINUTE_MS } from '../clock';

/** How a losing carrier behaves towards one port. */
export interface Behaviour {
  /** Never says anything by itself. */
  readonly silent: boolean;
  readonly refuses: 'nothing' | 'name' | 'transferCode' | 'incompleteRange';
  readonly foc: 'asAsked' | 'late' | 'shortNotice';
  /** Who starts the transfer: the carrier, or the winning provider, inside an interval of days or inside the window. */
  readonly transfer: 'byItself' | 'interval' | 'onDemand';
  /** Takes its date back one business day after giving it, for the first port of a number. */
  readonly withdrawsFoc: boolean;
  readonly onReschedule: 'accept' | 'refuse';
  readonly onCancel: 'accept' | 'refuse' | 'acceptAndPort';
  readonly activation: 'works' | 'failsOnce';
  /** Business days from the port to SMS; `none`: these numbers have no text messages. */
  readonly smsDays: number | 'never' | 'none';
  readonly delivery: 'plain' | 'repeatedAndReordered' | 'badSignatureFirst' | 'never';
  /** The answer to the first confirm never comes, though it was committed. */
  readonly losesConfirmAnswer: boolean;
}

const HAPPY: Behaviour = {
  silent: false,
  refuses: 'nothing',
  foc: 'asAsked',
  transfer: 'byItself',
  withdrawsFoc: false,
  onReschedule: 'accept',
  onCancel: 'accept',
  activation: 'works',
  smsDays: 1,
  delivery: 'plain',
  losesConfirmAnswer: false,
};

/** By the last two digits of a port's first number; every ending that is not listed is happy. */
const BY_ENDING: Readonly<Record<string, Behaviour>> = {
  '01': { ...HAPPY, refuses: 'name' },
  '02': { ...HAPPY, refuses: 'transferCode' },
  '03': { ...HAPPY, refuses: 'incompleteRange' },
  '04': { ...HAPPY, foc: 'late' },
  '05': { ...HAPPY, foc: 'shortNotice' },
  '06': { ...HAPPY, onCancel: 'acceptAndPort' },
  '07': { ...HAPPY, onReschedule: 'refuse' },
  '08': { ...HAPPY, silent: true },
  '09': { ...HAPPY, activation: 'failsOnce' },
  '10': { ...HAPPY, smsDays: 5 },
  '11': { ...HAPPY, smsDays: 'never' },
  '12': { ...HAPPY, withdrawsFoc: true },
  '13': { ...HAPPY, delivery: 'repeatedAndReordered' },
  '14': { ...HAPPY, transfer: 'interval' },
  '15': { ...HAPPY, delivery: 'badSignatureFirst' },
  '16': { ...HAPPY, onCancel: 'refuse' },
  '17': { ...HAPPY, delivery: 'never' },
  '18': { ...HAPPY, losesConfirmAnswer: true },
  '19': { ...HAPPY, transfer: 'onDemand' },
  '66': { ...HAPPY, smsDays: 'none' },
};

export const behaviourOf = (ending: string): Behaviour => BY_ENDING[ending] ?? HAPPY;

/** How long a carrier takes for each thing, business time. */
export const PACE = {
  acknowledgeMs: 30 * MINUTE_MS,
  /** From the confirmation to a date or a refusal. */
  answerMs: 4 * HOUR_MS,
  /** From the window's start to active numbers. */
  activateMs: 10 * MINUTE_MS,
  activateAgainMs: 30 * MINUTE_MS,
  /** From the first possible day to the last, calendar days. */
  intervalDays: 90,
  /** How long after a port the numbers can be had back. */
  returnMs: 4 * HOUR_MS,
  returnAnswerMs: 30 * MINUTE_MS,
  changeAnswerMs: 2 * HOUR_MS,
  withdrawDays: 1,
  /** How much later than asked a late date is, business days. */
  lateDays: 5,
  shortNoticeDays: 1,
  /** What a port that was refused first waits longer than others, business days. */
  correctedDays: 1,
  /** How long a reordered acknowledgement is held back: past the date's own event. */
  heldBackMs: 4 * HOUR_MS,
} as const;

/** Local hours of the porting window. */
export const WINDOW = { startHour: 10, endHour: 12 } as const;
