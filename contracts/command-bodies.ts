/** The bodies of what a customer does with an order that is there: sign, correct, move, cancel. */
import { z } from 'zod';
import { phoneNumber } from './number-text';
import { holder, losingAccount, signerBody } from './order-body';
import { coded, isoDay, text } from './text';

const revision = z.int().min(1).describe('The revision of the LOA that was shown');

/** R10. Anything but `accepted: true` is no signature and is refused. */
export const signatureBody = z
  .strictObject({
    revision,
    hash: z
      .string()
      .refine(
        (value) => /^[0-9a-f]{64}$/.test(value),
        coded('invalid_hash', 'Must be the SHA-256 of the LOA in small hexadecimal digits: its ETag.'),
      )
      .describe('SHA-256 of the PDF that was shown: the ETag of the LOA'),
    signer: z.strictObject({ name: text(120) }),
    accepted: z
      .boolean()
      .refine((value) => value, coded('not_accepted', 'The LOA counts as signed only with true: the customer accepts what it says (R10).')),
  })
  .meta({
    description: 'The signature of one revision of the LOA',
    examples: [
      {
        revision: 1,
        hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        signer: { name: 'Camille Durand' },
        accepted: true,
      },
    ],
  });

const requests = z
  .array(z.int().min(1).max(1023))
  .min(1)
  .max(1023)
  .optional()
  .describe('Numbers of the requests that are meant; without it all that it can apply to');

/** R13: what may be corrected. Each part replaces its whole old value; at least one must be there. */
export const correctionBody = z
  .strictObject({
    holder: holder.optional(),
    losing: losingAccount.optional(),
    signer: signerBody.optional(),
    transferCodes: z.record(phoneNumber, text(64)).optional().describe('New transfer codes by number; a block by its first number'),
    asItIs: z
      .literal(true)
      .optional()
      .describe('The details were right, and what was wrong has been mended elsewhere: send the same again'),
    requests,
  })
  .refine(
    ({ holder: h, losing, signer, transferCodes, asItIs }) => [h, losing, signer, transferCodes, asItIs].some((part) => part !== undefined),
    coded('nothing_to_correct', 'Give at least one of holder, losing, signer, transferCodes and asItIs.'),
  )
  .meta({
    description: 'Corrected details, before submission or after a rejection (R13)',
    examples: [{ losing: { carrier: 'telmarine', accountNumber: 'ACC-2' } }],
  });

/** R23: an attempt, without guarantee. */
export const rescheduleBody = z
  .strictObject({ date: isoDay, requests })
  .meta({ description: 'Another date: an attempt, which the losing carrier decides (R23)', examples: [{ date: '2026-12-17' }] });

/** R24. */
export const cancellationBody = z.strictObject({ requests }).meta({
  description: 'Cancel all or some of the requests: works only with enough notice, and if the losing carrier agrees (R24)',
  examples: [{}],
});
