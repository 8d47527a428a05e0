import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manualPortWorkflowId } from '../../domain/ids';
import { leaks, unreplayable } from '../support/e2e/evidence';
import { PlacedOrder } from '../support/e2e/placed-order';
import { openWorld, type World } from '../support/e2e/world';

let world: World;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  folder = mkdtempSync(join(tmpdir(), 'portico-papers-'));
});
afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One command line that must succeed; answers what it printed. */
async function portico(...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await world.portico(...words);
  if (code !== 0) throw new Error(`portico ${words.join(' ')} ended with ${code}: ${stderr}${stdout}`);
  return stdout;
}

test('R3, R9 to R18: the example of docs/carriers-by-hand.md ports, from the order file to SMS, by the command line alone', async () => {
  const { orderId } = JSON.parse(await portico('order', 'examples/by-hand/us-press.json', '--json')) as { orderId: string };
  const order = new PlacedOrder(world, orderId);
  await portico('document', orderId, 'invoice', 'examples/documents/invoice.pdf', '--issued-on', world.yesterday());
  await portico('sign', orderId);
  await order.untilFact('toSendByHand');
  expect((await portico('status', orderId)).replaceAll(/\s+/g, ' ')).toContain('our team: send request 1 to the losing carrier');
  // R3: nobody has sent it, so that nothing is expected.
  expect((await order.request()).expectedDate).toBeUndefined();

  const papers = join(folder, 'papers');
  const form = join(folder, 'form.pdf');
  const task = await portico('carrier-task', orderId, '--form', form, '--documents', papers);
  expect(task).toContain('Morgan Sample');
  expect(readFileSync(form, 'latin1')).toMatch(/^%PDF-/);
  expect(readdirSync(papers)).toHaveLength(3);

  const who = ['--by', 'op-7', '--channel', 'mail'];
  const mail = join(folder, 'their-mail.txt');
  writeFileSync(mail, 'Your request has arrived. Our reference is QN-881.');
  await portico('carrier-answer', orderId, 'sent', ...who, '--note', 'to porting@quillnet.example');
  await order.untilFact('submitted');
  await portico('carrier-answer', orderId, 'acknowledged', ...who, '--evidence', mail, '--carrier-ref', 'QN-881');
  const date = new Date(world.nowMs() + 6 * 86_400_000).toISOString().slice(0, 10);
  await portico('carrier-answer', orderId, 'foc_confirmed', ...who, '--note', 'Mrs Sample', '--date', date, '--window', '09:00-12:00');
  expect((await order.untilFact('scheduled')).foc.date).toBe(date);
  await order.untilFact('numbersAdded');
  await portico('simulate', 'moved', orderId);
  await portico('carrier-answer', orderId, 'completed', ...who, '--evidence', mail);
  await order.untilFact('ported');
  await portico('carrier-answer', orderId, 'sms_activated', ...who, '--note', 'their portal', '--numbers', '+12125550138');
  const view = await order.untilStatus('completed');
  expect(view.requests).toMatchObject([{ outcome: 'ported', numbers: [{ voice: 'active', sms: 'active' }] }]);
  await order.untilTold(/complete/);

  const { reference } = await order.request();
  const desk = manualPortWorkflowId('by-hand', String(reference));
  await world.temporal.workflow.getHandle(desk).result();
  // The other company never saw it, nothing of anybody's is in clear, and the next release can carry such a task on.
  expect(world.ledger().filter((line) => line.party === 'gateway' && line.reference === reference)).toEqual([]);
  expect(await unreplayable(world)).toEqual([]);
  expect(await leaks(world, ['Morgan Sample', 'QN-70441', '12125550138', '7 Example Lane', 'Mrs Sample', 'their portal'])).toEqual([]);
});
