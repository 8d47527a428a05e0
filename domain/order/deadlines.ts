import type { Deadline } from '../deadline';
import { canExpire } from './documents';
import type { OrderState } from './state';

/** What the order waits for from its customer. */
export function customerDeadlines({ phase, signBy }: OrderState): Deadline[] {
  switch (phase.at) {
    case 'awaitingDecision':
      return [phase.decideBy];
    case 'awaitingDocuments':
      return [phase.documentsBy];
    case 'awaitingSignature':
      return [phase.loaBy];
    default:
      return phase.at === 'inProgress' && signBy ? [signBy] : [];
  }
}

/** Everything that the order itself waits for; its requests have their own. */
export const orderDeadlines = (state: OrderState): Deadline[] => [
  ...customerDeadlines(state),
  ...(isWaiting(state) ? [...(state.reminders ?? []), ...expiries(state)] : []),
  ...(state.holdUntil ? [state.holdUntil] : []),
  ...(state.reportCheck ? [state.reportCheck] : []),
  ...state.retries.map(({ at }) => at),
];

/** Whether the order waits for its customer before anything is sent. */
export const isWaiting = ({ phase }: OrderState): boolean =>
  phase.at === 'awaitingDecision' || phase.at === 'awaitingDocuments' || phase.at === 'awaitingSignature';

const expiries = ({ documents }: OrderState): Deadline[] =>
  documents.flatMap((document) => (canExpire(document) && document.validUntil ? [document.validUntil] : []));
