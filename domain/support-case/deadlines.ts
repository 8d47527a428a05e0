import type { Deadline } from '../deadline';
import type { CaseState } from './state';
import type { CaseTurn } from './turn';

/** Everything that a case waits for, and what comes of it. Never empty while it is open and nothing is under way. */
export const deadlinesOf = ({ phase, tellAgainAt }: CaseState): Deadline[] =>
  [...phaseDeadlines(phase), tellAgainAt].filter((deadline) => deadline !== null && deadline !== undefined);

function phaseDeadlines(phase: CaseState['phase']): readonly (Deadline | null)[] {
  switch (phase.at) {
    case 'portDay':
      return [phase.lookAt];
    case 'waiting':
      return [phase.remindAt, phase.closeAt];
    case 'withTeam':
      return [phase.remindAt];
    default:
      return [];
  }
}

/** Time has passed: what is due does what it announced, also after a long outage. */
export function onTimeReached(turn: CaseTurn): void {
  const due = (deadline: Deadline | null | undefined): boolean => !!deadline && deadline.atMs <= turn.nowMs;
  const { phase, tellAgainAt } = turn.state;
  if (due(tellAgainAt)) turn.set({ tellAgainAt: undefined });
  switch (phase.at) {
    case 'portDay':
      return due(phase.lookAt) ? turn.examine() : undefined;
    case 'waiting':
      if (due(phase.closeAt)) {
        turn.fact({ kind: 'unanswered', of: phase.for });
        return turn.end('unanswered');
      }
      if (!due(phase.remindAt) || !phase.closeAt) return;
      turn.enter({ ...phase, remindAt: null });
      return turn.fact({ kind: 'reminded', of: phase.for, until: phase.closeAt });
    case 'withTeam':
      if (!due(phase.remindAt)) return;
      // The customer hears it once; the attention stays for as long as it takes.
      if (phase.reminders === 0) turn.fact({ kind: 'stillWithTeam' });
      turn.enter({ ...phase, planning: true, remindAt: null, reminders: phase.reminders + 1 });
      return turn.plan();
    default:
  }
}
