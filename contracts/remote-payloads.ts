import { z } from 'zod';

// Readers of proto-JSON take both alphabets, with or without padding.
const base64 = z.string().regex(/^[A-Za-z0-9+/_-]*={0,2}$/);

/** What the Web UI and Temporal's command line send a codec, and are answered: payloads in proto-JSON. For the description. */
export const remotePayloads = z
  .object({
    payloads: z
      .array(z.object({ metadata: z.record(z.string(), base64).optional(), data: base64.optional() }))
      .max(1_000)
      .describe('Payloads as Temporal has them, bytes in base64'),
  })
  .meta({
    description: 'Payloads to decode or to encode',
    examples: [{ payloads: [{ metadata: { encoding: 'anNvbi9wbGFpbg==' }, data: 'ImhlbGxvIg==' }] }],
  });
