import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { idempotencyKey } from '../door';
import { Refusal, readAs } from '../refusal';
import { fingerprint } from '../same-content';
import { namesOf } from './acts';
import { isOpen } from './foc';
import { isLive, type PortRecord } from './port';
import { found, type GatewayParts } from './parts';
import { PACE } from './scenarios';
import { CommentBody, RescheduleBody, ReturnBody } from './wire';

/** What can be asked of a port on its way; the carrier's answer to it is an event. */
export function addQuestionRoutes(app: FastifyInstance, { ports, carrier, ledger, clock }: GatewayParts): void {
  app.post('/v1/ports/:id/reschedule', async (request, reply) => {
    const port = found(ports, request);
    const { date } = readAs(RescheduleBody, request.body);
    const key = idempotencyKey(request);
    carrier.catchUp(port);
    ask(port, key, 'reschedule.asked', { date }, () => {
      if (port.state === 'pending' && !port.asked.cancel) return carrier.hearWish(port, date);
      if (port.state !== 'scheduled') throw new Refusal(409, 'not_scheduled', `a port that is ${port.state} has no date to change`);
      if (port.asked.reschedule || port.asked.cancel)
        throw new Refusal(409, 'question_pending', 'the carrier has not answered the last question yet');
      carrier.hearReschedule(port, date);
    });
    return reply.code(202).send({});
  });

  app.post('/v1/ports/:id/cancel', async (request, reply) => {
    const port = found(ports, request);
    readAs(z.strictObject({}), request.body ?? {});
    const key = idempotencyKey(request);
    carrier.catchUp(port);
    ask(port, key, 'cancel.asked', {}, () => {
      if (port.state !== 'draft' && !isLive(port))
        throw new Refusal(409, 'not_cancellable', `a port that is ${port.state} cannot be cancelled`);
      if (port.asked.cancel) throw new Refusal(409, 'question_pending', 'the carrier has not answered the last cancel yet');
      carrier.hearCancel(port);
    });
    return reply.code(202).send({});
  });

  app.post('/v1/ports/:id/activate', async (request, reply) => {
    const port = found(ports, request);
    readAs(z.strictObject({}), request.body ?? {});
    const key = idempotencyKey(request);
    carrier.catchUp(port);
    ask(port, key, 'activation.asked', {}, () => {
      const { state, foc } = port;
      if (state !== 'scheduled' || foc === undefined)
        throw new Refusal(409, 'not_scheduled', `a port that is ${state} has no transfer to start`);
      if (foc.on_demand === undefined && foc.last_date === undefined)
        throw new Refusal(409, 'not_on_demand', 'the losing carrier starts this transfer itself');
      if (!isOpen(foc, clock.now()))
        throw new Refusal(409, 'not_open', 'the transfer can be started from the window on, until the last day');
      carrier.hearStart(port);
    });
    return reply.code(202).send({});
  });

  app.post('/v1/ports/:id/return', async (request, reply) => {
    const port = found(ports, request);
    const { reason } = readAs(ReturnBody, request.body);
    const key = idempotencyKey(request);
    carrier.catchUp(port);
    ask(port, key, 'return.asked', { reason }, () => {
      const { state, activationHasFailed, asked, changedAtMs } = port;
      if (state !== 'completed' && !(state === 'scheduled' && activationHasFailed))
        throw new Refusal(409, 'not_returnable', `a port that is ${state} has nothing to give back`);
      if (state === 'completed' && clock.now() > changedAtMs + PACE.returnMs)
        throw new Refusal(409, 'too_late', 'the time for an emergency return is over');
      if (asked.return === true) throw new Refusal(409, 'question_pending', 'the carrier has not answered the last return yet');
      carrier.hearReturn(port);
    });
    return reply.code(202).send({});
  });

  app.post('/v1/ports/:id/comments', async (request: FastifyRequest, reply) => {
    const port = found(ports, request);
    const comment = readAs(CommentBody, request.body);
    const key = idempotencyKey(request);
    ask(port, key, 'comment', comment, () => undefined);
    return reply.code(201).send({});
  });

  /** One effect per key; the ledger hears of every try. */
  function ask(port: PortRecord, key: string, action: string, content: object, effect: () => void): void {
    const print = fingerprint({ action, ...content });
    const note = (outcome: string, code?: string): void =>
      ledger.write({ party: 'gateway', action, outcome, ...namesOf(port), key, code, ...dateOf(content) });
    const before = port.keys[key];
    if (before !== undefined) {
      note(before === print ? 'repeated' : 'refused', before === print ? undefined : 'key_reused');
      if (before === print) return;
      throw new Refusal(409, 'key_reused', 'this idempotency-key was used before with other content');
    }
    try {
      effect();
    } catch (error) {
      if (error instanceof Refusal) note('refused', error.code);
      throw error;
    }
    port.keys[key] = print;
    ports.save(port);
    note('asked');
  }
}

const dateOf = (content: object): { date?: string } =>
  'date' in content && typeof content.date === 'string' ? { date: content.date } : {};
