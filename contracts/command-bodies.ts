/** The bodies of what a customer does with an order that is there: sign, correct, move, cancel, start, have back. */
import { z } from 'zod';
import { isSha256 } from '../domain/message-shape';
import { phoneNumber } from './number-text';
import { holder, losingAccount, numbersStayActive, signerBody } from './order-body';
import { coded, identifier, isoDay, secret, sha256, text } from './text';

const revision = z.int().min(1).describe('The revision of the LOA that was shown');

const revisionText = z
  .string()
  .refine((value) => /^[1-9]\d{0,3}$/.test(value), coded('invalid_revision', 'Must be the number of a revision.'))
  .transform(Number)
  .meta({ pattern: '^[1-9]\\d{0,3}$' });

/** R10. Anything but `accepted: true` is no signature and is refused. */
export const signatureBody = z
  .strictObject({
    revision,
    hash: z
      .string()
      .refine(isSha256, coded('invalid_hash', 'Must be the SHA-256 of the LOA in small hexadecimal digits: its ETag.'))
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
    transferCodes: z
      .record(phoneNumber, secret(text(64)))
      .optional()
      .describe('New transfer codes by number; a block by its first number'),
    preferredDate: isoDay.optional().describe('Another wish for the date, never a promise (R19)'),
    asItIs: z
      .literal(true)
      .optional()
      .describe('The details were right, and what was wrong has been mended elsewhere: send the same again'),
    addBlock: z
      .strictObject({ start: phoneNumber, end: phoneNumber, transferCode: secret(text(64)).optional() })
      .optional()
      .describe('The whole block that a rejected number belongs to, to be asked for in its place (R8)'),
    requests,
  })
  .refine(
    (body) => Object.entries(body).some(([part, value]) => part !== 'requests' && value !== undefined),
    coded('nothing_to_correct', 'Give at least one of holder, losing, signer, transferCodes, preferredDate, addBlock and asItIs.'),
  )
  .meta({
    description: 'Corrected details, before submission or after a rejection (R13)',
    examples: [{ losing: { carrier: 'telmarine', accountNumber: 'ACC-2' } }],
  });

/** R23: an attempt, without guarantee. */
export const rescheduleBody = z
  .strictObject({ date: isoDay, requests })
  .meta({ description: 'Another date: an attempt, which the losing carrier decides (R23)', examples: [{ date: '2026-12-17' }] });

/** A window on demand: without this the transfer starts by itself at the window's end. */
export const activationBody = z
  .strictObject({ requests })
  .meta({ description: 'Start the transfer now: only inside a window that the losing carrier leaves to us', examples: [{}] });

/** An emergency return: within a few hours, and only where the country knows one. */
export const returnBody = z
  .strictObject({ reason: text(500).describe('What does not work; it goes to the losing carrier'), requests })
  .meta({
    description: 'Ask for numbers back after a port, or after one that failed: the losing carrier decides',
    examples: [{ reason: 'No incoming calls since the port', requests: [1] }],
  });

/** R24. */
export const cancellationBody = z.strictObject({ requests }).meta({
  description: 'Cancel all or some of the requests: works only with enough notice, and if the losing carrier agrees (R24)',
  examples: [{}],
});

/** What becomes of numbers that cannot be ported, of an order whose others can. */
export const decisionBody = z
  .strictObject({
    decision: z.enum(['drop', 'wait']).describe('drop: go on without them; wait: keep the whole order and ask again every day'),
  })
  .meta({ description: 'A decision about numbers that cannot be ported: none is dropped in silence', examples: [{ decision: 'drop' }] });

/** R7: what the losing provider has written down. */
export const csrBody = z
  .strictObject({
    name: text(120).optional(),
    company: text(120).optional(),
    taxId: secret(text(32)).optional(),
    address: z
      .strictObject({
        street: text(160).optional(),
        postalCode: text(16).optional(),
        city: text(80).optional(),
        region: text(64).optional(),
      })
      .optional(),
    accountNumber: secret(text(64)).optional(),
    numbers: z.array(phoneNumber).max(1000).optional().describe('Every number of the account, as far as the record lists them'),
    asOf: isoDay.optional().describe('The day of the record'),
  })
  .meta({
    description: "The losing provider's customer service record, to be compared with the order field by field (R7)",
    examples: [{ name: 'Camille Durand', accountNumber: 'ACC-1', address: { postalCode: '75011' } }],
  });

/** An operator's word on a document. */
export const reviewBody = z
  .strictObject({
    approve: z.boolean(),
    reason: text(300).optional().describe('Why it is refused, for the customer to read: what is wrong and what would do'),
    revision: revision.optional().describe('Of the letter, where the document is signedLoa'),
    sha256: sha256.optional().describe('Of the file that was looked at: refused where another one has come since'),
    reviewer: identifier('A reviewer').describe('Who looked at it; kept with the document'),
  })
  .refine(
    ({ approve, reason }) => approve || reason !== undefined,
    coded('reason_missing', 'Say why it is refused: the customer reads it.'),
  )
  .meta({
    description: 'Approve or refuse a document',
    examples: [{ approve: false, reason: 'the page with the account number is missing', reviewer: 'op-7' }],
  });

/** The query of an upload. */
export const documentQuery = z.strictObject({
  issuedOn: isoDay.optional().describe('The day that stands on the document; needed where the country limits its age'),
});

/** Which letter is meant. */
export const loaQuery = z.strictObject({ revision: revisionText.optional() });

/** The query of an upload of a letter that was signed by hand. */
export const scanQuery = z.strictObject({
  signedOn: isoDay.describe('The day that stands beside the signature'),
  revision: revisionText.optional(),
});

/** R22: an order that is over, ordered once more. */
export const orderAgainBody = z.strictObject({ preferredDate: isoDay.optional(), requests, numbersStayActive }).meta({
  description: 'Order again what an order that is over has not ported, with its details as last corrected (R22)',
  examples: [{ preferredDate: '2027-01-14', numbersStayActive: true }],
});
