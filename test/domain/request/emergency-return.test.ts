import { HOUR_MS, MINUTE_MS } from '../../../domain/clock';
import { changeability, judgeReturn } from '../../../domain/request/verdicts';
import { gatewayStatus } from '../../support/builders/carrier-event';
import { driveToScheduled, type DrivenRequest } from '../../support/builders/drive-request';
import { aRequestInput } from '../../support/builders/request';
import { at, someRules } from '../../support/builders/rules';

const OPENS = at('2026-03-12T09:00:00Z');
const STUCK = at('2026-03-12T13:00:00Z');
const input = aRequestInput({ rules: someRules({ emergencyReturnHours: 4 }) });
const porting = (of = input) => driveToScheduled('2026-03-12', of).prepared().passes(OPENS);
const ported = (of = input) => porting(of).says('numberActivated').activated();
const judge = (request: DrivenRequest) => judgeReturn(changeability(request.state), request.nowMs);
const asked = (request: DrivenRequest) => request.asked.filter(({ do: what }) => what === 'askReturn');

describe('an emergency return, where the country knows one', () => {
  test('after the port, inside its hours: asked of the gateway, and told with the time for the answer', () => {
    const request = ported().passes(OPENS + 4 * HOUR_MS);
    expect(judge(request)).toEqual({ taken: true, mayFail: true, atOnce: false });
    request.wantsBack('no incoming calls');
    expect(asked(request)).toMatchObject([{ reason: 'no incoming calls', askedAtMs: OPENS + 4 * HOUR_MS }]);
    expect(request.lastFact('returnAsked')).toMatchObject({ by: 'customer', answerBy: { atMs: OPENS + 8 * HOUR_MS } });
  });

  test('R6: agreed, the numbers are back at the losing provider, the claim is given up, and it is over as returned', () => {
    const request = ported().wantsBack().returnWasTaken().says('returnAccepted');
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'returned' });
    expect(request.state.numbers).toMatchObject([{ voice: 'returned', sms: 'returned' }]);
    expect(request.lastFact('returned')?.numbers).toHaveLength(1);
    expect(request.flying('release')).toHaveLength(1);
  });

  test('refused by the carrier: the numbers stay, and the port goes on', () => {
    const request = ported()
      .wantsBack()
      .returnWasTaken()
      .says('returnRefused', { reasons: [{ code: 'OTHER' }] });
    expect(request.lastFact('returnRefused')).toMatchObject({ reason: 'carrierRefused', reasons: [{ code: 'OTHER' }] });
    expect(request.at).toBe('ported');
    expect(judge(request)).toMatchObject({ taken: true });
  });

  test('a gateway that does not pass it on is a refusal, too', () => {
    const request = ported().wantsBack();
    request.answerTo('askReturn');
    request.take({ kind: 'asked', what: 'return', outcome: { kind: 'refused', reason: 'too late' } });
    expect(request.lastFact('returnRefused')).toMatchObject({ reason: 'carrierRefused' });
  });

  test('a gateway that cannot be reached is asked again, under the same instant', () => {
    const request = ported()
      .wantsBack()
      .fails('askReturn')
      .passes(OPENS + 5 * MINUTE_MS);
    expect(asked(request)).toHaveLength(2);
    expect(asked(request)[0]).toEqual(asked(request)[1]);
  });

  test('the silence of the carrier is called out, and the gateway is read until it says', () => {
    const request = ported()
      .wantsBack()
      .returnWasTaken()
      .passes(OPENS + 4 * HOUR_MS - 1);
    expect(request.state.attention).toEqual({});
    request.passes(OPENS + 4 * HOUR_MS);
    expect(request.state.attention.returnUnanswered).toBe(OPENS + 4 * HOUR_MS);
    const numbers = request.input.numbers;
    request.shows(gatewayStatus('returned', request.nowMs, { numbers }));
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'returned' });
    expect(request.state.attention).toEqual({});
  });

  test('too late it is refused with the instant until which it was possible, and nobody is asked', () => {
    const request = ported().passes(OPENS + 4 * HOUR_MS + 1);
    expect(judge(request)).toMatchObject({ taken: false, reason: 'returnTooLate', until: { atMs: OPENS + 4 * HOUR_MS } });
    expect(request.wantsBack().lastFact('returnRefused')).toMatchObject({ reason: 'returnTooLate' });
    expect(asked(request)).toEqual([]);
  });

  test('a port that failed, or is stuck, can be undone from then on for as long', () => {
    const failed = porting().says('activationFailed', { numbers: input.numbers, reasons: [] });
    expect(judge(failed)).toMatchObject({ taken: true });
    const stuck = porting().passes(STUCK);
    expect(judge(stuck)).toMatchObject({ taken: true });
    expect(judge(stuck.passes(STUCK + 4 * HOUR_MS + 1))).toMatchObject({ taken: false, reason: 'returnTooLate' });
    expect(failed.wantsBack().returnWasTaken().says('returnAccepted').state.phase).toEqual({ at: 'over', outcome: 'returned' });
  });

  test('what has not ported cannot be had back', () => {
    expect(judge(driveToScheduled('2026-03-12', input))).toMatchObject({ taken: false, reason: 'notPorted' });
    expect(judge(porting())).toMatchObject({ taken: false, reason: 'notPorted' });
  });

  test('the request stays open for those hours although SMS works already, and not longer', () => {
    const request = ported().says('smsActivated');
    expect(request.at).toBe('ported');
    expect(request.passes(OPENS + 4 * HOUR_MS - 1).at).toBe('ported');
    expect(request.passes(OPENS + 4 * HOUR_MS).at).toBe('over');
    expect(request.kinds).not.toContain('smsOverdue');
  });

  test('a return that is under way keeps it open past them', () => {
    const request = ported()
      .says('smsActivated')
      .passes(OPENS + 3 * HOUR_MS)
      .wantsBack()
      .returnWasTaken();
    expect(request.passes(OPENS + 6 * HOUR_MS).at).toBe('ported');
    expect(request.says('returnRefused', { reasons: [] }).at).toBe('over');
    expect(request.state.phase).toMatchObject({ outcome: 'ported' });
  });

  test('one that is never answered is left to people in the end, and the customer is told', () => {
    const request = ported()
      .says('smsActivated')
      .wantsBack()
      .returnWasTaken()
      .passes(OPENS + 4 * HOUR_MS);
    request.shows(gatewayStatus('completed', request.nowMs, { numbers: input.numbers, active: input.numbers }));
    request.passes(at('2026-03-26T22:58:00Z'));
    expect(request.at).toBe('ported');
    request.passes(at('2026-03-26T22:59:00Z'));
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'ported' });
    expect(request.lastFact('returnRefused')).toMatchObject({ reason: 'neverAnswered' });
    expect(request.state.attention.returnUnanswered).toBeDefined();
  });

  test('a word about a return that nobody asked for and nothing could give is put aside', () => {
    const request = driveToScheduled('2026-03-12', input).says('returnAccepted');
    expect(request.kinds.at(-1)).toBe('staleEvent');
    expect(request.at).toBe('scheduled');
  });
});

test('where the country knows none it is refused as that, and a port ends as ever', () => {
  const request = ported(aRequestInput());
  expect(judge(request)).toEqual({ taken: false, reason: 'noReturn' });
  expect(request.wantsBack().lastFact('returnRefused')).toMatchObject({ reason: 'noReturn' });
  expect(request.says('smsActivated').at).toBe('over');
});
