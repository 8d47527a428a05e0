import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemBody } from '../../contracts/problem';
import { startApi, type TestApi } from '../support/api';
import { HTTP_ROWS, PROVED_ELSEWHERE, type HttpRow } from '../support/bad-input';
import { aNumber, single, usDetails } from '../support/orders';
import { setStage, type Stage } from '../support/stage';

let stage: Stage;
let api: TestApi;
let orderId: string;
beforeAll(async () => {
  // So slow that the witness changes only when somebody changes it.
  stage = await setStage({ dayMs: 3_600_000 });
  api = await startApi({ connection: stage.env.connection, client: stage.portico });
  const details = usDetails([single(aNumber())]);
  ({ orderId } = await stage.portico.createOrder({ accountId: 'acct-active-us', idempotencyKey: 'witness', details }));
});
afterAll(async () => {
  await api?.close();
  await stage?.close();
});

/** Everything that could have changed: the orders that there are, and all that is shown of one of them. */
async function witness(): Promise<string> {
  const { count } = await stage.client.workflow.count("WorkflowType = 'portOrder'");
  return JSON.stringify([count, await stage.portico.getOrder(orderId), await stage.portico.timeline(orderId)]);
}

let keys = 0;
const bodyOf = ({ method = 'POST', body = {} }: HttpRow): string | undefined => {
  if (method !== 'POST') return undefined;
  const fine = { accountId: 'acct-active-us', ...usDetails([single(aNumber())]) };
  return typeof body === 'string' ? body : JSON.stringify({ ...fine, ...body });
};

test.each(HTTP_ROWS.map((row) => [row.input, row] as const))('I19: %s is refused, and nothing has happened', async (_, row) => {
  const { method = 'POST', path = '/v1/port-orders', headers = {}, status, code } = row;
  const before = await witness();
  const given = { 'content-type': 'application/json', 'idempotency-key': `bad-${(keys += 1)}`, ...headers };
  const payload = bodyOf(row);
  const response = await api.app.inject({
    method,
    url: path.replace('{id}', orderId),
    headers: Object.fromEntries(
      Object.entries(given).filter(([name, value]) => value !== '' && (payload !== undefined || name !== 'content-type')),
    ),
    ...(payload === undefined ? {} : { payload }),
  });
  expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([status, code]);
  const problem = problemBody.strict().parse(response.json());
  expect(problem.detail.length).toBeGreaterThan(10);
  expect(response.headers['content-type']).toContain('application/problem+json');
  expect(await witness()).toBe(before);
});

test('the table has every surface of its own once, and each input once', () => {
  const inputs = HTTP_ROWS.map(({ input }) => input);
  expect(new Set(inputs).size).toBe(inputs.length);
  expect(inputs.length).toBeGreaterThan(60);
});

test.each(PROVED_ELSEWHERE)('%s: %s is proved in %s', (_, __, file, words) => {
  expect(readFileSync(join(__dirname, '..', '..', file), 'utf8')).toContain(words);
});
