/** Gauges of what is open now, read from Temporal when somebody scrapes. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { OpenWork, PorticoClient } from '../client';
import { boundedLabel } from '../domain/bounded-label';

/** How long one reading serves at least, and how long a scrape waits for a new one, real ms. */
const FRESH_MS = 15_000;
/** A reading serves so many times as long as it took: reading never takes more than a tenth of the server's time. */
const TIMES_AS_LONG = 10;
const WAIT_MS = 5_000;

interface Reading {
  /** Real ms. */
  readonly atMs: number;
  readonly tookMs: number;
}

/**
 * Keeps the last reading, and takes a new one for a scrape that finds it old: one at a time, however many scrape. A scrape
 * waits five seconds at most, and then gets what there is; the age of the reading is a metric of its own.
 */
export function countOpenWork(registry: Registry, read: PorticoClient['openWork']): { refresh(): Promise<void> } {
  const gauges = gaugesOf(registry);
  let last: Reading | undefined;
  let running: Promise<void> | undefined;
  let firstMs: number | undefined;
  const take = async (): Promise<void> => {
    const begun = Date.now();
    firstMs ??= begun;
    try {
      const work = await read();
      last = { atMs: Date.now(), tookMs: Date.now() - begun };
      show(gauges, work);
      // Counted from our first look, one that never came grows old, too: somebody hears of a schedule that was never made.
      gauges.swept.set(Math.max(0, last.atMs - (work.sweptAtMs ?? firstMs)) / 1_000);
    } catch {
      gauges.failures.inc();
    } finally {
      gauges.took.set((Date.now() - begun) / 1_000);
      running = undefined;
    }
  };
  return {
    async refresh() {
      if (last && Date.now() - last.atMs < Math.max(FRESH_MS, TIMES_AS_LONG * last.tookMs))
        return gauges.age.set((Date.now() - last.atMs) / 1_000);
      running ??= take();
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([running, new Promise((resolve) => (timer = setTimeout(resolve, WAIT_MS)))]);
      clearTimeout(timer);
      if (last) gauges.age.set((Date.now() - last.atMs) / 1_000);
    },
  };
}

type Labels = Readonly<Record<string, string>>;

function gaugesOf(registry: Registry) {
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: string[] = []) => new Gauge({ name, help, labelNames, registers });
  const age = gauge('portico_open_read_age_seconds', 'How old the reading is that the gauges of open work show; +Inf before the first');
  age.set(Number.POSITIVE_INFINITY);
  return {
    age,
    orders: gauge('portico_orders_open', 'Orders that are open', ['status', 'country']),
    requests: gauge('portico_requests_open', 'Requests that are open', ['status', 'country', 'gateway']),
    carriers: gauge('portico_requests_open_by_carrier', 'Requests that are open, by losing carrier', ['losing_carrier']),
    cases: gauge('portico_support_cases_open', 'Support cases that are open', ['status']),
    parked: gauge('portico_parked_events_open', 'Authentic webhooks that match nothing and wait for a person'),
    oldest: gauge(
      'portico_open_oldest_seconds',
      'For each status, how long ago the oldest one in it was started, on the business clock: it has not stood there for longer',
      ['workflow', 'status'],
    ),
    overdue: gauge(
      'portico_deadlines_overdue',
      'Open ones whose deadline passed five minutes ago or more, and nobody acted; an order counts until it is sent, its requests from then on',
      ['workflow'],
    ),
    attention: gauge('portico_attention_open', 'Reasons for which a person has to look now, each counted where it arose', [
      'workflow',
      'reason',
    ]),
    attentionOldest: gauge('portico_attention_oldest_seconds', 'How long the oldest of these reasons has stood, on the business clock', [
      'workflow',
      'reason',
    ]),
    ageless: gauge('portico_attention_age_unknown', 'Reasons whose age is not known, since their workflow could not be asked'),
    unlisted: gauge('portico_open_unlisted', 'Open workflows that are more than one reading looks at, and in none of these gauges'),
    swept: gauge(
      'portico_sweep_age_seconds',
      'How long ago the last sweep of the schedule was completed, real time; where there never was one, how long ago the API first looked',
    ),
    took: gauge('portico_open_read_seconds', 'How long the last reading took'),
    failures: new Counter({ name: 'portico_open_read_failures_total', help: 'Readings that Temporal did not answer', registers }),
  };
}

function show(gauges: ReturnType<typeof gaugesOf>, { nowMs, items, attention, unlisted }: OpenWork): void {
  const carrier = boundedLabel();
  const of = (workflow: string) => items.filter((item) => item.workflow === workflow);
  const [orders, requests, cases, parked] = ['portOrder', 'portRequest', 'supportCase', 'parkedEvent'].map(of);
  fill(
    gauges.orders,
    tally(orders, ({ status, country }) => ({ status, country })),
  );
  fill(
    gauges.requests,
    tally(requests, ({ status, country, gateway }) => ({ status, country, gateway })),
  );
  fill(
    gauges.carriers,
    tally(requests, ({ losingCarrier }) => ({ losing_carrier: carrier(losingCarrier) })),
  );
  fill(
    gauges.cases,
    tally(cases, ({ status }) => ({ status })),
  );
  gauges.parked.set(parked?.length ?? 0);
  const ages = items.map(({ workflow, status, startedMs }) => ({ workflow, status, seconds: (nowMs - startedMs) / 1_000 }));
  fill(
    gauges.oldest,
    tally(
      ages,
      ({ workflow, status }) => ({ workflow, status }),
      ({ seconds }) => seconds,
      Math.max,
    ),
  );
  fill(
    gauges.overdue,
    tally(
      items,
      ({ workflow }) => ({ workflow }),
      ({ overdue }) => (overdue ? 1 : 0),
    ),
  );
  fill(
    gauges.attention,
    tally(attention, ({ workflow, reason }) => ({ workflow, reason })),
  );
  const aged = attention.flatMap(({ sinceMs, ...of }) => (sinceMs === undefined ? [] : [{ ...of, seconds: (nowMs - sinceMs) / 1_000 }]));
  fill(
    gauges.attentionOldest,
    tally(
      aged,
      ({ workflow, reason }) => ({ workflow, reason }),
      ({ seconds }) => seconds,
      Math.max,
    ),
  );
  gauges.ageless.set(attention.length - aged.length);
  gauges.unlisted.set(unlisted);
}

interface Count {
  readonly labels: Labels;
  readonly value: number;
}

/** One figure for each set of labels: how many, or what `combine` makes of the values. */
function tally<Item>(
  items: readonly Item[] = [],
  labelsOf: (item: Item) => Labels,
  valueOf: (item: Item) => number = () => 1,
  combine: (one: number, other: number) => number = (one, other) => one + other,
): Count[] {
  const counts = new Map<string, Count>();
  for (const item of items) {
    const labels = labelsOf(item);
    const key = JSON.stringify(labels);
    const before = counts.get(key);
    counts.set(key, { labels, value: before ? combine(before.value, valueOf(item)) : Math.max(0, valueOf(item)) });
  }
  return [...counts.values()];
}

/** What is no longer there leaves no figure behind. */
function fill(gauge: Gauge, counts: readonly Count[]): void {
  gauge.reset();
  for (const { labels, value } of counts) gauge.set(labels, value);
}
