/** What workflows take from our own people: acts with an answer, and whose the attention is. */
import { setHandler } from '@temporalio/workflow';
import { recall, remember, type Answered } from '../domain/answered';
import type { OpenAttention } from '../domain/attention-handling';
import type { ActAnswer, ActRefusal, Operated, OperatorAct } from '../domain/operator/act';
import { isActedBy, isOperatorAct, isOperatorName } from '../domain/operator/message';
import { isRecord } from '../domain/message-shape';
import { assignSignal, attentionQuery, operateUpdate } from './contract';
import { demand } from './demand';

/** As much of an inbox loop as acts need. */
interface OperatedLoop<S> {
  state: S;
  readonly inbox: { push(event: Operated): unknown };
}

/** Acts by hand, each judged at once. What has no sense is refused by the validator and leaves no event. */
export function listenToOperators<S extends { readonly answered?: readonly Answered<unknown>[] | undefined }>(
  loop: OperatedLoop<S>,
  judge: (state: S, act: OperatorAct) => ActRefusal | undefined,
): void {
  setHandler(
    operateUpdate,
    ({ commandId, by, reason, act }): ActAnswer => {
      const answered = loop.state.answered ?? [];
      const known = recall(answered, { commandId });
      if (known && known !== 'otherContent') return known.answer as ActAnswer;
      const refused = judge(loop.state, act);
      const answer: ActAnswer = refused ? { taken: false, reason: refused } : { taken: true };
      loop.state = { ...loop.state, answered: remember<unknown>(answered, { commandId }, answer) };
      if (answer.taken) loop.inbox.push({ kind: 'operated', by, reason, act });
      return answer;
    },
    {
      validator: (message) =>
        demand(
          isActedBy(message) && typeof message.commandId === 'string' && message.commandId !== '' && isOperatorAct(message.act),
          '{commandId, by, reason, act: {"do": "settle", "attention"} and the like}',
        ),
      description: 'What our own people do by hand, with who and why. Use `portico resolve` and `portico override`',
    },
  );
}

/** Whose the attention is: into the inbox as an act; `unreadable` for what has no sense. */
export function listenToOwners(take: (event: Operated | undefined) => void): void {
  onAssign((message) =>
    take(
      message && {
        kind: 'operated',
        by: message.by,
        reason: message.reason,
        act: message.to === null ? { do: 'unassign' } : { do: 'assign', to: message.to },
      },
    ),
  );
}

/** One that gives it to somebody, or (`null`) to nobody; `undefined` for what has no sense. */
type Assignment = { readonly by: string; readonly reason: string; readonly to: string | null };

/** Hands over each word on whose it is. */
export function onAssign(take: (message: Assignment | undefined) => void): void {
  setHandler(
    assignSignal,
    (message: unknown) =>
      take(
        isRecord(message) && isActedBy(message) && (message.to === null || isOperatorName(message.to))
          ? { by: message.by, reason: message.reason, to: message.to }
          : undefined,
      ),
    { description: 'Give it to somebody of ours: {"by": "op-7", "reason": "on call", "to": "op-8"}; "to": null gives it to nobody' },
  );
}

/** Since when what is open, and whose it is. */
export function tellAttention(open: () => OpenAttention): void {
  setHandler(attentionQuery, open, { description: 'Which reasons for attention are open since when, and whose they are' });
}
