import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS } from '../../domain/clock';
import { rioKey } from '../../domain/identifiers/rio';
import type { PortOrderDetails } from '../../domain/order-details';
import type { OrderView } from '../../domain/order/view';
import { runCli } from '../../cli/run-cli';
import type { CliWorld } from '../../cli/world';
import { setUpTemporal } from '../../client/set-up-temporal';
import { aNumber, aParisNumber, frenchDetails, single, usDetails } from '../support/orders';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
let folder: string;
beforeAll(async () => {
  stage = await setStage({ dayMs: 2_000 });
  folder = mkdtempSync(join(tmpdir(), 'portico-cli-'));
});
afterAll(async () => {
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One command line against the stage. */
async function portico(argv: readonly string[], world: Partial<CliWorld> = {}) {
  let [out, err] = ['', ''];
  const code = await runCli(argv, {
    client: () => stage.portico,
    simulator: () => stage.simulator,
    setUpTemporal: (options) => setUpTemporal(stage.env.connection, 'default', options),
    webUi: () => ({ url: undefined, namespace: 'default', nowMs: stage.nowMs() }),
    stdout: { write: (text) => (out += String(text)) },
    stderr: { write: (text) => (err += String(text)) },
    stdin: async () => '',
    env: {},
    isTty: false,
    stopped: new AbortController().signal,
    ...world,
  });
  return { code, out, err };
}

/** One that must succeed; answers its JSON. */
async function json<T>(...argv: readonly string[]): Promise<T> {
  const { code, out, err } = await portico([...argv, '--json']);
  if (code !== 0) throw new Error(`portico ${argv.join(' ')} ended with ${code}: ${err}`);
  return JSON.parse(out) as T;
}

/** The day before, in business time. */
const yesterday = (): string => new Date(stage.nowMs() - DAY_MS).toISOString().slice(0, 10);

/** An order file for these details. */
function orderFile(name: string, accountId: string, details: PortOrderDetails): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify({ accountId, ...details }));
  return path;
}

/** Ordered, with its documents, and signed. */
async function signed(file: string, documents: readonly string[]): Promise<string> {
  const { orderId } = await json<{ orderId: string }>('order', file);
  for (const kind of documents) await json('document', orderId, kind, `examples/documents/${kind}.pdf`, '--issued-on', yesterday());
  await json('sign', orderId);
  return orderId;
}

const rio = (number: string): string => `TMF7A1B2C${rioKey('TMF7A1B2C', `0${number.slice(3)}`)}`;

test.concurrent('R9 to R18: an order goes from its file to active SMS by the command line alone', async () => {
  const number = aNumber();
  const file = orderFile('happy', 'acct-active-us', usDetails([single(number)]));
  const ordered = await portico(['order', file]);
  expect(ordered).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^Missing +invoice$/m) as unknown });
  const { orderId } = await json<{ orderId: string }>('order', file);
  expect(ordered.out).toContain(`portico document ${orderId} KIND FILE`);

  // R10: nothing to sign while a document is missing.
  expect(await portico(['sign', orderId])).toMatchObject({ code: 4, err: expect.stringContaining('invoice') as unknown });
  const invoice = ['document', orderId, 'invoice', 'examples/documents/invoice.pdf'];
  expect(await portico(invoice)).toMatchObject({ code: 2, err: expect.stringContaining('--issued-on') as unknown });
  expect((await portico([...invoice, '--issued-on', yesterday()])).out).toContain('invoice is taken');
  const signature = await portico(['sign', orderId]);
  expect(signature).toMatchObject({ code: 0, out: 'Signed. It is now submitted to the losing carrier.\n' });
  expect(signature.err).toMatch(/^LOA +revision 1$/m);
  expect(signature.err).toMatch(/^SHA-256 +[0-9a-f]{64}$/m);
  expect(signature.err).toMatch(/^Numbers +\+1 212 555/m);

  const pdf = join(folder, 'loa.pdf');
  expect(await json('loa', orderId, '-o', pdf)).toMatchObject({ file: pdf, revision: 1 });
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');

  const watched = await portico(['watch', orderId, '--timeout', '50']);
  expect(watched).toMatchObject({ code: 0, err: 'The order is completed.\n' });
  const lines = watched.out.trim().split('\n');
  expect(lines[0]).toMatch(/^\w{3} \d+ Apr 2027 \d\d:\d\d {2}Order taken; still missing: the latest invoice/);
  for (const [index, what] of ['Date confirmed', 'Ported: 1 number active', 'SMS active for 1 number'].entries()) {
    expect([index, lines.filter((line) => line.includes(`Request 1: ${what}`)).length]).toEqual([index, 1]);
  }
  expect(await json<OrderView>('status', orderId)).toMatchObject({ status: 'completed' });
  expect((await portico(['status', orderId])).out).toMatch(/^Order \S+: completed$/m);

  // R24: too late, with the reason; and an order that ended cannot become anything else.
  const late = await portico(['cancel', orderId, '--json']);
  expect([late.code, JSON.parse(late.err)]).toMatchObject([
    4,
    { code: 'invalid_transition', exitCode: 4, state: 'completed', errors: [{ code: 'closed' }] },
  ]);
  expect((await portico(['watch', orderId, '--until', 'scheduled'])).code).toBe(4);
});

test.concurrent('R8, R13, R20, R21: a block and two single numbers; one is refused, corrected, signed again and ports', async () => {
  const [block, wrong, right] = [`${aParisNumber('00')}`, aParisNumber('01'), aParisNumber('20')];
  const details = frenchDetails(
    [
      { kind: 'block', start: block, end: `${block.slice(0, -1)}9`, transferCode: rio(block) },
      { kind: 'single', number: wrong, transferCode: rio(wrong) },
      { kind: 'single', number: right, transferCode: rio(right) },
    ],
    { inBlock: 'unknown' },
  );
  const orderId = await signed(orderFile('hard', 'acct-active-fr', details), ['invoice', 'proofOfAddress', 'signerId']);
  expect((await portico(['watch', orderId, '--until', 'actionRequired', '--timeout', '50'])).code).toBe(0);
  const { out } = await portico(['status', orderId]);
  expect(out).toMatch(/^2 +rejected/m);
  expect(out).toContain('you: correct request 2 (portico correct)');

  expect(await portico(['correct', orderId, '--request', '2'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('Name what to correct') as unknown,
  });
  expect((await portico(['correct', orderId, '--request', '2', '--holder-name', 'Blaise Modele'])).out).toContain('Request 2: Correction');
  const again = await portico(['sign', orderId]);
  expect(again.err).toMatch(/^LOA +revision 2$/m);
  // R10: the new revision covers the corrected request's number, and no other.
  expect(again.err.match(/\+33/g)).toHaveLength(1);
  expect((await portico(['watch', orderId, '--timeout', '50'])).err).toBe('The order is completed.\n');
  const view = await json<OrderView>('status', orderId);
  expect(view.requests.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
    [1, 'ported'],
    [2, 'ported'],
    [1, 'ported'],
  ]);
});

test.concurrent('R22, R23, R24: another date and a cancel are asked for, and the simulated carrier does as it is told', async () => {
  const orderId = await signed(orderFile('change', 'acct-active-us', usDetails([single(aNumber())])), ['invoice']);
  expect((await portico(['watch', orderId, '--until', 'scheduled', '--timeout', '50'])).code).toBe(0);
  const { requests } = await json<OrderView>('status', orderId);
  const until = requests[0]?.change?.rescheduleUntil;
  expect(until).toBeTruthy();
  expect((await portico(['reschedule', orderId, '2027-04-30'])).out).toContain('Request 1: Move to 2027-04-30, asked for.');
  expect(await portico(['simulate', 'reschedule_accept', orderId, '--date', '2027-04-30'])).toMatchObject({
    code: 0,
    out: 'reschedule_accept: done at request 1.\n',
  });
  const happens = (kind: string) =>
    waitUntil(kind, async () => (await stage.portico.timeline(orderId)).some((fact) => fact.kind === 'request' && fact.fact.kind === kind));
  await happens('dateChanged');
  expect((await portico(['cancel', orderId, '--request', '1', '--key', 'once'])).out).toContain('Request 1: Cancel, asked for.');
  await happens('cancelled');
  expect((await portico(['status', orderId])).out).toMatch(/^1 +cancelled/m);
});

test.concurrent('R22: what was cancelled is ordered again by its id; the same command is the same order', async () => {
  const number = aNumber();
  const details = usDetails([single(number)], { losing: { carrier: 'lakeside' } });
  const ordered = await portico(['order', orderFile('again', 'acct-active-us', details)]);
  // R7: a doubt is said at once, and does not stop it.
  expect(ordered.out).toMatch(/^Worth a look before you sign$/m);
  expect(ordered.out).toContain('losing.accountNumber: The account number is missing');
  const [, orderId = ''] = /^Order (\S+):/.exec(ordered.out) ?? [];
  await json('document', orderId, 'invoice', 'examples/documents/invoice.pdf', '--issued-on', yesterday());
  expect(await portico(['order', '--from', orderId])).toMatchObject({
    code: 4,
    err: expect.stringContaining('cancel it first') as unknown,
  });
  await json('cancel', orderId);
  await waitUntil('the end of the order', async () => (await json<OrderView>('status', orderId)).status === 'cancelled');

  const again = await waitUntil('the numbers to be given back', async () => {
    const ended = await portico(['order', '--from', orderId]);
    return ended.code === 0 && ended;
  });
  expect(again.out).toContain(`Ordered again from ${orderId}`);
  expect(again.out).toMatch(/^Reused +invoice, fresh enough until \w{3} \d+ \w{3} \d{4}$/m);
  expect(again.out).toMatch(/^Give anew +loa: A letter of authorisation is written anew/m);
  expect(again.out.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
  const second = await json<{ orderId: string; view: OrderView }>('order', '--from', orderId);
  expect(again.out).toContain(second.orderId);
  expect(second.view).toMatchObject({ missingDocuments: [], details: { numbers: [{ number }] } });
  expect((await portico(['order', '--from', orderId, '--date', '2027-06-01'])).err).toContain(`order ${second.orderId}`);
});

test.concurrent('orders are listed by country and status, as a table and as JSON', async () => {
  const { orderId } = await json<{ orderId: string }>('order', orderFile('listed', 'acct-active-us', usDetails([single(aNumber())])));
  const listed = async (): Promise<boolean> =>
    (await portico(['list', '--country', 'us', '--status', 'awaitingDocuments', '--limit', '100'])).out.includes(orderId);
  await waitUntil('the order in the list', listed);
  expect(await portico(['list', '--country', 'fr', '--status', 'awaitingDocuments'])).not.toMatchObject({
    out: expect.stringContaining(orderId) as unknown,
  });
  expect(
    (await json<{ orders: { orderId: string }[] }>('list', '--country', 'US', '--limit', '100')).orders.map((order) => order.orderId),
  ).toContain(orderId);
  expect((await portico(['list', '--country', 'usa'])).code).toBe(2);
});

test.concurrent('what cannot be is refused with its own exit code', async () => {
  expect((await portico(['status', '0123456789AB'])).code).toBe(3);
  const number = aParisNumber();
  const wrongCode = frenchDetails([{ kind: 'single', number, transferCode: 'TMF7A1B2CAAA' }], { inBlock: 'no' });
  const refused = await portico(['order', orderFile('wrong', 'acct-active-fr', wrongCode), '--json']);
  expect([refused.code, JSON.parse(refused.err)]).toMatchObject([
    2,
    { code: 'invalid_transfer_code', errors: [{ path: 'numbers[0].transferCode' }] },
  ]);
  // R1.
  const trial = await portico(['order', orderFile('trial', 'acct-trial', usDetails([single(aNumber())]))]);
  expect(trial.code).not.toBe(0);
  expect(trial.err).toMatch(/trial/i);
  const file = orderFile('first', 'acct-active-us', usDetails([single(aNumber())]));
  const other = orderFile('second', 'acct-active-us', usDetails([single(aNumber())]));
  expect((await portico(['order', file, '--key', 'same'])).code).toBe(0);
  expect((await portico(['order', other, '--key', 'same'])).code).toBe(4);
});
