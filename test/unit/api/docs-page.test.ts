import { startApi, type TestApi } from '../../support/api';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const get = (url: string) => api.app.inject({ url });

test('a person can read and try the API in a browser: the page and all that it loads come from here', async () => {
  const page = await get('/docs/');
  expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  const loaded = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
  expect(loaded.length).toBeGreaterThan(3);
  expect(loaded.filter((url) => /^(https?:)?\/\//.test(url))).toEqual([]);
  for (const url of loaded) expect([url, (await get(new URL(url, 'http://localhost/docs/').pathname)).statusCode]).toEqual([url, 200]);
  const { paths } = (await get('/docs/json')).json<{ paths: object }>();
  expect(Object.keys(paths)).toEqual(Object.keys((await get('/openapi.json')).json<{ paths: object }>().paths));
});

test('its policy lets nothing in but its own files, and no script that stands in the page', async () => {
  const { headers, body } = await get('/docs/');
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
  expect([...body.matchAll(/<script(?![^>]*src=)[^>]*>[^<]*\S[^<]*<\/script>|<style[^>]*>/g)]).toEqual([]);
});

test('the policy of all other answers is as strict as before, and a file that is not there is a problem', async () => {
  expect((await get('/v1/countries')).headers['content-security-policy']).toBe("default-src 'none';frame-ancestors 'none'");
  const missing = await get('/docs/static/zq-nothing.js');
  expect(missing.json()).toMatchObject({ status: 404, code: 'not_found' });
  expect(missing.body).not.toContain('zq-nothing');
});
