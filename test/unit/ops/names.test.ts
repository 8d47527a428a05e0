import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HANDLING } from '../../../domain/attention-handling';
import { REJECTION_CODES } from '../../../domain/rejection/codes';
import { nodeMetrics, OTHERS, ownMetrics } from '../../../scripts/docs/metrics-page';
import { alerts, dashboardQueries, metricsIn, metricsUsed } from '../../../scripts/ops/names';

const root = join(__dirname, '..', '..', '..');
const own = Object.values(ownMetrics()).flat();
const page = readFileSync(join(root, 'docs', 'metrics.md'), 'utf8');

test('the names of metrics are read out of a query, without labels and what Prometheus appends', () => {
  const query =
    'histogram_quantile(0.9, sum by (le) (rate(portico_status_seconds_bucket{status="x"}[5m]))) + portico_a_total{process_b="c"}';
  expect(metricsIn(query)).toEqual(['portico_status_seconds', 'portico_a_total']);
});

test('dashboard and alerts name only metrics that our code registers, or that the page describes as others', () => {
  const known = [...own.map(({ name }) => name), ...Object.keys(OTHERS)];
  expect(metricsUsed().filter((name) => !known.includes(name))).toEqual([]);
  // And what is described of others is used, and of Node really there.
  expect(Object.keys(OTHERS).filter((name) => !metricsUsed().includes(name))).toEqual([]);
  expect(Object.keys(OTHERS).filter((name) => /^(nodejs|process)_/.test(name) && !nodeMetrics().includes(name))).toEqual([]);
});

test('every query of the dashboard names a metric', () => {
  expect(dashboardQueries().filter(({ expr }) => metricsIn(expr).length === 0)).toEqual([]);
});

test('every metric of ours is on the page, begins with our name, says what it is, and has its unit in its name', () => {
  for (const { name, help, kind } of own) {
    expect(page).toContain(`| \`${name}\` | ${kind} |`);
    expect(name).toMatch(/^portico_[a-z_]+$/);
    expect(help.length).toBeGreaterThan(10);
    expect(name.endsWith('_total')).toBe(kind === 'counter');
    expect(kind !== 'histogram' || name.endsWith('_seconds')).toBe(true);
  }
});

test('no label can hold an account, an order or a number', () => {
  const allowed = ['country', 'gateway', 'losing_carrier', 'code', 'kind', 'change', 'reason', 'cutoff', 'outcome', 'workflow', 'status'];
  const api = ['method', 'route', 'channel', 'task_queue'];
  expect([...new Set(own.flatMap(({ labels }) => labels))].filter((label) => ![...allowed, ...api].includes(label))).toEqual([]);
  expect(REJECTION_CODES.length).toBeLessThan(100);
});

test('what an alert tells people to read is there', () => {
  const operate = readFileSync(join(root, 'docs', 'operate.md'), 'utf8');
  const anchors = [...operate.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
  for (const { alert, annotations } of alerts()) {
    const [file, anchor] = (annotations['runbook_url'] ?? '').split('#');
    expect([alert, file]).toEqual([alert, 'docs/operate.md']);
    expect(anchors).toContain(anchor);
  }
});

test('each alert has a test in which it fires and one in which it does not', () => {
  const tests = readFileSync(join(root, 'ops', 'prometheus', 'alerts.test.yml'), 'utf8');
  for (const { alert } of alerts()) expect(tests).toMatch(new RegExp(`alertname: ${alert}\\n +eval_time: .*\\n +exp_alerts:`));
});

test('the reasons that wake somebody are those for which a person has to look now', () => {
  const [urgent] = alerts().filter(({ alert }) => alert === 'PorticoAttentionUrgent');
  const woken = /reason=~"([^"]+)"/.exec(urgent?.expr ?? '')?.[1]?.split('|');
  expect(woken).toEqual(Object.entries(HANDLING).flatMap(([reason, { urgency }]) => (urgency === 'now' ? [reason] : [])));
});
