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

describe('R18: each number counts from its own activation', () => {
  const FRIDAY = at('2026-03-13T15:00:00Z');
  /** Three business days after the Friday. */
  const OVERDUE_LATER = at('2026-03-18T22:59:00Z');
  const GIVEN_UP_LATER = at('2026-03-27T22:59:00Z');
  /** The first is in service on Thursday, the second a day later. */
  const dayByDay = () => {
    const request = driveToScheduled('2026-03-12', input)
      .prepared()
      .passes(WINDOW)
      .says('numberActivated', { numbers: [first] })
      .activated();
    request.passes(FRIDAY);
    return request;
  };
  const bothIn = () =>
    dayByDay()
      .says('numberActivated', { numbers: [second] })
      .activated();
  const facts = (request: ReturnType<typeof ported>, kind: string) =>
    request.told.filter((fact) => fact.kind === kind).map(({ kind: _kind, seq: _seq, ...fact }) => fact);

  test('overdue and given up number by number', () => {
    const request = bothIn();
    expect(request.state.numbers.map(({ smsByMs }) => smsByMs)).toEqual([OVERDUE, undefined]);
    request.passes(OVERDUE_LATER);
    expect(facts(request, 'smsOverdue')).toEqual([
      { numbers: [first], atMs: OVERDUE },
      { numbers: [second], atMs: OVERDUE_LATER },
    ]);
    request.passes(GIVEN_UP_LATER);
    expect(facts(request, 'smsFailed')).toEqual([
      { numbers: [first], atMs: GIVEN_UP },
      { numbers: [second], atMs: GIVEN_UP_LATER },
    ]);
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'ported' });
  });

  test('the daily reading of the gateway is not due a moment after the one that the second number asks for', () => {
    const request = bothIn()
      .passes(OVERDUE)
      .passes(OVERDUE + 200);
    request.shows(gatewayStatus('completed', OVERDUE, { numbers: input.numbers, active: input.numbers }));
    const daily = (): unknown[] => request.state.retries.filter(({ what }) => what === 'lookUp').map(({ at: due }) => due.atMs);
    expect(daily()).toEqual([OVERDUE + 200 + DAY_MS]);
    const before = request.flying('lookUp').length;
    request.passes(OVERDUE_LATER);
    expect(request.flying('lookUp')).toHaveLength(before + 1);
    expect(daily()).toEqual([]);
  });

  test('in time, each by its own day: nobody is called', () => {
    const request = bothIn()
      .passes(OVERDUE - 1)
      .says('smsActivated', { numbers: [first] });
    request.passes(OVERDUE_LATER - 1).says('smsActivated', { numbers: [second] });
    expect(facts(request, 'smsActive')).toMatchObject([
      { numbers: [first], late: false },
      { numbers: [second], late: false },
    ]);
    expect(request.state.attention).toEqual({});
    expect(request.at).toBe('over');
  });

  test('late and in time in one word of the carrier: told apart', () => {
    const request = bothIn().passes(OVERDUE).says('smsActivated');
    expect(facts(request, 'smsActive')).toMatchObject([
      { numbers: [second], late: false },
      { numbers: [first], late: true },
    ]);
  });

  test('the rest of the port is stuck: the number that works is followed all the same, and told at once', () => {
    const request = dayByDay().passes(OVERDUE);
    expect(request.at).toBe('activating');
    expect(facts(request, 'smsOverdue')).toMatchObject([{ numbers: [first] }]);
    request.says('smsActivated', { numbers: [first], occurredAtMs: OVERDUE - 1 });
    expect(facts(request, 'smsActive')).toMatchObject([{ numbers: [first], late: true }]);
    expect(request.state.attention.smsOverdue).toBeUndefined();
    request.says('numberActivated', { numbers: [second] }).activated();
    expect(facts(request, 'smsActive')).toHaveLength(1);
    expect(request.kinds.filter((kind) => kind === 'ported')).toHaveLength(1);
  });

  test('SMS that was there before its number is told when the number counts on its own', () => {
    const request = driveToScheduled('2026-03-12', input)
      .prepared()
      .passes(WINDOW)
      .says('numberActivated', { numbers: [first] });
    request.says('smsActivated', { numbers: [first] });
    expect(facts(request, 'smsActive')).toEqual([]);
    expect(facts(request.activated(), 'smsActive')).toMatchObject([{ numbers: [first], late: false }]);
  });

  test('numbers of one day ask the calendar once, besides the end of the port', () => {
    const three = aRequestInput({ items: [aSingle(10), aSingle(11), aSingle(12)] });
    const request = driveToScheduled('2026-03-12', three).prepared().passes(WINDOW);
    for (const number of three.numbers) request.says('numberActivated', { numbers: [number] }).activated();
    expect(request.at).toBe('ported');
    expect(request.asked.filter((effect) => effect.do === 'plan' && effect.question.ask === 'sms')).toHaveLength(2);
    request.passes(OVERDUE);
    expect(facts(request, 'smsOverdue')).toEqual([{ numbers: three.numbers, atMs: OVERDUE }]);
  });

  test('a calendar that cannot answer: the number counts from its activation, whenever the answer comes', () => {
    const request = driveToScheduled('2026-03-12', input).prepared().passes(WINDOW);
    request.calendarAnswers = false;
    request
      .says('numberActivated', { numbers: [first] })
      .activated()
      .fails('plan', 'CalendarImpossible');
    request.calendarAnswers = true;
    request.passes(FRIDAY);
    expect(request.state.numbers[0]?.smsByMs).toBe(OVERDUE);
    expect(request.state.attention.calendarFailed).toBeUndefined();
  });

  test('answers of a platform from before numbers were followed one by one: all count from the end of the port', () => {
    const request = driveToScheduled('2026-03-12', input)
      .prepared()
      .passes(WINDOW)
      .says('numberActivated', { numbers: [first] });
    request.answerTo('activate');
    request.take({ kind: 'activated', numbers: [first], smsAsked: true });
    request.says('numberActivated', { numbers: [second] }).answerTo('activate');
    request.take({ kind: 'activated', numbers: [second], smsAsked: true });
    expect(request.asked.filter((effect) => effect.do === 'plan' && effect.question.ask === 'sms')).toHaveLength(1);
    expect(request.state.numbers.map(({ smsByMs }) => smsByMs)).toEqual([undefined, undefined]);
  });
});

describe('R18: numbers for which there are no text messages', () => {
  test('none has any: told with the port, which promises no SMS, and over', () => {
    const request = onTheDay().activated(true, input.numbers);
    expect(request.lastFact('ported')?.smsBy).toBeUndefined();
    expect(request.lastFact('smsNotApplicable')).toMatchObject({ numbers: input.numbers });
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'ported' });
    expect(request.state.attention).toEqual({});
  });

  test('one has none: only the other is waited for, and it alone can be overdue', () => {
    const request = onTheDay().activated(true, [first]).passes(OVERDUE);
    expect(request.lastFact('smsNotApplicable')).toMatchObject({ numbers: [first] });
    expect(request.lastFact('smsOverdue')).toMatchObject({ numbers: [second] });
    expect(request.says('smsActivated', { numbers: [second] }).state.phase).toEqual({ at: 'over', outcome: 'ported' });
  });

  test('the platform says so only when it is asked again: told then, and over', () => {
    const request = onTheDay()
      .activated(false)
      .passes(WINDOW + 5 * MINUTE_MS);
    request.answerTo('enableSms');
    request.take({ kind: 'smsEnabled', notApplicable: input.numbers });
    expect(request.lastFact('smsNotApplicable')).toMatchObject({ numbers: input.numbers });
    expect(request.at).toBe('over');
  });

  test('said after it was overdue: it no longer is', () => {
    const request = onTheDay().activated(false);
    request
      .passes(WINDOW + 5 * MINUTE_MS)
      .fails('enableSms')
      .passes(OVERDUE);
    expect(request.state.attention.smsOverdue).toBe(OVERDUE);
    request.answerTo('enableSms');
    request.take({ kind: 'smsEnabled', notApplicable: [first] });
    expect(request.state.attention.smsOverdue).toBe(OVERDUE);
    request.take({ kind: 'smsEnabled', notApplicable: [second] });
    expect(request.state.attention.smsOverdue).toBeUndefined();
    expect(request.at).toBe('over');
  });

  test('a carrier that says it failed is not asked for what does not exist; one that says it works is believed', () => {
    const request = onTheDay()
      .activated(true, [first])
      .says('smsFailed', { numbers: [first] });
    expect(request.state.attention).toEqual({});
    expect(request.state.numbers[0]?.sms).toBe('notApplicable');
    expect(request.says('smsActivated', { numbers: [first] }).state.numbers[0]?.sms).toBe('active');
  });
});
