import { defaultPayloadConverter } from '@temporalio/common';
import { KEY_ID_METADATA } from '../../../codec/payload-codec';
import { UNDECODED_METADATA, remoteCodec } from '../../../codec/remote';
import { writeRemotePayloads, type RemotePayload } from '../../../codec/remote-payloads';
import { aKeyRing } from '../../support/key-rings';

const body = (...values: readonly unknown[]): { payloads: readonly RemotePayload[] } =>
  writeRemotePayloads(values.map((value) => defaultPayloadConverter.toPayload(value)));
const text = (base64: string | undefined): string => Buffer.from(base64 ?? '', 'base64').toString('utf8');

describe('the codec over HTTP', () => {
  const codec = remoteCodec(aKeyRing('a'));

  test('what the UI encodes, it can decode', async () => {
    const encoded = await codec.encode(body({ orderId: 'X' }, 'two'));
    expect(encoded.ok).toBe(true);
    expect(JSON.stringify(encoded)).not.toContain(body({ orderId: 'X' }).payloads[0]?.data);
    const decoded = encoded.ok ? await codec.decode(encoded.value) : encoded;
    expect(decoded).toEqual({ ok: true, value: body({ orderId: 'X' }, 'two') });
  });

  test('payloads in clear pass through decode, because the UI asks about all of them', async () => {
    expect(await codec.decode(body('plain'))).toEqual({ ok: true, value: body('plain') });
  });

  test('one payload that cannot be read becomes a sentence and spoils nothing', async () => {
    const foreign = await remoteCodec(aKeyRing('elsewhere')).encode(body('secret'));
    const own = await codec.encode(body('mine'));
    if (!foreign.ok || !own.ok) throw new Error('encoding failed');
    const broken = { ...own.value.payloads[0], data: Buffer.alloc(60).toString('base64') };
    const decoded = await codec.decode({ payloads: [...foreign.value.payloads, broken, ...own.value.payloads] });
    if (!decoded.ok) throw new Error('refused');
    const [unknown, tampered, mine] = decoded.value.payloads;
    expect(text(unknown?.data)).toContain('the key \\"elsewhere\\"');
    expect(text(unknown?.metadata[UNDECODED_METADATA])).toBe('unknownKey');
    expect(text(unknown?.metadata.encoding)).toBe('json/plain');
    expect(text(tampered?.metadata[UNDECODED_METADATA])).toBe('tampered');
    expect(text(mine?.data)).toBe('"mine"');
  });

  test('base64 of either alphabet is read, as proto-JSON demands', async () => {
    const data = Buffer.from([251, 255, 190]).toString('base64url');
    expect(await codec.decode({ payloads: [{ data }] })).toEqual({ ok: true, value: { payloads: [{ metadata: {}, data: '+/++' }] } });
  });

  test.each([
    ['no object', 'text'],
    ['no list', { payloads: {} }],
    ['a payload that is no object', { payloads: ['x'] }],
    ['data that is no base64', { payloads: [{ data: '***' }] }],
    ['metadata that is no map of texts', { payloads: [{ metadata: { encoding: 7 } }] }],
    ['metadata that is a list', { payloads: [{ metadata: [] }] }],
    ['too many', { payloads: Array.from({ length: 1_001 }, () => ({})) }],
  ])('%s is refused on both ways, with the place', async (_what, bad) => {
    for (const answer of [await codec.decode(bad), await codec.encode(bad)]) {
      expect(answer).toMatchObject({
        ok: false,
        problems: expect.arrayContaining([expect.objectContaining({ path: expect.stringContaining('payloads') })]),
      });
    }
  });

  test('a marker of encryption with nothing behind it is told, not thrown', async () => {
    const marked = { metadata: { encoding: Buffer.from('binary/encrypted').toString('base64'), [KEY_ID_METADATA]: 'YQ==' }, data: '' };
    expect(await codec.decode({ payloads: [marked] })).toMatchObject({ ok: true });
  });
});
