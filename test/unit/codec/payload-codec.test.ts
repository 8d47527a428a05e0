import { defaultPayloadConverter, type Payload, type SerializationContext } from '@temporalio/common';
import {
  ENCRYPTED,
  KEY_ID_METADATA,
  VERSION_METADATA,
  encryptionCodec,
  metadataText,
  type PlaintextSeen,
  type UndecodableSeen,
} from '../../../codec/payload-codec';
import { packPayload } from '../../../codec/payload-frame';
import { sealBytes } from '../../../codec/sealed-bytes';
import { isUndecodable, UNDECODABLE } from '../../../domain/undecodable';
import { aKey, aKeyRing } from '../../support/key-rings';

const key = aKey();
const ring = aKeyRing(`a:${key}`);
const CANARY = 'Ada Canary +33199001234';
const plain = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const seal = async (codec: ReturnType<typeof encryptionCodec>, value: unknown = { holder: CANARY }): Promise<Payload> => {
  const [sealed] = await codec.encode([plain(value)]);
  if (!sealed) throw new Error('nothing was encoded');
  return sealed;
};
const withMetadata = (payload: Payload, name: string, value: string): Payload => ({
  ...payload,
  metadata: { ...payload.metadata, [name]: Buffer.from(value) },
});

describe('the payload codec', () => {
  test('what goes in comes out, with its metadata', async () => {
    const codec = encryptionCodec(aKeyRing('a'));
    const values = [{ holder: CANARY }, undefined, null, 'text', new Uint8Array([0, 255, 1]), '', [1, 2]];
    const payloads = values.map((value) => plain(value));
    const back = await codec.decode(await codec.encode(payloads));
    expect(back.map((payload) => defaultPayloadConverter.fromPayload(payload))).toEqual(values);
    expect(back.map((payload) => metadataText(payload, 'encoding'))).toEqual(payloads.map((payload) => metadataText(payload, 'encoding')));
    expect(await codec.encode([])).toEqual([]);
  });

  test('nothing readable is left, and the same value never looks the same twice', async () => {
    const codec = encryptionCodec(aKeyRing('a'));
    const [one, other] = [await seal(codec), await seal(codec)];
    const wire = Buffer.from(one.data ?? []);
    expect(wire.includes(CANARY)).toBe(false);
    expect(wire.includes('json/plain')).toBe(false);
    expect(wire.equals(Buffer.from(other.data ?? []))).toBe(false);
    expect(Object.keys(one.metadata ?? {})).toEqual(['encoding', KEY_ID_METADATA, VERSION_METADATA]);
    expect(metadataText(one, 'encoding')).toBe(ENCRYPTED);
    expect(metadataText(one, KEY_ID_METADATA)).toBe('a');
  });

  test('F32: after a rotation old payloads are read and new ones use the new key', async () => {
    const old = `old:${aKey()}`;
    const before = encryptionCodec(aKeyRing(old));
    const after = encryptionCodec(aKeyRing('new', old));
    const written = await seal(before);
    expect((await after.decode([written])).map((payload) => defaultPayloadConverter.fromPayload(payload))).toEqual([{ holder: CANARY }]);
    expect(metadataText(await seal(after), KEY_ID_METADATA)).toBe('new');
  });

  test('F32: a key that this process does not hold throws and names the id', async () => {
    const sealed = await seal(encryptionCodec(aKeyRing('2026-07')));
    await expect(encryptionCodec(aKeyRing('2027-01')).decode([sealed])).rejects.toMatchObject({
      reason: 'unknownKey',
      message: expect.stringContaining('"2026-07"'),
    });
  });

  test('every single changed byte is noticed', async () => {
    const codec = encryptionCodec(aKeyRing('a'));
    const sealed = await seal(codec, 'x');
    const data = Buffer.from(sealed.data ?? []);
    for (let at = 0; at < data.length; at += 1) {
      const changed = Buffer.from(data);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      await expect(codec.decode([{ ...sealed, data: changed }])).rejects.toMatchObject({ reason: 'tampered' });
    }
  });

  test('a key id or version changed in passing is noticed, and so is a truncated payload', async () => {
    const shared = aKey();
    const codec = encryptionCodec(aKeyRing(`a:${shared}`));
    const renamed = encryptionCodec(aKeyRing(`b:${shared}`));
    const sealed = await seal(codec);
    await expect(renamed.decode([withMetadata(sealed, KEY_ID_METADATA, 'b')])).rejects.toMatchObject({ reason: 'tampered' });
    await expect(codec.decode([withMetadata(sealed, VERSION_METADATA, '3')])).rejects.toMatchObject({ reason: 'unknownVersion' });
    await expect(codec.decode([{ ...sealed, data: (sealed.data ?? Buffer.alloc(0)).subarray(0, 20) }])).rejects.toMatchObject({
      reason: 'malformed',
    });
    await expect(codec.decode([{ metadata: sealed.metadata ?? {} }])).rejects.toMatchObject({ reason: 'malformed' });
  });

  test('a key id that is no id is not repeated in the message', async () => {
    const codec = encryptionCodec(aKeyRing('a'));
    const sealed = withMetadata(await seal(codec), KEY_ID_METADATA, CANARY);
    const error: unknown = await codec.decode([sealed]).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ reason: 'malformed' });
    expect(String(error)).not.toContain('Ada');
  });

  test('a payload in clear passes and is counted, because refusing it would wedge the workflow', async () => {
    const seen: PlaintextSeen[] = [];
    const codec = encryptionCodec(aKeyRing('a'), { onPlaintext: (what) => void seen.push(what) });
    const payloads = [plain({ from: 'an operator' }), await seal(codec), { data: Buffer.from('bare') }];
    const decoded = await codec.decode(payloads);
    expect(decoded[0]).toEqual(payloads[0]);
    expect(decoded[2]).toEqual(payloads[2]);
    expect(seen).toEqual([{ encoding: 'json/plain' }, { encoding: '' }]);
  });

  test('a payload is bound to its namespace; one from before that is still read', async () => {
    const [first] = await encryptionCodec(ring).encode([plain(1)]);
    if (!first) throw new Error('nothing was encoded');
    await expect(encryptionCodec(ring, { namespace: 'elsewhere' }).decode([first])).rejects.toMatchObject({ reason: 'tampered' });
    // As version 1 wrote it: bound to key and version only.
    const old = {
      metadata: withMetadata(first, VERSION_METADATA, '1').metadata ?? {},
      data: sealBytes(packPayload(plain('kept')), ring.current, 'portico/payload/a/1'),
    };
    for (const namespace of ['default', 'elsewhere']) {
      const [read] = await encryptionCodec(ring, { namespace }).decode([old]);
      expect(read && defaultPayloadConverter.fromPayload(read)).toBe('kept');
    }
    // The version cannot be turned back.
    await expect(encryptionCodec(ring).decode([withMetadata(first, VERSION_METADATA, '1')])).rejects.toMatchObject({ reason: 'tampered' });
  });
});

describe('with quarantine, for workers', () => {
  const workflow = { type: 'workflow', namespace: 'default', workflowId: 'port-order/X' } as const;
  const activity = { type: 'activity', namespace: 'default', workflowId: 'port-order/X', isLocal: false } as const;
  const decode = async (payload: Payload, context: SerializationContext, keys: Parameters<typeof encryptionCodec>[0] = ring) => {
    const seen: UndecodableSeen[] = [];
    const [read] = await encryptionCodec(keys, { quarantine: true, onUndecodable: (what) => void seen.push(what) }).decode(
      [payload],
      context,
    );
    return { value: read && defaultPayloadConverter.fromPayload<unknown>(read), seen };
  };
  const changed = async (): Promise<Payload> => {
    const sealed = await seal(encryptionCodec(ring));
    const data = Buffer.from(sealed.data ?? []);
    data.writeUInt8(data.readUInt8(20) ^ 1, 20);
    return { ...sealed, data };
  };
  const own = (metadata: Record<string, string>, data: string): Payload => ({
    metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value)])),
    data: Buffer.from(data),
  });
  const sealedWith = async (payload: Payload): Promise<Payload> => (await encryptionCodec(ring).encode([payload]))[0] ?? {};

  test.each<[string, string, () => Promise<Payload> | Payload]>([
    ['a changed payload', 'tampered', changed],
    ['one that is too short', 'malformed', () => own({ encoding: ENCRYPTED, [KEY_ID_METADATA]: 'a', [VERSION_METADATA]: '2' }, 'x')],
    ['one without a version', 'malformed', () => own({ encoding: ENCRYPTED, [KEY_ID_METADATA]: 'a' }, 'x')],
    ['one whose key id is none', 'malformed', async () => withMetadata(await seal(encryptionCodec(ring)), KEY_ID_METADATA, 'no id')],
    ['garbage that is called JSON', 'unreadable', () => own({ encoding: 'json/plain' }, '{"half')],
    ['garbage of an unknown kind', 'unreadable', () => own({ encoding: 'binary/other' }, '\u0001\u0002')],
    ['garbage without any kind', 'unreadable', () => own({}, '\u0001')],
    ['garbage that somebody encrypted', 'unreadable', () => sealedWith(own({ encoding: 'json/plain' }, '{"half'))],
    ['one under a lost key', 'lostKey', () => seal(encryptionCodec(aKeyRing('gone')))],
  ])('%s becomes a marker that no handler takes for a message', async (_, reason, make) => {
    const keys = aKeyRing(`a:${key}`, 'gone:lost');
    const { value, seen } = await decode(await make(), workflow, keys);
    expect(value).toEqual({ [UNDECODABLE]: reason });
    expect(isUndecodable(value)).toBe(true);
    expect(seen).toEqual([{ reason, quarantined: true, workflowId: 'port-order/X' }]);
  });

  test('a key that may still come is waited for: the message is not given up', async () => {
    const payload = await seal(encryptionCodec(aKeyRing('2027-01')));
    await expect(decode(payload, workflow)).rejects.toMatchObject({ reason: 'unknownKey' });
    await expect(decode(withMetadata(payload, VERSION_METADATA, '9'), workflow)).rejects.toMatchObject({ reason: 'unknownVersion' });
  });

  test('the result of an activity is never replaced by a marker', async () => {
    await expect(decode(await changed(), activity)).rejects.toMatchObject({ reason: 'tampered' });
  });

  test('what can be read is what it was, encrypted or in clear', async () => {
    expect(await decode(await seal(encryptionCodec(ring)), workflow)).toEqual({ value: { holder: CANARY }, seen: [] });
    expect(await decode(plain({ from: 'an operator' }), workflow)).toEqual({ value: { from: 'an operator' }, seen: [] });
  });
});
