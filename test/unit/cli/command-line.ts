import { runCli } from '../../../cli/run-cli';
import type { CliWorld } from '../../../cli/world';
import { createPorticoClient, type ClientGateway, type PorticoClient } from '../../../client';
import { lazyConnection } from '../../../client/connect';
import { loadCountryPacks } from '../../../config/countries';
import { ELSEWHERE } from '../../support/cli-world';
import { memoryStore } from '../../support/memory-store';

/** What one command line printed, and how it ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in a world of its own; by default nothing can be reached from it. */
export async function portico(argv: readonly string[], world: Partial<CliWorld> = {}): Promise<Ended> {
  const printed = { out: '', err: '' };
  const code = await runCli(argv, {
    client: () => {
      throw new Error('this command line has no client');
    },
    simulator: () => undefined,
    ...ELSEWHERE,
    stdout: { write: (text) => (printed.out += String(text)) },
    stderr: { write: (text) => (printed.err += String(text)) },
    stdin: async () => '',
    env: {},
    isTty: false,
    stopped: new AbortController().signal,
    ...world,
  });
  return { code, ...printed };
}

/** A real client; Temporal is away, and so is the gateway unless one is given. */
export const clientWithoutTemporal = (checkPortability?: ClientGateway['checkPortability']): PorticoClient =>
  createPorticoClient({
    connection: lazyConnection({ address: '127.0.0.1:1' }),
    documents: memoryStore(),
    idKey: 'a key of the tests only',
    packs: loadCountryPacks(),
    gateways: [{ id: 'demo', capabilities: { setSize: 1, visibilityLagMs: 0 }, ...(checkPortability ? { checkPortability } : {}) }],
    clock: { originMs: 0, scale: 1 },
    maxNumbers: 1_000,
  });
