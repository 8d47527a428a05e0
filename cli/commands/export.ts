import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { orderIdArgument } from '../arguments';
import { badInput } from '../failure';
import { writePrivate } from '../files';
import type { CommonOptions, OpenSession } from '../session';
import { paintFor } from '../text/paint';
import { trailText } from '../text/trail';

interface Options extends CommonOptions {
  readonly out: string;
}

/** `portico export ORDER`: its whole audit trail, as JSON and to read. */
export function addExport(program: Command, open: OpenSession): void {
  program
    .command('export')
    .description('write the whole audit trail of an order, live or archived, as JSON and to read; holds personal data')
    .argument('<order>', "the order's id", orderIdArgument)
    .option('--out <folder>', 'where to; made if it is not there', '.')
    .action(async (orderId: string, options: Options) => {
      const session = open(options);
      const trail = await session.client.operators.trail(orderId);
      const zone = session.client.countries().find(({ code }) => code === trail.view.details.country)?.zone ?? 'UTC';
      const files = { json: join(options.out, `${orderId}.json`), text: join(options.out, `${orderId}.md`) };
      await mkdir(options.out, { recursive: true, mode: 0o700 }).catch(() => {
        throw badInput(`${options.out}: it is no folder, and none can be made there.`);
      });
      const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
      await writePrivate(files.json, encode(`${JSON.stringify(trail, undefined, 2)}\n`));
      await writePrivate(files.text, encode(trailText(trail, zone, paintFor({ isTty: false, env: {} }))));
      const counts = { facts: trail.timeline.length, messages: trail.messages.length, workflows: trail.workflows.length };
      session.answer({ orderId, files, ...counts, holds: trail.holds }, () =>
        [
          `Written, for your eyes only: ${files.json} and ${files.text}`,
          'They hold personal data: keep them as long as they are needed, and no longer.',
        ].join('\n'),
      );
    });
}
