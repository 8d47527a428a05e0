import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { idempotencyKey } from '../door';
import { endingOf, tenBlock } from '../phone-numbers';
import { Refusal, readAs } from '../refusal';
import { fingerprint } from '../same-content';
import { untilHungUp } from '../withheld';
import { namesOf } from './acts';
import { draft } from './draft';
import { found, type GatewayParts } from './parts';
import { numbersOf, portView, type PortRecord } from './port';
import { behaviourOf } from './scenarios';
import { CreateBody, PortabilityBody } from './wire';

const Reference = z.strictObject({ reference: z.string().min(1) });

/** The gateway's own side of the contract: drafts, confirmation and reading back. */
export function addGatewayRoutes(app: FastifyInstance, { ports, carrier, ledger, clock }: GatewayParts): void {
  app.post('/v1/portability-checks', async (request) => {
    const { numbers } = readAs(PortabilityBody, request.body);
    ledger.write({ party: 'gateway', action: 'portability.checked', outcome: 'done', numbers });
    return { results: numbers.map(portability) };
  });

  app.get('/v1/ports', async (request) => {
    const { reference } = readAs(Reference, request.query);
    const port = ports.byReference(reference);
    ledger.write({ party: 'gateway', action: 'port.looked-up', outcome: port === undefined ? 'absent' : 'found', reference });
    if (port === undefined) throw new Refusal(404, 'not_found', 'no port has this reference');
    carrier.catchUp(port);
    return portView(port);
  });

  app.post('/v1/ports', async (request, reply) => {
    const key = idempotencyKey(request);
    const content = readAs(CreateBody, request.body);
    if (key !== content.reference) throw new Refusal(400, 'idempotency_key_differs', 'the idempotency-key must be the reference');
    const known = ports.byReference(content.reference);
    if (known !== undefined) {
      const same = known.fingerprint === fingerprint(content);
      ledger.write({ party: 'gateway', action: 'port.created', outcome: same ? 'repeated' : 'refused', ...namesOf(known), key });
      if (!same) throw new Refusal(409, 'key_reused', 'this reference was used before with other content');
      return portView(known);
    }
    const port = draft(content, clock.now());
    refuseTwice(port, 'port.created');
    ports.save(port);
    ledger.write({ party: 'gateway', action: 'port.created', outcome: 'created', ...namesOf(port), key, numbers: numbersOf(port) });
    return reply.code(201).send(portView(port));
  });

  app.get('/v1/ports/:id', async (request) => {
    const port = found(ports, request);
    carrier.catchUp(port);
    ledger.write({ party: 'gateway', action: 'port.read', outcome: port.state, ...namesOf(port) });
    return portView(port);
  });

  app.post('/v1/ports/:id/confirm', async (request) => {
    const port = found(ports, request);
    carrier.catchUp(port);
    if (port.state !== 'draft') {
      if (port.confirmedAtMs === undefined)
        throw new Refusal(409, 'cancelled', 'this draft was cancelled; create another under a new reference');
      ledger.write({ party: 'gateway', action: 'port.confirmed', outcome: 'repeated', ...namesOf(port) });
      return portView(port);
    }
    refuseTwice(port, 'port.confirmed');
    carrier.receive(port);
    ledger.write({ party: 'gateway', action: 'port.confirmed', outcome: 'confirmed', ...namesOf(port), numbers: numbersOf(port) });
    if (behaviourOf(port.ending).losesConfirmAnswer) await untilHungUp(request);
    return portView(port);
  });

  /** A number that another live port holds is refused at the door. */
  function refuseTwice(port: PortRecord, action: string): void {
    const held = numbersOf(port).filter((number) => ports.holding(number) !== undefined);
    if (held.length === 0) return;
    ledger.write({ party: 'gateway', action, outcome: 'refused', ...namesOf(port), code: 'DUPLICATE_PORT', numbers: held });
    const reasons = [{ code: 'DUPLICATE_PORT', raw_code: '05', raw_text: 'NUMBER IN ANOTHER OPEN ORDER', field: 'numbers', numbers: held }];
    throw new Refusal(422, 'DUPLICATE_PORT', 'another open port holds some of these numbers', { reasons });
  }
}

/** Last four digits 77xx: part of a block of ten. Last two 99: cannot be ported. */
function portability(number: string): object {
  const inBlock = number.slice(-4).startsWith('77') ? { block: tenBlock(number) } : {};
  return endingOf(number) === '99'
    ? { number, portable: false, reason: 'NOT_PORTABLE', ...inBlock }
    : { number, portable: true, ...inBlock };
}
