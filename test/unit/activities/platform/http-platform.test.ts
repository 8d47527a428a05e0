import { FAILURES } from '../../../../activities/failures';
import { createHttpAccounts } from '../../../../activities/platform/http-accounts';
import { createHttpPlatform } from '../../../../activities/platform/http-platform';
import type { AccountDirectory, NumberPlatform } from '../../../../activities/platform/platform';
import { answerJson, startLoopback } from '../../../support/loopback-server';
import { startSimulator, type RunningSimulator } from '../../../support/simulator';

const { signal } = new AbortController();
let simulator: RunningSimulator;
let platform: NumberPlatform;
let accounts: AccountDirectory;

beforeAll(async () => {
  simulator = await startSimulator();
  const at = (party: string) => ({ baseUrl: simulator.baseUrl(party), token: simulator.token, timeoutMs: 5_000 });
  platform = createHttpPlatform(at('platform'));
  accounts = createHttpAccounts(at('accounts'));
});
afterAll(() => simulator.close());

describe('the number platform, against the simulator', () => {
  test('F35: one live order per number, all or none, and the same order may ask again', async () => {
    const numbers = ['+33199000101', '+33199000102'];
    expect(await platform.claim('ORDER1', 'acct-a', numbers, signal)).toEqual({ kind: 'claimed' });
    expect(await platform.claim('ORDER1', 'acct-a', numbers, signal)).toEqual({ kind: 'claimed' });
    const wanted = ['+33199000102', '+33199000103'];
    expect(await platform.claim('ORDER2', 'acct-a', wanted, signal)).toEqual({
      kind: 'taken',
      numbers: ['+33199000102'],
      takenBy: 'ORDER1',
    });
    // All or none: the free one was not claimed on the way.
    expect(await platform.claim('ORDER3', 'acct-b', ['+33199000103'], signal)).toEqual({ kind: 'claimed' });
  });

  test('another account learns that a number is taken, and not by whom', async () => {
    await platform.claim('ORDER4', 'acct-a', ['+33199000104'], signal);
    expect(await platform.claim('ORDER5', 'acct-b', ['+33199000104'], signal)).toEqual({
      kind: 'taken',
      numbers: ['+33199000104'],
      takenBy: undefined,
    });
  });

  test('a released number is free, and releasing twice does no harm', async () => {
    const numbers = ['+33199000105'];
    await platform.claim('ORDER6', 'acct-a', numbers, signal);
    await platform.release('ORDER6', numbers, signal);
    await platform.release('ORDER6', numbers, signal);
    expect(await platform.claim('ORDER7', 'acct-b', numbers, signal)).toEqual({ kind: 'claimed' });
  });

  test('the claims of an order are those that it holds now, and of nobody else', async () => {
    const numbers = ['+33199000130', '+33199000131'];
    await platform.claim('ORDER30', 'acct-a', numbers, signal);
    await platform.claim('ORDER31', 'acct-a', ['+33199000132'], signal);
    expect(await platform.claimsOf('ORDER30', signal)).toEqual(numbers);
    await platform.release('ORDER30', ['+33199000130'], signal);
    expect(await platform.claimsOf('ORDER30', signal)).toEqual(['+33199000131']);
    expect(await platform.claimsOf('ORDER32', signal)).toEqual([]);
  });

  test('R14: prepared numbers are on the dashboard before they work; SMS is asked for', async () => {
    const numbers = ['+33199000106', '+33199000107'];
    await platform.claim('ORDER8', 'acct-a', numbers, signal);
    await platform.prepare('ORDER8', 'acct-a', numbers, '2026-12-10', signal);
    expect(await platform.read(numbers, signal)).toEqual(
      numbers.map((number) => ({
        number,
        onDashboard: true,
        configured: expect.any(Boolean),
        userOnline: true,
        voice: 'inactive',
        sms: 'off',
        emergencyAddress: 'notNeeded',
      })),
    );
    const active = await platform.activate('ORDER8', numbers, signal);
    expect(numbers).toEqual(expect.arrayContaining([...active]));
    await platform.enableSms('ORDER8', numbers, signal);
    expect(await platform.read(numbers, signal)).toEqual(numbers.map((number) => expect.objectContaining({ number, sms: 'activating' })));
  });

  test('a number that was never claimed is a final failure that names the code and no number', async () => {
    await expect(platform.activate('ORDER9', ['+33199000108'], signal)).rejects.toMatchObject({
      type: FAILURES.serviceUnavailable,
      nonRetryable: true,
      message: 'number platform: POST /v1/numbers/activate answered 409 not_claimed, which its contract does not foresee',
    });
  });

  test('R16: only numbers that were asked about are reported active', async () => {
    const server = await startLoopback((_request, response) => answerJson(response, 200, { active: ['+33199000101', '+33199000199'] }));
    const other = createHttpPlatform({ baseUrl: server.baseUrl, token: 't', timeoutMs: 5_000 });
    expect(await other.activate('ORDER1', ['+33199000101', '+33199000102'], signal)).toEqual(['+33199000101']);
    await server.close();
  });

  test.each([
    ['says so', { user_online: false }, false],
    ['leaves it out', {}, undefined],
    ['does not know', { user_online: null }, undefined],
  ])('R26: whether the user is online is told where the platform %s', async (_, said, online) => {
    const place = { number: '+33199000101', on_dashboard: true, configured: true, voice: 'active', sms: 'active', ...said };
    const server = await startLoopback((_request, response) => answerJson(response, 200, { numbers: [place] }));
    const other = createHttpPlatform({ baseUrl: server.baseUrl, token: 't', timeoutMs: 5_000 });
    expect((await other.read(['+33199000101'], signal))[0]?.userOnline).toBe(online);
    await server.close();
  });

  test('what a platform says of addresses for emergency calls is read, and an older one that says nothing of them is, too', async () => {
    const place = { on_dashboard: true, configured: true, voice: 'inactive', sms: 'off' };
    const numbers = [
      { number: '+12125550101', ...place, emergency_address: 'missing' },
      { number: '+12125550102', ...place },
      { number: '+12125550199', ...place, emergency_address: 'set' },
    ];
    const server = await startLoopback((_request, response) => answerJson(response, 200, { numbers }));
    const other = createHttpPlatform({ baseUrl: server.baseUrl, token: 't', timeoutMs: 5_000 });
    const known = { onDashboard: true, configured: true, voice: 'inactive', sms: 'off' };
    expect(await other.read(['+12125550101', '+12125550102'], signal)).toEqual([
      { number: '+12125550101', ...known, emergencyAddress: 'missing' },
      { number: '+12125550102', ...known },
    ]);
    await server.close();
  });

  test('R18: the numbers for which there are no text messages are those that were asked about', async () => {
    const answer = { not_applicable: ['+18005550101', '+18005550199'] };
    const server = await startLoopback((_request, response) => answerJson(response, 202, answer));
    const other = createHttpPlatform({ baseUrl: server.baseUrl, token: 't', timeoutMs: 5_000 });
    expect(await other.enableSms('ORDER1', ['+18005550101', '+33199000101'], signal)).toEqual(['+18005550101']);
    await server.close();
  });

  test('a lost answer is tried again, because every call may be repeated', async () => {
    const server = await startLoopback((_request, _response, raw) => raw.socket.destroy());
    const other = createHttpPlatform({ baseUrl: server.baseUrl, token: 't', timeoutMs: 5_000 });
    const again = { type: FAILURES.serviceUnavailable, nonRetryable: false };
    await expect(other.claim('ORDER1', 'acct-a', ['+33199000101'], signal)).rejects.toMatchObject(again);
    await expect(other.prepare('ORDER1', 'acct-a', [], '2026-12-10', signal)).rejects.toMatchObject(again);
    await expect(other.activate('ORDER1', [], signal)).rejects.toMatchObject(again);
    await expect(other.enableSms('ORDER1', [], signal)).rejects.toMatchObject(again);
    await expect(other.release('ORDER1', [], signal)).rejects.toMatchObject(again);
    await server.close();
  });
});

describe('the account directory, against the simulator', () => {
  test('R1: an account is told with its status, whether it pays, and its language', async () => {
    expect(await accounts.find('acct-active-fr', signal)).toEqual({ id: 'acct-active-fr', status: 'active', paid: true, language: 'fr' });
    expect(await accounts.find('acct-trial', signal)).toMatchObject({ status: 'trial', paid: false });
  });

  test('an account that does not exist is no failure', async () => {
    expect(await accounts.find('acct-nobody', signal)).toBeUndefined();
  });
});
