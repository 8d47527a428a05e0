import { rioKey } from '../../domain/identifiers/rio';

/** The body of a French order for one number that ports without trouble; typed loosely, so that tests can spoil it. */
export const anOrderBody = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  accountId: 'acct-active-fr',
  country: 'FR',
  numberType: 'geographic',
  holder: { name: 'Camille Durand', address: { street: '12 rue des Lilas', postalCode: '75011', city: 'Paris' } },
  losing: { carrier: 'telmarine', accountNumber: 'ACC-1' },
  signer: { name: 'Camille Durand', email: 'camille@example.com' },
  numbers: [aSingle('+33199001234')],
  inBlock: 'no',
  language: 'fr',
  numbersStayActive: true,
  ...changes,
});

/** A number with the transfer code that fits it. */
export const aSingle = (number: string): Record<string, unknown> => ({ kind: 'single', number, transferCode: rioFor(number) });

const RIO_BODY = '01FMZ8K2Q';

/** A RIO that fits a French number: operator, fixed line, contract, and the key over all of it. */
export const rioFor = (number: string): string => RIO_BODY + rioKey(RIO_BODY, `0${number.slice(3)}`);
