import type { OrderFact } from '../order/state';
import type { CaseFact } from '../support-case/fact';

/** A message as far as its facts go. */
interface Told {
  readonly facts: readonly OrderFact[];
  readonly supportCase?: { readonly facts: readonly CaseFact[] } | undefined;
}

/** What a message is about: each kind of fact once, in the order in which they happened, and nobody's data. */
export const aboutOf = ({ facts, supportCase }: Told): string[] => [
  ...new Set(
    supportCase ? supportCase.facts.map(({ kind }) => kind) : facts.map((fact) => (fact.kind === 'request' ? fact.fact.kind : fact.kind)),
  ),
];
