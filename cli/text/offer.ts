import { nameItems } from '../../domain/notification/numbers-in-words';
import { phrasesOf } from '../../domain/notification/phrases';
import type { NumberRange, Offer, Problem } from '../../domain/result';
import { wrap, WIDTH } from './table';

/** The offer to order a whole block (R8): which numbers are missing, and the very entry for the order file. */
export function offerLines({ addBlock, missing }: Offer, transferCodeName?: string): string[] {
  return [
    ...(missing.length === 0 ? [] : wrap(`Missing: ${missing.map(rangeInWords).join(', ')}.`, WIDTH)),
    'Order the whole block: put this into the order file, in place of its parts:',
    ...entryLines(addBlock, transferCodeName),
  ];
}

/** Every offer among the problems, each block once. */
export function offersIn(problems: readonly Problem[]): Offer[] {
  const offers = problems.flatMap(({ offer }) => offer ?? []);
  return offers.filter(({ addBlock }, index) => offers.findIndex((other) => other.addBlock.start === addBlock.start) === index);
}

/** A range as people read it; one number as that number. */
export const rangeInWords = ({ start, end }: NumberRange): string =>
  nameItems([start === end ? { kind: 'single', number: start } : { kind: 'block', start, end }], phrasesOf('en')).join('');

/** Two lines at most, so that what is copied stays whole. */
const entryLines = ({ start, end }: NumberRange, transferCodeName: string | undefined): string[] => {
  const block = `  { "kind": "block", "start": "${start}", "end": "${end}"`;
  return transferCodeName === undefined
    ? [`${block} }`]
    : [`${block},`, `    "transferCode": "the ${transferCodeName} of its first number" }`];
};
