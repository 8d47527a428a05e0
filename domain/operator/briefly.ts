import type { OperatorActed } from './act';

/** What happened, by its name; of an act by hand also which and by whom. */
export const briefly = (fact: OperatorActed | { readonly kind: string }): string =>
  fact.kind === 'operatorActed' && 'act' in fact ? `${fact.act.do} by ${fact.by}` : fact.kind;
