import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Ledger } from './ledger';
import { Refusal } from './refusal';
import type { Store } from './store';
import { untilHungUp } from './withheld';

export const FaultyParty = z.enum(['gateway', 'platform', 'accounts', 'tickets']);
export type FaultyParty = z.output<typeof FaultyParty>;

/** What goes wrong: before anything was done, or after it was committed. */
const Mode = z.union([
  z.enum(['down', 'timeout', 'timeout_after_commit', 'reset_after_commit']),
  z
    .string()
    .regex(
      /^status(_after_commit)?:[45]\d\d$/,
      'must be down, timeout, timeout_after_commit, reset_after_commit, status:NNN or status_after_commit:NNN',
    ),
]);

export const FaultBody = z.strictObject({
  party: FaultyParty,
  mode: Mode,
  /** How often; until cleared when absent. */
  times: z.int().positive().optional(),
  /** Only calls whose path holds this text. */
  path_includes: z.string().min(1).optional(),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).optional(),
});
export type Fault = z.output<typeof FaultBody>;

export interface Faults {
  add(fault: Fault): void;
  clear(party?: FaultyParty): void;
  list(): Fault[];
  /** Puts the faults in front of and behind every route of a party. */
  guard(app: FastifyInstance, party: FaultyParty): void;
}

export function createFaults(store: Store, ledger: Ledger): Faults {
  const kept = store.collection<Fault[]>('faults');
  const list = (): Fault[] => kept.get('all') ?? [];
  const save = (faults: Fault[]): void => kept.put('all', faults);
  const struck = new WeakMap<FastifyRequest, string>();

  const take = (party: FaultyParty, request: FastifyRequest): Fault | undefined => {
    const reads = request.method === 'GET';
    const fault = list().find(
      ({ party: other, mode, method, path_includes: part }) =>
        other === party &&
        (method === undefined || method === request.method) &&
        (part === undefined || request.url.includes(part)) &&
        // A read commits nothing: it does not use up a fault that is meant to follow a commit.
        !(reads && method !== 'GET' && mode.includes('after_commit')),
    );
    if (fault === undefined) return undefined;
    const left = fault.times === undefined ? fault : { ...fault, times: fault.times - 1 };
    save(list().flatMap((other) => (other !== fault ? [other] : left.times === 0 ? [] : [left])));
    ledger.write({ party, action: 'fault', outcome: fault.mode, path: request.routeOptions.url });
    return fault;
  };

  return {
    list,
    add: (fault) => save([...list(), fault]),
    clear: (party) => save(party === undefined ? [] : list().filter((fault) => fault.party !== party)),
    guard: (app, party) => {
      app.addHook('onRequest', async (request, reply) => {
        const fault = take(party, request);
        if (fault === undefined) return;
        const { mode } = fault;
        if (mode.includes('after_commit')) struck.set(request, mode);
        else if (mode === 'down') request.raw.socket.destroy();
        else if (mode === 'timeout') await untilHungUp(request);
        else throw planned(Number(mode.split(':')[1]));
        if (request.raw.socket.destroyed) reply.hijack();
      });
      app.addHook('onSend', async (request, reply, payload) => {
        const mode = struck.get(request);
        if (mode === undefined) return payload;
        if (mode === 'timeout_after_commit') await untilHungUp(request);
        if (mode === 'reset_after_commit') request.raw.socket.destroy();
        if (!mode.startsWith('status_')) return payload;
        reply.code(Number(mode.split(':')[1]));
        return JSON.stringify({ code: 'fault', message: 'a fault was asked for through control' });
      });
    },
  };
}

const planned = (status: number): Refusal => new Refusal(status, 'fault', 'a fault was asked for through control');
