import type { Deadline } from '../deadline';
import type { OrderState } from './state';

/** What the order waits for from its customer. */
export function customerDeadlines({ phase }: OrderState): Deadline[] {
  if (phase.at === 'awaitingDocuments') return [phase.documentsBy];
  return phase.at === 'awaitingSignature' ? [phase.loaBy] : [];
}

/** Everything that the order itself waits for; its requests have their own. */
export const orderDeadlines = (state: OrderState): Deadline[] => [
  ...customerDeadlines(state),
  ...(state.holdUntil ? [state.holdUntil] : []),
  ...(state.reportCheck ? [state.reportCheck] : []),
  ...state.retries.map(({ at }) => at),
];
