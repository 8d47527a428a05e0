import type { Deadline } from '../deadline';
import type { OrderState } from './state';

/** Everything that the order itself waits for; its requests have their own. */
export function orderDeadlines(state: OrderState): Deadline[] {
  const { phase, holdUntil, reportCheck, retries } = state;
  return [
    ...(phase.at === 'awaitingDocuments' ? [phase.documentsBy] : []),
    ...(phase.at === 'awaitingSignature' ? [phase.loaBy] : []),
    ...(holdUntil ? [holdUntil] : []),
    ...(reportCheck ? [reportCheck] : []),
    ...retries.map(({ at }) => at),
  ];
}
