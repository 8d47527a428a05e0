import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { signLoa } from './journey.mjs';
import { ROOT } from './surroundings.mjs';
import { sayEvent } from './words.mjs';

const require = createRequire(import.meta.url);

const LOOK_EVERY_MS = 250;
const OVER = new Set(['completed', 'completedPartially', 'cancelled', 'failed', 'expired', 'refused']);

/** Shows what happens in one order as it happens, and acts as its customer where the order asks for something. */
export class Follower {
  constructor(around, order) {
    this.around = around;
    this.order = order;
    this.shown = 0;
    this.handled = new Set();
  }

  /** Resolves with the last view once the order is over. */
  async untilOver() {
    for (;;) {
      const view = await this.around.api('GET', `/v1/port-orders/${this.order.orderId}`);
      await this.showNew(view);
      if (OVER.has(view.status)) return view;
      await this.act(view);
      await pause(LOOK_EVERY_MS);
    }
  }

  async showNew(view) {
    const { timelineLine } = require(join(ROOT, 'dist', 'domain', 'notification', 'timeline.js'));
    const { facts } = await this.around.api('GET', `/v1/port-orders/${this.order.orderId}/timeline`);
    const fresh = facts.filter(({ seq }) => seq > this.shown);
    for (const fact of fresh.toSorted((one, other) => one.atMs - other.atMs))
      sayEvent(fact.atMs, this.order.name, naming(view, timelineLine(fact, 'en')));
    this.shown = Math.max(this.shown, ...fresh.map(({ seq }) => seq));
  }

  /** A rejection is corrected and signed again (R13); numbers on the dashboard are configured before the date (R14). */
  async act(view) {
    for (const { n, status, attempt, reasons = [] } of view.requests) {
      const key = `rejected ${n}/${attempt}`;
      if (status !== 'rejected' || this.handled.has(key)) continue;
      this.handled.add(key);
      await this.correct(view, n, reasons);
    }
    const ready = view.requests.filter(({ n, status, foc }) => foc && status === 'scheduled' && !this.handled.has(`configured ${n}`));
    for (const { n, numbers } of ready) {
      this.handled.add(`configured ${n}`);
      await this.around.others('POST', '/platform/configure', { numbers: numbers.map(({ number }) => number) });
    }
  }

  async correct(view, n, reasons) {
    const { name, orderId, holder } = this.order;
    if (!reasons.some(({ code }) => code === 'NAME_MISMATCH'))
      throw new Error(`${name}: request ${n} was rejected for a reason that the demo's customer cannot mend`);
    const corrected = `${holder.name} SARL`;
    await this.around.portico('correct', orderId, '--request', `${n}`, '--holder-name', corrected);
    sayEvent(this.around.nowMs(), name, `$ portico correct ${orderId} --request ${n} --holder-name …   (as on the invoice)`);
    await signLoa(this.around, this.order, view.loa.revision + 1);
  }
}

/** "Request 2: …" with the request's number, or the ends of its block: these are made up, and a terminal is no log. */
const naming = ({ requests }, line) =>
  line.replace(/^Request (\d+):/, (whole, n) => {
    const item = requests.find((request) => request.n === Number(n))?.items[0];
    if (!item) return whole;
    return `${item.kind === 'block' ? `${item.start}–${item.end.slice(-2)}` : item.number}:`;
  });
