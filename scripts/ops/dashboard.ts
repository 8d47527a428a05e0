import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import { GraphDrawStyle, StackingMode } from '@grafana/grafana-foundation-sdk/common';
import { StackingConfigBuilder } from '@grafana/grafana-foundation-sdk/common';
import {
  DashboardBuilder,
  DatasourceVariableBuilder,
  RowBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type Panel as GrafanaPanel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as LinesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { ROWS, type Panel } from './panels';

const HEIGHT = { stat: 4, lines: 8, stacked: 8, table: 8 } as const;
/** Whoever imports it says which Prometheus it is. */
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

/** `ops/grafana/portico.json`: the dashboard, made with Grafana's own library, so that its form is Grafana's. */
export function dashboardJson(): string {
  const board = new DashboardBuilder('Portico')
    .uid('portico')
    .tags(['portico', 'temporal'])
    .description('Number ports, their customers, carriers and workers. Made by `npm run docs` from scripts/ops/panels.ts')
    .time({ from: 'now-24h', to: 'now' })
    .timezone('browser')
    .refresh('1m')
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'));
  for (const { title, panels } of ROWS) {
    board.withRow(new RowBuilder(title));
    for (const panel of panels) board.withPanel(panelOf(panel));
  }
  return `${JSON.stringify(board.build(), undefined, 2)}\n`;
}

function panelOf(panel: Panel): Builder<GrafanaPanel> {
  const { title, help, shape, width, unit, queries, red } = panel;
  const builder = shape === 'stat' ? new StatBuilder() : shape === 'table' ? new TableBuilder() : new LinesBuilder();
  builder.title(title).description(help).span(width).height(HEIGHT[shape]).datasource(DATASOURCE);
  builder.targets(queries.map(([expr, legend], index) => queryOf(expr, legend, shape, 'ABCDEFGH'.charAt(index))));
  if (unit) builder.unit(unit);
  if (red !== undefined) builder.thresholds(thresholdAt(red));
  if (builder instanceof TableBuilder)
    builder.withTransformation({
      id: 'organize',
      options: { excludeByName: { Time: true }, renameByName: { Value: queries[0]?.[1] ?? '' } },
    });
  if (builder instanceof LinesBuilder) {
    builder
      .min(0)
      .drawStyle(GraphDrawStyle.Line)
      .fillOpacity(shape === 'stacked' ? 30 : 0);
    if (shape === 'stacked') builder.stacking(new StackingConfigBuilder().mode(StackingMode.Normal));
  }
  return builder;
}

function queryOf(expr: string, legend: string, shape: Panel['shape'], refId: string): DataqueryBuilder {
  const query = new DataqueryBuilder().expr(expr).refId(refId).datasource(DATASOURCE);
  if (legend !== '') query.legendFormat(legend);
  if (shape === 'table') return query.instant().format(PromQueryFormat.Table);
  return shape === 'stat' ? query.instant() : query.range();
}

const thresholdAt = (value: number): ThresholdsConfigBuilder =>
  new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
    { value: null, color: 'green' },
    { value, color: 'red' },
  ]);
