import { z } from 'zod';
import * as commands from '../../../contracts/command-bodies';
import * as order from '../../../contracts/order-body';
import * as portability from '../../../contracts/portability';
import * as supportCase from '../../../contracts/support-case';
import { startApi, type TestApi } from '../../support/api';
import { describedRoutes } from '../../support/fuzz/described-routes';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const schemas = Object.entries<unknown>({ ...commands, ...order, ...portability, ...supportCase }).flatMap(
  ([name, schema]): [string, z.ZodType][] => (schema instanceof z.ZodType ? [[name, schema]] : []),
);

test.each(schemas.filter(([, schema]) => schema.meta()?.examples !== undefined))('the examples of %s fit it', (_, schema) => {
  const examples = schema.meta()?.examples as readonly unknown[];
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) expect(schema.safeParse(example).error?.issues ?? []).toEqual([]);
});

test('every route that takes JSON has an example in the document, which its own schema takes', async () => {
  const routes = (await describedRoutes(api.app)).filter(({ body }) => body !== undefined);
  expect(routes.length).toBeGreaterThan(12);
  expect(routes.filter(({ example }) => example === undefined).map(({ path }) => path)).toEqual([]);
});

test('a body that may be left out is described so, and every other one is needed', async () => {
  const { paths } = (await api.app.inject({ url: '/openapi.json' })).json<{
    paths: Record<string, Record<string, { requestBody?: { required?: boolean } }>>;
  }>();
  const optional = Object.entries(paths).flatMap(([path, operations]) =>
    Object.values(operations).some(({ requestBody }) => requestBody?.required === false) ? [path] : [],
  );
  const ofOne = '/v1/port-orders/{id}';
  expect(new Set(optional)).toEqual(new Set([`${ofOne}/activation`, `${ofOne}/cancellation`, `${ofOne}/support-cases/{k}/calls`]));
  const nothing = {
    method: 'POST',
    url: '/v1/port-orders/0123456789AB/cancellation',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
    payload: 'null',
  } as const;
  expect((await api.app.inject(nothing)).json()).toMatchObject({ status: 422, code: 'invalid_field' });
});
