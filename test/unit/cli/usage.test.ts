import { ConfigError } from '../../../config/load';
import { clientWithoutTemporal, portico } from './command-line';

const ORDER = '0123456789AB';

test.each([
  ['an unknown command', ['stat'], /unknown command 'stat'/],
  ['an unknown option', ['status', ORDER, '--loud'], /unknown option '--loud'/],
  ['a missing argument', ['document', ORDER, 'invoice'], /missing required argument 'file'/],
  ['one argument too many', ['status', ORDER, 'again'], /too many arguments/],
  ['a malformed order id', ['status', 'O1'], /An order id has 12 letters and digits/],
  ['a malformed request', ['cancel', ORDER, '--request', '0'], /A request is named by its number/],
  ['a day that does not exist', ['reschedule', ORDER, '2026-02-30'], /A day is written like 2026-03-12/],
  ['a malformed transfer code', ['correct', ORDER, '--transfer-code', '0199001234'], /NUMBER=CODE/],
  ['an unknown status', ['list', '--status', 'done'], /Allowed choices are intake/],
  ['webhooks without an account', ['webhooks', 'list'], /required option '--account <id>'/],
  ['a malformed endpoint', ['webhooks', 'show', 'O1', '--account', 'a'], /An endpoint id has 12 letters and digits/],
  ['an unknown state', ['webhooks', 'deliveries', ORDER, '--account', 'a', '--state', 'lost'], /Allowed choices are pending/],
  ['a malformed sequence', ['webhooks', 'replay', ORDER, ORDER, '--account', 'a', '--from', '0'], /A sequence is a whole number/],
  ['an erasure without a reason', ['erase', ORDER], /required option '--reason <text>'/],
  ['an empty reason', ['erase', ORDER, '--reason', ' '], /Say in 1 to 200 characters why/],
  ['an unknown event', ['simulate', 'explode', ORDER], /Allowed choices are acknowledge/],
])('%s ends with 2, says what is wrong and how to go on', async (_, argv, what) => {
  const { code, out, err } = await portico(argv);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toMatch(what);
  expect(err).toContain('"portico --help" lists the commands');
});

test('no command at all shows the help and ends with 2', async () => {
  const { code, err } = await portico([]);
  expect(code).toBe(2);
  expect(err).toContain('Usage: portico');
});

test('help needs no settings, names every exit code and fits 80 columns', async () => {
  const { code, out } = await portico(['--help']);
  expect(code).toBe(0);
  for (const exit of ['0', '2', '3', '4', '5', '6', '7', '70', '78', '130']) expect(out).toMatch(new RegExp(`(^| )${exit}  \\w`, 'm'));
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test.each([
  'check',
  'order',
  'document',
  'loa',
  'sign',
  'status',
  'watch',
  'correct',
  'reschedule',
  'cancel',
  'support',
  'pause',
  'port-out',
  'list',
  'erase',
  're-encrypt',
  'countries',
  'simulate',
])('%s has help of its own within 80 columns, and takes --json', async (verb) => {
  const { code, out } = await portico([verb, '--help']);
  expect(code).toBe(0);
  expect(out).toContain('--json');
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test.each(['add', 'list', 'show', 'remove', 'rotate', 'enable', 'disable', 'test', 'deliveries', 'replay'])(
  'webhooks %s has help of its own within 80 columns, and takes --json',
  async (verb) => {
    const { code, out } = await portico(['webhooks', verb, '--help']);
    expect(code).toBe(0);
    expect(out).toContain('--json');
    expect(out).toContain('Exit codes:');
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect((await portico(['webhooks', '--help'])).out).toMatch(new RegExp(`^  ${verb} `, 'm'));
  },
);

test('webhooks add says every mistake at once, before anything is asked', async () => {
  const argv = ['webhooks', 'add', 'https://example.com/', '--account', 'no such', '--event', 'order.moved', '--json'];
  const { code, err } = await portico(argv, { client: () => clientWithoutTemporal() });
  expect(code).toBe(2);
  expect((JSON.parse(err) as { errors: { path: string }[] }).errors.map(({ path }) => path).toSorted()).toEqual(['accountId', 'events[0]']);
});

test('with --json a mistake is a problem on stderr and nothing else', async () => {
  const { code, out, err } = await portico(['status', 'O1', '--json']);
  expect([code, out]).toEqual([2, '']);
  expect(JSON.parse(err)).toMatchObject({ type: 'urn:portico:problem:usage', code: 'usage', exitCode: 2, errors: [] });
});

test('Temporal that is away ends with 6, in words and in JSON', async () => {
  const client = clientWithoutTemporal();
  const [words, json] = await Promise.all([
    portico(['status', ORDER], { client: () => client }),
    portico(['status', ORDER, '--json'], { client: () => client }),
  ]);
  expect([words.code, json.code]).toEqual([6, 6]);
  expect(words.err).toContain('portico: Temporal cannot be reached');
  expect(JSON.parse(json.err)).toMatchObject({ code: 'temporal_unreachable', exitCode: 6 });
});

test('settings that are missing end with 78, all of them named', async () => {
  const client = (): never => {
    throw new ConfigError([
      { where: 'PORTICO_ID_KEY', message: 'is not set' },
      { where: 'PORTICO_CODEC_KEYS', message: 'is not set' },
    ]);
  };
  const { code, err } = await portico(['status', ORDER], { client });
  expect(code).toBe(78);
  expect(err).toBe('portico: The configuration cannot be used.\n  PORTICO_ID_KEY: is not set\n  PORTICO_CODEC_KEYS: is not set\n');
});

test('what nobody foresaw ends with 70; its stack is shown only to those who debug', async () => {
  const quiet = await portico(['status', ORDER]);
  expect(quiet.code).toBe(70);
  expect(quiet.err).not.toMatch(/no client| at /);
  const debugging = await portico(['status', ORDER], { env: { PORTICO_LOG_LEVEL: 'debug' } });
  expect(debugging.err).toContain('this command line has no client');
});

test('Ctrl-C ends with 130 whatever is under way', async () => {
  const stop = new AbortController();
  const ended = portico(['order', '-'], {
    stopped: stop.signal,
    stdin: () => {
      stop.abort();
      return new Promise(() => {});
    },
  });
  expect(await ended).toEqual({ code: 130, out: '', err: '\n' });
});

test('a PIN never stands on the command line: it is read from a file or from standard input', async () => {
  const { code, err } = await portico(['correct', ORDER, '--pin', '4711']);
  expect(code).toBe(2);
  expect(err).toContain('4711: there is no such file.');
});

test('R22: pause is refused with 4 and says how to have the port later, in words and in JSON', async () => {
  const { code, out, err } = await portico(['pause', ORDER]);
  expect([code, out]).toEqual([4, '']);
  expect(err).toContain(`portico cancel ${ORDER}`);
  expect(err).toContain(`portico order --from ${ORDER}`);
  const json = await portico(['pause', ORDER, '--json']);
  expect(JSON.parse(json.err)).toMatchObject({ code: 'pause_not_possible', exitCode: 4 });
});

test('R28: port-out is refused, with or without numbers, and points to the provider that one goes to', async () => {
  for (const argv of [['port-out'], ['port-out', '+33199001234']]) {
    const { code, out, err } = await portico(argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('the provider that you go to starts it');
    expect(err).not.toContain('33199001234');
  }
});

test.each([
  ['neither a file nor an order', [], 'Give an order file, or --from'],
  ['a file and an order', ['examples/us-shop.json', '--from', ORDER], 'leave out the others'],
  ['an order and another account', ['--from', ORDER, '--account', 'acct-other'], 'leave out the others'],
  ['a date for a file', ['examples/us-shop.json', '--date', '2026-12-10'], '--date and --request go with --from'],
])('R22: order with %s says which it takes', async (_, argv, what) => {
  const { code, err } = await portico(['order', ...argv]);
  expect([code, err]).toEqual([2, expect.stringContaining(what)]);
});

test('simulate says that there is no simulator', async () => {
  const { code, err } = await portico(['simulate', 'foc', ORDER]);
  expect(code).toBe(2);
  expect(err).toContain('PORTICO_SIMULATOR_URL');
});

test.each([
  ['colour on a terminal', { isTty: true }, true],
  ['no colour for a program', { isTty: false }, false],
  ['no colour against NO_COLOR', { isTty: true, env: { NO_COLOR: '1' } }, false],
])('%s', async (_, world, colour) => {
  const client = clientWithoutTemporal();
  const { out } = await portico(['countries'], { ...world, client: () => client });
  expect(out.includes('\u001B[')).toBe(colour);
});
