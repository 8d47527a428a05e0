import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../clock';
import type { Ledger } from '../ledger';
import { Refusal, readAs } from '../refusal';
import type { Carrier } from './carrier';
import type { PortRecord } from './port';
import type { Ports } from './ports';

/** What the gateway's routes work with. */
export interface GatewayParts {
  readonly ports: Ports;
  readonly carrier: Carrier;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/** The port that the path names; 404 otherwise. */
export function found(ports: Ports, request: FastifyRequest): PortRecord {
  const { id } = readAs(z.object({ id: z.string() }), request.params);
  const port = ports.byId(id);
  if (port === undefined) throw new Refusal(404, 'not_found', 'no port has this id');
  return port;
}
