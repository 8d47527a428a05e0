import { DAY_MS, HOUR_MS } from '../clock';
import { isSmsDecided } from './sms';
import type { RequestState, RoutineLookUps } from './state';
import type { Turn } from './turn';

/** How often the gateway is read in a phase, business ms; `undefined`: there is nothing that a lost webhook could have told, or it is looked up anyway. */
function intervalIn(state: RequestState, lookUps: RoutineLookUps): number | undefined {
  switch (state.phase.at) {
    case 'submitted':
    case 'scheduled':
    case 'locked':
    case 'cancelled':
      return lookUps.quietMs;
    case 'activating':
      return lookUps.portDayMs;
    case 'ported':
      return isSmsDecided(state) ? undefined : lookUps.quietMs;
    default:
      return undefined;
  }
}

/** Whether the phase is one in which the gateway is read by routine. */
export const isReadByRoutine = ({ state, frame }: Turn): boolean =>
  frame.lookUps !== undefined && intervalIn(state, frame.lookUps) !== undefined;

/** F14: at the end of every turn, when the gateway is read next; sooner where the phase has become a busier one. */
export function planLookUp(turn: Turn): void {
  const { lookUps, rules } = turn.frame;
  if (!lookUps) return;
  const everyMs = intervalIn(turn.state, lookUps);
  const { lookAt } = turn.state;
  if (everyMs === undefined) return lookAt && turn.set({ lookAt: undefined });
  if (lookAt && lookAt.atMs <= turn.nowMs + everyMs) return;
  turn.set({
    lookAt: {
      what: 'lookUp',
      atMs: turn.nowMs + everyMs,
      zone: rules.zone,
      explanation: `${everyMs < DAY_MS ? `${everyMs / HOUR_MS} hours` : `${everyMs / DAY_MS} days`} after the last look`,
      then: 'the gateway is read, in case a webhook was lost',
    },
  });
}

/** The time for it has come. */
export function lookUpByRoutine(turn: Turn): void {
  const { lookAt } = turn.state;
  if (!lookAt || lookAt.atMs > turn.nowMs || !isReadByRoutine(turn)) return;
  turn.set({ lookAt: undefined });
  turn.lookUp();
}
