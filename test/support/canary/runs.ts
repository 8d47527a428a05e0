import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OrderView } from '../../../domain/order/view';
import { parkedEventWorkflowId, portRequestWorkflowId, supportCaseWorkflowId } from '../../../domain/ids';
import { resolveSignal } from '../../../workflows/contract';
import { frenchNumber, frenchOrder, usNumber, usOrder, type OrderBody } from '../e2e/order-bodies';
import { create, PlacedOrder } from '../e2e/placed-order';
import { waitUntil } from '../wait-until';
import { Asking, aPdf } from './asking';

const single = (number: string, more: OrderBody = {}): OrderBody => ({ kind: 'single', number, ...more });
/** Whole lives of orders, each personal field of which holds a marker. */
export class CanaryRuns extends Asking {
  /** An order that ports, with a document by the command line, and then a support case and a return. */
  async happy(): Promise<void> {
    const { mark, world } = this;
    const number = mark.number('numbers', usNumber('08'));
    const other = mark.number('numbers of another account', usNumber('08'));
    const body = usOrder([], {
      holder: {
        name: mark.word('holder.name'),
        company: mark.word('holder.company'),
        taxId: mark.word('holder.taxId'),
        address: {
          street: mark.word('holder.address.street'),
          postalCode: mark.word('holder.address.postalCode'),
          city: mark.word('holder.address.city'),
          region: mark.word('holder.address.region'),
        },
      },
      losing: { carrier: 'lakeside', accountNumber: mark.word('losing.accountNumber'), pin: mark.word('losing.pin') },
      signer: { name: mark.word('signer.name'), email: `${mark.word('signer.email')}@office.example` },
      numbers: [
        single(number),
        single(other, {
          losing: {
            carrier: 'hillside',
            accountNumber: mark.word('numbers[].losing.accountNumber'),
            pin: mark.word('numbers[].losing.pin'),
          },
        }),
      ],
    });
    const made = (await this.ask(201, 'POST', '/v1/port-orders', body, { 'idempotency-key': mark.word('the Idempotency-Key') })) as {
      orderId: string;
    };
    const order = new PlacedOrder(world, made.orderId);
    const folder = join(world.stack.dir, 'simulator-files-of-the-customer');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${mark.word('the name of a file')}.pdf`);
    writeFileSync(file, aPdf(mark.word('the content of a document')));
    await this.portico(0, 'document', order.orderId, 'invoice', file, '--issued-on', world.yesterday());
    await this.signAll(order, mark.word('signature.signer.name'));
    for (const n of [1, 2]) {
      await order.untilFact('submitted', n);
      for (const type of ['foc', 'activate', 'sms']) await order.carrier({ type }, n);
    }
    await order.untilStatus('completed');
    await this.ask(409, 'POST', `${order.path}/return`, { reason: mark.word('return.reason') });
    await this.supportCase(order, number);
  }

  private async supportCase(order: PlacedOrder, number: string): Promise<void> {
    const { mark, world } = this;
    await world.control('POST', '/platform/configure', { numbers: [number] });
    await world.control('POST', '/platform/users', { numbers: [number], online: true });
    const { k } = (await this.ask(201, 'POST', `${order.path}/support-cases`, {
      number,
      trouble: 'calls',
      text: mark.word('case.text'),
    })) as { k: string };
    await waitUntil('an instant after the port', () => new Date(world.nowMs()).toISOString().slice(11, 16) !== '00:00');
    const [date = '', time = ''] = new Date(world.nowMs()).toISOString().split('T');
    const call = {
      called: number,
      calling: mark.number('calls[].calling', '+16465550177'),
      operator: mark.word('calls[].operator'),
      date,
      time: time.slice(0, 5),
      zone: 'UTC',
    };
    await this.ask(202, 'POST', `${order.path}/support-cases/${k}/calls`, { calls: [call] });
    const handle = world.temporal.workflow.getHandle(supportCaseWorkflowId(order.orderId, k));
    await handle.signal(resolveSignal, { by: 'op-7', reason: mark.word('resolve.reason') });
    await handle.result();
  }

  /** An order that is refused for its details, corrected twice and sent again. */
  async rejected(): Promise<void> {
    const { mark } = this;
    const number = mark.number('the number of a rejected order', frenchNumber('08'));
    const order = await create(
      this.world,
      frenchOrder([single(number, { transferCode: mark.rio('transferCode', 'ZQF9K4W7P', number) })], {
        holder: {
          name: mark.word('the holder of a rejected order'),
          company: 'SARL',
          taxId: mark.own('holder.taxId, a SIRET', '73282932000074'),
          address: { street: '8 rue des Passerelles', postalCode: '75011', city: 'Paris' },
        },
      }),
    );
    await this.documents(order, mark.word('the content of a French document'));
    const { revision } = await order.loa();
    await this.ask(
      202,
      'PUT',
      `${order.path}/loa/scan?signedOn=${this.world.yesterday()}&revision=${revision}`,
      aPdf(mark.word('the scan of a letter')),
    );
    await order.untilFact('submitted');
    const reason = {
      raw_text: mark.word('reasons[].raw_text'),
      raw_code: mark.word('reasons[].raw_code'),
      field: mark.word('reasons[].field'),
    };
    await order.carrier({ type: 'reject', reasons: [{ code: 'NAME_MISMATCH', ...reason, numbers: [number] }] });
    await order.untilFact('rejected');
    await order.carrier({ type: 'comment', text: mark.word('a comment of the carrier') });
    await this.ask(202, 'POST', `${order.path}/corrections`, {
      holder: {
        name: mark.word('correction.holder.name'),
        address: { street: mark.word('correction.holder.address'), postalCode: '75011', city: 'Paris' },
      },
      losing: {
        carrier: 'telmarine',
        accountNumber: mark.word('correction.losing.accountNumber'),
        pin: mark.word('correction.losing.pin'),
      },
      signer: { name: mark.word('correction.signer.name'), email: `${mark.word('correction.signer.email')}@office.example` },
      transferCodes: { [number]: mark.rio('correction.transferCodes', 'ZQF8L3V6N', number) },
    });
    await order.signLoa(2);
    await order.until('attempt 2', ({ requests: [first] }: OrderView) => first?.attempt === 2 && first.status === 'submitted');
  }

  /** An order with a refused document and a record of the losing provider, cancelled before it is sent, and then erased. */
  async cancelled(): Promise<void> {
    const { mark } = this;
    const number = usNumber();
    const order = await create(this.world, usOrder([mark.number('the number of a cancelled order', number)]));
    await this.ask(202, 'PUT', `${order.path}/csr`, {
      name: mark.word('csr.name'),
      taxId: mark.word('csr.taxId'),
      address: { street: mark.word('csr.address.street'), city: mark.word('csr.address.city') },
      accountNumber: mark.word('csr.accountNumber'),
      numbers: [mark.number('csr.numbers', '+12125559931')],
    });
    await this.documents(order, 'a page');
    const refusal = { approve: false, reviewer: 'op-7', reason: mark.word('review.reason') };
    await this.ask(202, 'POST', `${order.path}/documents/invoice/review`, refusal);
    await this.ask(202, 'POST', `${order.path}/cancellation`, {});
    await order.untilStatus('cancelled');
    const reason = mark.word('erase.reason');
    const erased = await waitUntil('it can be erased', async () => {
      const printed = await this.world.portico('erase', order.orderId, '--reason', reason);
      return printed.code === 0 && printed;
    });
    this.made.push({ what: 'portico erase', answered: erased.code, wanted: 0 });
    await this.ask(410, 'GET', order.path, undefined);
  }

  /** An order that is refused for good, and what comes about it afterwards; and webhooks that nobody can read. */
  async failed(): Promise<void> {
    const { mark, world } = this;
    const order = await create(world, usOrder([mark.number('the number of a failed order', usNumber('08'))]));
    await this.documents(order, 'a page');
    await this.signAll(order, 'Ivo Quillfeather');
    await order.untilFact('submitted');
    const { reference } = await order.request();
    await order.carrier({ type: 'reject', reasons: [{ code: 'NOT_PORTABLE', raw_text: mark.word('why it is not portable') }] });
    await order.untilStatus('failed');
    await world.temporal.workflow.getHandle(portRequestWorkflowId(order.orderId, 1)).result();
    const text = mark.word('a comment after the end');
    const late = {
      id: 'evt_canary_late',
      type: 'port.comment',
      occurred_at: new Date(world.nowMs()).toISOString(),
      data: { reference, text },
    };
    const shots = [{ event: late }, { id: 'evt_canary_raw', raw: mark.word('the body of a webhook that is no JSON') }];
    for (const shot of shots) {
      const { statuses } = await world.control<{ statuses: number[] }>('POST', '/webhooks', shot);
      this.made.push({ what: 'a webhook', answered: statuses[0] ?? null, wanted: 202 });
    }
    for (const id of ['evt_canary_late', 'evt_canary_raw']) {
      const parked = world.temporal.workflow.getHandle(parkedEventWorkflowId(world.stack.gateway, id));
      await parked.signal(resolveSignal, { by: 'op-7', reason: mark.word(`the resolution of ${id}`) });
      await parked.result();
    }
  }

  /** A letter that cannot be printed: our own failure, whose words nobody outside may read. */
  async unprintable(): Promise<void> {
    const order = await create(
      this.world,
      usOrder([usNumber()], { signer: { name: `${this.mark.word('a name that cannot be printed')} 漢字`, email: 'a@b.example' } }),
    );
    await this.documents(order, 'a page');
    await order.until('attention', ({ attention }) => attention.includes('loaFailed'));
  }

  /** Whatever is refused at the door, by API and command line. */
  async refused(): Promise<void> {
    const { mark } = this;
    const number = mark.number('a number with a wrong RIO', frenchNumber());
    const wrong = mark.own('a wrong RIO', `${mark.rio('the RIO that is spoilt', 'ZQF7M2U5L', number).slice(0, 11)}+`);
    const bodies = [
      frenchOrder([single(number, { transferCode: wrong })]),
      usOrder([mark.word('no number')], { language: mark.word('no language') }),
      usOrder([usNumber()], { signer: { name: 'x', email: mark.word('no e-mail') }, holder: mark.word('no holder') }),
      usOrder([usNumber()], { inBlock: mark.word('no answer'), preferredDate: mark.word('no date'), country: mark.word('no country') }),
    ];
    for (const body of bodies) {
      await this.ask(422, 'POST', '/v1/port-orders', body);
      const file = join(this.world.stack.dir, 'simulator-files-of-the-customer', `order-${this.made.length}.json`);
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, JSON.stringify(body));
      await this.portico(2, 'order', file);
      await this.portico(2, 'check', '--file', file, '--json');
    }
    await this.ask(400, 'POST', '/v1/port-orders', `{"accountId": "${mark.word('no JSON')}`, { 'content-type': 'application/json' });
    await this.ask(400, 'GET', `/v1/port-orders/${mark.word('an id in a path')}`, undefined);
    await this.ask(400, 'GET', `/v1/port-orders?status=${mark.word('a filter')}`, undefined);
    await this.ask(404, 'GET', `/${mark.word('a path')}`, undefined);
    await this.ask(401, 'GET', '/v1/port-orders', undefined, { authorization: `Bearer ${mark.word('an API key')}` });
  }
}
