import { Option, type Command } from 'commander';
import { PorticoError, type DeliveryFilter, type PorticoClient } from '../../client';
import { addWebhookBody, deliveriesQuery, replayBody } from '../../contracts/webhooks';
import { readInput } from '../../contracts/reading';
import { DELIVERY_STATES, type DeliveryState, type DeliveryView } from '../../domain/webhooks/delivery';
import { limitOption, orderIdArgument, sequenceOption, webhookIdArgument } from '../arguments';
import { badInput } from '../failure';
import type { CommonOptions, OpenSession, Session } from '../session';
import { deliveriesText, deliveryText, secretText, webhooksText, webhookText } from '../text/webhooks';

interface Options extends CommonOptions {
  readonly account: string;
  readonly key?: string;
}

interface AddOptions extends Options {
  readonly event?: readonly string[];
  readonly order?: string;
}

interface ListOptions extends Options {
  readonly state?: DeliveryState;
  readonly limit?: number;
  readonly page?: string;
}

interface ReplayOptions extends Options {
  readonly from?: number;
  readonly to?: number;
}

/** `portico webhooks …`: where a customer's backend is told, and what became of it. */
export function addWebhooks(program: Command, open: OpenSession): void {
  const group = program.command('webhooks').description("where customers' backends are told: add, look, test, send again");
  addAdd(group, open);
  addLooks(group, open);
  addChanges(group, open);
  addDeliveries(group, open);
}

const withAccount = (command: Command): Command => command.requiredOption('--account <id>', 'whose backend it is');

const withKey = (command: Command): Command => withAccount(command).option('--key <key>', 'the same key again is the same command');

const gathered = (text: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), text];

function addAdd(group: Command, open: OpenSession): void {
  withKey(group.command('add'))
    .description('tell an address of events from now on; shows the secret that signs them, once')
    .argument('<url>', 'https, port 443 or above 1024, on the public internet')
    .option('--event <type>', 'only this type, like request.ported; may be repeated', gathered)
    .option('--order <order>', 'only this order', orderIdArgument)
    .action(async (url: string, { account, event: events, order: orderId, key, ...options }: AddOptions) => {
      const session = open(options);
      const read = readInput(addWebhookBody, present({ url, events, orderId, accountId: account }));
      if (!read.ok) throw badInput('The endpoint cannot be added so:', read.problems);
      const { accountId = account, ...wish } = read.value;
      const added = await session.client.webhooks.add({ ...wish, accountId, ...(key === undefined ? {} : { idempotencyKey: key }) });
      session.answer(added, () => `${webhookText(added, session.paint)}\n\n${secretText(added.secret)}`);
    });
}

function addLooks(group: Command, open: OpenSession): void {
  withAccount(group.command('list'))
    .description('the endpoints of an account')
    .action(async ({ account, ...options }: Options) => {
      const session = open(options);
      const webhooks = await session.client.webhooks.list(account);
      session.answer({ webhooks }, () => webhooksText(webhooks, session.paint));
    });
  withAccount(group.command('show'))
    .description('one endpoint: what it is told of, and how it does')
    .argument('<webhook>', 'its id', webhookIdArgument)
    .action(async (id: string, { account, ...options }: Options) => {
      const session = open(options);
      const webhook = await session.client.webhooks.get(account, id);
      session.answer(webhook, () => webhookText(webhook, session.paint));
    });
}

function addChanges(group: Command, open: OpenSession): void {
  const change = <T>(
    name: string,
    description: string,
    run: (webhooks: PorticoClient['webhooks'], aim: { accountId: string; id: string; idempotencyKey?: string }) => Promise<T>,
    show: (answer: T, session: Session) => void,
  ): void =>
    void withKey(group.command(name))
      .description(description)
      .argument('<webhook>', 'its id', webhookIdArgument)
      .action(async (id: string, { account, key, ...options }: Options) => {
        const session = open(options);
        const aim = { accountId: account, id, ...(key === undefined ? {} : { idempotencyKey: key }) };
        show(await run(session.client.webhooks, aim), session);
      });
  change(
    'remove',
    'tell it nothing any more; what was still to be sent is dropped',
    (webhooks, aim) => webhooks.remove(aim),
    (webhook, session) => session.answer(webhook, () => `Endpoint ${webhook.id} is removed.`),
  );
  change(
    'rotate',
    'make a new secret, shown once; the one before signs, too, for 24 hours',
    (webhooks, aim) => webhooks.rotate(aim),
    (webhook, session) => session.answer(webhook, () => secretText(webhook.secret)),
  );
  change(
    'enable',
    'tell it again after it was disabled',
    (webhooks, aim) => webhooks.enable(aim),
    (webhook, session) => session.answer(webhook, () => webhookText(webhook, session.paint)),
  );
  change(
    'disable',
    'send nothing until it is enabled again',
    (webhooks, aim) => webhooks.disable(aim),
    (webhook, session) => session.answer(webhook, () => webhookText(webhook, session.paint)),
  );
  change('test', 'send a ping, once, and wait for what becomes of it', (webhooks, aim) => webhooks.test(aim), showTest);
}

function showTest(delivery: DeliveryView, session: Session): void {
  session.answer(delivery, () => deliveryText(delivery, session.paint));
  if (delivery.state !== 'delivered')
    throw new PorticoError('webhook_not_delivered', 'The endpoint did not take the ping: the answer says why.');
}

function addDeliveries(group: Command, open: OpenSession): void {
  withAccount(group.command('deliveries'))
    .description('what was sent to it, newest first')
    .argument('<webhook>', 'its id', webhookIdArgument)
    .addOption(new Option('--state <state>', 'only those').choices(DELIVERY_STATES))
    .option('--limit <n>', '1 to 100', limitOption, 25)
    .option('--page <token>', 'the next page, by the token that the page before ended with')
    .action(async (id: string, { account, state, limit, page, ...options }: ListOptions) => {
      const session = open(options);
      const read = readInput(deliveriesQuery, present({ account, state, pageToken: page }));
      if (!read.ok) throw badInput('The filter has mistakes:', read.problems);
      const filter: DeliveryFilter = { accountId: account, id, limit, state, pageToken: read.value.pageToken };
      const found = await session.client.webhooks.deliveries(filter);
      session.answer(found, () => deliveriesText(found, session.paint));
      if (found.nextPageToken !== undefined) session.remark(`More with --page ${found.nextPageToken}`);
    });
  withKey(group.command('replay'))
    .description('send the events of an order again, under the same ids')
    .argument('<webhook>', "the endpoint's id", webhookIdArgument)
    .argument('<order>', "the order's id", orderIdArgument)
    .option('--from <n>', 'from this sequence on', sequenceOption)
    .option('--to <n>', 'up to this sequence', sequenceOption)
    .action(async (id: string, orderId: string, { account, from, to, key, ...options }: ReplayOptions) => {
      const session = open(options);
      const read = readInput(replayBody, present({ orderId, from, to }));
      if (!read.ok) throw badInput('That cannot be sent again:', read.problems);
      const wish = { accountId: account, id, ...read.value, ...(key === undefined ? {} : { idempotencyKey: key }) };
      const answer = await session.client.webhooks.replay(wish);
      session.answer(answer, () => `${answer.replayed} events are on their way.`);
    });
}

const present = (named: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
