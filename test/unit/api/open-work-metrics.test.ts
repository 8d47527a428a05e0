import { Registry } from 'prom-client';
import { countOpenWork } from '../../../api/open-work-metrics';
import type { OpenItem, OpenWork } from '../../../client';

const NOW_MS = Date.parse('2026-03-09T09:00:00Z');

const item = (part: Partial<OpenItem>): OpenItem => ({
  workflowId: 'port-request/0123456789AB/1',
  workflow: 'portRequest',
  status: 'submitted',
  country: 'FR',
  losingCarrier: 'telmarine',
  gateway: 'demo',
  startedMs: NOW_MS,
  overdue: false,
  attention: [],
  ...part,
});

const work = (part: Partial<OpenWork>): OpenWork => ({ nowMs: NOW_MS, items: [], unlisted: 0, attention: [], ...part });

/** What a scrape shows of these readings, one after the other. `undefined` is a server that does not answer. */
function scraped(...readings: readonly (OpenWork | undefined)[]) {
  const registry = new Registry();
  const left = [...readings];
  let reads = 0;
  const open = countOpenWork(registry, async () => {
    reads += 1;
    const next = left.shift();
    if (!next) throw new Error('away');
    return next;
  });
  return {
    scrape: async () => {
      await open.refresh();
      return (await registry.metrics()).split('\n');
    },
    reads: () => reads,
  };
}

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

test('open work is counted by status, country, gateway and carrier, each kind for itself', async () => {
  const lines = await scraped(
    work({
      items: [
        item({}),
        item({}),
        item({ status: 'scheduled' }),
        item({ workflow: 'portOrder', status: 'inProgress' }),
        item({ workflow: 'parkedEvent' }),
      ],
    }),
  ).scrape();
  expect(lines).toContain('portico_requests_open{status="submitted",country="FR",gateway="demo"} 2');
  expect(lines).toContain('portico_requests_open{status="scheduled",country="FR",gateway="demo"} 1');
  expect(lines).toContain('portico_requests_open_by_carrier{losing_carrier="telmarine"} 3');
  expect(lines).toContain('portico_orders_open{status="inProgress",country="FR"} 1');
  expect(lines).toContain('portico_parked_events_open 1');
});

test('of what needs a person the number and the age of the oldest are shown; one whose age nobody knows is counted apart', async () => {
  const reason = { workflow: 'portRequest', reason: 'smsOverdue' } as const;
  const lines = await scraped(
    work({ attention: [{ ...reason, sinceMs: NOW_MS - 60_000 }, { ...reason, sinceMs: NOW_MS - 3_600_000 }, reason] }),
  ).scrape();
  expect(lines).toContain('portico_attention_open{workflow="portRequest",reason="smsOverdue"} 3');
  expect(lines).toContain('portico_attention_oldest_seconds{workflow="portRequest",reason="smsOverdue"} 3600');
  expect(lines).toContain('portico_attention_age_unknown 1');
});

test('the oldest in a status is shown by its start, and deadlines that nobody acted on by kind', async () => {
  const lines = await scraped(
    work({ items: [item({ startedMs: NOW_MS - 86_400_000 }), item({ startedMs: NOW_MS - 60_000, overdue: true })], unlisted: 7 }),
  ).scrape();
  expect(lines).toContain('portico_open_oldest_seconds{workflow="portRequest",status="submitted"} 86400');
  expect(lines).toContain('portico_deadlines_overdue{workflow="portRequest"} 1');
  expect(lines).toContain('portico_open_unlisted 7');
});

test('the age of the last sweep is that of its end, real time', async () => {
  expect(await scraped(work({ sweptAtMs: 1_000_000 - 900_000 })).scrape()).toContain('portico_sweep_age_seconds 900');
  // The server's clock may be ahead of ours.
  expect(await scraped(work({ sweptAtMs: 1_000_400 })).scrape()).toContain('portico_sweep_age_seconds 0');
});

test('where there never was a sweep, its age counts from when this process first looked, answered or not', async () => {
  const stage = scraped(undefined, work({}), work({}), work({ sweptAtMs: 8_000_000 }));
  await stage.scrape();
  jest.setSystemTime(1_060_000);
  expect(await stage.scrape()).toContain('portico_sweep_age_seconds 60');
  jest.setSystemTime(8_000_000);
  expect(await stage.scrape()).toContain('portico_sweep_age_seconds 7000');
  jest.setSystemTime(8_016_000);
  expect(await stage.scrape()).toContain('portico_sweep_age_seconds 16');
});

test('what is no longer open leaves no figure behind', async () => {
  const stage = scraped(work({ items: [item({})] }), work({}));
  expect((await stage.scrape()).join('\n')).toContain('status="submitted"');
  jest.setSystemTime(1_016_000);
  expect((await stage.scrape()).join('\n')).not.toContain('status="submitted"');
});

test('a reading serves for fifteen seconds, and its age is shown', async () => {
  const stage = scraped(work({}), work({}));
  expect(await stage.scrape()).toContain('portico_open_read_age_seconds 0');
  jest.setSystemTime(1_014_000);
  expect(await stage.scrape()).toContain('portico_open_read_age_seconds 14');
  expect(stage.reads()).toBe(1);
  jest.setSystemTime(1_016_000);
  expect(await stage.scrape()).toContain('portico_open_read_age_seconds 0');
  expect(stage.reads()).toBe(2);
});

test('a reading that took long serves ten times as long', async () => {
  let reads = 0;
  const open = countOpenWork(new Registry(), async () => {
    reads += 1;
    jest.setSystemTime(Date.now() + 4_000);
    return work({});
  });
  await open.refresh();
  jest.setSystemTime(Date.now() + 39_000);
  await open.refresh();
  expect(reads).toBe(1);
  jest.setSystemTime(Date.now() + 2_000);
  await open.refresh();
  expect(reads).toBe(2);
});

test('scrapes at the same moment share one reading', async () => {
  const stage = scraped(work({}));
  await Promise.all([stage.scrape(), stage.scrape()]);
  expect(stage.reads()).toBe(1);
});

test('without an answer of the server the figures stay and grow old, and before the first there is no age', async () => {
  const never = await scraped(undefined).scrape();
  expect(never).toContain('portico_open_read_age_seconds +Inf');
  expect(never).toContain('portico_open_read_failures_total 1');
  const stage = scraped(work({ items: [item({})] }), undefined);
  await stage.scrape();
  jest.setSystemTime(1_100_000);
  const lines = await stage.scrape();
  expect(lines).toContain('portico_open_read_age_seconds 100');
  expect(lines).toContain('portico_requests_open{status="submitted",country="FR",gateway="demo"} 1');
});

test('a scrape does not wait for ever for a server that is slow', async () => {
  const registry = new Registry();
  const open = countOpenWork(registry, () => new Promise(() => undefined));
  const waiting = open.refresh();
  await jest.advanceTimersByTimeAsync(5_000);
  await waiting;
  expect(await registry.metrics()).toContain('portico_open_read_age_seconds +Inf');
});
