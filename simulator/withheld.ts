import type { FastifyRequest } from 'fastify';

/** Keeps the asker waiting: resolves only when they have hung up, so that no answer ever reaches them. */
export const untilHungUp = (request: FastifyRequest): Promise<void> =>
  new Promise((resolve) => {
    const { socket } = request.raw;
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });
