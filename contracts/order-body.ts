/** The body of `POST /v1/port-orders`, and of an order file. */
import { z } from 'zod';
import { phoneNumber } from './number-text';
import { coded, identifier, isoDay, secret, text } from './text';

export const countryCode = z
  .string()
  .refine((value) => /^[A-Z]{2}$/.test(value), coded('invalid_country', 'Must be an ISO 3166 alpha-2 code in capitals, like FR.'))
  .meta({ pattern: '^[A-Z]{2}$', examples: ['FR'] });

export const numberType = z.enum(['geographic', 'mobile', 'tollFree', 'national']);

const transferCode = secret(text(64)).describe('RIO, PAC ...: the code that the losing provider gives out for the line');

export const losingAccount = z
  .strictObject({
    carrier: identifier('A carrier').describe("The losing carrier's code"),
    accountNumber: secret(text(64)).optional(),
    pin: secret(text(32)).optional(),
  })
  .describe('The account at the losing provider');

const itsAccount = losingAccount
  .optional()
  .describe("Its own account, where that is another than the order's: each account has a letter of its own");

const numberItem = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('single'), number: phoneNumber, transferCode: transferCode.optional(), losing: itsAccount }),
    z.strictObject({
      kind: z.literal('block'),
      start: phoneNumber,
      end: phoneNumber,
      transferCode: transferCode.optional(),
      losing: itsAccount,
    }),
  ])
  .describe('One number that ports on its own, or a block, whose numbers go together on one date (R8, R20)');

export const holder = z
  .strictObject({
    name: text(120),
    company: text(120).optional(),
    taxId: secret(text(32)).optional(),
    address: z.strictObject({ street: text(160), postalCode: text(16), city: text(80), region: text(64).optional() }),
  })
  .describe('The account holder at the losing provider, exactly as on the latest invoice (R7)');

export const signerBody = z
  .strictObject({
    name: text(120),
    email: text(254).refine((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), coded('invalid_email', 'Must be an e-mail address.')),
  })
  .describe('Who signs the LOA (R10)');

/** Attested by the customer; anything but `true` is refused (R6). */
export const numbersStayActive = z
  .boolean()
  .transform((value, context): true => {
    if (value) return value;
    const message =
      'The numbers must stay active at the losing provider until the port is complete, or they can be lost: confirm it with true (R6).';
    context.addIssue({ code: 'custom', message, params: { code: 'numbers_must_stay_active' } });
    return z.NEVER;
  })
  .meta({ description: 'Must be true: the numbers stay active at the losing provider until the port is complete (R6)', examples: [true] });

/** A new port order. Unknown fields are refused by name. */
export const createOrderBody = z
  .strictObject({
    accountId: identifier('An account id').describe('The customer who ports in'),
    country: countryCode,
    numberType,
    holder,
    losing: losingAccount,
    signer: signerBody,
    numbers: z.array(numberItem).describe('At least one; a number may stand in it once'),
    inBlock: z.enum(['yes', 'no', 'unknown']).describe('Whether the numbers belong to a block: ask the losing provider (R8)'),
    preferredDate: isoDay.optional().describe('A wish, never a promise (R19)'),
    language: z.enum(['en', 'fr']).describe('In which the customer is written to'),
    numbersStayActive,
    ticketRef: identifier('A ticket reference').optional().describe('The porting ticket, if one is open already'),
  })
  .meta({
    description: 'A port order: who asks for which numbers, from whom',
    examples: [
      {
        accountId: 'acct-active-fr',
        country: 'FR',
        numberType: 'geographic',
        holder: { name: 'Camille Durand', address: { street: '12 rue des Lilas', postalCode: '75011', city: 'Paris' } },
        losing: { carrier: 'telmarine', accountNumber: 'ACC-1' },
        signer: { name: 'Camille Durand', email: 'camille@example.com' },
        numbers: [{ kind: 'single', number: '+33199001234', transferCode: 'TMF7A1B2CJDU' }],
        inBlock: 'no',
        language: 'fr',
        numbersStayActive: true,
      },
    ],
  });
