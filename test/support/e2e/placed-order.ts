import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorded, RequestFact } from '../../../domain/fact';
import { portOrderWorkflowId, portRequestWorkflowId } from '../../../domain/ids';
import type { OfKind } from '../../../domain/notification/told';
import type { OrderFact } from '../../../domain/order/state';
import type { OrderStatus, OrderView, RequestView } from '../../../domain/order/view';
import { ATTRIBUTES } from '../../../workflows/search-attributes';
import { waitUntil } from '../wait-until';
import type { OrderBody } from './order-bodies';
import { ROOT, type Answer, type Ask, type World } from './world';

/** Longer than any port of these tests takes; only a broken one is waited for that long. */
const PATIENCE = { withinMs: 90_000, everyMs: 400 } as const;

let keys = 0;
/** A key that nobody has used. */
export const freshKey = (): string => `e2e-${process.pid}-${(keys += 1)}`;

/** A request that changes something, under a key of its own. */
export const keyed = (body: unknown): Ask => ({ body, headers: { 'idempotency-key': freshKey() } });

/** A comment on the porting ticket. */
export interface Comment {
  readonly subject: string;
  readonly body: string;
  readonly language: string;
}

/** A command's refusal or answer, as far as these tests look. */
export interface Said {
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly code: string; readonly message: string }[];
  readonly taken?: boolean;
}

/** One order, as its customer's backend sees it and acts on it. */
export class PlacedOrder {
  readonly world: World;
  readonly orderId: string;

  constructor(world: World, orderId: string) {
    this.world = world;
    this.orderId = orderId;
  }

  get path(): string {
    return `/v1/port-orders/${this.orderId}`;
  }

  view(): Promise<OrderView> {
    return this.world.get<OrderView>(this.path);
  }

  async request(n = 1): Promise<RequestView> {
    const found = (await this.view()).requests.find((request) => request.n === n);
    if (!found) throw new Error(`order ${this.orderId} has no request ${n}`);
    return found;
  }

  async timeline(): Promise<Recorded<OrderFact>[]> {
    return (await this.world.get<{ facts: Recorded<OrderFact>[] }>(`${this.path}/timeline`)).facts;
  }

  /** What happened in one request, by kind, in order. */
  async facts<K extends RequestFact['kind']>(kind: K, n = 1): Promise<OfKind<RequestFact, K>[]> {
    const isOfKind = (fact: RequestFact): fact is OfKind<RequestFact, K> => fact.kind === kind;
    return (await this.timeline()).flatMap((entry) =>
      entry.kind === 'request' && entry.n === n && isOfKind(entry.fact) ? [entry.fact] : [],
    );
  }

  /** Waits until the condition on the order holds, and gives the order as it was then. */
  until(what: string, holds: (view: OrderView) => unknown): Promise<OrderView> {
    return this.patiently(what, async () => {
      const view = await this.view();
      return holds(view) ? view : undefined;
    });
  }

  untilStatus(status: OrderStatus): Promise<OrderView> {
    return this.until(`status ${status}`, (view) => view.status === status);
  }

  /** Waits for a fact in one request and gives it: what has happened stays so, while a status may pass unseen. */
  untilFact<K extends RequestFact['kind']>(kind: K, n = 1): Promise<OfKind<RequestFact, K>> {
    return this.patiently(`${kind} in request ${n}`, async () => (await this.facts(kind, n)).at(-1));
  }

  /** Waits; when in vain, says where the order stands. */
  private async patiently<T>(what: string, look: () => Promise<T>): Promise<NonNullable<T>> {
    try {
      return (await waitUntil(what, look, PATIENCE)) as NonNullable<T>;
    } catch (error) {
      const [view, timeline] = await Promise.all([this.view(), this.timeline()]).catch(() => []);
      const facts = timeline?.map(
        (fact) => `${new Date(fact.atMs).toISOString()} ${fact.kind === 'request' ? `${fact.n} ${fact.fact.kind}` : fact.kind}`,
      );
      const standing = JSON.stringify({ status: view?.status, requests: view?.requests, facts }, undefined, 1);
      throw new Error(`Order ${this.orderId} did not come to: ${what}. It stands at ${standing}`, { cause: error });
    }
  }

  async provideDocuments(): Promise<void> {
    for (const kind of (await this.view()).missingDocuments) {
      const body = readFileSync(join(ROOT, 'examples', 'documents', `${kind}.pdf`));
      const headers = { 'content-type': 'application/pdf' };
      demand(202, await this.world.api('PUT', `${this.path}/documents/${kind}?issuedOn=${this.world.yesterday()}`, { body, headers }));
    }
  }

  /** The LOA of this revision or a later one, once it is there. */
  async loa(revision = 1): Promise<{ readonly revision: number; readonly hash: string }> {
    const { loa } = await this.until(`LOA revision ${revision}`, (view) => (view.loa?.revision ?? 0) >= revision && view.loa?.sha256);
    return { revision: loa?.revision ?? 0, hash: loa?.sha256 ?? '' };
  }

  async signLoa(revision = 1): Promise<void> {
    const { name } = (await this.view()).details.signer;
    const body = { ...(await this.loa(revision)), signer: { name }, accepted: true };
    demand(202, await this.world.api('POST', `${this.path}/loa/signature`, keyed(body)));
  }

  cancel(): Promise<Answer<Said>> {
    return this.world.api<Said>('POST', `${this.path}/cancellation`, keyed({}));
  }

  reschedule(date: string): Promise<Answer<Said>> {
    return this.world.api<Said>('POST', `${this.path}/reschedule`, keyed({ date }));
  }

  /** Makes the losing carrier act now, on the current attempt of a request. */
  async carrier(act: Readonly<Record<string, unknown>>, n = 1): Promise<void> {
    const { reference } = await this.request(n);
    await this.world.control('POST', `/ports/${reference}/events`, act);
  }

  /** Everything the customer was told, as one text. */
  async ticket(): Promise<string> {
    const { comments } = await this.world.control<{ comments: Comment[] }>('GET', `/tickets/${this.orderId}`);
    return comments.map(({ subject, body }) => `${subject}\n${body}`).join('\n\n');
  }

  untilTold(words: RegExp): Promise<string> {
    return waitUntil(
      `the ticket of ${this.orderId} says ${words}`,
      async () => {
        const text = await this.ticket();
        return words.test(text) ? text : undefined;
      },
      PATIENCE,
    );
  }

  /** Why a person has to look at a request, as the Web UI lists it. */
  async attention(n = 1): Promise<readonly string[]> {
    const { typedSearchAttributes } = await this.world.temporal.workflow.getHandle(portRequestWorkflowId(this.orderId, n)).describe();
    return typedSearchAttributes.get(ATTRIBUTES.attention) ?? [];
  }

  get workflowId(): string {
    return portOrderWorkflowId(this.orderId);
  }
}

/** Throws unless the API answered so. */
function demand(wanted: number, { status, body }: Answer): void {
  if (status !== wanted) throw new Error(`the API answered ${status} in place of ${wanted}: ${JSON.stringify(body)}`);
}

/** Creates an order as a backend service does. Throws when it is not taken. */
export async function create(world: World, body: OrderBody): Promise<PlacedOrder> {
  const answer = await world.api<{ orderId: string }>('POST', '/v1/port-orders', keyed(body));
  demand(201, answer);
  return new PlacedOrder(world, answer.body.orderId);
}

/** Creates an order, brings its papers and signs: its requests are on their way to the carrier. */
export async function place(world: World, body: OrderBody): Promise<PlacedOrder> {
  const order = await create(world, body);
  await order.provideDocuments();
  await order.signLoa();
  return order;
}
