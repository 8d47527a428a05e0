import type { FastifyInstance } from 'fastify';
import { buildSimulator } from './app';
import { readSettings, type Settings } from './settings';

/** Wrong configuration, in the numbers of sysexits. */
const EXIT_CONFIG = 78;

async function main(): Promise<void> {
  let settings: Settings;
  try {
    settings = readSettings(process.env);
  } catch (error) {
    process.stderr.write(`The simulator cannot start with this environment:\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(EXIT_CONFIG);
  }
  const app = buildSimulator(settings.options);
  leaveWhenTold(app);
  await app.listen({ host: settings.host, port: settings.port });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  const line = { level: 'info', time: new Date().toISOString(), part: 'simulator', port, msg: 'simulator is listening' };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  process.send?.({ ready: true, port });
}

/** A simulator never outlives who started it: the end of the channel to the parent is as good as a signal. */
function leaveWhenTold(app: FastifyInstance): void {
  let leaving = false;
  const leave = (): void => {
    if (leaving) return;
    leaving = true;
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
  process.on('disconnect', leave);
}

main().catch((error: unknown) => {
  process.stderr.write(`The simulator could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
