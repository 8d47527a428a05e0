import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webhookEvent } from '../../../contracts/webhooks';
import { DELIVERY_STATES, WAITS_MS } from '../../../domain/webhooks/delivery';
import { EVENT_TYPES } from '../../../domain/webhooks/event-types';
import { startApi, type TestApi } from '../../support/api';

const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'webhooks.md'), 'utf8');
let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.close());

/** The first cells of the table under this heading, without their ticks. */
const firstCells = (heading: string): string[] =>
  (page.split(heading)[1] ?? '')
    .split('\n\n')
    .flatMap((part) => (part.trimStart().startsWith('| ') ? [part] : []))[0]
    ?.split('\n')
    .flatMap((line) => /^\| `([\w.]+)` \|/.exec(line)?.[1] ?? []) ?? [];

test('the page lists every type of event, in the order of the code', () => {
  expect(firstCells('## Types of events')).toEqual([...EVENT_TYPES]);
});

test('the page explains every state of a delivery', () => {
  expect(firstCells('## When your receiver fails')).toEqual([...DELIVERY_STATES]);
});

test('the event that the page shows is one', () => {
  const [, json = ''] = /```json\n([\s\S]*?)\n```/.exec(page) ?? [];
  const event = webhookEvent.parse(JSON.parse(json));
  expect(event).toEqual(JSON.parse(json));
  expect(event).toMatchObject({ id: '7Q2M0C4XK9TD-12', occurredAt: new Date(1796893331000).toISOString() });
});

test('the page has the waits of the code', () => {
  expect(WAITS_MS.map((ms) => ms / 60_000)).toEqual([5 / 60, 5, 30, 120, 300, 600, 840, 1_200, 1_440]);
  expect(page).toContain('after about 5 seconds, 5 and 30 minutes, 2, 5, 10, 14, 20 and 24 hours: ten tries');
});

test('the description of the API has the events as webhooks of OpenAPI, with their three headers', async () => {
  const { webhooks } = (await api.app.inject('/openapi.json')).json<{
    webhooks: Record<string, { post: { parameters: { name: string }[]; requestBody: { content: object } } }>;
  }>();
  expect(Object.keys(webhooks)).toEqual(['fact', 'ping']);
  expect(webhooks['fact']?.post.parameters.map(({ name }) => name)).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature']);
  expect(JSON.stringify(webhooks['fact']?.post.requestBody)).toContain('"request.ported"');
});
