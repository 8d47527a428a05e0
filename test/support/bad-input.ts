/** The matrix of bad input: what is sent where, and how it is refused. Rows that are proved by another test name it. */

/** A request to the API; `{id}` in the path is an order that waits for its documents. */
export interface HttpRow {
  readonly input: string;
  readonly status: number;
  readonly code: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The order's body with these changes; a text goes out as it is. */
  readonly body?: Readonly<Record<string, unknown>> | string;
}

const order = (input: string, code: string, body: HttpRow['body'], status = 422): HttpRow => ({
  input,
  status,
  code,
  ...(body === undefined ? {} : { body }),
});
const numbers = (...list: readonly string[]) => ({ numbers: list.map((number) => ({ kind: 'single', number })) });
const holder = (name: string) => ({
  holder: { name, address: { street: '1 Main St', postalCode: '10001', city: 'New York', region: 'NY' } },
});
const get = (input: string, status: number, code: string, path: string, headers: HttpRow['headers'] = {}): HttpRow => ({
  method: 'GET',
  input,
  status,
  code,
  path,
  headers,
});
const command = (input: string, status: number, code: string, tail: string, body: Readonly<Record<string, unknown>> = {}): HttpRow => ({
  input,
  status,
  code,
  path: `/v1/port-orders/{id}/${tail}`,
  body: JSON.stringify(body),
});

export const HTTP_ROWS: readonly HttpRow[] = [
  order('text that is no JSON', 'malformed_json', 'no json', 400),
  order('JSON that ends too early', 'malformed_json', '{"accountId":', 400),
  order('a byte order mark', 'malformed_json', '\uFEFF{}', 400),
  order('a key twice', 'malformed_json', '{"country":"US","country":"FR"}', 400),
  order('nesting without end', 'malformed_json', `${'['.repeat(40)}${']'.repeat(40)}`, 400),
  order('__proto__ as a key', 'malformed_json', '{"__proto__":{}}', 400),
  order('constructor as a key', 'malformed_json', '{"constructor":{}}', 400),
  order('a NUL in the text', 'malformed_json', '{"a":"\u0000"}', 400),
  order('a list in place of an order', 'invalid_field', '[]'),
  order('nothing in place of an order', 'invalid_field', 'null'),
  { input: 'no content type that we take', status: 415, code: 'unsupported_media_type', headers: { 'content-type': 'text/plain' } },
  {
    input: 'a charset that is not UTF-8',
    status: 415,
    code: 'unsupported_media_type',
    headers: { 'content-type': 'application/json; charset=latin1' },
  },
  order('more than an order may have', 'body_too_large', ' '.repeat(300_000), 413),
  { ...command('more than a command may have', 413, 'body_too_large', 'cancellation'), body: ' '.repeat(70_000) },
  ...['status', 'tenantId', 'carrierRef', 'orderId'].map((field) =>
    order(`a field that is ours to set (${field})`, 'unknown_field', { [field]: 'x' }, 400),
  ),
  order('a number with letters', 'invalid_number', numbers('+1212555CALL')),
  order('a number without its plus', 'invalid_number', numbers('12125550123')),
  order('a number with an extension', 'invalid_number', numbers('+12125550123;ext=5')),
  order('a number in full-width digits', 'invalid_number', numbers('＋１２１２５５５０１２３')),
  order('a number that no plan has', 'invalid_number', numbers('+12')),
  order('a number twice', 'duplicate_number', numbers('+12125550123', '+12125550123')),
  order('no number', 'numbers_missing', { numbers: [] }),
  order('a toll-free number as a geographic one', 'wrong_number_type', numbers('+18005550123')),
  order('a premium-rate number', 'invalid_number', numbers('+19005550123')),
  order('a wish for a day that has passed', 'date_in_past', { preferredDate: '2020-01-01' }),
  order('a wish for a day that does not exist', 'invalid_date', { preferredDate: '2027-02-31' }),
  order('a name of nothing', 'invalid_text', holder('  ')),
  order('a name that changes direction', 'invalid_text', holder('Ada \u202Enosreptset')),
  order('a name with an invisible character', 'invalid_text', holder('Ada\u200B Testperson')),
  order('a name with a control character', 'invalid_text', holder('Ada\u0007 Testperson')),
  order('a name of ten thousand characters', 'invalid_text', holder('A'.repeat(10_000))),
  order('half a character', 'invalid_text', holder('Ada \uD83D')),
  order('numbers that may go dead', 'numbers_must_stay_active', { numbersStayActive: false }),
  order('a country of its own', 'unknown_country', { country: 'ZZ' }),
  { input: 'no Idempotency-Key', status: 400, code: 'missing_idempotency_key', headers: { 'idempotency-key': '' } },
  { input: 'an Idempotency-Key without end', status: 400, code: 'bad_idempotency_key', headers: { 'idempotency-key': 'k'.repeat(256) } },
  { input: 'an Idempotency-Key with spaces', status: 400, code: 'bad_idempotency_key', headers: { 'idempotency-key': 'a b' } },
  get('an id that nobody has', 404, 'order_not_found', '/v1/port-orders/0123456789AB'),
  get('an id that is none', 400, 'malformed_id', '/v1/port-orders/1234'),
  get('an id that climbs', 400, 'malformed_id', '/v1/port-orders/..%2F..%2Fetc'),
  get('an id of five thousand characters', 400, 'malformed_id', `/v1/port-orders/${'A'.repeat(5_000)}`),
  get('a URL that cannot be decoded', 400, 'malformed_request', '/v1/port-orders/%zz'),
  command('a cancel of requests that are not there', 422, 'unknown_request', 'cancellation', { requests: [9] }),
  command('a return of what has not ported', 409, 'invalid_transition', 'return', { reason: 'nothing works' }),
  command('an activation of what has no date', 409, 'invalid_transition', 'activation'),
  command('a decision that nobody asks for', 409, 'invalid_transition', 'decision', { decision: 'drop' }),
  command('a correction of nothing', 422, 'nothing_to_correct', 'corrections'),
  command('a signature of what is not there', 409, 'loa_not_ready', 'loa/signature', {
    revision: 1,
    hash: '0'.repeat(64),
    signer: { name: 'A' },
    accepted: true,
  }),
  command('ordering again what is not over', 409, 'order_not_over', 'again', { numbersStayActive: true }),
  command('a pause', 409, 'pause_not_possible', 'pause'),
  { method: 'DELETE', input: 'a method that the route does not have', status: 405, code: 'method_not_allowed', path: '/v1/port-orders' },
  get('a route that is none', 404, 'not_found', '/v1/port-order'),
  get('an answer that we do not give', 406, 'not_acceptable', '/v1/countries', { accept: 'text/html' }),
  get('a page token that is not ours', 400, 'bad_page_token', '/v1/port-orders?pageToken=AAAA'),
  ...['0', '-1', '1000000000', 'x'].map((limit) => get(`a limit of ${limit}`, 400, 'invalid_limit', `/v1/port-orders?limit=${limit}`)),
  get('a filter with a quote', 400, 'invalid_filter', "/v1/port-orders?losingCarrier=x'%20OR%20'1'='1"),
  get('a filter in another alphabet', 400, 'invalid_filter', '/v1/port-orders?losingCarrier=%D1%82'),
  get('a filter that we do not have', 400, 'invalid_filter', '/v1/port-orders?holder=Ada'),
  { input: 'a webhook for no gateway', status: 404, code: 'unknown_gateway', path: '/webhooks/gateways/nobody', body: '{}' },
  { input: 'a webhook without a signature', status: 401, code: 'signature_missing', path: '/webhooks/gateways/demo', body: '{}' },
];

/** Rows of the matrix that another test proves: where it stands, and words of its name. */
export const PROVED_ELSEWHERE: readonly (readonly [surface: string, input: string, file: string, words: string])[] = [
  ['API', 'headers without end, no HTTP at all', 'test/unit/api/raw-http.test.ts', 'headers without end'],
  [
    'API',
    'the same key in flight, with another body, after the end',
    'test/integration/idempotency.test.ts',
    'two equal commands at the same moment are one',
  ],
  ['API', "another tenant's id", 'test/integration/crossings.test.ts', 'answers somebody else as if the order did not exist'],
  ['API', 'anything at all, made from the schemas', 'test/integration/fuzz.test.ts', 'answers whatever it is sent'],
  ['API', 'commands after the end', 'test/integration/api.test.ts', 'and every later command says so'],
  ['API', 'a second signature, a stale one', 'test/integration/api.test.ts', 'from the order over documents and signature'],
  ['API', 'documents that are none', 'test/integration/api.test.ts', 'is refused as a document'],
  ['Webhook', 'headers, timestamps, signatures, bodies', 'test/unit/api/webhooks.test.ts', 'a timestamp in milliseconds'],
  [
    'Webhook',
    'drift of the schema is kept and acknowledged',
    'test/integration/api-without-workers.test.ts',
    'outside the contract is kept for a person',
  ],
  ['CLI', 'unknown commands, options, arguments', 'test/unit/cli/usage.test.ts', 'an unknown command'],
  ['CLI', 'Ctrl-C', 'test/unit/cli/usage.test.ts', 'Ctrl-C ends with 130'],
  ['CLI', 'a reader that has gone', 'test/unit/cli/process.test.ts', 'a reader that has gone is no failure'],
  ['CLI', 'Temporal that is away', 'test/unit/cli/usage.test.ts', 'Temporal that is away ends with 6'],
  ['Config', 'every setting, all problems at once', 'test/unit/config/load.test.ts', 'names every problem at once'],
  ['Signals', 'what has no sense is quarantined', 'test/domain/order/model.test.ts', 'no sequence of commands'],
];
