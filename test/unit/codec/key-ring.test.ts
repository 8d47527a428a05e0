import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { parseKeyRing } from '../../../codec/key-ring';

const key = (): string => randomBytes(32).toString('base64');

describe('the key ring', () => {
  test('the first key is current and the others are found by id', () => {
    const ring = parseKeyRing(`2027-01:${key()}, 2026-07:${key()}`);
    expect(ring.ok && ring.value.current.id).toBe('2027-01');
    expect(ring.ok && ring.value.ids).toEqual(['2027-01', '2026-07']);
    expect(ring.ok && ring.value.find('2026-07')?.id).toBe('2026-07');
    expect(ring.ok && ring.value.find('2025-01')).toBeUndefined();
  });

  test('every problem is told at once, by place', () => {
    const same = key();
    const ring = parseKeyRing(`a:${same},b:${same},a:${key()},c:c2hvcnQ=,no-colon,d:***,e:${Buffer.alloc(32).toString('base64')}`);
    expect(ring).toMatchObject({
      ok: false,
      problems: [
        { path: 'keys[1]', code: 'key_twice' },
        { path: 'keys[2]', code: 'key_id_twice' },
        { path: 'keys[3]', code: 'key_weak', message: expect.stringContaining('5 bytes') },
        { path: 'keys[4]', code: 'key_malformed' },
        { path: 'keys[5]', code: 'key_malformed' },
        { path: 'keys[6]', code: 'key_weak' },
      ],
    });
  });

  test.each(['', '   '])('an empty setting (%j) is a missing key, not an empty ring', (text) => {
    expect(parseKeyRing(text)).toMatchObject({ ok: false, problems: [{ code: 'key_missing' }] });
  });

  test('base64 that Node would read with a shrug is refused', () => {
    const good = key();
    for (const bad of [good.slice(0, -1), `${good.slice(0, 10)} ${good.slice(10)}`, `${good}!`]) {
      expect(parseKeyRing(`a:${bad}`)).toMatchObject({ ok: false });
    }
  });

  test('no message holds a key, wherever the key was put', () => {
    const secret = key();
    const bare = secret.replace(/[=+/]/g, 'x').slice(0, 43);
    for (const text of [`${secret}:id`, secret, `${bare}:id`, `id:${secret}x`, `a:${secret},b:${secret}`, `a:${secret}:b`]) {
      const ring = parseKeyRing(text);
      expect(ring.ok).toBe(false);
      expect(JSON.stringify(ring)).not.toContain(secret.slice(0, 8));
    }
  });

  test('keys may stand one a line, and a lost one by its id alone; the first cannot be lost', () => {
    const ring = parseKeyRing(`2027-01:${key()}\n2026-07:${key()},2026-01:lost\n`);
    expect(ring.ok && [ring.value.ids, ring.value.lostIds]).toEqual([['2027-01', '2026-07'], ['2026-01']]);
    expect(parseKeyRing(`a:lost,b:${key()}`)).toMatchObject({ ok: false, problems: [{ path: 'keys[0]', code: 'key_lost' }] });
    expect(parseKeyRing(`a:${key()},a:lost`)).toMatchObject({ ok: false, problems: [{ code: 'key_id_twice' }] });
  });

  test('printing a ring shows no key', () => {
    const secret = key();
    const ring = parseKeyRing(`a:${secret}`);
    expect(inspect(ring, { depth: 9 }) + JSON.stringify(ring)).not.toContain(secret.slice(0, 8));
    expect(inspect(ring, { depth: 9 })).not.toContain(Buffer.from(secret, 'base64').toString('hex').slice(0, 8));
  });
});
