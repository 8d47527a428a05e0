import type { Command } from 'commander';
import { orderIdArgument, revisionOption } from '../arguments';
import { writePrivate } from '../files';
import type { CommonOptions, OpenSession } from '../session';

interface Options extends CommonOptions {
  readonly output?: string;
  readonly revision?: number;
}

/** `portico loa ORDER`: the letter of authorisation as PDF, to be checked before it is signed (R10). */
export function addLoa(program: Command, open: OpenSession): void {
  program
    .command('loa')
    .description('save the letter of authorisation as PDF')
    .argument('<order>', "the order's id", orderIdArgument)
    .option('-o, --output <file>', 'where to save it, - for standard output (default: loa-ORDER-REVISION.pdf)')
    .option('--revision <n>', 'one of several: each account at a losing carrier has its own', revisionOption)
    .action(async (orderId: string, options: Options) => {
      const session = open(options);
      const { pdf, revision, sha256 } = await session.client.getLoa(orderId, options.revision);
      const file = options.output ?? `loa-${orderId}-${revision}.pdf`;
      if (file === '-') return void session.world.stdout.write(pdf);
      await writePrivate(file, pdf);
      session.answer({ file, revision, sha256 }, () => `${file}: revision ${revision}, SHA-256 ${sha256}`);
    });
}
