import { InvalidArgumentError, Option, type Command } from 'commander';
import { HANDLING } from '../../domain/attention-handling';
import { limitOption } from '../arguments';
import { badInput } from '../failure';
import { whoOption } from '../operator';
import type { CommonOptions, OpenSession } from '../session';
import { attentionText } from '../text/attention';

interface Options extends CommonOptions {
  readonly reason?: string;
  readonly owner?: string;
  readonly unowned?: true;
  readonly country?: string;
  readonly carrier?: string;
  readonly limit: number;
  readonly page: number;
}

function pageOption(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Pages count from 1.');
  return Number(text);
}

/** `portico attention`: what needs a person today, most urgent first. */
export function addAttention(program: Command, open: OpenSession): void {
  program
    .command('attention')
    .description('what needs a person today, most urgent and oldest first')
    .addOption(new Option('--reason <reason>', 'only with this reason').choices(Object.keys(HANDLING)))
    .option('--owner <who>', 'only what is theirs', whoOption)
    .option('--unowned', "only what is nobody's")
    .option('--country <code>', 'only into this country, like FR')
    .option('--carrier <code>', 'only from this losing carrier')
    .option('--limit <n>', '1 to 100 on a page', limitOption, 25)
    .option('--page <n>', 'from 1', pageOption, 1)
    .action(async ({ reason, owner, unowned, country, carrier, limit, page, json }: Options) => {
      if (owner !== undefined && unowned) throw badInput('Give one of --owner and --unowned.');
      const session = open({ ...(json ? { json } : {}) });
      const list = await session.client.operators.attention({
        reason,
        owner,
        unowned,
        country: country?.toUpperCase(),
        losingCarrier: carrier,
        limit,
        page,
      });
      session.answer(list, () => attentionText(list, session.paint));
      if (page < list.pages) session.remark(`Page ${page} of ${list.pages}, ${list.total} in all: more with --page ${page + 1}`);
      if (list.more) session.remark('There is more than could be read at once: deal with these, or look in the Temporal Web UI.');
    });
}
