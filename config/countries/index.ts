import type { z } from 'zod';
import { ConfigError, type ConfigProblem } from '../config-error';
import { frozen } from '../frozen';
import { readPackFiles } from './files';
import { type CountryPack, countryPackSchema } from './schema';

export { isRegionUnclear, regionOf } from './place';
export { orderRules, requiredDocuments, type RequestPlace, resolveRules } from './resolve';
export type { CountryPack } from './schema';

/**
 * Every country that Portico knows, checked: each JSON file of the folder is one, so that adding a country is adding a
 * file. Throws `ConfigError` with every mistake of every pack.
 */
export function loadCountryPacks(folder: string = __dirname): CountryPack[] {
  const { packs, problems } = readPackFiles(folder);
  return parseCountryPacks(packs, problems);
}

/** Checks packs by file name, which is the country's code. Throws `ConfigError` with every mistake of every pack. */
export function parseCountryPacks(files: Readonly<Record<string, unknown>>, unreadable: readonly ConfigProblem[] = []): CountryPack[] {
  const problems: ConfigProblem[] = [...unreadable];
  const packs: CountryPack[] = [];
  for (const [file, raw] of Object.entries(files)) {
    const { data, error } = countryPackSchema.safeParse(raw);
    if (error) problems.push(...deepest(error.issues).map(({ path, message }) => ({ where: [file, ...path].join('.'), message })));
    else if (data.code !== file) problems.push({ where: `${file}.code`, message: 'must be the name of its file' });
    else packs.push(frozen(data));
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return packs;
}

/** The pack of a country, if there is one. */
export const packOf = (packs: readonly CountryPack[], country: string): CountryPack | undefined =>
  packs.find(({ code }) => code === country);

/** A mistake inside a fact is reported where it stands, not as "no variant fits". */
function deepest(issues: readonly z.core.$ZodIssue[], above: readonly PropertyKey[] = []): { path: string[]; message: string }[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    if (issue.code === 'invalid_union') {
      // The variant that was meant has the fewest mistakes; one without `source` and `assumed` fits none.
      const meant = [...issue.errors].sort((a, b) => a.length - b.length)[0];
      if (meant && meant.length > 0) return deepest(meant, path);
    }
    return [{ path: path.map(String), message: issue.message }];
  });
}
