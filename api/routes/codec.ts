import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RemoteCodec } from '../../codec/remote';
import { httpRefusal, refusedAtTheDoor } from '../problem';

const CODEC_BYTES = 2 * 1024 * 1024;
const LOOPBACK = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/;

export interface CodecRouteOptions {
  readonly codec: RemoteCodec;
  /** The random path segment, which is the only secret that the dev server's UI can carry. */
  readonly codecPath: string;
  /** The one origin whose pages may call. */
  readonly uiOrigin: string;
}

/**
 * Lets the Web UI in development read and write payloads. Three locks: a random path, an exact origin, and a Host that is
 * this machine, so that neither a foreign page nor a name rebound to loopback gets through.
 */
export function codecRoutes(app: FastifyInstance, { codec, codecPath, uiOrigin }: CodecRouteOptions): void {
  app.addHook('onRequest', async ({ headers }, reply) => {
    if (!LOOPBACK.test(headers.host ?? '')) throw httpRefusal('forbidden', 'The codec answers on this machine only.');
    // Temporal's command line sends no origin; a page always does.
    if (headers.origin !== undefined && headers.origin !== uiOrigin) throw httpRefusal('forbidden', 'This origin may not call the codec.');
    reply.header('vary', 'origin');
    if (headers.origin === undefined) return;
    reply.header('access-control-allow-origin', uiOrigin).header('cross-origin-resource-policy', 'cross-origin');
  });
  const serve = (name: 'decode' | 'encode', change: RemoteCodec['decode']): void => {
    const url = `/codec/${codecPath}/${name}`;
    app.options(url, { schema: { hide: true } }, preflight);
    app.post(url, { schema: { hide: true }, bodyLimit: CODEC_BYTES }, async ({ body }) => {
      const result = await change(body);
      if (!result.ok) throw refusedAtTheDoor(result.problems);
      return result.value;
    });
  };
  serve('decode', (body) => codec.decode(body));
  serve('encode', (body) => codec.encode(body));
}

async function preflight(_: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return reply
    .header('access-control-allow-methods', 'POST')
    .header('access-control-allow-headers', 'content-type,x-namespace,authorization')
    .header('access-control-max-age', '600')
    .code(204)
    .send();
}
