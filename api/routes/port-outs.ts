import type { FastifyInstance } from 'fastify';
import { portOutNotSupported } from '../../client';
import { described } from '../described';

/** R28. */
export function portOutRoutes(app: FastifyInstance): void {
  const schema = described({
    summary: 'Refused: porting out is ordered at the provider that the numbers go to (R28)',
    tag: 'orders',
    answers: {},
    problems: [422],
  });
  app.post('/port-outs', { schema }, async () => {
    throw portOutNotSupported();
  });
}
