import type { InjectedSinks } from '@temporalio/worker';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { Log } from '../activities/log';
import { boundedLabel } from '../domain/bounded-label';
import type { Happening } from '../domain/happening';
import { DAY_MS, HOUR_MS } from '../domain/clock';
import type { PorticoSinks } from '../workflows/tell-worker';

/** Business seconds: hours first, then days. */
const BUCKETS = [...[1, 4, 12].map((hours) => hours * HOUR_MS), ...[1, 2, 3, 5, 7, 10, 14, 21, 30, 60].map((days) => days * DAY_MS)].map(
  (ms) => ms / 1_000,
);

/** The counters of what happens in ports, in one registry. Labels hold countries, gateways, carriers and codes only. */
function counters(registry: Registry) {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  return {
    accepted: counter('portico_orders_accepted_total', 'Orders that passed account, portability and claim', ['country']),
    orderClosed: counter('portico_orders_closed_total', 'Orders that ended, by how', ['country', 'outcome']),
    submissions: counter('portico_submissions_total', 'Attempts that a gateway has acknowledged', ['country', 'gateway', 'losing_carrier']),
    rejections: counter('portico_rejections_total', 'Rejections; one with several reasons counts once for each code', [
      'code',
      'country',
      'gateway',
      'losing_carrier',
    ]),
    dates: counter('portico_dates_confirmed_total', 'Confirmed dates (FOC): the first of an attempt, or a changed one', [
      'kind',
      'country',
      'gateway',
      'losing_carrier',
    ]),
    timeToFoc: new Histogram({
      name: 'portico_time_to_foc_seconds',
      help: "From the gateway's acknowledgement of an attempt to its first confirmed date, on the business clock",
      labelNames: ['country', 'gateway'],
      buckets: BUCKETS,
      registers,
    }),
    statuses: new Histogram({
      name: 'portico_status_seconds',
      help: 'How long orders, requests and support cases stood in a status that they have left, on the business clock',
      labelNames: ['workflow', 'status'],
      buckets: [60, 600, ...BUCKETS],
      registers,
    }),
    refusals: counter(
      'portico_changes_refused_total',
      'Cancels, reschedules, returns and starts of a transfer that were refused, by reason',
      ['change', 'reason'],
    ),
    cutOffs: counter('portico_cutoffs_missed_total', 'Cut-offs that somebody came too late for, or let pass', ['cutoff', 'country']),
    ported: counter('portico_requests_ported_total', 'Requests whose numbers are all in service', ['country', 'gateway', 'losing_carrier']),
    numbers: counter('portico_numbers_ported_total', 'Numbers in service through requests that ported', ['country', 'gateway']),
    requestClosed: counter('portico_requests_closed_total', 'Requests that ended, by how', ['country', 'gateway', 'outcome']),
    raised: counter('portico_attention_raised_total', 'Reasons for which a person was asked for', ['reason']),
    cleared: counter('portico_attention_cleared_total', 'Reasons that no longer hold', ['reason']),
    notifications: counter('portico_notifications_total', 'Messages to customers by what became of them', ['outcome', 'channel']),
  };
}

/**
 * Counts and logs what workflows say has happened. Workflows say it once; a worker that dies between hearing it and
 * telling Temporal is followed by one that says it again.
 */
export function createRecorder(registry: Registry, log: Log): InjectedSinks<PorticoSinks> {
  const count = counters(registry);
  // From nought on: a series that begins with its first count hides that one from every rate.
  for (const outcome of ['superseded', 'undelivered', 'givenUp']) count.notifications.inc({ outcome, channel: 'all' }, 0);
  const carrierLabel = boundedLabel();
  return {
    portico: {
      happened: {
        fn({ workflowId, runId, workflowType }, about, happening) {
          const { country = '', gateway = '' } = about;
          const losingCarrier = carrierLabel(about.losingCarrier ?? '');
          record(count, { country, gateway, losing_carrier: losingCarrier }, workflowType, happening);
          log[LEVELS[happening.what] ?? 'info'](
            { workflowId, runId, ...named({ country, gateway, losingCarrier }), ...told(happening), event: happening.what },
            WORDS[happening.what],
          );
        },
        callDuringReplay: false,
      },
    },
  };
}

interface Labels {
  readonly country: string;
  readonly gateway: string;
  readonly losing_carrier: string;
}

function record(count: ReturnType<typeof counters>, of: Labels, workflow: string, happening: Happening): void {
  const { country, gateway } = of;
  switch (happening.what) {
    case 'orderAccepted':
      return count.accepted.inc({ country });
    case 'orderClosed':
      return count.orderClosed.inc({ country, outcome: happening.outcome });
    case 'submitted':
      return count.submissions.inc({ ...of });
    case 'rejected':
      return happening.codes.forEach((code) => count.rejections.inc({ ...of, code }));
    case 'dateConfirmed':
      count.dates.inc({ ...of, kind: 'first' });
      return happening.seconds === undefined ? undefined : count.timeToFoc.observe({ country, gateway }, happening.seconds);
    case 'dateChanged':
      return count.dates.inc({ ...of, kind: 'changed' });
    case 'changeRefused':
      return count.refusals.inc({ change: happening.change, reason: happening.reason });
    case 'cutOffMissed':
      return count.cutOffs.inc({ cutoff: happening.cutOff, country });
    case 'ported':
      count.numbers.inc({ country, gateway }, happening.numbers);
      return count.ported.inc({ ...of });
    case 'requestClosed':
      return count.requestClosed.inc({ country, gateway, outcome: happening.outcome });
    case 'attentionRaised':
      return count.raised.inc({ reason: happening.reason });
    case 'attentionCleared':
      return count.cleared.inc({ reason: happening.reason });
    case 'statusLeft':
      return count.statuses.observe({ workflow, status: happening.status }, happening.seconds);
    case 'notification':
      return count.notifications.inc({ outcome: happening.outcome, channel: happening.channel ?? 'all' });
    default:
      return happening satisfies never;
  }
}

/** How loud; `info` without. */
const LEVELS: Partial<Record<Happening['what'], 'debug' | 'warn'>> = { attentionRaised: 'warn', statusLeft: 'debug' };

/** What a log line says of it. */
const WORDS: Record<Happening['what'], string> = {
  orderAccepted: 'order accepted',
  orderClosed: 'order closed',
  submitted: 'submitted to the losing carrier',
  rejected: 'rejected by the losing carrier',
  dateConfirmed: 'date confirmed (FOC)',
  dateChanged: 'date changed (FOC)',
  changeRefused: 'change refused',
  cutOffMissed: 'cut-off missed',
  ported: 'ported',
  requestClosed: 'request closed',
  attentionRaised: 'a person is needed',
  attentionCleared: 'a person is no longer needed',
  statusLeft: 'status left',
  notification: 'message to the customer',
};

/** What is known of it. */
const named = (about: object): object => Object.fromEntries(Object.entries(about).filter(([, value]) => value !== ''));

/** The log's fields: those of the happening, without figures that belong to metrics. */
function told(happening: Happening): object {
  const { what: _, ...fields } = happening;
  return fields;
}

/** For a worker whose events nobody counts, in tests and tools. */
export const deafRecorder: InjectedSinks<PorticoSinks> = { portico: { happened: { fn: () => undefined } } };
