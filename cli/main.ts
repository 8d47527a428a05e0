#!/usr/bin/env node
/** The command line as a process: settings, connection, Ctrl-C, and a quiet end when nobody reads on. */
import { createFolderStore } from '../activities/documents/folder-store';
import { gatewayFront } from '../activities/gateways/create-gateway';
import { connectPorticoClient, setUpConnectedTemporal, temporalNamespace, type ConnectedClient } from '../client';
import { openKeys } from '../codec/key-provider';
import { loadConfig, type Config } from '../config/load';
import { businessNow } from '../domain/clock';
import { runCli } from './run-cli';

/** Bounds one call to a gateway, real ms. */
const GATEWAY_TIMEOUT_MS = 8_000;

let config: Config<'cli'> | undefined;
let connected: ConnectedClient | undefined;

const settings = (): Config<'cli'> => (config ??= loadConfig(process.env, 'cli'));

function connect(): ConnectedClient {
  const { clock, dataDir, gateways } = settings();
  const keys = openKeys(settings());
  const nowMs = (): number => businessNow(clock, Date.now());
  return connectPorticoClient({
    config: settings(),
    keys,
    documents: createFolderStore(dataDir, keys),
    gateways: gateways.map((gateway) => gatewayFront(gateway, { timeoutMs: GATEWAY_TIMEOUT_MS, nowMs })),
  });
}

async function stdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());

// Piped to something like head, which has seen enough: that is no failure.
for (const out of [process.stdout, process.stderr]) {
  out.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
}

void runCli(process.argv.slice(2), {
  client: () => (connected ??= connect()).client,
  simulator: () => {
    const { simulatorUrl, simulatorToken } = settings();
    return simulatorUrl === undefined || simulatorToken === undefined
      ? undefined
      : { url: simulatorUrl.replace(/\/$/, ''), token: simulatorToken };
  },
  operations: settings,
  setUpTemporal: setUpConnectedTemporal,
  webUi: () => {
    const { uiUrl, clock } = settings();
    return { url: uiUrl, namespace: temporalNamespace(), nowMs: businessNow(clock, Date.now()) };
  },
  stdout: process.stdout,
  stderr: process.stderr,
  stdin,
  env: process.env,
  isTty: process.stdout.isTTY,
  stopped: interrupt.signal,
}).then(async (code) => {
  process.exitCode = code;
  await connected?.close();
  // A question that Ctrl-C left behind would keep the process waiting for its answer.
  if (interrupt.signal.aborted) process.exit(code);
});
