import type { Command } from 'commander';
import { savedViews, viewLink } from '../../client/saved-views';
import type { CommonOptions, OpenSession } from '../session';

interface Options extends CommonOptions {
  readonly carrier?: string;
}

/** `portico views`: the operators' views of the Temporal Web UI, as of now. */
export function addViews(program: Command, open: OpenSession): void {
  program
    .command('views')
    .description("the operators' views of the Temporal Web UI, as queries and links, with today's dates in them")
    .option('--carrier <code>', 'the losing carrier of the view of one carrier')
    .action((options: Options) => {
      const session = open(options);
      const { url, namespace, nowMs } = session.world.webUi();
      const views = savedViews(nowMs, options.carrier).map((view) => ({
        ...view,
        ...(url === undefined ? {} : { link: viewLink(url, namespace, view) }),
      }));
      session.answer(views, () =>
        views
          .map(({ name, shows, query, link }) =>
            [session.paint.bold(name), `  ${shows}`, `  ${query}`, ...(link === undefined ? [] : [`  ${link}`])].join('\n'),
          )
          .join('\n\n'),
      );
      if (url === undefined) session.remark('Links need PORTICO_UI_URL.');
    });
}
