/** What the dashboard shows: one query a line, in words that say what to make of it. */

/** How a panel draws. `table` shows the state of now, a row for each set of labels. */
export type Shape = 'stat' | 'lines' | 'stacked' | 'table';

export interface Panel {
  readonly title: string;
  readonly shape: Shape;
  /** As Grafana names units; absent for plain figures. */
  readonly unit?: 's' | 'percentunit' | 'bytes' | undefined;
  /** Of 24. */
  readonly width: number;
  readonly help: string;
  /** Each query with its legend. */
  readonly queries: readonly (readonly [expr: string, legend: string])[];
  /** From here on a stat is red. */
  readonly red?: number | undefined;
}

const DAY_S = 86_400;
const RATE = '[$__rate_interval]';

/** The API shows what is open; several copies of it show the same, so that the largest figure counts and not the sum. */
const open = (name: string, by: string): string => `sum by (${by}) (max without (instance, job) (${name}))`;

const quantile = (q: number, name: string, by = ''): string =>
  `histogram_quantile(${q}, sum by (${['le', by].filter(Boolean).join(', ')}) (rate(${name}_bucket${RATE})))`;

export const ROWS: readonly { readonly title: string; readonly panels: readonly Panel[] }[] = [
  {
    title: 'Needs a person',
    panels: [
      {
        title: 'Reasons to look',
        shape: 'stat',
        width: 4,
        help: 'Open reasons for attention; docs/operate.md says what to do about each.',
        queries: [['sum(max without (instance, job) (portico_attention_open)) or vector(0)', '']],
        red: 1,
      },
      {
        title: 'The oldest has waited',
        shape: 'stat',
        unit: 's',
        width: 4,
        help: 'Business time since the oldest open reason arose.',
        queries: [['max(portico_attention_oldest_seconds) or vector(0)', '']],
        red: DAY_S,
      },
      {
        title: 'Parked events',
        shape: 'stat',
        width: 4,
        help: 'Authentic webhooks that match nothing.',
        queries: [['max(portico_parked_events_open)', '']],
        red: 1,
      },
      {
        title: 'Deadlines nobody acted on',
        shape: 'stat',
        width: 4,
        help: 'Passed five minutes ago or more: the orders workers are away, or stuck.',
        queries: [['sum(max without (instance, job) (portico_deadlines_overdue)) or vector(0)', '']],
        red: 1,
      },
      {
        title: 'Age of these figures',
        shape: 'stat',
        unit: 's',
        width: 4,
        help: 'When Temporal was last asked what is open. The figures of open work are as old as that.',
        queries: [['min(portico_open_read_age_seconds)', '']],
        red: 120,
      },
      {
        title: 'Not in these figures',
        shape: 'stat',
        width: 4,
        help: 'Open workflows beyond what one reading looks at, and reasons whose age is not known.',
        queries: [
          ['max(portico_open_unlisted)', 'not listed'],
          ['max(portico_attention_age_unknown)', 'without an age'],
        ],
        red: 1,
      },
      {
        title: 'Reasons that stand',
        shape: 'table',
        width: 12,
        help: 'Each counted where it arose.',
        queries: [[open('portico_attention_open', 'workflow, reason'), 'open']],
      },
      {
        title: 'For how long the oldest has stood',
        shape: 'table',
        unit: 's',
        width: 12,
        help: 'Business time.',
        queries: [['max by (workflow, reason) (portico_attention_oldest_seconds)', 'oldest']],
      },
      {
        title: 'Reasons that came and went, an hour',
        shape: 'lines',
        width: 24,
        help: 'By reason.',
        queries: [
          ['sum by (reason) (increase(portico_attention_raised_total[1h]))', '{{reason}}'],
          ['sum by (reason) (increase(portico_attention_cleared_total[1h]))', '{{reason}}, cleared'],
        ],
      },
    ],
  },
  {
    title: 'Ports',
    panels: [
      {
        title: 'Open orders by status',
        shape: 'stacked',
        width: 12,
        help: 'What the customer is at.',
        queries: [[open('portico_orders_open', 'status'), '{{status}}']],
      },
      {
        title: 'Open requests by status',
        shape: 'stacked',
        width: 12,
        help: 'What the losing carrier is at.',
        queries: [[open('portico_requests_open', 'status'), '{{status}}']],
      },
      {
        title: 'Open requests by losing carrier',
        shape: 'lines',
        width: 8,
        help: 'The ten with the most.',
        queries: [[`topk(10, ${open('portico_requests_open_by_carrier', 'losing_carrier')})`, '{{losing_carrier}}']],
      },
      {
        title: 'Open support cases',
        shape: 'stacked',
        width: 8,
        help: 'By status.',
        queries: [[open('portico_support_cases_open', 'status'), '{{status}}']],
      },
      {
        title: 'Oldest in each status',
        shape: 'table',
        unit: 's',
        width: 8,
        help: 'Business time since it was started: it has not stood in this status for longer than that.',
        queries: [['max by (workflow, status) (portico_open_oldest_seconds)', 'oldest']],
      },
      {
        title: 'Time to FOC',
        shape: 'lines',
        unit: 's',
        width: 8,
        help: "Business time from the gateway's acknowledgement to the first confirmed date.",
        queries: [
          [quantile(0.5, 'portico_time_to_foc_seconds'), 'half of them'],
          [quantile(0.9, 'portico_time_to_foc_seconds'), 'nine of ten'],
        ],
      },
      {
        title: 'Time in a status, nine of ten',
        shape: 'lines',
        unit: 's',
        width: 8,
        help: 'Business time that requests stood in the status that they left.',
        queries: [[quantile(0.9, 'portico_status_seconds', 'status'), '{{status}}']],
      },
      {
        title: 'Steps, an hour',
        shape: 'lines',
        width: 8,
        help: 'Orders, submissions, dates and ports.',
        queries: [
          ['sum(increase(portico_orders_accepted_total[1h]))', 'orders accepted'],
          ['sum(increase(portico_submissions_total[1h]))', 'submitted'],
          ['sum by (kind) (increase(portico_dates_confirmed_total[1h]))', 'date: {{kind}}'],
          ['sum(increase(portico_requests_ported_total[1h]))', 'requests ported'],
          ['sum(increase(portico_numbers_ported_total[1h]))', 'numbers ported'],
        ],
      },
      {
        title: 'Rejections by code, a day',
        shape: 'stacked',
        width: 12,
        help: 'docs/rejections.md says what each asks for.',
        queries: [['sum by (code) (increase(portico_rejections_total[1d]))', '{{code}}']],
      },
      {
        title: 'Rejections by losing carrier, a day',
        shape: 'stacked',
        width: 12,
        help: 'The ten with the most.',
        queries: [['topk(10, sum by (losing_carrier) (increase(portico_rejections_total[1d])))', '{{losing_carrier}}']],
      },
      {
        title: 'Cut-offs missed, a day',
        shape: 'stacked',
        width: 8,
        help: 'Somebody came too late, or let it pass.',
        queries: [['sum by (cutoff) (increase(portico_cutoffs_missed_total[1d]))', '{{cutoff}}']],
      },
      {
        title: 'Changes refused, a day',
        shape: 'stacked',
        width: 8,
        help: 'Cancels, reschedules, returns, starts of a transfer.',
        queries: [['sum by (change, reason) (increase(portico_changes_refused_total[1d]))', '{{change}}: {{reason}}']],
      },
      {
        title: 'How they ended, a day',
        shape: 'stacked',
        width: 8,
        help: 'Orders and requests by outcome.',
        queries: [
          ['sum by (outcome) (increase(portico_orders_closed_total[1d]))', 'orders: {{outcome}}'],
          ['sum by (outcome) (increase(portico_requests_closed_total[1d]))', 'requests: {{outcome}}'],
        ],
      },
    ],
  },
  {
    title: 'In and out',
    panels: [
      {
        title: 'Webhooks by outcome, an hour',
        shape: 'stacked',
        width: 8,
        help: 'Refused: the signature is wrong. Parked: nothing matches. Unavailable: Temporal was away; the gateway sends again.',
        queries: [['sum by (gateway, outcome) (increase(portico_webhooks_total[1h]))', '{{gateway}}: {{outcome}}']],
      },
      {
        title: 'Messages to customers, an hour',
        shape: 'stacked',
        width: 8,
        help: 'Undelivered: a round failed, and it is tried on.',
        queries: [['sum by (outcome) (increase(portico_notifications_total[1h]))', '{{outcome}}']],
      },
      {
        title: 'API answers in, nineteen of twenty',
        shape: 'lines',
        unit: 's',
        width: 8,
        help: 'By route.',
        queries: [[quantile(0.95, 'portico_http_request_seconds', 'route'), '{{route}}']],
      },
    ],
  },
  {
    title: 'Workers',
    panels: [
      {
        title: 'Workers that take work',
        shape: 'lines',
        width: 8,
        help: 'By task queue.',
        queries: [['sum by (task_queue) (portico_worker_running)', '{{task_queue}}']],
      },
      {
        title: 'Slots in use',
        shape: 'lines',
        unit: 'percentunit',
        width: 8,
        help: 'At 1 a worker takes no more work until something ends.',
        queries: [
          [
            'sum by (task_queue, worker_type) (temporal_worker_task_slots_used) / (sum by (task_queue, worker_type) (temporal_worker_task_slots_used) + sum by (task_queue, worker_type) (temporal_worker_task_slots_available))',
            '{{task_queue}} {{worker_type}}',
          ],
        ],
      },
      {
        title: 'Work waits for a worker, nineteen of twenty',
        shape: 'lines',
        unit: 's',
        width: 8,
        help: 'Workflow tasks, and activities by task queue.',
        queries: [
          [quantile(0.95, 'temporal_workflow_task_schedule_to_start_latency_seconds'), 'workflow tasks'],
          [quantile(0.95, 'temporal_activity_schedule_to_start_latency_seconds', 'task_queue'), '{{task_queue}}'],
        ],
      },
      {
        title: 'Workflow tasks take, nineteen of twenty',
        shape: 'lines',
        unit: 's',
        width: 8,
        help: 'And how long a replay takes of a workflow that was not in memory.',
        queries: [
          [quantile(0.95, 'temporal_workflow_task_execution_latency_seconds'), 'task'],
          [quantile(0.95, 'temporal_workflow_task_replay_latency_seconds'), 'replay'],
        ],
      },
      {
        title: 'Activities that failed, a minute',
        shape: 'lines',
        width: 8,
        help: 'By task queue and activity. Each is tried again; a carrier that is away shows here first.',
        queries: [
          [
            `sum by (task_queue, activity_type) (rate(temporal_activity_execution_failed_total${RATE})) * 60`,
            '{{task_queue}}: {{activity_type}}',
          ],
        ],
      },
      {
        title: 'Workflow tasks that failed, a minute',
        shape: 'lines',
        width: 8,
        help: 'A bug: the workflow stands still until a build without it runs.',
        queries: [[`sum by (workflow_type) (rate(temporal_workflow_task_execution_failed_total${RATE})) * 60`, '{{workflow_type}}']],
      },
      {
        title: 'Payloads in clear or unreadable, an hour',
        shape: 'lines',
        width: 8,
        help: 'Nought is right. docs/operate.md, Encryption, says what each reason means.',
        queries: [
          ['sum(increase(portico_payloads_plaintext_total[1h]))', 'in clear'],
          ['sum by (reason) (increase(portico_payloads_undecodable_total[1h]))', '{{reason}}'],
          ['sum(increase(portico_documents_plain_total[1h]))', 'documents in clear'],
        ],
      },
      {
        title: 'Paused gateways',
        shape: 'lines',
        width: 8,
        help: '1 while an operator has paused it: nothing is sent to it.',
        queries: [['max by (gateway) (portico_gateway_paused)', '{{gateway}}']],
      },
      {
        title: 'Age of the last sweep',
        shape: 'lines',
        unit: 's',
        width: 8,
        help: 'Since the schedule last had everything looked at. Beyond a quarter of an hour and a little, sweeps have stopped: docs/operate.md, Sweeps.',
        queries: [['max(portico_sweep_age_seconds)', 'last sweep']],
      },
      {
        title: 'Workflows in memory',
        shape: 'lines',
        width: 8,
        help: 'The rest is replayed at its next event.',
        queries: [['sum(temporal_sticky_cache_size)', 'in memory']],
      },
      {
        title: 'Memory',
        shape: 'lines',
        unit: 'bytes',
        width: 8,
        help: 'By process.',
        queries: [['process_resident_memory_bytes', '{{instance}}']],
      },
      {
        title: 'Event loop lag, ninety-nine of a hundred',
        shape: 'lines',
        unit: 's',
        width: 8,
        help: 'By process.',
        queries: [['nodejs_eventloop_lag_p99_seconds', '{{instance}}']],
      },
    ],
  },
];
