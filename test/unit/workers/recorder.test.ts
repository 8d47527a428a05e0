import type { WorkflowInfo } from '@temporalio/workflow';
import { Registry } from 'prom-client';
import { createLogger } from '../../../activities/log';
import type { About, Happening } from '../../../domain/happening';
import { createRecorder } from '../../../workers/recorder';

/** A recorder, what it counts and what it logs. */
function aRecorder() {
  const registry = new Registry();
  const lines: Record<string, unknown>[] = [];
  const log = createLogger('orders', 'debug', { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
  const { happened } = createRecorder(registry, log).portico;
  const info = { workflowId: 'port-request/0123456789AB/1', runId: 'run-1', workflowType: 'portRequest' } as WorkflowInfo;
  const say = (happening: Happening, about: About = { country: 'FR', gateway: 'demo', losingCarrier: 'telmarine' }) => {
    void happened.fn(info, about, happening);
  };
  return { say, lines, happened, text: () => registry.metrics() };
}

const EVERY: Record<Happening['what'], readonly [Happening, string]> = {
  orderAccepted: [{ what: 'orderAccepted' }, 'portico_orders_accepted_total{country="FR"} 1'],
  orderClosed: [{ what: 'orderClosed', outcome: 'completed' }, 'portico_orders_closed_total{country="FR",outcome="completed"} 1'],
  submitted: [{ what: 'submitted', attempt: 2 }, 'portico_submissions_total{country="FR",gateway="demo",losing_carrier="telmarine"} 1'],
  rejected: [
    { what: 'rejected', attempt: 1, codes: ['NAME_MISMATCH', 'PIN_INVALID'] },
    'portico_rejections_total{country="FR",gateway="demo",losing_carrier="telmarine",code="PIN_INVALID"} 1',
  ],
  dateConfirmed: [
    { what: 'dateConfirmed', seconds: 7_200 },
    'portico_time_to_foc_seconds_bucket{le="14400",country="FR",gateway="demo"} 1',
  ],
  dateChanged: [
    { what: 'dateChanged' },
    'portico_dates_confirmed_total{country="FR",gateway="demo",losing_carrier="telmarine",kind="changed"} 1',
  ],
  changeRefused: [
    { what: 'changeRefused', change: 'cancel', reason: 'tooLate' },
    'portico_changes_refused_total{change="cancel",reason="tooLate"} 1',
  ],
  cutOffMissed: [{ what: 'cutOffMissed', cutOff: 'correction' }, 'portico_cutoffs_missed_total{cutoff="correction",country="FR"} 1'],
  ported: [{ what: 'ported', numbers: 10 }, 'portico_numbers_ported_total{country="FR",gateway="demo"} 10'],
  requestClosed: [
    { what: 'requestClosed', outcome: 'ported' },
    'portico_requests_closed_total{country="FR",gateway="demo",outcome="ported"} 1',
  ],
  attentionRaised: [{ what: 'attentionRaised', reason: 'smsOverdue' }, 'portico_attention_raised_total{reason="smsOverdue"} 1'],
  attentionCleared: [{ what: 'attentionCleared', reason: 'smsOverdue' }, 'portico_attention_cleared_total{reason="smsOverdue"} 1'],
  statusLeft: [
    { what: 'statusLeft', status: 'submitted', seconds: 90 },
    'portico_status_seconds_bucket{le="600",workflow="portRequest",status="submitted"} 1',
  ],
  notification: [
    { what: 'notification', outcome: 'delivered', channel: 'ticket' },
    'portico_notifications_total{outcome="delivered",channel="ticket"} 1',
  ],
};

test.each(Object.entries(EVERY))('%s is counted once, and is one line of the log', async (what, [happening, counted]) => {
  const recorder = aRecorder();
  expect(await recorder.text()).not.toContain(counted);
  recorder.say(happening);
  expect((await recorder.text()).split('\n')).toContain(counted);
  expect(recorder.lines).toHaveLength(1);
  expect(recorder.lines[0]).toMatchObject({ event: what, workflowId: 'port-request/0123456789AB/1', runId: 'run-1' });
});

test('what needs a person is a warning; a status that is left is for those who look closely', () => {
  const { say, lines } = aRecorder();
  say({ what: 'attentionRaised', reason: 'smsOverdue' });
  say({ what: 'statusLeft', status: 'submitted', seconds: 1 });
  say({ what: 'ported', numbers: 1 });
  expect(lines.map(({ level }) => level)).toEqual(['warn', 'debug', 'info']);
});

test('a losing carrier that looks like a telephone number stands in no label and no line', async () => {
  const { say, lines, text } = aRecorder();
  say({ what: 'submitted', attempt: 1 }, { country: 'FR', gateway: 'demo', losingCarrier: '33199001234' });
  expect(await text()).toContain('losing_carrier="other"');
  expect((await text()) + JSON.stringify(lines)).not.toContain('33199001234');
});

test('a date without an acknowledgement is counted, and no time with it', async () => {
  const { say, text } = aRecorder();
  say({ what: 'dateConfirmed' });
  expect(await text()).toContain('kind="first"} 1');
  expect(await text()).not.toContain('portico_time_to_foc_seconds_count');
});

test('outcomes that should not be are there from nought on, so that the first of them is a rise', async () => {
  expect(await aRecorder().text()).toContain('portico_notifications_total{outcome="givenUp",channel="all"} 0');
});

test('a replay is not heard', () => {
  expect(aRecorder().happened.callDuringReplay).toBe(false);
});
