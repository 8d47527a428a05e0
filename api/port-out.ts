import { portOutNotSupported, type PorticoError } from '../client';

/** The refusal for a body that asks for a port out; `undefined` for any other. */
export function portOutRefusal(body: unknown): PorticoError | undefined {
  const asks = typeof body === 'object' && body !== null && 'direction' in body && body.direction === 'out';
  return asks ? portOutNotSupported() : undefined;
}
