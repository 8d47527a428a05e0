import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

// Jest gives every file its own module registry, and the runtime belongs to one: installed here, before the file's first worker.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});
