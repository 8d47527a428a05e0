import type { PorticoError } from '../client';
import { httpRefusal } from './problem';

/** R5, R28: only the winning provider starts a port, so porting out is another process; asking for it here is refused with a pointer and never half done. */
export const portOutNotSupported = (): PorticoError =>
  httpRefusal(
    'port_out_not_supported',
    'Portico ports numbers in. To take numbers to another provider, order the port there: the provider that you go to starts it, and asks us (R5, R28).',
  );

/** The refusal for a body that asks for a port out; `undefined` for any other. */
export function portOutRefusal(body: unknown): PorticoError | undefined {
  const asks = typeof body === 'object' && body !== null && 'direction' in body && body.direction === 'out';
  return asks ? portOutNotSupported() : undefined;
}
