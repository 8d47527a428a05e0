/** Orders that are under way while something is measured. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from '../demo/surroundings.mjs';

const AREAS = ['212', '213', '312', '415', '617', '646', '718', '917'];
/** Where a request is not with its carrier yet. */
const BEFORE = new Set(['ready', 'submitting', 'outcomeUnknown']);
/** Endings without magic at the simulator. */
const ENDINGS = Array.from({ length: 40 }, (_, index) => 20 + index);

/** The i-th of 8 × 40 × 70 numbers, of the exchange that is kept for fiction. */
function numberAt(index) {
  const ending = ENDINGS[index % ENDINGS.length];
  const hundred = Math.floor(index / ENDINGS.length) % 70;
  const area = AREAS[Math.floor(index / (ENDINGS.length * 70)) % AREAS.length];
  return `+1${area}555${String(hundred).padStart(2, '0')}${ending}`;
}

/** Places simple orders one after the other, as a backend service does, until told to stop. */
export class Fleet {
  constructor(around) {
    this.around = around;
    this.orders = [];
    this.placed = 0;
  }

  /** Places one more order of so many numbers, each a request of its own; resolves once its requests have a reference. */
  async placeOne(numbers = 2) {
    const { around } = this;
    const from = this.placed * numbers;
    this.placed += 1;
    const key = `fleet-${this.placed}`;
    const example = JSON.parse(await readFile(join(ROOT, 'examples', 'us-shop.json'), 'utf8'));
    const items = Array.from({ length: numbers }, (_, index) => ({ kind: 'single', number: numberAt(from + index) }));
    const { orderId } = await around.api('POST', '/v1/port-orders', {
      body: { ...example, numbers: items, preferredDate: undefined },
      headers: { 'idempotency-key': key },
    });
    const path = `/v1/port-orders/${orderId}`;
    const { missingDocuments } = await this.when(path, ({ status }) => status !== 'checking');
    for (const kind of missingDocuments) {
      const issuedOn = new Date(around.nowMs() - 86_400_000).toISOString().slice(0, 10);
      await around.api('PUT', `${path}/documents/${kind}?issuedOn=${issuedOn}`, {
        body: await readFile(join(ROOT, 'examples', 'documents', `${kind}.pdf`)),
        raw: true,
        headers: { 'content-type': 'application/pdf' },
      });
    }
    const { loa } = await this.when(path, (view) => view.loa?.sha256);
    const body = { revision: loa.revision, hash: loa.sha256, signer: { name: example.signer.name }, accepted: true };
    await around.api('POST', `${path}/loa/signature`, { body, headers: { 'idempotency-key': `${key}-signed` } });
    const { requests } = await this.when(
      path,
      (view) => view.requests.length > 0 && view.requests.every(({ status }) => status && !BEFORE.has(status)),
    );
    const order = { orderId, path, requests: requests.map(({ n, reference }) => ({ n, reference })) };
    this.orders.push(order);
    return order;
  }

  async when(path, holds) {
    for (;;) {
      const view = await this.around.api('GET', path);
      if (holds(view)) return view;
      await pause(200);
    }
  }
}
