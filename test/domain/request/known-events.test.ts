import { driveToSubmitted, drive } from '../../support/builders/drive-request';
import { aRequestInput } from '../../support/builders/request';

describe('an id that a gateway uses for two events', () => {
  const said = (digest: string | undefined, text: string) => ({ id: 'evt_1', text, digest });

  test('the first counts, and a person is told of the other, once', () => {
    const request = driveToSubmitted().says('comment', said('d1', 'first')).says('comment', said('d2', 'second'));
    expect(request.state.attention).toHaveProperty('eventIdReused');
    request.says('rejected', { ...said('d3', ''), reasons: [{ code: 'NAME_MISMATCH' }] });
    expect(request.told.filter(({ kind }) => kind === 'carrierComment')).toMatchObject([{ text: 'first' }]);
    expect(request.kinds.filter((kind) => kind === 'attention')).toHaveLength(1);
    expect(request.at).toBe('submitted');
  });

  test('F10: the same event again is none, and neither is one of which it is not known what it said', () => {
    const request = driveToSubmitted().says('comment', said('d1', 'first')).says('comment', said('d1', 'first'));
    request.says('comment', said(undefined, 'first'));
    request.says('comment', { id: 'evt_2', text: 'old' }).says('comment', { id: 'evt_2', text: 'old', digest: 'd9' });
    expect(request.state.attention).toEqual({});
    expect(request.told.filter(({ kind }) => kind === 'carrierComment')).toHaveLength(2);
  });

  test('what is remembered stays bounded', () => {
    const request = driveToSubmitted();
    for (let index = 0; index < 400; index += 1) request.says('comment', { id: `evt_${index}`, text: 'x', digest: `d${index}` });
    expect(request.state.seen).toHaveLength(300);
    expect(Object.keys(request.state.digests ?? {})).toHaveLength(300);
  });
});

describe('a gateway that names its own id of the port alone', () => {
  const input = aRequestInput({ echoesReference: false });
  const bound = (request: ReturnType<typeof drive>) =>
    request.asked.flatMap((effect) => (effect.do === 'bind' ? [[effect.gatewayId, effect.reference]] : []));

  test('is told whose port it is as soon as its id is known, and once', () => {
    const request = drive(input);
    expect(bound(request)).toEqual([]);
    request.accepted();
    request.says('comment', { text: 'x' });
    expect(bound(request)).toEqual([['GW-1', request.state.attempts[0]?.reference]]);
  });

  test("also of a port that it refused, and of the next attempt's own", () => {
    const request = drive(input).refusedAtTheDoor('NAME_MISMATCH').corrected().accepted();
    expect(bound(request)).toEqual(request.state.attempts.map(({ attempt, reference }) => [`GW-${attempt}`, reference]));
  });

  test('is told again an hour after it could not be told', () => {
    const request = drive(input).accepted().fails('bind', 'Timeout');
    expect(bound(request)).toHaveLength(1);
    request.passes(request.nowMs + 3_600_000);
    expect(bound(request)).toHaveLength(2);
  });

  test('is the exception: nothing is bound where our reference is echoed', () => {
    expect(bound(drive().accepted())).toEqual([]);
  });
});
