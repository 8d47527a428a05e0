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
