import type { GatewayWebhooks } from '../../../config/gateway-webhooks';
import type { GatewayStatus } from '../../../domain/carrier-event';
import { DAY_MS, HOUR_MS } from '../../../domain/clock';
import type { AskOutcome } from '../../../domain/gateway-answer';
import { numbersOf } from '../../../domain/grouping';
import type { Dialect } from '../../../domain/rejection/dialects';
import { FAILURES, final } from '../../failures';
import { createHttpClient, problemBody } from '../../http-client';
import type { CarrierGateway, GatewayCapabilities, GatewayRequest } from '../gateway';
import { toReason } from '../../../contracts/carrier-facts';
import { toCreateBody, toPortability, toStatus } from './mapping';
import { createWebhookReader } from './webhook';
import { wirePort, wirePortability, wireRefusal, wireTaken, type WirePort, type WireRefusal } from './wire';

export interface HttpGatewayOptions {
  readonly id: string;
  readonly baseUrl: string;
  readonly token: string;
  /** How its webhooks are proved. */
  readonly webhooks: GatewayWebhooks;
  /** Whether its webhooks name our reference, as they do unless told otherwise, or only its own id of the port. */
  readonly echoesReference?: boolean | undefined;
  /** Whose codes the gateway uses, where they are not the canonical ones. */
  readonly dialect?: Dialect | undefined;
  /** Bounds each call, real ms. */
  readonly timeoutMs: number;
  /** Business time, for the instant of a rejection at the door, which the answer does not tell. */
  readonly nowMs?: () => number;
}

/** What the documented contract can do. */
export const HTTP_GATEWAY_CAPABILITIES: GatewayCapabilities = {
  setSize: 1,
  echoesReference: true,
  resubmission: 'newOrder',
  visibilityLagMs: 2_000,
  lookUps: { quietMs: DAY_MS, portDayMs: HOUR_MS },
  dateChangeBeforeFoc: true,
};

/**
 * The gateway contract of `docs/contracts/gateway.md` over HTTP. `create` and `confirm` are mutations: without an answer
 * they throw `OutcomeUnknown`. Questions and comments carry an idempotency key, so they are simply tried again.
 *
 * A rejection at the door is a status with state `rejected`; its `gatewayId` is empty when the gateway kept nothing.
 */
export function createHttpGateway({
  id,
  baseUrl,
  token,
  webhooks,
  echoesReference = true,
  dialect,
  timeoutMs,
  nowMs = Date.now,
}: HttpGatewayOptions): CarrierGateway {
  const name = `gateway ${id}`;
  const http = createHttpClient({
    name,
    baseUrl,
    token,
    timeoutMs,
    failures: {
      unavailable: FAILURES.carrierUnavailable,
      outcomeUnknown: FAILURES.outcomeUnknown,
      contractBroken: FAILURES.carrierContractBroken,
    },
  });
  const broken = (why: string) => final(FAILURES.carrierContractBroken, `${name}: ${why}`);

  /** Another port than the one asked about must never be taken for ours. */
  const ours = (port: WirePort, asked: { readonly id?: string; readonly reference?: string }): GatewayStatus => {
    if ((asked.id ?? port.id) !== port.id || (asked.reference ?? port.reference) !== port.reference)
      throw broken('answered with another port than was asked about');
    return toStatus(port, dialect);
  };

  const atTheDoor = ({ reasons = [], code, message }: WireRefusal): Pick<GatewayStatus, 'state' | 'reasons' | 'changedAtMs'> => ({
    state: 'rejected',
    // Without reasons the problem's own code is all there is.
    reasons: (reasons.length > 0 ? reasons : [{ code, raw_text: message }]).map((reason) => toReason(reason, dialect)),
    changedAtMs: nowMs(),
  });

  const status: CarrierGateway['status'] = async (gatewayId, signal) => {
    const answer = await http.call(
      {
        method: 'GET',
        route: '/v1/ports/:id',
        params: { id: gatewayId },
        consequence: 'read',
        answers: { 200: wirePort, 404: problemBody },
      },
      signal,
    );
    return answer.status === 200 ? ours(answer.body, { id: gatewayId }) : undefined;
  };

  const create = async (request: GatewayRequest, signal: AbortSignal): Promise<GatewayStatus> => {
    const { reference } = request;
    const body = toCreateBody(request);
    if (!body) throw broken('a request is either one block or individual numbers');
    const answer = await http.call(
      {
        method: 'POST',
        route: '/v1/ports',
        headers: { 'idempotency-key': reference },
        body,
        consequence: 'mutation',
        answers: { 200: wirePort, 201: wirePort, 422: wireRefusal },
      },
      signal,
    );
    if (answer.status !== 422) return ours(answer.body, { reference });
    const numbers = request.numbers.flatMap(numbersOf).map((number) => ({ number, active: false, sms: 'pending' as const }));
    return { gatewayId: '', reference, numbers, ...atTheDoor(answer.body) };
  };

  const confirm: CarrierGateway['confirm'] = async (gatewayId, signal) => {
    const answer = await http.call(
      {
        method: 'POST',
        route: '/v1/ports/:id/confirm',
        params: { id: gatewayId },
        consequence: 'mutation',
        answers: { 200: wirePort, 409: problemBody, 422: wireRefusal },
      },
      signal,
    );
    if (answer.status === 200) return ours(answer.body, { id: gatewayId });
    // A port that cannot be confirmed is still there: what became of it is read back.
    const port = await status(gatewayId, signal);
    if (!port) throw broken('refused a confirmation and knows no such port');
    if (port.state !== 'draft') return port;
    if (answer.status === 409) throw broken('refused to confirm a draft and gave no reason');
    return { ...port, ...atTheDoor(answer.body) };
  };

  const ask = async (route: string, gatewayId: string, body: unknown, key: string, signal: AbortSignal): Promise<AskOutcome> => {
    const answer = await http.call(
      {
        method: 'POST',
        route,
        params: { id: gatewayId },
        headers: { 'idempotency-key': key },
        body,
        consequence: 'idempotent',
        answers: { 202: wireTaken, 409: problemBody },
      },
      signal,
    );
    return answer.status === 202 ? { kind: 'asked' } : { kind: 'refused', reason: answer.body.message };
  };

  return {
    id,
    capabilities: { ...HTTP_GATEWAY_CAPABILITIES, echoesReference },
    readWebhook: createWebhookReader({ gateway: id, webhooks, dialect, echoesReference }),
    status,
    create,
    confirm,
    async checkPortability(country, numbers, signal) {
      const answer = await http.call(
        {
          method: 'POST',
          route: '/v1/portability-checks',
          body: { country, numbers },
          consequence: 'read',
          answers: { 200: wirePortability },
        },
        signal,
      );
      return answer.body.results.map((result) => toPortability(result, dialect));
    },
    async find(reference, signal) {
      const answer = await http.call(
        { method: 'GET', route: '/v1/ports', query: { reference }, consequence: 'read', answers: { 200: wirePort, 404: problemBody } },
        signal,
      );
      return answer.status === 200 ? ours(answer.body, { reference }) : undefined;
    },
    reschedule: (gatewayId, to, key, signal) => ask('/v1/ports/:id/reschedule', gatewayId, { date: to }, key, signal),
    activate: (gatewayId, key, signal) => ask('/v1/ports/:id/activate', gatewayId, {}, key, signal),
    requestReturn: (gatewayId, reason, key, signal) => ask('/v1/ports/:id/return', gatewayId, { reason }, key, signal),
    cancel: (gatewayId, key, signal) => ask('/v1/ports/:id/cancel', gatewayId, {}, key, signal),
    async comment(gatewayId, text, key, signal) {
      await http.call(
        {
          method: 'POST',
          route: '/v1/ports/:id/comments',
          params: { id: gatewayId },
          headers: { 'idempotency-key': key },
          body: { text },
          consequence: 'idempotent',
          answers: { 201: wireTaken, 200: wireTaken },
        },
        signal,
      );
    },
  };
}
