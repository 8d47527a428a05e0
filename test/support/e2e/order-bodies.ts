import { rioKey } from '../../../domain/identifiers/rio';
import { nationalDigits } from '../../../domain/phone-number';

/** A body of `POST /v1/port-orders`, loosely typed, so that tests can spoil it. */
export type OrderBody = Record<string, unknown>;

/** What no log, id or refusal may show of the people in these orders. */
export const PERSONAL = [
  'Quillfeather',
  'Marchepied',
  'Hollyhock',
  'Passerelles',
  'quill@',
  'marche@',
  'QF-558213',
  'MP-771904',
  '90417',
] as const;

/** Numbers are handed out once per file: a stack knows one live order per number. */
let counter = 0;
const two = (value: number): string => String(value).padStart(2, '0');

/** A French number with this ending, which is the simulator's magic. */
export function frenchNumber(ending = '20'): string {
  counter += 1;
  if (counter > 70) throw new Error('these tests have used up their French numbers');
  return `+3319900${two(counter)}${ending}`;
}

/** An American number with this ending. */
export function usNumber(ending = '20'): string {
  counter += 1;
  if (counter > 70) throw new Error('these tests have used up their American numbers');
  return `+1212555${two(counter)}${ending}`;
}

const OPERATOR_AND_LINE = 'TMF7A1B2C';

/** A RIO with the right key for the number. */
export const rioFor = (number: string): string => OPERATOR_AND_LINE + rioKey(OPERATOR_AND_LINE, `0${nationalDigits(number)}`);

export const frenchSingle = (number: string): OrderBody => ({ kind: 'single', number, transferCode: rioFor(number) });

/** Ten numbers that belong together, by the first. */
export const frenchBlock = (start: string): OrderBody => ({
  kind: 'block',
  start,
  end: `${start.slice(0, -1)}9`,
  transferCode: rioFor(start),
});

/** An order of a French office. */
export const frenchOrder = (numbers: readonly OrderBody[], changes: OrderBody = {}): OrderBody => ({
  accountId: 'acct-active-fr',
  country: 'FR',
  numberType: 'geographic',
  holder: { name: 'Odile Marchepied', address: { street: '8 rue des Passerelles', postalCode: '75011', city: 'Paris' } },
  losing: { carrier: 'telmarine', accountNumber: 'MP-771904' },
  signer: { name: 'Odile Marchepied', email: 'marche@office.example' },
  numbers,
  inBlock: 'no',
  language: 'fr',
  numbersStayActive: true,
  ...changes,
});

/** An order of an American shop, which needs fewer papers. */
export const usOrder = (numbers: readonly string[], changes: OrderBody = {}): OrderBody => ({
  accountId: 'acct-active-us',
  country: 'US',
  numberType: 'geographic',
  holder: { name: 'Ivo Quillfeather', address: { street: '1 Hollyhock Lane', postalCode: '10001', city: 'New York', region: 'NY' } },
  losing: { carrier: 'lakeside', accountNumber: 'QF-558213', pin: '90417' },
  signer: { name: 'Ivo Quillfeather', email: 'quill@shop.example' },
  numbers: numbers.map((number) => ({ kind: 'single', number })),
  inBlock: 'no',
  language: 'en',
  numbersStayActive: true,
  ...changes,
});
