import { createHash } from 'node:crypto';
import { apiKeys } from '../../../config/secrets';
import { portico } from './command-line';

interface Made {
  readonly key: string;
  readonly entry: string;
}

test('api-key makes a key of 32 random bytes that says what it is, and the entry by which the API knows it', async () => {
  const { code, out } = await portico(['api-key', '--account', 'acc-1', '--scopes', 'read', '--json']);
  expect(code).toBe(0);
  const { key, entry } = JSON.parse(out) as Made;
  expect(key).toMatch(/^ptc_[A-Za-z0-9_-]{43}$/);
  expect(apiKeys.parse(entry)).toEqual([{ account: 'acc-1', scopes: ['read'], sha256: createHash('sha256').update(key).digest('hex') }]);
  const again = JSON.parse((await portico(['api-key', '--json'])).out) as Made;
  expect(again.key).not.toBe(key);
  expect(again.entry).toMatch(/^\*:orders:/);
});

test('api-key without --json says which line is for whom', async () => {
  const { out } = await portico(['api-key']);
  expect(out).toMatch(/its caller alone[^]*ptc_[^]*PORTICO_API_KEYS:\n {2}\*:orders:[0-9a-f]{64}/);
});

test.each([
  ['a scope that there is not', ['--scopes', 'everything'], 'scopes are read, orders, operator, codec, admin'],
  ['our own work for one account', ['--account', 'acc-1', '--scopes', 'orders+operator'], 'keys of all accounts'],
  ['an account that no entry can hold', ['--account', 'a:b'], 'account:scopes:hash'],
])('api-key refuses %s with 2 and says why', async (_, args, why) => {
  const { code, err, out } = await portico(['api-key', ...args]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(why);
});
