import type { E164 } from '../order-details';
import type { NumberState } from '../request/state';
import { counted, shortened } from './words';

/** A number of which one has only to tell which it is: `…1234`. */
export const masked = (number: E164): string => `…${number.slice(-4)}`;

const VOICE: Readonly<Record<NumberState['voice'], string>> = {
  atLosing: 'at the losing provider',
  moved: 'moved, not in service yet',
  active: 'in service with us',
  failed: 'activation failed',
  returned: 'back at the losing provider',
};

const SMS: Readonly<Record<NumberState['sms'], string>> = {
  waitingPort: 'SMS after the port',
  activating: 'SMS being activated',
  active: 'SMS active',
  overdue: '**SMS overdue**',
  failed: '**SMS failed**',
  notApplicable: 'no SMS',
  returned: 'SMS returned',
};

/** So many numbers of one state are named; a thousand alike are one line. */
const MOST_NAMED = 4;
/** So many states are shown; there are seldom more than three. */
const MOST_STATES = 10;

/** Every number with its state, those in the same state on one line: the fewest first, since they are the ones that stand out. */
export function numberLines(numbers: readonly NumberState[]): string[] {
  const alike = new Map<string, E164[]>();
  for (const { number, voice, sms } of numbers) {
    const state = `${VOICE[voice]}, ${SMS[sms]}`;
    alike.set(state, [...(alike.get(state) ?? []), number]);
  }
  const lines = [...alike]
    .sort(([, one], [, other]) => one.length - other.length)
    .map(([state, those]) => `- ${counted(those.length, 'number')} ${state}: ${shortened(those.map(masked), MOST_NAMED).join(', ')}`);
  const more = lines.length - MOST_STATES;
  return more > 0 ? [...lines.slice(0, MOST_STATES), `- ${counted(more, 'more state')}: \`portico status\``] : lines;
}
