import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/clock';
import { gatewayStatus } from '../../support/builders/carrier-event';
import { aBlock, aSingle } from '../../support/builders/order';
import { drive, driveToScheduled, driveToSubmitted } from '../../support/builders/drive-request';
import { aRequestInput } from '../../support/builders/request';
import { at, MONDAY } from '../../support/builders/rules';

const WINDOW = at('2026-03-12T09:00:00Z');
const ofThree = aRequestInput({ items: [aSingle(10), aSingle(11), aSingle(12)] });
const [first = '', second = '', third = ''] = ofThree.numbers;
const onTheDay = (input = aRequestInput()) => driveToScheduled('2026-03-12', input).prepared().passes(WINDOW);

describe('R16: the numbers move', () => {
  test('R17: on the day they are taken into service, and the port is told once all are', () => {
    const request = onTheDay().says('numberActivated');
    expect(request.inFlight).toEqual([{ do: 'activate', numbers: [aSingle().number] }]);
    request.activated();
    expect(request.at).toBe('ported');
    expect(request.lastFact('ported')).toMatchObject({
      numbers: [aSingle().number],
      cancelPending: false,
      afterCancel: false,
      smsBy: { atMs: at('2026-03-17T22:59:00Z') },
    });
  });

  test.each([
    ['submitting', () => drive()],
    ['outcomeUnknown', () => drive().noAnswer()],
    ['submitted', () => driveToSubmitted()],
    ['rejected', () => driveToSubmitted().rejects('NAME_MISMATCH')],
    ['resubmitting', () => driveToSubmitted().rejects('NAME_MISMATCH').corrected()],
    ['scheduled', () => driveToScheduled()],
    ['cancelled', () => driveToSubmitted().says('cancelAccepted')],
  ])('early, while the request is %s: accepted, since what has moved must work', (_, given) => {
    const request = given().says('numberActivated', { attempt: 1, occurredAtMs: MONDAY - DAY_MS });
    expect(request.at).toBe('activating');
    expect(request.activated().at).toBe('ported');
  });

  test('R20: a block has ported when its last number works, and not before', () => {
    const input = aRequestInput({ items: [aBlock()] });
    const request = onTheDay(input)
      .says('numberActivated', { numbers: input.numbers.slice(0, 9) })
      .activated();
    expect(request.at).toBe('activating');
    request.says('numberActivated', { numbers: input.numbers.slice(9) }).activated();
    expect(request.at).toBe('ported');
  });

  test('number by number, duplicates included: each is served once', () => {
    const request = onTheDay(ofThree)
      .says('numberActivated', { numbers: [first] })
      .says('numberActivated', { numbers: [first, second], occurredAtMs: WINDOW - 1 })
      .says('numberActivated', { occurredAtMs: WINDOW - 2 });
    expect(request.flying('activate').map(({ numbers }) => numbers)).toEqual([[first], [second], [third]]);
  });

  test('a number that is not ours changes nothing', () => {
    expect(driveToSubmitted().says('numberActivated', { numbers: ['+33199009999'] }).at).toBe('submitted');
  });

  test('the platform serves some of them: the others are tried again half an hour later', () => {
    const request = onTheDay(ofThree).says('numberActivated');
    request.answerTo('activate');
    request.take({ kind: 'activated', numbers: [first], smsAsked: true }).passes(WINDOW + 30 * MINUTE_MS);
    expect(request.inFlight).toEqual([{ do: 'activate', numbers: [second, third] }]);
    expect(request.activated().at).toBe('ported');
  });

  test('two answers of the platform that cross leave nothing to try again', () => {
    const request = onTheDay(ofThree)
      .says('numberActivated', { numbers: [first] })
      .says('numberActivated', { occurredAtMs: 1 });
    request
      .activated()
      .activated()
      .passes(WINDOW + HOUR_MS);
    expect(request.at).toBe('ported');
    expect(request.inFlight).toEqual([]);
  });

  test('the platform fails: raised, tried again, and taken back when it works', () => {
    const request = onTheDay().says('numberActivated').fails('activate');
    expect(request.state.attention.activationFailed).toBe(WINDOW);
    request.passes(WINDOW + 30 * MINUTE_MS).activated();
    expect(request.at).toBe('ported');
    expect(request.state.attention).toEqual({});
  });

  test('the carrier reports that it failed: raised and told, and the port goes on', () => {
    const request = onTheDay().says('activationFailed', { numbers: [first] });
    expect(request.lastFact('activationFailed')).toMatchObject({ numbers: [first] });
    expect(request.state.attention.activationFailed).toBe(WINDOW);
    request.says('numberActivated').activated();
    expect(request.state.attention).toEqual({});
  });

  test('once a number has moved there is no way back: a rejection, another date or a cancel that was accepted is stale', () => {
    const request = onTheDay(ofThree).says('numberActivated', { numbers: [first] });
    request.rejects('OTHER').says('cancelAccepted').confirms('2026-04-14');
    expect(request.at).toBe('activating');
    expect(request.kinds.slice(-3)).toEqual(['staleEvent', 'staleEvent', 'staleEvent']);
  });

  test('moved without a date: it counts as stuck two hours later, if some do not follow', () => {
    const request = driveToSubmitted(ofThree)
      .says('numberActivated', { numbers: [first] })
      .activated();
    request.passes(MONDAY + 2 * HOUR_MS - 1);
    expect(request.state.attention).toEqual({});
    request.passes(MONDAY + 2 * HOUR_MS);
    expect(request.state.attention.activationStuck).toBe(MONDAY + 2 * HOUR_MS);
  });
});

describe('R17: how long the port day may last', () => {
  test('in time', () => {
    const request = onTheDay().passes(at('2026-03-12T12:59:59Z')).says('numberActivated').activated().passes(at('2026-03-12T18:00:00Z'));
    expect(request.state.attention).toEqual({});
  });

  test('never: stuck, told, read at the gateway; lost webhooks are made up for by what it shows', () => {
    const request = onTheDay(ofThree).passes(at('2026-03-12T13:00:00Z'));
    expect(request.kinds).toContain('activationStuck');
    request.shows(gatewayStatus('completed', request.nowMs, { numbers: ofThree.numbers, active: ofThree.numbers, sms: [first] }));
    expect(request.activated().at).toBe('ported');
    expect(request.state.attention).toEqual({});
    expect(request.state.numbers.map(({ sms }) => sms)).toEqual(['active', 'activating', 'activating']);
  });

  test.each([
    ['rejected', 'rejected'],
    ['cancelled', 'cancelled'],
  ] as const)('stuck, and the gateway says %s', (state, phase) => {
    const request = onTheDay()
      .passes(at('2026-03-12T13:00:00Z'))
      .shows(gatewayStatus(state, at('2026-03-12T12:00:00Z')));
    expect(request.at).toBe(phase);
    expect(request.state.attention).toEqual(phase === 'rejected' ? { rejectionNeedsOperator: request.nowMs } : {});
  });

  test('a stuck port that cannot be read is read again', () => {
    const request = onTheDay().passes(at('2026-03-12T13:00:00Z')).fails('lookUp').passes(at('2026-03-12T14:00:00Z'));
    expect(request.flying('lookUp')).toHaveLength(1);
  });
});
