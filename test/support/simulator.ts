import type { AddressInfo } from 'node:net';
import { buildSimulator, type SimulatorOptions } from '../../simulator/app';
import { aWebhookSecret } from './signed-webhook';

/** The other companies, listening on a port of their own. */
export interface RunningSimulator {
  /** Of a party: `gateway`, `platform`, `accounts`, `tickets`, `control`. */
  baseUrl(party: string): string;
  readonly token: string;
  readonly webhookSecret: string;
  close(): Promise<void>;
}

/** Starts the real simulator, in real time unless told otherwise. Close it at the end. */
export async function startSimulator(options: Partial<SimulatorOptions> = {}): Promise<RunningSimulator> {
  const token = 'simulator-token';
  const webhookSecret = aWebhookSecret();
  const app = buildSimulator({ token, webhookSecret, clock: { originMs: 0, scale: 1 }, ...options });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    baseUrl: (party) => `http://127.0.0.1:${port}/${party}`,
    token: options.token ?? token,
    webhookSecret: options.webhookSecret ?? webhookSecret,
    close: async () => {
      await app.close();
    },
  };
}
