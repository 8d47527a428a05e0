import { HOUR_MS } from '../../../domain/clock';
import type { Entered } from '../../../domain/carrier-event';
import { describeRequest } from '../../../domain/request/details';
import { snapshotOf } from '../../../domain/request/snapshot';
import { judgeCancel, changeability } from '../../../domain/request/verdicts';
import { focOn, gatewayStatus } from '../../support/builders/carrier-event';
import { DrivenRequest } from '../../support/builders/drive-request';
import { aRequestInput } from '../../support/builders/request';
import { MONDAY } from '../../support/builders/rules';

const entered: Entered = { by: 'op-7', channel: 'mail', evidence: 'e'.repeat(64), note: 'Mrs Sample wrote' };

/** A request that was taken by one of ours, who has not sent it. */
function onDesk(): DrivenRequest {
  const request = new DrivenRequest(aRequestInput({ byHand: true }), MONDAY).take({ kind: 'started' });
  const { attempt } = request.answerTo('submit');
  return request.take({ kind: 'submitDone', attempt, outcome: { kind: 'toSend', gatewayId: 'REF' } });
}

test('R3: a request that lies with one of ours is not submitted, has no estimate, and the order is told so', () => {
  const request = onDesk();
  expect(request.state.phase).toEqual({ at: 'submitting', onDesk: true });
  expect(request.kinds).toEqual(['toSendByHand']);
  const snapshot = snapshotOf(1, request.state, MONDAY, 0);
  expect(snapshot.expectedDate).toBeUndefined();
  expect(describeRequest(snapshot, request.state.facts, MONDAY, 'Europe/Paris')).toContain('| Who has to act | an operator |');
});

test('R3: the estimate counts from when it went out, and not from when that was entered', () => {
  const request = onDesk();
  // Thursday: entered on Friday, with the word that it went out on Monday morning.
  request.nowMs = MONDAY + 4 * 24 * HOUR_MS;
  request.says('acknowledged', { occurredAtMs: MONDAY + HOUR_MS, source: 'operator', entered });
  expect(request.state.phase).toMatchObject({ at: 'submitted', expectedDate: '2026-03-12' });
  // A gateway's own word comes at once: there it is now that counts, as ever.
  const other = onDesk();
  other.nowMs = MONDAY + 4 * 24 * HOUR_MS;
  other.says('acknowledged', { occurredAtMs: MONDAY + HOUR_MS });
  expect(other.state.phase).toMatchObject({ at: 'submitted', expectedDate: '2026-03-18' });
});

test('what an operator entered is in the timeline with who, how and by what evidence; the note is not', () => {
  const request = onDesk().says('acknowledged', { source: 'operator', entered });
  expect(request.kinds).toEqual(['toSendByHand', 'enteredByHand', 'submitted']);
  const fact = request.told.find(({ kind }) => kind === 'enteredByHand');
  expect(fact).toMatchObject({ type: 'acknowledged', by: 'op-7', channel: 'mail', evidence: 'e'.repeat(64), saidAtMs: MONDAY });
  expect(JSON.stringify(fact)).not.toContain('Sample');
});

test('R24: a cancel before it went out is asked of the desk at once, cannot fail, and leaves nothing to be watched', () => {
  const request = onDesk();
  expect(judgeCancel(changeability(request.state), MONDAY)).toEqual({ taken: true, mayFail: false, atOnce: false });
  request.take({ kind: 'cancelRequested', by: 'customer' });
  expect(request.flying('askCancel')).toHaveLength(1);
  request.take({ kind: 'asked', what: 'cancel', outcome: { kind: 'asked' } });
  request.says('cancelAccepted');
  expect(request.state.phase).toEqual({ at: 'over', outcome: 'cancelled' });
  expect(request.lastFact('cancelled')).toMatchObject({ wasSent: false });
  expect(request.flying('release')).toHaveLength(1);
});

test('R24: a cancel that crosses with the word that it went out is the losing carrier’s to approve, and it is watched', () => {
  const request = onDesk();
  request.take({ kind: 'cancelRequested', by: 'customer' }).says('acknowledged', { source: 'operator', entered });
  expect(request.state.phase.at).toBe('submitted');
  request.says('cancelAccepted');
  expect(request.state.phase.at).toBe('cancelled');
  expect(request.lastFact('cancelled')).toMatchObject({ wasSent: true });
});

test('a cancel whose question does not reach the desk is asked again', () => {
  const request = onDesk().take({ kind: 'cancelRequested', by: 'customer' });
  request.fails('askCancel');
  expect(request.state.retries.map(({ what }) => what)).toEqual(['askCancel']);
});

test('a submission of which nobody knows what became is found on the desk, and nothing is sent twice', () => {
  const request = new DrivenRequest(aRequestInput({ byHand: true }), MONDAY).take({ kind: 'started' }).noAnswer();
  request.nowMs += 3 * HOUR_MS;
  request.take({ kind: 'timeReached' });
  request.shows(gatewayStatus('toSend', MONDAY));
  expect(request.state.phase).toEqual({ at: 'submitting', onDesk: true });
  expect(request.flying('submit')).toEqual([]);
});

test('that it went out can be faster than the answer to its submission: it stays sent', () => {
  const request = new DrivenRequest(aRequestInput({ byHand: true }), MONDAY).take({ kind: 'started' });
  const { attempt } = request.answerTo('submit');
  request.says('acknowledged', { source: 'operator', entered });
  request.take({ kind: 'submitDone', attempt, outcome: { kind: 'toSend', gatewayId: 'REF' } });
  expect(request.state.phase.at).toBe('submitted');
});

test('R12, R13: from the desk a refusal and a date are what they are from any gateway', () => {
  expect(onDesk().says('rejected', { source: 'operator', entered, reasons: [{ code: 'NAME_MISMATCH' }] }).state.phase.at).toBe('rejected');
  const dated = onDesk().says('acknowledged', { source: 'operator', entered });
  dated.says('focConfirmed', { source: 'operator', entered, foc: focOn('2026-03-12') });
  expect(dated.state.phase.at).toBe('scheduled');
});
