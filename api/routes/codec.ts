import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RemoteCodec } from '../../codec/remote';
import { remotePayloads } from '../../contracts/remote-payloads';
import { authenticate } from '../authentication';
import { described } from '../described';
import { limitCallers, type Limits } from '../limits';
import type { ApiOptions } from '../options';
import { httpRefusal, refusedAtTheDoor } from '../problem';

const CODEC_BYTES = 2 * 1024 * 1024;
/** For logs: nothing but what a namespace can be. */
const NAMESPACE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
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

export interface KeyedCodecOptions {
  readonly codec: RemoteCodec;
  readonly config: Limits & Pick<ApiOptions['config'], 'apiKeys' | 'uiOrigin'>;
}

/**
 * The codec for whoever has a key with the scope `codec`: the Web UI behind a proxy that adds it, and Temporal's command line
 * (`--codec-endpoint`, `--codec-auth`). Pages of the one origin may call it; every call stands in the log, without content.
 */
export async function keyedCodecRoutes(app: FastifyInstance, { codec, config }: KeyedCodecOptions): Promise<void> {
  const { uiOrigin, apiKeys } = config;
  app.addHook('onRequest', async ({ headers }, reply) => {
    reply.header('vary', 'origin');
    if (headers.origin === undefined) return;
    if (headers.origin !== uiOrigin) throw httpRefusal('forbidden', 'Pages of this origin may not call the codec.');
    reply.header('access-control-allow-origin', uiOrigin).header('cross-origin-resource-policy', 'cross-origin');
  });
  for (const name of ['decode', 'encode']) app.options(`/codec/${name}`, { schema: { hide: true } }, preflight);
  await app.register(async (guarded) => {
    authenticate(guarded, apiKeys);
    limitCallers(guarded, config);
    const serve = (name: 'decode' | 'encode', summary: string, change: RemoteCodec['decode']): void => {
      const schema = described({
        summary,
        tag: 'operations',
        scope: 'codec',
        body: remotePayloads,
        answers: { 200: { description: 'The payloads, in the same order', schema: remotePayloads } },
        problems: [413, 415, 422],
      });
      guarded.post(`/codec/${name}`, { schema, bodyLimit: CODEC_BYTES }, async (request) => {
        const result = await change(request.body);
        if (!result.ok) throw refusedAtTheDoor(result.problems);
        audit(request, name, result.value.payloads.length);
        return result.value;
      });
    };
    serve('decode', 'Payloads in clear, for people: what could take a number from its holder stays masked', (body) => codec.decode(body));
    serve('encode', 'Payloads encrypted, for what a person sends to a workflow', (body) => codec.encode(body));
  });
}

/** Who had what decoded: never what stood in it. */
function audit({ id, log, keyId, account, headers }: FastifyRequest, action: string, payloads: number): void {
  const said = headers['x-namespace'];
  const namespace = typeof said === 'string' && NAMESPACE.test(said) ? said : undefined;
  log.info({ requestId: id, audit: 'codec', action, key: keyId, caller: account, payloads, namespace }, 'codec used');
}

async function preflight(_: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return reply
    .header('access-control-allow-methods', 'POST')
    .header('access-control-allow-headers', 'content-type,x-namespace,authorization')
    .header('access-control-max-age', '600')
    .code(204)
    .send();
}
