import { FAILURES } from './failures';
import { createHttpClient, type HttpClient } from './http-client';

/** Where one of our own services is. */
export interface OwnServiceOptions {
  readonly baseUrl: string;
  readonly token: string;
  /** Bounds each call, real ms. */
  readonly timeoutMs: number;
}

/**
 * A client for one of our own services. Each of their calls may be repeated without harm, so a lost answer is never more
 * than `ServiceUnavailable`; an answer outside the contract is the same failure, but final.
 */
export const createOwnServiceClient = (name: string, options: OwnServiceOptions): HttpClient =>
  createHttpClient({
    ...options,
    name,
    failures: {
      unavailable: FAILURES.serviceUnavailable,
      outcomeUnknown: FAILURES.serviceUnavailable,
      contractBroken: FAILURES.serviceUnavailable,
    },
  });
