import { expandRange, tenBlock } from '../phone-numbers';
import type { Store } from '../store';
import { numbersOf, type PortRecord } from './port';
import { behaviourOf } from './scenarios';
import type { Reason } from './wire';

/** What a losing carrier remembers of a number between ports, so that a correction counts. */
export interface Verdicts {
  /** Why the carrier refuses this port; `undefined` when it gives a date. */
  refusal(port: PortRecord): Reason[] | undefined;
  /** Whether the carrier takes its date back: once per number. */
  withdraws(port: PortRecord): boolean;
}

const RAW: Readonly<Record<string, { raw_code: string; raw_text: string; field?: string }>> = {
  NAME_MISMATCH: { raw_code: '12', raw_text: 'END USER NAME DOES NOT MATCH', field: 'holder.name' },
  TRANSFER_CODE_INVALID: { raw_code: '31', raw_text: 'TRANSFER CODE UNKNOWN OR EXPIRED', field: 'transfer_code' },
  RANGE_INCOMPLETE: { raw_code: '44', raw_text: 'ASSOCIATED NUMBERS MISSING', field: 'numbers' },
  FOC_REFUSED: { raw_code: '70', raw_text: 'DATE WITHDRAWN BY LOSING CARRIER' },
  DATE_INVALID: { raw_code: '52', raw_text: 'REQUESTED DATE NOT AVAILABLE', field: 'requested_date' },
  CANCEL_TOO_LATE: { raw_code: '61', raw_text: 'ORDER ALREADY IN CUTOVER' },
  NETWORK_CONFLICT: { raw_code: '90', raw_text: 'ROUTING DATABASE CONFLICT' },
  SPLIT_REQUIRED: { raw_code: '45', raw_text: 'NUMBERS ON SEVERAL ACCOUNTS' },
};

/** A reason with the carrier's own code and words, where it has some. */
export const reason = (code: string, numbers: readonly string[] = []): Reason => ({ code, ...RAW[code], numbers: [...numbers] });

/** A trait of a port, and the first value of it that was refused for a number. */
const TRAITS = {
  name: { code: 'NAME_MISMATCH', of: ({ content: { holder } }: PortRecord) => `${holder.name}|${holder.company ?? ''}` },
  transferCode: {
    code: 'TRANSFER_CODE_INVALID',
    of: ({ content: { numbers, range } }: PortRecord) => range?.transfer_code ?? numbers?.[0]?.transfer_code ?? '',
  },
} as const;

export function openVerdicts(store: Store): Verdicts {
  const refused = store.collection<string>('refused');

  const wrongTrait = (port: PortRecord, trait: keyof typeof TRAITS): Reason[] | undefined => {
    const { code, of } = TRAITS[trait];
    const key = `${trait}/${numbersOf(port)[0]}`;
    const firstRefused = refused.get(key);
    if (firstRefused !== undefined && firstRefused !== of(port)) return undefined;
    if (firstRefused === undefined) refused.put(key, of(port));
    return [reason(code)];
  };

  const missingNeighbours = (port: PortRecord): Reason[] | undefined => {
    const given = new Set(numbersOf(port));
    const { start, end } = tenBlock([...given][0] ?? '');
    const missing = expandRange(start, end).filter((number) => !given.has(number));
    return missing.length === 0 ? undefined : [reason('RANGE_INCOMPLETE', missing)];
  };

  return {
    refusal: (port) => {
      const { refuses } = behaviourOf(port.ending);
      if (refuses === 'nothing') return undefined;
      return refuses === 'incompleteRange' ? missingNeighbours(port) : wrongTrait(port, refuses);
    },
    withdraws: (port) => {
      const key = `date/${numbersOf(port)[0]}`;
      if (!behaviourOf(port.ending).withdrawsFoc || refused.get(key) !== undefined) return false;
      refused.put(key, port.id);
      return true;
    },
  };
}
