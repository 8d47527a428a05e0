import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sayEvent } from './words.mjs';
import { ROOT } from './surroundings.mjs';

const EXAMPLES = join(ROOT, 'examples');

/** The order files of `examples/`, by name. */
export async function readExamples() {
  const files = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => ({ name: basename(file, '.json'), body: JSON.parse(await readFile(join(EXAMPLES, file), 'utf8')) })),
  );
}

/**
 * What a backend service and its customer do: create, upload what is missing, read and sign the LOA. Answers once the
 * requests are on their way.
 */
export async function placeOrder(around, { name, body }) {
  const created = await around.api('POST', '/v1/port-orders', { body, headers: { 'idempotency-key': `demo-${name}` } });
  const { orderId } = created;
  sayEvent(around.nowMs(), name, `order ${orderId} created through the API`);
  const view = await around.api('GET', `/v1/port-orders/${orderId}`);
  for (const kind of view.missingDocuments) {
    const content = await readFile(join(EXAMPLES, 'documents', `${kind}.pdf`));
    await around.api('PUT', `/v1/port-orders/${orderId}/documents/${kind}?issuedOn=${yesterday(around)}`, {
      body: content,
      raw: true,
      headers: { 'content-type': 'application/pdf' },
    });
    sayEvent(around.nowMs(), name, `${kind} uploaded`);
  }
  await signLoa(around, { name, orderId }, 1);
  const { requests } = await around.api('GET', `/v1/port-orders/${orderId}`);
  return { name, orderId, requests: requests.map(({ n }) => n), holder: body.holder };
}

/** The day before, in business time: as a rule the latest invoice is not older. */
const yesterday = (around) => new Date(around.nowMs() - 86_400_000).toISOString().slice(0, 10);

/** Waits for a revision of the LOA and signs it by the command line. */
export async function signLoa(around, { name, orderId }, revision) {
  for (;;) {
    const { loa } = await around.api('GET', `/v1/port-orders/${orderId}`);
    if (loa?.revision >= revision && loa.sha256) break;
    await pause(100);
  }
  await around.portico('sign', orderId);
  sayEvent(around.nowMs(), name, `$ portico sign ${orderId}   (LOA revision ${revision})`);
}
