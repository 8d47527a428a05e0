import { type Fact, isAssumed, standingOf } from './fact';
import type { CountryPack } from './schema';

/** Where one value of a pack comes from. */
export interface Standing {
  /** The value's path in the pack: `numberTypes.mobile.leadDays`. */
  readonly field: string;
  /** No source was found: the value is a conservative assumption. */
  readonly assumed: boolean;
  /** The source with its year and how sure it is; or why this was assumed. */
  readonly basis: string;
}

/** Every fact of a pack and its standing, in the order of the file. */
export const standingsOf = (pack: CountryPack): Standing[] => found(pack, []);

function found(part: unknown, path: readonly string[]): Standing[] {
  if (typeof part !== 'object' || part === null) return [];
  if (isFact(part)) return [{ field: path.join('.'), assumed: isAssumed(part), basis: standingOf(part) }];
  return Object.entries(part).flatMap(([name, inner]) => found(inner, [...path, name]));
}

const isFact = (part: object): part is Fact<unknown> => 'value' in part && ('source' in part || 'assumed' in part);
