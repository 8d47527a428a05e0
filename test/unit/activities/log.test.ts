import { createLogger, LOG_FIELDS } from '../../../activities/log';

/** A logger and the lines that it writes, read. */
function aLog(level = 'trace') {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger('orders', level, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
  return { log, lines };
}

test('a line says how loud it is, when, from which process, and what', () => {
  const { log, lines } = aLog();
  log.info('running');
  expect(lines).toEqual([{ level: 'info', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), part: 'orders', msg: 'running' }]);
});

test('ids pass, and whatever else is handed in does not', () => {
  const { log, lines } = aLog();
  log.warn({ workflowId: 'port-order/0123456789AB', requestId: 'r-1', number: '+33199001234', holder: { name: 'Quillfeather' } }, 'x');
  const [line] = lines;
  expect(line).toMatchObject({ workflowId: 'port-order/0123456789AB', requestId: 'r-1' });
  expect(JSON.stringify(line)).not.toMatch(/Quillfeather|33199001234/);
});

test('a child of the logger keeps to the same list, and to its process', () => {
  const { log, lines } = aLog();
  log.child({ requestId: 'r-2', url: '/v1/port-orders?account=somebody' }).info('x');
  expect(lines[0]).toMatchObject({ part: 'orders', requestId: 'r-2' });
  expect(lines[0]).not.toHaveProperty('url');
});

test.each(['error', 'err'])('of a failure under the name %s its type and place stay, and not its words', (name) => {
  const { log, lines } = aLog();
  log.error({ [name]: new TypeError('cannot read +33199001234') }, 'x');
  expect(lines[0]).toMatchObject({ failure: 'TypeError', at: expect.stringMatching(/^at .*log\.test\.ts/) });
  expect(JSON.stringify(lines[0])).not.toContain('33199001234');
});

test("the SDK's lines keep ids alone: what they say of failures could hold anything", () => {
  const { log, lines } = aLog();
  log.temporal('WARN', 'Failing workflow task', {
    runId: 'run-1',
    failure: 'message: "Quillfeather"',
    reason: 'Quillfeather',
    taskQueue: 'q',
  });
  expect(lines[0]).toMatchObject({ level: 'warn', runId: 'run-1', taskQueue: 'q', msg: 'Failing workflow task' });
  expect(JSON.stringify(lines[0])).not.toContain('Quillfeather');
});

test('the level is kept', () => {
  const { log, lines } = aLog('warn');
  log.info('quiet');
  log.temporal('INFO', 'quiet, too');
  log.temporal('ERROR', 'loud');
  expect(lines.map(({ msg }) => msg)).toEqual(['loud']);
});

test('no field of the list is one that could hold personal data', () => {
  const telling = /name$|email|mail|address|phone|number$|pin|rio|tax|iban|account|url|body|holder|signer|message/i;
  expect(LOG_FIELDS.filter((field) => telling.test(field))).toEqual([]);
});
