import type { FastifyInstance } from 'fastify';
import { httpRefusal } from './problem';

const JSON_TYPES = ['*/*', 'application/*', 'application/json', 'application/problem+json'];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route answers with, besides JSON. */
    readonly answers?: string;
  }
}

/** Refuses to answer a caller who says that it cannot read the answer. */
export function checkAccept(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers, routeOptions }) => {
    const { accept } = headers;
    if (accept === undefined || accept === '') return;
    const { answers } = routeOptions.config ?? {};
    const offered = answers === undefined ? JSON_TYPES : [...JSON_TYPES, answers, answers.replace(/\/.*/, '/*')];
    const wanted = accept.split(',').map((one) => one.split(';')[0]?.trim().toLowerCase() ?? '');
    if (!wanted.some((type) => offered.includes(type)))
      throw httpRefusal('not_acceptable', `This route answers with ${answers ?? 'application/json'}.`);
  });
}
