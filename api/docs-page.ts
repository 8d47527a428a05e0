import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { limiter } from './limiter';

/** Nothing but our own files, and requests to this very API. The page writes sizes into style attributes, and icons as data. */
const CSP = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'style-src-attr': "'unsafe-inline'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/** `GET /docs`: a page on which a person reads the description of the API and tries it, with a key of their own. After all routes. */
export async function docsPage(app: FastifyInstance, perMinute: number): Promise<void> {
  const limit = limiter(app, perMinute, ({ ip }) => ip);
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: CSP,
    uiConfig: { docExpansion: 'list', tryItOutEnabled: true, persistAuthorization: false, validatorUrl: null },
    theme: { title: 'Portico' },
    uiHooks: { onRequest: (request, reply, done) => void limit(request, reply).then(() => done(), done) },
  });
}
