import type { DataConverter } from '@temporalio/common';
import type { KeyProvider } from './key-provider';
import type { KeyRing } from './key-ring';
import { encryptionCodec, type EncryptionOptions } from './payload-codec';

/** Where the SDK finds the failure converter: `.ts` from sources, `.js` from a build. The workflow bundle needs it too. */
export const failureConverterPath: string = require.resolve('./failure-converter');

/**
 * What every worker, client and replay must be given alike. Payloads are encrypted with the ring's current key and
 * failures are encoded, except our own refusals.
 */
export function dataConverter(keys: KeyProvider | KeyRing, options: EncryptionOptions = {}): DataConverter {
  return { payloadCodecs: [encryptionCodec(keys, options)], failureConverterPath };
}
