import type { PortOrderDetails } from '../domain/order-details';
import type { Result } from '../domain/result';
import { ok } from '../domain/result';
import { createOrderBody } from './order-body';
import { readInput } from './reading';
import { parseStrictJson } from './strict-json';

/** An order as a file holds it: the account and what it asks for. */
export interface OrderFile {
  readonly accountId: string;
  readonly details: PortOrderDetails;
}

/** Divides the body into the account and its wish. */
export function orderOf(body: unknown): Result<OrderFile> {
  const read = readInput(createOrderBody, body);
  if (!read.ok) return read;
  const { accountId, ...details } = read.value;
  return ok({ accountId, details });
}

/** Reads the text of an order file: the same body, by the same rules, as `POST /v1/port-orders` takes. */
export function readOrderFile(fileText: string): Result<OrderFile> {
  const json = parseStrictJson(fileText);
  if (!json.ok)
    return {
      ok: false,
      problems: [{ path: json.path, code: 'malformed_json', message: `The order file is no JSON that can be read: ${json.why}.` }],
    };
  return orderOf(json.value);
}
