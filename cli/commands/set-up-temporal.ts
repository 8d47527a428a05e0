import type { Command } from 'commander';
import type { TemporalSetUp } from '../../client';
import { ConfigError } from '../../config/load';
import type { CommonOptions, OpenSession } from '../session';

interface Options extends CommonOptions {
  readonly check?: boolean;
}

/** `portico set-up-temporal`: search attributes and retention of the namespace. */
export function addSetUpTemporal(program: Command, open: OpenSession): void {
  program
    .command('set-up-temporal')
    .description('give the Temporal namespace what Portico needs: search attributes, 90 days of retention; again is harmless')
    .option('--check', 'change nothing: only say what is missing')
    .action(async (options: Options) => {
      const session = open(options);
      const done = await session.world.setUpTemporal({ change: options.check !== true });
      if (done.ready === false) throw new ConfigError(done.problems.map((message) => ({ where: 'Temporal', message })));
      session.answer(done, () => inWords(done).join('\n'));
    });
}

function inWords({ namespace, ready, registered, found, retentionDays, commands }: TemporalSetUp): string[] {
  const kept =
    retentionDays === undefined
      ? []
      : [
          retentionDays.now === retentionDays.before
            ? `Closed workflows are kept for ${retentionDays.now} days.`
            : `Closed workflows are kept for ${retentionDays.now} days from now on (before: ${retentionDays.before}).`,
        ];
  if (ready === 'unknown')
    return [
      ...kept,
      `This server changes namespaces by its own tools only, as Temporal Cloud does. Run, as somebody who may:`,
      ...commands.map((command) => `  ${command}`),
    ];
  return [
    registered.length > 0
      ? `Registered in ${namespace}: ${registered.join(', ')}. It may take a minute until every part of the server knows them.`
      : `Namespace ${namespace} has all search attributes: ${found.join(', ')}.`,
    ...kept,
  ];
}
