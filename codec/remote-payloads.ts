import type { Payload } from '@temporalio/common';
import { ok, type Problem, type Result } from '../domain/result';

/** A payload as the codec protocol writes it: proto-JSON, bytes in base64. */
export interface RemotePayload {
  readonly metadata: Readonly<Record<string, string>>;
  readonly data: string;
}

/** The body of `POST .../decode` and `.../encode`, and of their answers. */
export interface RemotePayloads {
  readonly payloads: readonly RemotePayload[];
}

/** The Web UI sends one payload per request; more than this is nobody's page. */
const MAX_PAYLOADS = 1_000;

// Readers of proto-JSON take both alphabets, with or without padding.
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isBase64 = (value: unknown): value is string => typeof value === 'string' && BASE64.test(value);
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
const text = (value: Uint8Array | null | undefined): string => Buffer.from(value ?? []).toString('base64');

/** Reads one payload, or says at which path it is no payload. Values are never repeated. */
function readPayload(value: unknown, path: string, problems: Problem[]): Payload {
  const problem = (at: string, message: string): void => void problems.push({ path: at, code: 'malformed_payload', message });
  const { metadata = {}, data = '' } = isRecord(value) ? value : {};
  if (!isRecord(value)) problem(path, 'a payload is an object with metadata and data');
  if (!isRecord(metadata)) problem(`${path}.metadata`, 'metadata is an object of base64 texts');
  if (!isBase64(data)) problem(`${path}.data`, 'data is base64 text');
  const entries = isRecord(metadata) ? Object.entries(metadata) : [];
  if (!entries.every(([, entry]) => isBase64(entry))) problem(`${path}.metadata`, 'each value of metadata is base64 text');
  return {
    metadata: Object.fromEntries(entries.map(([name, entry]) => [name, bytes(isBase64(entry) ? entry : '')])),
    data: bytes(isBase64(data) ? data : ''),
  };
}

/** Reads the body of a codec request, with every problem at once. */
export function readRemotePayloads(body: unknown): Result<readonly Payload[]> {
  const list = isRecord(body) ? body.payloads : undefined;
  if (!Array.isArray(list)) {
    return {
      ok: false,
      problems: [{ path: 'payloads', code: 'malformed_payload', message: 'the body is an object with a list of payloads' }],
    };
  }
  if (list.length > MAX_PAYLOADS) {
    return {
      ok: false,
      problems: [{ path: 'payloads', code: 'too_many_payloads', message: `at most ${MAX_PAYLOADS} payloads in one request` }],
    };
  }
  const problems: Problem[] = [];
  const payloads = list.map((value: unknown, index) => readPayload(value, `payloads[${index}]`, problems));
  return problems.length > 0 ? { ok: false, problems } : ok(payloads);
}

/** Writes payloads as the answer to a codec request. */
export const writeRemotePayloads = (payloads: readonly Payload[]): RemotePayloads => ({
  payloads: payloads.map((payload) => ({
    metadata: Object.fromEntries(Object.entries(payload.metadata ?? {}).map(([name, value]) => [name, text(value)])),
    data: text(payload.data),
  })),
});
