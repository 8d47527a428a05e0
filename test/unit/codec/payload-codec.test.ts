import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import {
  ENCRYPTED,
  KEY_ID_METADATA,
  VERSION_METADATA,
  encryptionCodec,
  metadataText,
  type PlaintextSeen,
} from '../../../codec/payload-codec';
import { aKey, aKeyRing } from '../../support/key-rings';

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
    await expect(codec.decode([withMetadata(sealed, VERSION_METADATA, '2')])).rejects.toMatchObject({ reason: 'unknownVersion' });
    await expect(codec.decode([{ ...sealed, data: (sealed.data ?? Buffer.alloc(0)).subarray(0, 20) }])).rejects.toMatchObject({
      reason: 'malformed',
    });
    await expect(codec.decode([{ metadata: sealed.metadata ?? {} }])).rejects.toMatchObject({ reason: 'malformed' });
  });

  test('a key id that is no id is not repeated in the message', async () => {
    const codec = encryptionCodec(aKeyRing('a'));
    const sealed = withMetadata(await seal(codec), KEY_ID_METADATA, CANARY);
    const error: unknown = await codec.decode([sealed]).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ reason: 'unknownKey' });
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

  test('without a counter the process warns once per encoding', async () => {
    // Jest gives tests a copy of `process` whose events nobody sends, so the call itself is watched.
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const codec = encryptionCodec(aKeyRing('a'));
    await codec.decode([plain(1), plain(2)]);
    const warnings = warn.mock.calls.map(([warning]) => String(warning));
    warn.mockRestore();
    expect(warnings).toEqual([expect.stringContaining('payload.plaintext')]);
  });
});
