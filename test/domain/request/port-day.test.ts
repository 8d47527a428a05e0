import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/clock';
import { describeRequest } from '../../../domain/request/details';
import { snapshotOf } from '../../../domain/request/snapshot';
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

describe('R20: a block is all or nothing', () => {
  const block = aRequestInput({ items: [aBlock()] });
  const details = (request: ReturnType<typeof onTheDay>) =>
    describeRequest(snapshotOf(1, request.state, request.nowMs, 0), request.state.facts, request.nowMs, 'Europe/Paris');
  const nineOfTen = (input = block) => {
    const request = onTheDay(input).says('numberActivated');
    const { numbers } = request.answerTo('activate');
    return request.take({ kind: 'activated', numbers: numbers.slice(0, 9), smsAsked: true, smsNotApplicable: [] });
  };

  test('nine of ten in service: not complete, nobody is told so, and an operator reads how many are missing', () => {
    const request = nineOfTen();
    expect(request.at).toBe('activating');
    expect(request.kinds).not.toContain('ported');
    expect(details(request)).toContain('| Not in service yet | 1 of 10: the port is not complete before the last works (R20) |');
  });

  test('only what is missing is tried again, and with the last one the block is complete', () => {
    const request = nineOfTen().passes(WINDOW + 30 * MINUTE_MS);
    expect(request.flying('activate')).toEqual([{ do: 'activate', numbers: block.numbers.slice(9) }]);
    request.activated();
    expect(request.lastFact('ported')).toMatchObject({ numbers: block.numbers });
    expect(details(request)).not.toContain('Not in service yet');
  });

  test('it stays so: stuck two hours after the window, told with the one that is missing, and still not complete', () => {
    const request = nineOfTen().passes(at('2026-03-12T13:00:00Z'));
    expect(request.lastFact('activationStuck')).toMatchObject({ numbers: block.numbers.slice(9) });
    expect(request.state.attention.activationStuck).toBe(at('2026-03-12T13:00:00Z'));
    expect(request.kinds).not.toContain('ported');
  });

  test('a request of single numbers says the same', () => {
    const request = onTheDay(ofThree)
      .says('numberActivated', { numbers: [first, second] })
      .activated()
      .passes(at('2026-03-12T13:00:00Z'));
    expect(request.lastFact('activationStuck')).toMatchObject({ numbers: [third] });
    expect(details(request)).toContain('| Not in service yet | 1 of 3:');
    expect(request.kinds).not.toContain('ported');
  });
});

describe('R14: numbers that move without being on the dashboard', () => {
  const unprepared = () => driveToScheduled().fails('prepare', 'ServiceUnavailable').passes(WINDOW);
  const moves = (prepared: boolean) => {
    const request = unprepared().says('numberActivated');
    const { numbers } = request.answerTo('activate');
    return request.take({ kind: 'activated', numbers, smsAsked: true, smsNotApplicable: [], prepared });
  };

  test('preparation that fails is raised and tried again each hour, and the port is neither moved nor held up', () => {
    const request = driveToScheduled().fails('prepare', 'ServiceUnavailable');
    expect(request.state.attention.preparationFailed).toBe(MONDAY);
    request.passes(MONDAY + HOUR_MS);
    expect(request.flying('prepare')).toHaveLength(1);
    expect(request.passes(WINDOW).at).toBe('activating');
    expect(request.state.foc?.date).toBe('2026-03-12');
  });

  test('they are put there before they are taken into service; the reason for attention goes away', () => {
    expect(unprepared().says('numberActivated').flying('activate')).toEqual([
      { do: 'activate', numbers: [aSingle().number], unprepared: true },
    ]);
    const request = moves(true);
    expect(request.at).toBe('ported');
    expect(request.state.attention).toEqual({});
    expect(request.state.retries).toEqual([]);
  });

  test('it fails once more: the port is complete all the same, a person stays asked, and it is tried on until it works', () => {
    const request = moves(false);
    expect(request.at).toBe('ported');
    expect(request.state.attention).toEqual({ preparationFailed: MONDAY });
    request
      .passes(WINDOW + HOUR_MS)
      .fails('prepare', 'ServiceUnavailable')
      .passes(WINDOW + 2 * HOUR_MS)
      .prepared();
    expect(request.state.attention).toEqual({});
    expect(request.state.preparation).toBe('done');
    expect(request.kinds).not.toContain('numbersAdded');
  });

  test('with a dashboard that has them nothing more is asked', () => {
    expect(onTheDay().says('numberActivated').flying('activate')).toEqual([{ do: 'activate', numbers: [aSingle().number] }]);
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
