import { createHmac } from 'node:crypto';
import { CROCKFORD } from '../domain/ids';
import { canonicalJson } from './canonical-json';

/** Names that only the holder of the key can derive: nobody learns an account, a key or a number from them. */
export interface KeyedNames {
  /** The same account and key always give the same order: 12 Crockford characters. */
  orderId(accountId: string, idempotencyKey: string): string;
  /** Tells the same content from another. */
  contentHash(content: unknown): string;
  /** A number as it may be searched for: 12 Crockford characters. */
  numberHash(number: string): string;
  /** The same command on the same order under the same key is one command. */
  commandId(orderId: string, verb: string, idempotencyKey: string): string;
  /** The same order and key always give the same support case: 12 Crockford characters. */
  caseId(orderId: string, idempotencyKey: string): string;
  /** The same account and key always give the same webhook endpoint: 12 Crockford characters. */
  webhookId(accountId: string, idempotencyKey: string): string;
  /** Seals a record, so that a change of it is seen. */
  seal(record: unknown): string;
}

const NAME_LENGTH = 12;
const BITS = 5n;

/** 60 bits of a digest as Crockford characters. */
function nameOf(digest: Buffer): string {
  const bits = digest.readBigUInt64BE(0) >> 4n;
  return Array.from({ length: NAME_LENGTH }, (_, index) =>
    CROCKFORD.charAt(Number((bits >> (BITS * BigInt(NAME_LENGTH - 1 - index))) & 31n)),
  ).join('');
}

/** Derives names from the deployment's id key. */
export function keyedNames(idKey: string): KeyedNames {
  const hmac = (text: string): Buffer => createHmac('sha256', idKey).update(text, 'utf8').digest();
  const hex = (content: unknown): string => hmac(canonicalJson(content)).toString('hex');
  return {
    orderId: (accountId, idempotencyKey) => nameOf(hmac(`${accountId}\0${idempotencyKey}`)),
    contentHash: hex,
    numberHash: (number) => nameOf(hmac(number)),
    commandId: (orderId, verb, idempotencyKey) => `${verb}-${nameOf(hmac([orderId, verb, idempotencyKey].join('\0')))}`,
    caseId: (orderId, idempotencyKey) => nameOf(hmac([orderId, 'support-case', idempotencyKey].join('\0'))),
    webhookId: (accountId, idempotencyKey) => nameOf(hmac([accountId, 'webhook', idempotencyKey].join('\0'))),
    seal: hex,
  };
}
