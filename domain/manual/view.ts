import { oldestOf, reasonsOf, type AttentionReason } from '../attention';
import type { GatewayStatus } from '../carrier-event';
import { nearest, type Deadline } from '../deadline';
import type { Recorded } from '../fact';
import { deadlinesOf } from './deadlines';
import { groundOf } from './entries';
import { possibleEntries, type EntryType, type Standing } from './entry';
import type { DeskFact, DeskInput, DeskState, DeskTask } from './state';

/** A task as our own people see it. Holds personal data. */
export interface DeskView extends Pick<DeskInput, 'gateway' | 'reference' | 'orderId' | 'n' | 'attempt' | 'country' | 'frozen' | 'form'> {
  readonly at: Standing;
  readonly acknowledged: boolean;
  /** Business ms. */
  readonly changedAtMs: number;
  readonly takenAtMs: number;
  readonly sentAtMs?: number | undefined;
  readonly foc?: DeskState['foc'];
  readonly reasons?: DeskState['reasons'];
  readonly carrierRef?: string | undefined;
  readonly numbers: GatewayStatus['numbers'];
  readonly tasks: readonly DeskTask[];
  /** What can be entered now. */
  readonly possible: readonly EntryType[];
  /** IANA zone in which instants are read. */
  readonly zone: string;
  readonly nextDeadline?: Deadline | undefined;
  readonly attention: readonly AttentionReason[];
  /** Whose the task is. */
  readonly owner?: string | undefined;
  /** Since when the oldest reason is open, business ms. */
  readonly attentionSinceMs?: number | undefined;
  readonly ended: boolean;
  /** What happened on the desk, oldest first. */
  readonly log: readonly Recorded<DeskFact>[];
}

/** The state as it is told. */
export function viewOf(state: DeskState, frame: DeskInput): DeskView {
  const { gateway, reference, orderId, n, attempt, country, frozen, form, rules } = frame;
  const { at, acknowledged, changedAtMs, takenAtMs, sentAtMs, foc, reasons, carrierRef, numbers, tasks, ended, facts } = state;
  return {
    ...{ gateway, reference, orderId, n, attempt, country, frozen, form },
    ...{ at, acknowledged, changedAtMs, takenAtMs, sentAtMs, foc, reasons, carrierRef, numbers, tasks, ended },
    possible: possibleEntries(groundOf(state)),
    zone: rules.zone,
    nextDeadline: nearest(deadlinesOf(state)),
    attention: reasonsOf(state.attention),
    ...(state.owner ? { owner: state.owner } : {}),
    attentionSinceMs: oldestOf(state.attention),
    log: facts.filter(({ kind }) => kind !== 'attention' && kind !== 'attentionCleared'),
  };
}

const STATES: Readonly<Record<Standing, GatewayStatus['state']>> = {
  toSend: 'toSend',
  sent: 'pending',
  scheduled: 'scheduled',
  rejected: 'rejected',
  cancelled: 'cancelled',
  completed: 'completed',
  returned: 'returned',
};

/** What a gateway would say of it. It goes by our own reference, also where the losing carrier has given one of its own. */
export const statusOf = ({ reference, at, foc, reasons, numbers, changedAtMs }: DeskView): GatewayStatus => ({
  gatewayId: reference,
  reference,
  state: STATES[at],
  ...(foc ? { foc } : {}),
  ...(reasons ? { reasons } : {}),
  numbers,
  changedAtMs,
});

/** Nothing more is expected, and the request has every word. */
export const isFinished = ({ ended, outbox, delivering }: DeskState): boolean => ended && outbox.length === 0 && !delivering;
