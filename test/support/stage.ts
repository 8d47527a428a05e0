import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import type { WorkerOptions } from '@temporalio/worker';
import { createFolderStore } from '../../activities/documents/folder-store';
import { renderLoa } from '../../activities/documents/loa-pdf';
import type { DocumentStore } from '../../activities/documents/store';
import { createCarrierActivities } from '../../activities/carrier';
import type { CarrierGateway } from '../../activities/gateways/gateway';
import { createHttpGateway } from '../../activities/gateways/http/http-gateway';
import { createManualGateway } from '../../activities/gateways/manual/manual-gateway';
import { createNotificationActivities } from '../../activities/notifications';
import { createTicketNotifier } from '../../activities/notify/ticket-notifier';
import { createOrdersActivities } from '../../activities/orders';
import { createHttpAccounts } from '../../activities/platform/http-accounts';
import { createHttpPlatform } from '../../activities/platform/http-platform';
import { createProvisioningActivities } from '../../activities/provisioning';
import { createWebhookActivities } from '../../activities/webhooks/deliver';
import { createWebhookSender } from '../../activities/webhooks/sender';
import { createPorticoClient, type PorticoClient } from '../../client';
import { dataConverter } from '../../codec/data-converter';
import { fixedKeys, type KeyProvider } from '../../codec/key-provider';
import { loadCountryPacks } from '../../config/countries';
import { businessNow, type BusinessClock } from '../../domain/clock';
import { QUEUES } from '../../workflows/contract';
import { startDevServer, type Environment } from './environment';
import { aKeyRing } from './key-rings';
import { aNumber, BY_HAND, BY_HAND_CARRIER, GATEWAY, ID_KEY, single, usDetails } from './orders';
import { startSimulator, type RunningSimulator } from './simulator';

export { GATEWAY, ID_KEY } from './orders';

/** How long a call to another party may take, real ms: longer than a busy machine needs, shorter than a test's patience. */
const CALL_TIMEOUT_MS = 3_000;

/** Receivers of webhooks listen on this machine. */
const PRIVATE_HOSTS = ['127.0.0.1:*'];

/** A line of the simulator's ledger. */
export interface LedgerLine {
  readonly seq: number;
  /** Business instant, ISO. */
  readonly at: string;
  readonly party: string;
  readonly action: string;
  readonly outcome: string;
  readonly reference?: string;
  readonly order_id?: string;
  readonly key?: string;
  readonly numbers?: readonly string[];
}

export interface StageOptions {
  /** The business instant with which the first test begins, ISO. By default a Monday before four weeks without holidays. */
  readonly startAt?: string;
  /** Real ms of one business day. */
  readonly dayMs?: number;
  /** The carriers' lead time in business days. */
  readonly focDays?: number;
  readonly encrypted?: boolean;
  /** `false`: webhooks name the gateway's own id of a port alone. */
  readonly echoesReference?: boolean;
  /** Every webhook is acknowledged, and none is taken. */
  readonly losesWebhooks?: boolean;
  /** Whether there is a gateway by hand as well, `BY_HAND`, with a worker of its own. */
  readonly byHand?: boolean;
  /** Without one, the test brings its own. */
  readonly carrierWorker?: boolean;
  /** What everything is encrypted with; fresh ones when absent. */
  readonly keys?: KeyProvider;
  /** How long the activities of the orders' own worker take at least, real ms. */
  readonly ordersCallMs?: number;
  /** Of the orders' worker: who listens to its workflows, how many it keeps in memory. */
  readonly ordersWorker?: Pick<WorkerOptions, 'sinks' | 'maxCachedWorkflows'>;
}

/** Every part of Portico in one process, against the real dev server and the real simulator over HTTP. */
export interface Stage extends Environment {
  readonly clock: BusinessClock;
  readonly portico: PorticoClient;
  readonly documents: DocumentStore;
  /** Where the simulator listens, and the token that it wants. */
  readonly simulator: { readonly url: string; readonly token: string };
  /** How one of the other companies is reached. */
  party(name: string): { readonly baseUrl: string; readonly token: string; readonly timeoutMs: number };
  /** Business time, UTC epoch ms. */
  nowMs(): number;
  ledger(): LedgerLine[];
  /** Asks the simulator's control. */
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  /** The losing carrier acts now on the port with this reference. */
  carrierDoes(reference: string, act: Readonly<Record<string, unknown>>): Promise<void>;
}

/** The same activities, each of which takes longer. */
function slowed<A extends object>(activities: A, ms: number): A {
  const slow = ([name, run]: [string, (...input: unknown[]) => unknown]) => [
    name,
    async (...input: unknown[]) => {
      await pause(ms);
      return run(...input);
    },
  ];
  return ms === 0 ? activities : (Object.fromEntries(Object.entries(activities).map(slow)) as A);
}

/** Sets the stage. Close it in `afterAll`. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const { startAt = '2027-04-05T07:00:00Z', dayMs = 1_500, focDays = 5, encrypted = true, ordersCallMs = 0, ordersWorker = {} } = options;
  const { echoesReference = true, losesWebhooks = false, byHand = false, carrierWorker = true } = options;
  const folder = mkdtempSync(join(tmpdir(), 'portico-stage-'));
  const ledgerFile = join(folder, 'ledger.jsonl');
  const { keys = fixedKeys(aKeyRing('test')) } = options;
  const converter = encrypted ? { dataConverter: dataConverter(keys, { quarantine: true }) } : {};
  const server = await startDevServer(converter);
  await server.startWorker({
    ...ordersWorker,
    taskQueue: QUEUES.orders,
    activities: slowed(createOrdersActivities(server.workerClient), ordersCallMs),
  });
  // The clock starts only now: what came before takes longer than a business day.
  const clock = clockFrom(Date.parse(startAt), 86_400_000 / dayMs);
  const nowMs = (): number => businessNow(clock, Date.now());
  const simulator = await startSimulator({ clock, ledgerFile, focDays, echoesReference });
  const { token, webhookSecret } = simulator;
  const party = (name: string) => ({ baseUrl: simulator.baseUrl(name), token, timeoutMs: CALL_TIMEOUT_MS });
  const gateway = createHttpGateway({
    ...party('gateway'),
    id: GATEWAY,
    webhooks: { scheme: 'standard', secrets: [webhookSecret] },
    echoesReference,
    nowMs,
  });
  const documents = createFolderStore(join(folder, 'documents'), keys);
  await printOneLetter();
  const desks = byHand
    ? [createManualGateway({ id: BY_HAND.id, client: server.workerClient, documents, providerName: 'Northbridge Voice', nowMs })]
    : [];
  const portico = createPorticoClient({
    ...converter,
    connection: server.env.connection,
    documents,
    idKey: ID_KEY,
    packs: loadCountryPacks(),
    gateways: [
      { id: GATEWAY, capabilities: gateway.capabilities },
      ...desks.map((desk) => ({ ...desk, losingCarriers: [BY_HAND_CARRIER] })),
    ],
    clock,
    maxNumbers: 1_000,
    webhookPrivateHosts: PRIVATE_HOSTS,
  });
  const ingress = await listenForWebhooks(gateway, portico, losesWebhooks);
  const control = controlOf(simulator);
  await control('PUT', '/webhook', { url: ingress.url });
  const startActivities = (taskQueue: string, activities: object) => server.startWorker({ taskQueue, activities, workflows: false });
  await Promise.all([
    ...[...(carrierWorker ? [gateway] : []), ...desks].map((one) => startActivities(QUEUES.carrier(one.id), createCarrierActivities(one))),
    startActivities(
      QUEUES.provisioning,
      createProvisioningActivities({
        platform: createHttpPlatform(party('platform')),
        accounts: createHttpAccounts(party('accounts')),
        documents,
      }),
    ),
    startActivities(QUEUES.notifications, {
      ...createNotificationActivities([createTicketNotifier(party('tickets'))]),
      ...createWebhookActivities(createWebhookSender({ privateHosts: PRIVATE_HOSTS })),
    }),
  ]);
  return {
    ...server,
    clock,
    portico,
    documents,
    simulator: { url: simulator.baseUrl('control').replace(/\/control$/, ''), token },
    nowMs,
    party,
    ledger: () => readLines(ledgerFile),
    control,
    carrierDoes: async (reference, act) => void (await control('POST', `/ports/${reference}/events`, act)),
    async close() {
      await simulator.close();
      ingress.server.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The printer loads its fonts with the first letter, and Jest refuses a module that is first asked for while no test is current. */
const printOneLetter = (): Promise<Uint8Array> => {
  const { holder, signer, losing, numbers: items, language } = usDetails([single(aNumber())]);
  return renderLoa({
    loaId: 'warm-up',
    revision: 1,
    language,
    holder,
    losingCarrier: losing.carrier,
    signerName: signer.name,
    items,
    issuedOn: '2027-04-05',
  });
};

/** Business time is `startMs` now and runs at `scale` from here on. */
function clockFrom(startMs: number, scale: number): BusinessClock {
  const realMs = Date.now();
  return { originMs: Math.round(realMs - (startMs - realMs) / (scale - 1)), scale };
}

const readLines = (file: string): LedgerLine[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LedgerLine);

const controlOf =
  (simulator: RunningSimulator): Stage['control'] =>
  async (method, path, body) => {
    const response = await fetch(simulator.baseUrl('control') + path, {
      method,
      headers: { authorization: `Bearer ${simulator.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };

/** The webhook's way in without the API around it: verified, read, handed over, and only then acknowledged. */
async function listenForWebhooks(
  gateway: CarrierGateway,
  portico: PorticoClient,
  losesWebhooks: boolean,
): Promise<{ readonly url: string; readonly server: Server }> {
  const take = async (headers: NodeJS.Dict<string | string[]>, body: Buffer): Promise<number> => {
    const reading = gateway.readWebhook({ headers, body }, Date.now());
    if (reading.kind === 'refused') return reading.refusal.status;
    if (losesWebhooks) return 202;
    if (reading.kind === 'unreadable') await portico.parkUnreadable(gateway.id, reading.eventId, reading.digest);
    else await portico.deliverCarrierEvent(reading.event);
    return 202;
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void take(request.headers, Buffer.concat(chunks)).then(
        (status) => response.writeHead(status).end(),
        () => response.writeHead(503).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
