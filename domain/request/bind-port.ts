import { currentAttempt } from './state';
import type { Turn } from './turn';

/**
 * At a gateway that does not echo our reference: as soon as its id of the port is known, the pointer is told whose that is,
 * once for each id. `again`: the last time it could not be told.
 */
export function bindPort(turn: Turn, again = false): void {
  const { gatewayId, reference } = currentAttempt(turn.state);
  if (turn.frame.echoesReference !== false || !gatewayId || (gatewayId === turn.state.boundId && !again)) return;
  turn.set({ boundId: gatewayId });
  turn.noRetry('bind');
  turn.do({ do: 'bind', gatewayId, reference });
}
