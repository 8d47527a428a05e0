import type { ActRefusal, OperatorActed, RecordedAct } from '../../operator/act';
import { DOCUMENTS } from './reasons';

/** Why an act was refused, in one sentence that says what to do. Also what the command line says. */
export const ACT_REFUSALS: Readonly<Record<ActRefusal, string>> = {
  closed: 'It is over: nothing more can be done with it.',
  atOrder: 'This is about the order: leave the request out.',
  atRequest: 'This is about one request: name it.',
  notOpen: 'There is no such attention open here: look at what is.',
  notByHand: 'This attention is not taken off by hand.',
  unknownDocument: 'The country wants no such document of this order: look at what is missing.',
  notHoldingUp: 'The order does not wait for this document.',
  alreadySent: 'The order is with the losing carrier already: there is no document to do without.',
  noDeadline: 'The customer has nothing to bring now, so that there is no deadline to extend.',
  live: 'The losing carrier has it: ask to cancel first. It can be given up although it is live, and is then watched, since it may port all the same.',
  onItsWay: 'Its submission is under way: wait until its outcome is known.',
  moving: 'Its numbers have moved, or some of them: they are ours, and are put into service.',
  alreadyPorted: 'It has ported.',
  alreadyCancelled: 'It is cancelled, and watched until nothing can port any more.',
  notLive: 'Nothing of it is with the losing carrier, so that it cannot have ported.',
  beforeDate: 'Its confirmed date has not come yet: nothing can have moved.',
};

const named = (kind: string): string => DOCUMENTS[kind] ?? kind;

/** What was done, in a few words. */
function actInWords(act: RecordedAct): string {
  switch (act.do) {
    case 'assign':
      return `given to ${act.to}`;
    case 'unassign':
      return 'given to nobody';
    case 'settle':
      return `"${act.attention}" settled by hand`;
    case 'waiveDocument':
      return `goes on without ${named(act.document)}`;
    case 'extendDeadline':
      return `${act.days} ${act.days === 1 ? 'day' : 'days'} more for the customer`;
    case 'closeRequest':
      return act.evenIfLive ? 'given up although the losing carrier has it' : 'given up';
    case 'markPorted':
      return 'marked as ported';
    case 'repair':
      return 'repaired';
    case 'correct':
      return 'details corrected';
    default:
      return act satisfies never;
  }
}

/** `By op-7: given up (the customer stays). Not done: It has ported.` */
export const acted = ({ by, reason, act, refused }: OperatorActed): string =>
  `By ${by}: ${actInWords(act)} (${reason}).${refused ? ` Not done: ${ACT_REFUSALS[refused]}` : ''}`;
