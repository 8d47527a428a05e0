import type { Payload } from '@temporalio/common';

/**
 * A payload as one run of bytes, which is what gets encrypted: a 32-bit length, the metadata as JSON with base64 values,
 * then the data as it is. The metadata is inside because it tells what the data is.
 */
export function packPayload(payload: Payload): Uint8Array {
  const metadata = Object.entries(payload.metadata ?? {}).map(([name, value]) => [name, Buffer.from(value ?? []).toString('base64')]);
  const head = Buffer.from(JSON.stringify(Object.fromEntries(metadata)), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, payload.data ?? new Uint8Array()]);
}

/** The way back. Only ever sees bytes whose authentication tag fitted, so that a misfit is a fault of ours; it throws. */
export function unpackPayload(bytes: Uint8Array): Payload {
  const frame = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 4 + (frame.length < 4 ? 0 : frame.readUInt32BE(0));
  if (frame.length < end) throw new RangeError('the decrypted payload is shorter than its own header says');
  const head: unknown = JSON.parse(frame.toString('utf8', 4, end));
  if (typeof head !== 'object' || head === null) throw new TypeError('the decrypted payload has no metadata');
  const metadata = Object.entries(head).map(([name, value]) => [name, new Uint8Array(Buffer.from(String(value), 'base64'))]);
  return { metadata: Object.fromEntries(metadata), data: new Uint8Array(frame.subarray(end)) };
}
