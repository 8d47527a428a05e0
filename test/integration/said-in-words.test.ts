import { defaultPayloadConverter } from '@temporalio/common';
import { SCENARIOS } from '../replay/scenarios';
import type { HistoryEvent } from '../support/raw-history';
import { gatewayPauseWorkflowId, webhookDeliveryPrefix, webhooksWorkflowId } from '../../domain/ids';
import { GATEWAY, setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';
import { startReceiver, type Receiver } from '../support/webhook-receiver';

/** A payload of a history that is not encrypted, as text. */
type Payload = { readonly data?: Uint8Array | null } | null | undefined;

/** An instant in words with its zone, as every timer ends on it. */
const INSTANT = /, (Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2,3} \d{4}, \d{2}:\d{2} [A-Z][A-Za-z_/]+$/;

/** The server refuses a summary of more than 400 bytes, and encryption adds to each. */
const LONGEST_SUMMARY = 300;
const LONGEST_DETAILS = 4_000;

/** What is wrong with a text, if anything; what is encrypted in production must fit as well. */
const fault = (text: string | undefined, most: number): string | undefined =>
  text === undefined || text.trim().length < 10 ? 'says nothing' : Buffer.byteLength(text) > most ? 'is too long' : undefined;

const textOf = (payload: Payload): string | undefined =>
  payload ? defaultPayloadConverter.fromPayload<string>(payload as Parameters<typeof defaultPayloadConverter.fromPayload>[0]) : undefined;

let stage: Stage;
let receiver: Receiver;
let runs: readonly { readonly workflowId: string; readonly type: string; readonly events: readonly HistoryEvent[] }[];

/** Whose orders the scenarios are. */
const ACCOUNT = 'acct-active-us';

/** Of the scenarios of the replay: between them every kind of workflow, and the timers of a port from its documents to its SMS. */
const PLAYED = [
  'happy-port',
  'rejected-and-corrected',
  'rescheduled-then-cancelled',
  'parked-events',
  'support-cases',
  'by-hand-cancelled',
  'pointed-at',
] as const;

beforeAll(async () => {
  stage = await setStage({ encrypted: false, focDays: 6, byHand: true });
  receiver = await startReceiver();
  receiver.answers(500);
  const { id } = await stage.portico.webhooks.add({ accountId: ACCOUNT, url: receiver.url });
  const played = await Promise.all(PLAYED.map(async (name) => (await SCENARIOS[name]?.(stage)) ?? []));
  const { deliveries } = await waitUntil('deliveries that were given up', async () => {
    const found = await stage.portico.webhooks.deliveries({ accountId: ACCOUNT, id, state: 'givenUp', limit: 5 });
    return found.deliveries.length > 0 && found;
  });
  await stage.portico.operators.pauseGateway(GATEWAY, { by: 'op-7', reason: 'their maintenance' });
  const beside = [
    webhooksWorkflowId(ACCOUNT),
    gatewayPauseWorkflowId(GATEWAY),
    ...deliveries.map(({ eventId }) => webhookDeliveryPrefix(id) + eventId.replaceAll('-', '/')),
  ];
  runs = await Promise.all(
    [...new Set([...played.flat(), ...beside])].map(async (workflowId) => {
      const { events } = await stage.client.workflow.getHandle(workflowId).fetchHistory();
      const type = events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? '';
      return { workflowId, type, events: events ?? [] };
    }),
  );
}, 120_000);
afterAll(async () => {
  await receiver?.close();
  await stage?.close();
});

test('all ten kinds of workflow say at their start what they are and by which rule book, on a line and on a page', () => {
  expect(new Set(runs.map(({ type }) => type))).toEqual(
    new Set([
      ...['portOrder', 'portRequest', 'notification', 'parkedEvent', 'supportCase'],
      ...['manualPort', 'gatewayReference', 'webhooks', 'webhookDelivery', 'gatewayPause'],
    ]),
  );
  for (const { workflowId, events } of runs) {
    // Temporal hands neither on when a workflow continues as new: from then on its current details alone say what it is.
    if (events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId) continue;
    const words = events[0]?.userMetadata;
    const [summary, details] = [textOf(words?.summary), textOf(words?.details)];
    expect([workflowId, fault(summary, LONGEST_SUMMARY), fault(details, LONGEST_DETAILS)]).toEqual([workflowId, undefined, undefined]);
    expect([workflowId, details]).toEqual([workflowId, expect.stringContaining('| Rule book |')]);
  }
});

test('every timer names what it waits for, and its instant in words and zone', () => {
  const timers = runs.flatMap(({ workflowId, events }) =>
    events
      .filter((event) => event.timerStartedEventAttributes)
      .map((event) => ({ workflowId, summary: textOf(event.userMetadata?.summary) })),
  );
  // A timer that was not among them could be bare.
  const kinds = new Set(timers.map(({ summary = '' }) => summary.replace(INSTANT, '')));
  expect([...kinds]).toEqual(
    expect.arrayContaining([
      'Cut-off for cancelling',
      'Lock',
      'Port window opens',
      'SMS overdue',
      'Remind the customer',
      'Look for its request again',
      'A person is asked whose port it is',
      'Try again',
    ]),
  );
  expect(timers.filter(({ summary }) => !INSTANT.test(summary ?? '') || fault(summary, LONGEST_SUMMARY) !== undefined)).toEqual([]);
});

test('every activity says what it does', () => {
  const activities = runs.flatMap(({ workflowId, events }) =>
    events
      .filter((event) => event.activityTaskScheduledEventAttributes)
      .map((event) => ({
        workflowId,
        name: event.activityTaskScheduledEventAttributes?.activityType?.name,
        summary: textOf(event.userMetadata?.summary),
      })),
  );
  expect(activities.length).toBeGreaterThan(100);
  expect(activities.filter(({ summary }) => (summary ?? '').length < 5)).toEqual([]);
});

test('every signal and update says what it does, and what it takes as JSON or that it is not for people', async () => {
  interface Definition {
    readonly name: string;
    readonly description?: string;
  }
  interface Metadata {
    readonly definition: Readonly<Partial<Record<'signalDefinitions' | 'updateDefinitions' | 'queryDefinitions', readonly Definition[]>>>;
  }
  const kinds = [...new Map(runs.map(({ type, workflowId }) => [type, workflowId])).entries()];
  const messages: Definition[] = [];
  for (const [, workflowId] of kinds) {
    const { definition } = await stage.client.workflow.getHandle(workflowId).query<Metadata>('__temporal_workflow_metadata');
    messages.push(...(definition.signalDefinitions ?? []), ...(definition.updateDefinitions ?? []));
  }
  expect(messages.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'cancelRequested',
      'rescheduleRequested',
      'resync',
      'resolve',
      'requestCancellation',
      'reviewDocument',
      'proceed',
    ]),
  );
  expect(messages.filter(({ description = '' }) => !/\{.*\}|Not for people|`portico /.test(description))).toEqual([]);
});
