import { HOUR_MS } from '../../../domain/clock';
import type { Examination } from '../../../domain/support-case/events';
import { isFinished, viewOf } from '../../../domain/support-case/view';
import { describeCase } from '../../../domain/support-case/details';
import { focOn } from '../../support/builders/carrier-event';
import { ACTIVE, aCall, aCaseInput, DrivenCase, NUMBER, OPENED, threeCalls } from '../../support/builders/support-case';
import { at } from '../../support/builders/rules';

const place = (changed: Partial<NonNullable<Examination['place']>>): Examination => ({
  ...ACTIVE,
  place: { configured: true, userOnline: true, inService: true, ...changed },
});
const aCase = (changed: Parameters<typeof aCaseInput>[0] = {}): DrivenCase => new DrivenCase(aCaseInput(changed));

describe('before the port', () => {
  test('R15, R25: the losing provider answers, the customer is told so at once, and the case is closed', () => {
    const foc = focOn('2026-03-12');
    const driven = aCase().finds({ port: { at: 'before', foc } });
    expect(driven.state.phase).toEqual({ at: 'over', outcome: 'losingProvider' });
    expect(driven.told).toEqual([['opened', 'losingProviderAnswers']]);
    expect(driven.last('losingProviderAnswers')).toMatchObject({ port: 'before', foc });
    expect(isFinished(driven.state)).toBe(true);
  });

  test('R15, R25: a port that was cancelled or never came leaves the number there', () => {
    const driven = aCase().finds({ port: { at: 'ended' } });
    expect(driven.state.phase).toEqual({ at: 'over', outcome: 'losingProvider' });
    expect(driven.last('losingProviderAnswers')).toMatchObject({ port: 'ended', foc: undefined });
  });
});

describe('on the port day', () => {
  const window = (startMs: number) => ({
    date: '2026-03-10',
    windowStartMs: startMs,
    windowEndMs: startMs + HOUR_MS,
    zone: 'Europe/Paris',
  });

  test('R16: inside the window an interruption is possible; the number is looked at when it would be stuck, and works', () => {
    const foc = window(OPENED);
    const driven = aCase().finds({ port: { at: 'before', foc } });
    expect(driven.told).toEqual([['opened', 'interruptionPossible']]);
    expect(driven.last('interruptionPossible')).toMatchObject({ foc, stuckAt: { atMs: foc.windowEndMs + 2 * HOUR_MS } });
    driven.passes().finds(ACTIVE);
    expect(driven.state.phase).toMatchObject({ at: 'waiting', for: 'calls' });
  });

  test('R16: one that is not active then is stuck, and our team has it', () => {
    const driven = aCase().finds({ port: { at: 'moving', foc: window(OPENED), stuck: false } });
    driven.passes().finds({ port: { at: 'moving', foc: window(OPENED), stuck: false } });
    expect(driven.state.phase).toMatchObject({ at: 'withTeam', why: 'stuck' });
    expect(driven.told.at(-1)).toEqual(['withTeam']);
  });

  test('R15: a minute before the window the losing provider still answers', () => {
    expect(aCase().finds({ port: { at: 'before', foc: window(OPENED + 60_000) } }).state.phase).toMatchObject({
      outcome: 'losingProvider',
    });
  });

  test('R16: a port that its request calls stuck goes to our team at once', () => {
    expect(aCase().finds({ port: { at: 'moving', stuck: true } }).state.phase).toMatchObject({ at: 'withTeam', why: 'stuck' });
  });

  test('R16: numbers that moved without a date are looked at after the hours of grace', () => {
    const driven = aCase().finds({ port: { at: 'moving', stuck: false } });
    expect(driven.state.phase).toMatchObject({ at: 'portDay', lookAt: { atMs: OPENED + 2 * HOUR_MS } });
    expect(driven.says().finds(ACTIVE).state.phase).toMatchObject({ at: 'waiting', for: 'calls' });
  });
});

describe('after the port', () => {
  test('R26: configuration first, then the user, then failed calls; each answered in one message', () => {
    const driven = aCase().finds(place({ configured: false, userOnline: false }));
    expect(driven.state.phase).toMatchObject({ at: 'waiting', for: 'configuration' });
    driven.says().finds(place({ userOnline: false }));
    expect(driven.state.phase).toMatchObject({ at: 'waiting', for: 'user' });
    driven.says().finds(ACTIVE);
    expect(driven.state.phase).toMatchObject({ at: 'waiting', for: 'calls' });
    driven.says(threeCalls());
    expect(driven.state.phase).toMatchObject({ at: 'withTeam', why: 'calls' });
    expect(driven.told).toEqual([['opened', 'notConfigured'], ['userOffline'], ['callsNeeded'], ['withTeam']]);
    expect(Object.keys(driven.state.attention)).toEqual(['supportCase']);
  });

  test('R26: what the platform still says after the customer went on holds nobody up a second time', () => {
    const wrong = place({ configured: false, userOnline: false });
    const driven = aCase().finds(wrong).says().finds(wrong);
    expect(driven.state.phase).toMatchObject({ at: 'waiting', for: 'user' });
    driven.says().finds(wrong);
    expect(driven.last('callsNeeded').checks).toEqual({ configured: false, userOnline: false });
  });

  test('R26: calls are going on, too, and are kept while something else is waited for', () => {
    const driven = aCase()
      .finds(place({ configured: false }))
      .says(threeCalls())
      .finds(ACTIVE);
    expect(driven.state.phase).toMatchObject({ at: 'withTeam', why: 'calls' });
  });

  test('R26: a platform that does not know its users says nothing about them', () => {
    const driven = aCase().finds(place({ userOnline: undefined }));
    expect(driven.last('callsNeeded').checks).toEqual({ configured: true, userOnline: undefined });
  });

  test('R26: calls that came with the complaint are enough, if nothing else is wrong', () => {
    const driven = aCase({ calls: threeCalls() }).finds(ACTIVE);
    expect(driven.told).toEqual([['opened', 'withTeam']]);
    expect(aCase({ calls: threeCalls() }).finds(place({ configured: false })).state.phase).toMatchObject({ for: 'configuration' });
  });

  test('R26: calls are taken one by one, and each time is said what is missing', () => {
    const driven = aCase().finds(ACTIVE);
    const { zone: _, ...incomplete } = aCall(10);
    driven.says([incomplete]);
    expect(driven.last('callsNeeded').evidence).toMatchObject({ counting: 0, calls: [{ call: 1, counts: false, missing: ['zone'] }] });
    driven.says([aCall(10)]);
    driven.says([aCall(20)]);
    expect(driven.last('callsNeeded').evidence.counting).toBe(2);
    expect(driven.says([aCall(30)]).state.phase).toMatchObject({ at: 'withTeam' });
  });

  test('R26: calls from before the port do not count', () => {
    const early = [-30, -20, -10].map((minutes) => aCall(minutes));
    const driven = aCase({ calls: early }).finds(ACTIVE);
    expect(driven.last('callsNeeded').evidence).toMatchObject({ counting: 0, calls: [{ fault: 'beforePort' }, {}, {}] });
  });

  test.each([
    ['ported and not in service', place({ inService: false }), 'notInService'],
    ['ported and not on the platform', { port: ACTIVE.port }, 'notInService'],
    ['of an order that is not there', { port: { at: 'unknown' } }, 'notChecked'],
  ] as const)('a number that is %s is for our team, without asking for calls', (_, found, why) => {
    expect(aCase().finds(found).state.phase).toMatchObject({ at: 'withTeam', why });
  });

  test('a number that cannot be looked at is for our team, and the customer is told', () => {
    const driven = aCase();
    driven.fail(driven.flying[0] ?? { do: 'examine' });
    expect(driven.state.phase).toMatchObject({ at: 'withTeam', why: 'notChecked' });
    expect(driven.told).toEqual([['opened', 'withTeam']]);
  });
});

describe('SMS', () => {
  const sms = aCaseInput({ complaint: { number: NUMBER, trouble: 'sms' } });
  const by = { what: 'smsActive', atMs: OPENED + HOUR_MS, zone: 'Europe/Paris', explanation: '', then: '' } as const;

  test.each([
    ['still has time', 'activating', by, { at: 'over', outcome: 'smsPending' }],
    ['has had its time', 'activating', { ...by, atMs: OPENED }, { at: 'withTeam', why: 'sms' }],
    ['is overdue', 'overdue', by, { at: 'withTeam', why: 'sms' }],
    ['has failed', 'failed', by, { at: 'withTeam', why: 'sms' }],
    ['is active', 'active', by, { at: 'waiting', for: 'calls' }],
  ] as const)('R18: SMS that %s', (_, state, smsBy, phase) => {
    const driven = new DrivenCase(sms).finds({ ...ACTIVE, port: { at: 'active', sms: state, smsBy } });
    expect(driven.state.phase).toMatchObject(phase);
  });

  test('R18: SMS that is not active does not keep a case about calls', () => {
    expect(aCase().finds({ ...ACTIVE, port: { at: 'active', sms: 'failed' } }).state.phase).toMatchObject({ for: 'calls' });
  });
});

describe('waiting', () => {
  test('the customer is reminded after 3 business days, and the case is closed after 10, politely', () => {
    const driven = aCase().finds(ACTIVE).passes();
    expect(new Date(driven.nowMs).toISOString()).toBe('2026-03-13T22:59:00.000Z');
    expect(driven.told.at(-1)).toEqual(['reminded']);
    driven.passes();
    expect(new Date(driven.nowMs).toISOString()).toBe('2026-03-24T22:59:00.000Z');
    expect(driven.told.at(-1)).toEqual(['unanswered']);
    expect(driven.state.phase).toEqual({ at: 'over', outcome: 'unanswered' });
  });

  test('after a long outage a case is closed without a reminder that comes too late', () => {
    const driven = aCase().finds(ACTIVE);
    driven.nowMs = at('2026-05-01T00:00:00Z');
    expect(driven.take({ kind: 'timeReached' }).told.at(-1)).toEqual(['unanswered']);
  });

  test('every word of the customer starts the wait anew', () => {
    const driven = aCase().finds(ACTIVE).passes();
    driven.says([aCall(10)]);
    expect(driven.state.phase).toMatchObject({ closeAt: { atMs: at('2026-03-27T22:59:00Z') } });
  });

  test('a case that works now is closed, wherever it stands', () => {
    for (const driven of [aCase(), aCase().finds(ACTIVE), aCase({ calls: threeCalls() }).finds(ACTIVE)]) {
      driven.says([], true);
      expect(driven.state.phase).toEqual({ at: 'over', outcome: 'works' });
      expect(driven.state.attention).toEqual({});
      expect(driven.told.at(-1)?.at(-1)).toBe('worksAgain');
    }
  });

  test('our team: the customer is told once that it is still open, and the attention stays until it is resolved', () => {
    const driven = aCase({ calls: threeCalls() }).finds(ACTIVE).passes().passes().passes();
    expect(driven.kinds().filter((kind) => kind === 'stillWithTeam')).toHaveLength(1);
    expect(driven.state.attention).toEqual({ supportCase: OPENED });
    driven.take({ kind: 'resolved', reason: 'a route was missing' });
    expect(driven.last('resolved').reason).toBe('a route was missing');
    expect([driven.state.phase, driven.state.attention]).toEqual([{ at: 'over', outcome: 'resolved' }, {}]);
  });

  test('a calendar that cannot answer does not make a wait endless', () => {
    const driven = aCase();
    driven.only({ kind: 'examined', examination: ACTIVE });
    driven.fail(driven.flying.find((effect) => effect.do === 'plan') ?? { do: 'examine' });
    expect(driven.told).toEqual([['opened', 'callsNeeded']]);
    expect(driven.passes().passes().state.phase).toMatchObject({ outcome: 'unanswered' });
  });

  test('two words of the customer at once are one answer', () => {
    const driven = aCase().finds(ACTIVE);
    driven.only({ kind: 'proceed', calls: [aCall(10)], works: false });
    driven.only({ kind: 'proceed', calls: [aCall(20)], works: false });
    expect(driven.flying.filter((effect) => effect.do === 'plan')).toHaveLength(1);
    driven.take({ kind: 'unreadable' });
    expect(driven.last('callsNeeded').evidence.counting).toBe(2);
    expect(driven.told.at(-1)).toEqual(['callsNeeded']);
  });
});

describe('telling', () => {
  test('a message that could not be handed over is tried again an hour later, with what has come since', () => {
    const driven = aCase();
    driven.only({ kind: 'examined', examination: { port: { at: 'ended' } } });
    driven.fail(driven.flying.find((effect) => effect.do === 'notify') ?? { do: 'examine' });
    expect([driven.state.attention, isFinished(driven.state)]).toEqual([{ notificationFailed: OPENED }, false]);
    driven.passes();
    expect(driven.nowMs).toBe(OPENED + HOUR_MS);
    expect([driven.told, driven.state.attention, isFinished(driven.state)]).toEqual([[['opened', 'losingProviderAnswers']], {}, true]);
  });
});

test('the Web UI shows what was checked and who has to act, and no number', () => {
  const driven = aCase({ calls: threeCalls() }).finds(ACTIVE);
  const text = describeCase(viewOf(driven.state, driven.nowMs, driven.input), driven.nowMs, 'Europe/Paris');
  for (const line of [
    '| Who has to act | an operator |',
    '| Configured | yes |',
    '| User online | yes |',
    '3 of 3 complete',
    'supportCase',
  ])
    expect(text).toContain(line);
  expect(text).not.toMatch(/\+\d{7}/);
});
