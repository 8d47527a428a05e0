/**
 * A backend that is told of ports: plain Node and the package `standardwebhooks`. It verifies each event, drops what it has
 * had, answers at once, and prints what is new. Start it with the secret that adding the endpoint has shown:
 *
 *   WEBHOOK_SECRET=whsec_… PORT=8080 node examples/webhook-receiver.mjs
 *
 * GET /orders/<order> answers what it knows of an order, in the order in which it happened.
 */
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const { WEBHOOK_SECRET, PORT = '8080' } = process.env;
if (!WEBHOOK_SECRET) {
  console.error('Set WEBHOOK_SECRET to the secret of the endpoint: portico webhooks add … has shown it.');
  process.exit(2);
}
const verifier = new Webhook(WEBHOOK_SECRET);

/** Far more than any event has. */
const MOST_BYTES = 1024 * 1024;

/** Every event by its id. A real backend keeps them in its database: a process forgets. */
const events = new Map();

/** The bytes of a request, as they came: another spelling of the same JSON has another signature. */
async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Answers the status. 2xx only once the event is kept: anything else, and it is sent again. */
async function take(request) {
  let event;
  try {
    // Throws for a wrong signature, and for one that is more than five minutes old.
    event = verifier.verify(await bodyOf(request), request.headers);
  } catch {
    return 401;
  }
  // At least once: the same event may come again, and counts once.
  if (events.has(event.id)) return 204;
  events.set(event.id, event);
  // Answer first and work afterwards: slow work would be taken for a failure.
  setImmediate(work, event);
  return 204;
}

/** What this backend does with an event. */
function work({ id, type, occurredAt, orderId, sequence }) {
  console.log(JSON.stringify({ id, type, occurredAt, ...(orderId ? { orderId, sequence } : {}) }));
}

/** Events come in any order; `sequence` says which was first. Those of support cases count for themselves. */
const story = (orderId) =>
  [...events.values()]
    .filter((event) => event.orderId === orderId && !event.supportCase)
    .sort((one, other) => one.sequence - other.sequence);

const server = createServer(async (request, response) => {
  const order = /^\/orders\/(\w+)$/.exec(request.url ?? '')?.[1];
  if (request.method === 'GET' && order) {
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(story(order)));
  }
  response.writeHead(request.method === 'POST' ? await take(request) : 404).end();
});
server.listen(Number(PORT), '127.0.0.1', () => console.error(`listening on http://127.0.0.1:${server.address().port}/`));

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close(() => process.exit(0)));
