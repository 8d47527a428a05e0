import Fastify, { type FastifyInstance } from 'fastify';
import { addAccountRoutes, openAccounts } from './accounts';
import { createAlarms } from './alarms';
import { createClock, type ClockSetting } from './clock';
import { addPortControlRoutes } from './control/port-routes';
import { addControlRoutes } from './control/routes';
import { requireToken, speakJson } from './door';
import { createFaults, type FaultyParty } from './faults';
import { createActs } from './gateway/acts';
import { createCarrier } from './gateway/carrier';
import type { GatewayParts } from './gateway/parts';
import { openNetwork, openPorts } from './gateway/ports';
import { addQuestionRoutes } from './gateway/question-routes';
import { addGatewayRoutes } from './gateway/routes';
import { createTell } from './gateway/tell';
import { openVerdicts } from './gateway/verdict';
import { openLedger } from './ledger';
import { openPlatform } from './platform';
import { addPlatformRoutes } from './platform-routes';
import { openStore } from './store';
import { addTicketRoutes, openTickets } from './tickets';
import { createWebhooks } from './webhooks';

export interface SimulatorOptions {
  /** Bearer token of every route but `/control/health`. */
  readonly token: string;
  /** `whsec_<base64>`, the secret that webhooks are signed with. */
  readonly webhookSecret: string;
  /** May also be set later through control; events wait until then. */
  readonly webhookUrl?: string | undefined;
  /** `false`: webhooks name the port's own id and not the reference that it was created with. */
  readonly echoesReference?: boolean | undefined;
  readonly clock: ClockSetting;
  /** JSON lines; nothing is written down without it. */
  readonly ledgerFile?: string | undefined;
  /** Survives a restart; without it a restart begins afresh. */
  readonly stateFile?: string | undefined;
  /** The carriers' lead time in business days, 5 unless given. */
  readonly focDays?: number | undefined;
  /** Real ms after which an event that nobody acknowledges is given up, two minutes unless given. */
  readonly giveUpAfterMs?: number | undefined;
}

const FOC_DAYS = 5;
const BODY_LIMIT = 4 * 1024 * 1024;

/** The other companies as one app; listens to nothing. Closing it stops every timer and delivery, and closes its files. */
export function buildSimulator(options: SimulatorOptions): FastifyInstance {
  const clock = createClock(options.clock);
  const store = openStore(options.stateFile);
  const ledger = openLedger(options.ledgerFile, clock);
  const alarms = createAlarms(clock);
  const webhooks = createWebhooks({
    store,
    alarms,
    ledger,
    secret: options.webhookSecret,
    url: options.webhookUrl,
    echoesReference: options.echoesReference,
    giveUpAfterMs: options.giveUpAfterMs,
  });
  const settings = store.collection<number>('number-setting');
  const focDays = (): number => settings.get('foc-days') ?? options.focDays ?? FOC_DAYS;

  const ports = openPorts(store);
  const network = openNetwork(store);
  const acts = {
    told: createActs({ tell: createTell(ledger, webhooks), network, ledger }),
    untold: createActs({ tell: createTell(ledger), network, ledger }),
  };
  const carrier = createCarrier({ store, ports, network, verdicts: openVerdicts(store), acts: acts.told, clock, alarms, focDays });

  // A number's carrier may be due to act at the very instant at which the platform looks.
  const settled = (number: string): string => {
    const port = ports.holding(number);
    if (port !== undefined) carrier.catchUp(port);
    return number;
  };
  const platform = openPlatform(store, {
    voice: (number) => network.voice(settled(number)),
    sms: (number) => network.sms(settled(number)),
    hasSms: (number) => network.hasSms(number),
  });
  const accounts = openAccounts(store);
  const tickets = openTickets(store);
  const faults = createFaults(store, ledger);

  const app = Fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });
  speakJson(app, ledger);
  const party = (name: FaultyParty, addRoutes: (scope: FastifyInstance) => void): void => {
    void app.register(
      async (scope) => {
        faults.guard(scope, name);
        requireToken(scope, options.token);
        addRoutes(scope);
      },
      { prefix: `/${name}` },
    );
  };
  const gateway: GatewayParts = { ports, carrier, ledger, clock };
  party('gateway', (scope) => {
    addGatewayRoutes(scope, gateway);
    addQuestionRoutes(scope, gateway);
  });
  party('platform', (scope) => addPlatformRoutes(scope, platform, ledger));
  party('accounts', (scope) => addAccountRoutes(scope, accounts, ledger));
  party('tickets', (scope) => addTicketRoutes(scope, tickets, ledger, clock));
  app.get('/control/health', async () => ({ ok: true }));
  void app.register(
    async (scope) => {
      requireToken(scope, options.token);
      addControlRoutes(scope, {
        webhooks,
        faults,
        accounts,
        platform,
        tickets,
        ledger,
        network,
        focDays: { get: focDays, set: (days) => settings.put('foc-days', days) },
      });
      addPortControlRoutes(scope, { ports, carrier, acts, ledger, focDays });
    },
    { prefix: '/control' },
  );

  app.addHook('onReady', async () => {
    carrier.resume();
    webhooks.resume();
  });
  app.addHook('onClose', async () => {
    alarms.close();
    await webhooks.close();
    store.close();
    ledger.close();
  });
  return app;
}
