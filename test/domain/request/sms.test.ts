import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/clock';
import { gatewayStatus } from '../../support/builders/carrier-event';
import { aSingle } from '../../support/builders/order';
import { driveToScheduled } from '../../support/builders/drive-request';
import { aRequestInput } from '../../support/builders/request';
import { at } from '../../support/builders/rules';

const WINDOW = at('2026-03-12T09:00:00Z');
const OVERDUE = at('2026-03-17T22:59:00Z');
const GIVEN_UP = at('2026-03-26T22:59:00Z');
const input = aRequestInput({ items: [aSingle(10), aSingle(11)] });
const [first = '', second = ''] = input.numbers;
const onTheDay = () => driveToScheduled('2026-03-12', input).prepared().passes(WINDOW).says('numberActivated');
const ported = () => onTheDay().activated();

describe('R18: SMS within 3 business days of the port', () => {
  test('number by number; over with the last, and the claim on a number that is ours stays', () => {
    const request = ported().says('smsActivated', { numbers: [first] });
    expect(request.at).toBe('ported');
    request.passes(OVERDUE - 1).says('smsActivated', { numbers: [second] });
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'ported' });
    expect(request.told.filter(({ kind }) => kind === 'smsActive')).toMatchObject([
      { numbers: [first], late: false },
      { numbers: [second], late: false },
    ]);
    expect(request.state.released).toBe(true);
    expect(request.inFlight).toEqual([]);
  });

  test('never: overdue is told and raised, the gateway read each day, and in the end it is given up', () => {
    const request = ported()
      .says('smsActivated', { numbers: [first] })
      .passes(OVERDUE);
    expect(request.lastFact('smsOverdue')).toMatchObject({ numbers: [second] });
    expect(request.state.attention.smsOverdue).toBe(OVERDUE);
    request.shows(gatewayStatus('completed', OVERDUE, { numbers: input.numbers, active: input.numbers, sms: [first] }));
    request.passes(OVERDUE + DAY_MS);
    expect(request.flying('lookUp')).toHaveLength(1);
    request.passes(GIVEN_UP);
    expect(request.lastFact('smsFailed')).toMatchObject({ numbers: [second] });
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'ported' });
  });

  test('late, and it works: told as late, and no longer raised', () => {
    const request = ported().passes(OVERDUE).says('smsActivated');
    expect(request.lastFact('smsActive')).toMatchObject({ late: true });
    expect(request.state.attention).toEqual({});
    expect(request.at).toBe('over');
  });

  test('a lost webhook is made up for by what the gateway shows', () => {
    const request = ported()
      .passes(OVERDUE)
      .shows(gatewayStatus('completed', OVERDUE, { numbers: input.numbers, active: input.numbers, sms: input.numbers }));
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'ported' });
  });

  test('a worker that was down past both instants tells both, and ends', () => {
    const request = ported().wakesAt(GIVEN_UP + DAY_MS);
    expect(request.kinds.filter((kind) => kind.startsWith('sms'))).toEqual(['smsOverdue', 'smsFailed']);
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'ported' });
  });

  test('it failed: told and raised, and decided like the others', () => {
    const request = ported().says('smsFailed', { numbers: [first] });
    expect(request.lastFact('smsFailed')).toMatchObject({ numbers: [first] });
    expect(request.state.attention.smsFailed).toBe(WINDOW);
    expect(request.says('smsActivated', { numbers: [second] }).state.phase).toEqual({ at: 'over', outcome: 'ported' });
  });

  test.each([
    ['smsActivated', 'smsActive'],
    ['smsFailed', 'smsFailed'],
  ] as const)('%s before the port is known is told with the port', (type, kind) => {
    const request = onTheDay().says(type, { numbers: [first] });
    expect(request.kinds).not.toContain(kind);
    expect(request.activated().lastFact(kind)).toMatchObject({ numbers: [first] });
    expect(request.at).toBe('ported');
  });

  test('every number’s SMS is there before the port is known: over with the port', () => {
    expect(onTheDay().says('smsActivated').activated().state.phase).toEqual({ at: 'over', outcome: 'ported' });
  });

  test('that it works is not undone by an older failure', () => {
    const request = ported()
      .says('smsActivated', { numbers: [first] })
      .says('smsFailed', { numbers: [first], occurredAtMs: WINDOW - 1 });
    expect(request.state.numbers[0]?.sms).toBe('active');
  });

  test('asking the platform for it, when it was not asked for along with the port, is done and repeated until it is taken', () => {
    const request = onTheDay()
      .activated(false)
      .passes(WINDOW + 5 * MINUTE_MS);
    expect(request.inFlight).toEqual([{ do: 'enableSms' }]);
    request.fails('enableSms').passes(WINDOW + 5 * MINUTE_MS + HOUR_MS);
    expect(request.inFlight).toEqual([{ do: 'enableSms' }]);
    request.answerTo('enableSms');
    request.take({ kind: 'smsEnabled' }).passes(WINDOW + DAY_MS);
    expect(request.inFlight).toEqual([]);
  });
});
