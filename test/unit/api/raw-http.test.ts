import { createConnection } from 'node:net';
import { problemBody } from '../../../contracts/problem';
import { startApi, type TestApi } from '../../support/api';

let api: TestApi;
let port: number;
beforeAll(async () => {
  api = await startApi({});
  port = Number(new URL(await api.app.listen({ port: 0, host: '127.0.0.1' })).port);
});
afterAll(() => api.close());

/** What comes back for these very bytes: the status, and the body. */
function send(bytes: string): Promise<{ readonly status: number; readonly head: string; readonly body: string }> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = createConnection(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', body = ''] = text.split('\r\n\r\n');
      resolve({ status: Number(head.split(' ')[1]), head, body });
    });
  });
}

const asked = (first: string, ...headers: readonly string[]): string =>
  [first, 'host: portico.test', 'connection: close', ...headers, '', ''].join('\r\n');

test.each([
  ['a method that this route does not take', asked('QUERY /v1/port-outs HTTP/1.1'), 405, 'method_not_allowed'],
  ['a method for no route at all', asked('PROPFIND /nowhere HTTP/1.1'), 404, 'not_found'],
  ['a word that is no method', asked('ACHETE /v1/countries HTTP/1.1'), 400, 'malformed_request'],
  ['what is no HTTP', 'port my number, please\r\n\r\n', 400, 'malformed_request'],
  ['headers without end', asked('GET /v1/countries HTTP/1.1', `x-long: ${'a'.repeat(20_000)}`), 431, 'headers_too_large'],
])('%s is answered with a problem', async (_, bytes, status, code) => {
  const { head, body, ...answer } = await send(bytes);
  expect(answer.status).toBe(status);
  expect(head.toLowerCase()).toContain('content-type: application/problem+json');
  expect(problemBody.parse(JSON.parse(body))).toMatchObject({
    status,
    code,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  });
});

test('after all of it the API answers as before', async () => {
  expect((await send(asked('GET /healthz HTTP/1.1'))).status).toBe(200);
});
