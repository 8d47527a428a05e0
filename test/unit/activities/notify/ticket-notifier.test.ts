import { z } from 'zod';
import { FAILURES } from '../../../../activities/failures';
import type { CustomerMessage } from '../../../../activities/notify/notifier';
import { createTicketNotifier } from '../../../../activities/notify/ticket-notifier';
import { answerJson, startLoopback } from '../../../support/loopback-server';
import { startSimulator, type RunningSimulator } from '../../../support/simulator';

const { signal } = new AbortController();
const ticketShape = z.object({
  ref: z.string(),
  account_id: z.string(),
  order_id: z.string(),
  subject: z.string(),
  comments: z.array(z.object({ key: z.string(), subject: z.string(), body: z.string(), language: z.string() })),
});
let simulator: RunningSimulator;
const at = () => ({ baseUrl: simulator.baseUrl('tickets'), token: simulator.token, timeoutMs: 5_000 });
const ticket = async (ref: string): Promise<z.output<typeof ticketShape>> => {
  const response = await fetch(`${simulator.baseUrl('tickets')}/v1/tickets/${ref}`, {
    headers: { authorization: `Bearer ${simulator.token}` },
  });
  return ticketShape.parse(await response.json());
};
const aMessage = (changes: Partial<CustomerMessage> = {}): CustomerMessage => ({
  key: 'fact-1',
  orderId: 'ORDER1',
  accountId: 'acct-active-fr',
  language: 'fr',
  subject: 'Votre date de portage',
  body: 'Vos numéros arrivent le 10 décembre 2026.',
  ...changes,
});

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

describe('the ticket notifier, against the simulator', () => {
  test("R12: without a ticket the order's is opened once, in the customer's language", async () => {
    const notifier = createTicketNotifier(at());
    expect(notifier.channel).toBe('ticket');
    const { where } = await notifier.deliver(aMessage(), signal);
    expect(await notifier.deliver(aMessage({ key: 'fact-2' }), signal)).toEqual({ where });
    expect(await ticket(where)).toMatchObject({
      account_id: 'acct-active-fr',
      order_id: 'ORDER1',
      subject: 'Portage de vos numéros chez nous : commande ORDER1',
      comments: [{ key: 'fact-1', body: 'Vos numéros arrivent le 10 décembre 2026.', language: 'fr' }, { key: 'fact-2' }],
    });
  });

  test('F27: the same fact delivered again is one comment', async () => {
    const notifier = createTicketNotifier(at());
    const message = aMessage({ orderId: 'ORDER2', key: 'once' });
    const { where } = await notifier.deliver(message, signal);
    await notifier.deliver(message, signal);
    expect((await ticket(where)).comments).toHaveLength(1);
  });

  test("the customer's own ticket is used when it is theirs", async () => {
    const notifier = createTicketNotifier(at());
    const { where: ticketRef } = await notifier.deliver(aMessage({ orderId: 'ORDER3' }), signal);
    expect(await notifier.deliver(aMessage({ orderId: 'ORDER4', key: 'other', ticketRef }), signal)).toEqual({ where: ticketRef });
  });

  test("another account's ticket never gets this customer's news", async () => {
    const notifier = createTicketNotifier(at());
    const { where: foreign } = await notifier.deliver(aMessage({ orderId: 'ORDER5', accountId: 'acct-active-us' }), signal);
    const { where } = await notifier.deliver(aMessage({ orderId: 'ORDER6', key: 'mine', ticketRef: foreign }), signal);
    expect(where).not.toBe(foreign);
    expect((await ticket(foreign)).comments.map(({ key }) => key)).toEqual(['fact-1']);
    expect((await ticket(where)).order_id).toBe('ORDER6');
  });

  test.each(['TKT-999999', '../../accounts/v1', '..', 'a b'])(
    'a ticket %j that is not there is replaced, because the customer must be told',
    async (ticketRef) => {
      const notifier = createTicketNotifier(at());
      const { where } = await notifier.deliver(aMessage({ orderId: 'ORDER7', ticketRef }), signal);
      expect((await ticket(where)).order_id).toBe('ORDER7');
    },
  );
});

test('a ticket that vanishes between opening and commenting is tried again, not taken as told', async () => {
  const server = await startLoopback(({ method }, response) =>
    method === 'PUT' ? answerJson(response, 200, { ref: 'TKT-1' }) : answerJson(response, 404, { code: 'not_found', message: 'gone' }),
  );
  const notifier = createTicketNotifier({ baseUrl: server.baseUrl, token: 't', timeoutMs: 5_000 });
  await expect(notifier.deliver(aMessage(), signal)).rejects.toMatchObject({ type: FAILURES.serviceUnavailable, nonRetryable: false });
  await server.close();
});
