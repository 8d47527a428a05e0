import { FAILURES } from '../../../../activities/failures';
import type { CarrierGateway } from '../../../../activities/gateways/gateway';
import { createHttpGateway } from '../../../../activities/gateways/http/http-gateway';
import { answerJson, startLoopback, type Behaviour, type LoopbackServer } from '../../../support/loopback-server';
import { aGatewayRequest } from '../../../support/gateway-request';
import { aWebhookSecret } from '../../../support/signed-webhook';
import { startSimulator, type RunningSimulator } from '../../../support/simulator';

const { signal } = new AbortController();
const NOW_MS = Date.UTC(2026, 11, 1, 12);
const gatewayAt = (baseUrl: string, token = 'simulator-token', timeoutMs = 5_000): CarrierGateway =>
  createHttpGateway({
    id: 'alpha',
    baseUrl,
    token,
    webhooks: { scheme: 'standard', secrets: [aWebhookSecret()] },
    timeoutMs,
    nowMs: () => NOW_MS,
  });

describe('against the simulator', () => {
  let simulator: RunningSimulator;
  let gateway: CarrierGateway;
  let references = 0;
  // A reference of its own for each test, and numbers that no other test holds.
  const request = (changes: Parameters<typeof aGatewayRequest>[0] = {}) => {
    references += 1;
    const nth = String(references).padStart(2, '0');
    return aGatewayRequest({ reference: `0123456789${nth}011`, numbers: [{ kind: 'single', number: `+331990${nth}100` }], ...changes });
  };

  beforeAll(async () => {
    simulator = await startSimulator();
    gateway = gatewayAt(simulator.baseUrl('gateway'));
  });
  afterAll(() => simulator.close());

  test('R11: create, confirm and read back give one port, however often they are asked', async () => {
    const wanted = request();
    expect(await gateway.find(wanted.reference, signal)).toBeUndefined();
    const draft = await gateway.create(wanted, signal);
    expect(draft).toMatchObject({ reference: wanted.reference, state: 'draft', numbers: [{ active: false, sms: 'pending' }] });
    expect(await gateway.create(wanted, signal)).toEqual(draft);
    expect(await gateway.find(wanted.reference, signal)).toEqual(draft);
    const confirmed = await gateway.confirm(draft.gatewayId, signal);
    expect(confirmed).toMatchObject({ gatewayId: draft.gatewayId, state: 'pending' });
    expect(await gateway.confirm(draft.gatewayId, signal)).toEqual(confirmed);
    expect(await gateway.status(draft.gatewayId, signal)).toEqual(confirmed);
    expect(await gateway.status('prt_0000000000000000', signal)).toBeUndefined();
  });

  test('R20: a block goes as a range, and every number of it comes back', async () => {
    const draft = await gateway.create(request({ numbers: [{ kind: 'block', start: '+33199007100', end: '+33199007109' }] }), signal);
    expect(draft.numbers.map(({ number }) => number)).toEqual(Array.from({ length: 10 }, (_, index) => `+3319900710${index}`));
  });

  test('the same reference for something else is an alarm, not a second port', async () => {
    const wanted = request();
    await gateway.create(wanted, signal);
    const other = gateway.create({ ...wanted, signer: { name: 'Somebody Else' } }, signal);
    await expect(other).rejects.toMatchObject({ type: FAILURES.carrierContractBroken, nonRetryable: true });
  });

  test('R13, F8: a rejection at the door of create and of confirm is a value with its reason', async () => {
    const [first, second, third] = [request(), request(), request()];
    const waiting = await gateway.create({ ...second, numbers: first.numbers }, signal);
    const held = await gateway.create(first, signal);
    await gateway.confirm(held.gatewayId, signal);
    const door = { state: 'rejected', changedAtMs: NOW_MS, reasons: [{ code: 'DUPLICATE_PORT', rawCode: '05' }] };
    expect(await gateway.create({ ...third, numbers: first.numbers }, signal)).toMatchObject({
      ...door,
      gatewayId: '',
      reference: third.reference,
    });
    expect(await gateway.confirm(waiting.gatewayId, signal)).toMatchObject({
      ...door,
      gatewayId: waiting.gatewayId,
      reference: second.reference,
    });
  });

  test('R19: another date is passed on before there is one; for a draft, the refusal is a value with its reason', async () => {
    const draft = await gateway.create(request(), signal);
    expect(await gateway.reschedule(draft.gatewayId, '2026-12-15', 'k1', signal)).toEqual({
      kind: 'refused',
      reason: expect.stringContaining('no date'),
    });
    await gateway.confirm(draft.gatewayId, signal);
    expect(await gateway.reschedule(draft.gatewayId, '2026-12-15', 'k2', signal)).toEqual({ kind: 'asked' });
  });

  test('what the carrier does not leave to us cannot be started, and what has not ported cannot be had back', async () => {
    const draft = await gateway.create(request(), signal);
    await gateway.confirm(draft.gatewayId, signal);
    expect(await gateway.activate(draft.gatewayId, 'k1', signal)).toEqual({
      kind: 'refused',
      reason: expect.stringContaining('no transfer'),
    });
    expect(await gateway.requestReturn(draft.gatewayId, 'calls fail', 'k2', signal)).toEqual({
      kind: 'refused',
      reason: expect.stringContaining('nothing to give back'),
    });
  });

  test('R24: asking to cancel is taken once per key; a cancelled draft is read back as such when confirmed', async () => {
    const draft = await gateway.create(request(), signal);
    expect(await gateway.cancel(draft.gatewayId, 'k1', signal)).toEqual({ kind: 'asked' });
    expect(await gateway.cancel(draft.gatewayId, 'k1', signal)).toEqual({ kind: 'asked' });
    expect(await gateway.cancel(draft.gatewayId, 'k2', signal)).toMatchObject({ kind: 'refused' });
    expect(await gateway.confirm(draft.gatewayId, signal)).toMatchObject({ state: 'cancelled' });
  });

  test('a comment is taken, and taken again', async () => {
    const draft = await gateway.create(request(), signal);
    for (let time = 1; time <= 2; time += 1) {
      await expect(gateway.comment(draft.gatewayId, 'Please hurry', 'c1', signal)).resolves.toBeUndefined();
    }
  });

  test('R8: portability tells what cannot be ported and which block a number is in', async () => {
    expect(await gateway.checkPortability('FR', ['+33199000199', '+33199007755'], signal)).toEqual([
      { number: '+33199000199', portable: false, reason: 'NOT_PORTABLE', block: undefined },
      { number: '+33199007755', portable: true, reason: undefined, block: { start: '+33199007750', end: '+33199007759' } },
    ]);
  });

  test('a wrong token is tried again, because nothing was done', async () => {
    const stranger = gatewayAt(simulator.baseUrl('gateway'), 'wrong');
    await expect(stranger.create(request(), signal)).rejects.toMatchObject({ type: FAILURES.carrierUnavailable, nonRetryable: false });
  });

  test('F2: an answer lost after the commit is unknown, and the look-up finds the port', async () => {
    const wanted = request();
    const hasty = gatewayAt(simulator.baseUrl('gateway'), simulator.token, 300);
    const armed = await fetch(`${simulator.baseUrl('control')}/faults`, {
      method: 'POST',
      headers: { authorization: `Bearer ${simulator.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ party: 'gateway', mode: 'timeout_after_commit', times: 1 }),
    });
    expect(armed.status).toBeLessThan(300);
    await expect(hasty.create(wanted, signal)).rejects.toMatchObject({ type: FAILURES.outcomeUnknown, nonRetryable: true });
    expect(await gateway.find(wanted.reference, signal)).toMatchObject({ reference: wanted.reference, state: 'draft' });
  });
});

describe('against a gateway that breaks the contract', () => {
  let server: LoopbackServer | undefined;
  afterEach(() => server?.close());
  const against = async (behave: Behaviour): Promise<CarrierGateway> => gatewayAt((server = await startLoopback(behave)).baseUrl);
  const port = (changes: Record<string, unknown> = {}) => ({
    id: 'prt_1',
    reference: '0123456789AB011',
    state: 'draft',
    numbers: [],
    created_at: '2026-12-01T10:00:00Z',
    changed_at: '2026-12-01T10:00:00Z',
    ...changes,
  });
  const broken = { type: FAILURES.carrierContractBroken, nonRetryable: true };

  test("another party's port is never taken for ours", async () => {
    const gateway = await against((_request, response) => answerJson(response, 200, port({ id: 'prt_9', reference: '0123456789AB099' })));
    await expect(gateway.find('0123456789AB011', signal)).rejects.toMatchObject(broken);
    await expect(gateway.create(aGatewayRequest(), signal)).rejects.toMatchObject(broken);
    await expect(gateway.confirm('prt_1', signal)).rejects.toMatchObject(broken);
    await expect(gateway.status('prt_1', signal)).rejects.toMatchObject(broken);
  });

  test('an unknown state, or a date that contradicts its window, is an alarm and no date', async () => {
    const foc = { date: '2026-12-11', window_start: '2026-12-10T08:00:00Z', window_end: '2026-12-10T11:00:00Z', time_zone: 'Europe/Paris' };
    for (const body of [port({ state: 'teleported' }), port({ state: 'scheduled', foc })]) {
      const gateway = await against((_request, response) => answerJson(response, 200, body));
      await expect(gateway.status('prt_1', signal)).rejects.toMatchObject(broken);
      await server?.close();
    }
  });

  test('a 404 that is not the contract\'s does not mean "no such port"', async () => {
    const gateway = await against((_request, response) => void response.writeHead(404).end('not here'));
    await expect(gateway.find('0123456789AB011', signal)).rejects.toMatchObject(broken);
  });

  test('a rejection at the door without reasons keeps its code', async () => {
    const gateway = await against((_request, response) => answerJson(response, 422, { code: 'house_rule', message: 'Not on Mondays' }));
    expect(await gateway.create(aGatewayRequest(), signal)).toMatchObject({
      state: 'rejected',
      reasons: [{ code: 'OTHER', rawCode: 'house_rule', rawText: 'Not on Mondays' }],
      numbers: [{ number: '+33199000100', active: false }],
    });
  });

  test('numbers that are neither one block nor singles are not sent', async () => {
    const gateway = await against((_request, response) => answerJson(response, 500, {}));
    const block = { kind: 'block', start: '+33199007100', end: '+33199007109' } as const;
    for (const numbers of [[], [block, block], [block, { kind: 'single', number: '+33199000100' } as const]]) {
      await expect(gateway.create(aGatewayRequest({ numbers }), signal)).rejects.toMatchObject(broken);
    }
    expect(server?.received).toEqual([]);
  });

  test('what could be sent twice is told apart from what must not', async () => {
    const gateway = await against((_request, _response, raw) => raw.socket.destroy());
    const unknown = { type: FAILURES.outcomeUnknown, nonRetryable: true };
    const again = { type: FAILURES.carrierUnavailable, nonRetryable: false };
    await expect(gateway.create(aGatewayRequest(), signal)).rejects.toMatchObject(unknown);
    await expect(gateway.confirm('prt_1', signal)).rejects.toMatchObject(unknown);
    for (const call of [
      gateway.find('R', signal),
      gateway.status('prt_1', signal),
      gateway.reschedule('prt_1', '2026-12-15', 'k', signal),
      gateway.cancel('prt_1', 'k', signal),
      gateway.comment('prt_1', 'text', 'k', signal),
      gateway.checkPortability('FR', [], signal),
    ]) {
      await expect(call).rejects.toMatchObject(again);
    }
  });
});
