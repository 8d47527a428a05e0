/** Whatever goes wrong while a request is answered becomes a problem here; nothing of a caller's values is repeated. */
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PorticoError } from '../client';
import { httpRefusal, problemOf, sendProblem, type HttpCode } from './problem';

/** What the framework refuses, in our words. */
const FRAMEWORK: Readonly<Record<string, readonly [HttpCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['body_too_large', 'The body is larger than this route takes.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', 'This content type is not taken here: send application/json in UTF-8.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['malformed_request', 'The body is not as long as content-length says.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['malformed_json', 'The body is empty: send a JSON object.'],
  FST_ERR_BAD_URL: ['malformed_request', 'The URL cannot be decoded.'],
  FST_ERR_ASYNC_CONSTRAINT: ['malformed_request', 'The request cannot be routed.'],
};

const isFrameworkError = (error: unknown): error is FastifyError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

/** Where it happened, without the message, which may quote what a customer sent. */
const placesOf = (error: unknown): readonly string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => line.startsWith('    at '))
        .slice(0, 5)
        .map((line) => line.trim())
    : [];

/** Answers a failed request. */
export function onError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof PorticoError) {
    if (error.code === 'internal_error') request.log.error({ requestId: request.id, code: error.code }, 'internal error');
    return sendProblem(request, reply, error);
  }
  const known = isFrameworkError(error) ? FRAMEWORK[error.code] : undefined;
  if (known) return sendProblem(request, reply, httpRefusal(...known));
  const status = isFrameworkError(error) ? error.statusCode : undefined;
  if (status === 408) return sendProblem(request, reply, httpRefusal('request_timeout', 'The request took too long to arrive.'));
  if (status !== undefined && status >= 400 && status < 500)
    return sendProblem(request, reply, httpRefusal('malformed_request', 'The request cannot be read.'));
  request.log.error(
    { requestId: request.id, failure: error instanceof Error ? error.name : typeof error, at: placesOf(error) },
    'internal error',
  );
  return sendProblem(
    request,
    reply,
    httpRefusal(
      'internal_error',
      'Something went wrong here. Nothing is known to have happened: look before trying again, and give us the requestId.',
    ),
  );
}

const notFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  sendProblem(request, reply, httpRefusal('not_found', 'There is no such route: /openapi.json lists them.'));

/** 404 and 405: an unknown route, or a known one by another method. */
export function answerUnknownRoutes(app: FastifyInstance): void {
  const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    const pattern = new RegExp(`^${url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+')}/?$`);
    routes.push({ pattern, methods: [method].flat() });
  });
  // For files of the page at /docs that are not there.
  app.setNotFoundHandler(notFound);
  // A hook, so that it comes before a body is read that nobody will look at, and that the framework may want in a certain form.
  app.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return undefined;
    const [path = ''] = request.url.split('?');
    const methods = new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods));
    if (methods.size === 0) return notFound(request, reply);
    reply.header('allow', [...methods].sort().join(', '));
    return sendProblem(request, reply, httpRefusal('method_not_allowed', `This route takes ${[...methods].sort().join(', ')}.`));
  });
}

/** What is no HTTP, or takes too long to become a request: the connection ends with a problem, too. */
export function onClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const [code, detail] = CLIENT_ERRORS[error.code ?? ''] ?? (['malformed_request', 'This is no HTTP request that can be read.'] as const);
  const body = problemOf(httpRefusal(code, detail), randomUUID());
  const json = JSON.stringify(body);
  socket.end(
    [
      `HTTP/1.1 ${body.status} ${STATUS_CODES[body.status] ?? ''}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(json)}`,
      'connection: close',
      '',
      json,
    ].join('\r\n'),
  );
}

const CLIENT_ERRORS: Readonly<Record<string, readonly [HttpCode, string]>> = {
  HPE_HEADER_OVERFLOW: ['headers_too_large', 'The headers are larger than this API takes.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request_timeout', 'The request took too long to arrive.'],
};
