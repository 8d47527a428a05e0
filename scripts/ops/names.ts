import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROWS } from './panels';

const ROOT = join(__dirname, '..', '..');

/** One alert of `ops/prometheus/alerts.yml`, as far as we look. */
export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The alerts. */
export function alerts(): Alert[] {
  const { groups } = parse(readFileSync(join(ROOT, 'ops', 'prometheus', 'alerts.yml'), 'utf8')) as {
    readonly groups: readonly { readonly rules: readonly Alert[] }[];
  };
  return groups.flatMap(({ rules }) => rules);
}

/** The queries of the dashboard, each by the title of its panel. */
export const dashboardQueries = (): { readonly title: string; readonly expr: string }[] =>
  ROWS.flatMap(({ panels }) => panels.flatMap(({ title, queries }) => queries.map(([expr]) => ({ title, expr }))));

/** The metrics that a query names: of a histogram its name, without what Prometheus appends. */
export const metricsIn = (expr: string): string[] => [
  ...new Set(
    [...expr.matchAll(/\b(?:portico|temporal|process|nodejs)_[a-z0-9_]+/g)]
      .filter(({ index, 0: name }) => !/^\s*(=|!)/.test(expr.slice(index + name.length)))
      .map(([name]) => name.replace(/_(bucket|sum|count)$/, '')),
  ),
];

/** Every metric that dashboard and alerts are made of. */
export const metricsUsed = (): string[] => [...new Set([...dashboardQueries(), ...alerts()].flatMap(({ expr }) => metricsIn(expr)))].sort();
