import { savedViews, viewLink } from '../../client/saved-views';

/** The instant of the sample: nine in the morning in Paris. */
const SAMPLE_MS = Date.parse('2026-03-10T08:00:00Z');

/** `docs/views.md`: the operators' views of the Temporal Web UI, each as a query and as a link. */
export const viewsPage = (): string =>
  [
    '# Views',
    '',
    "What operators look for in the Temporal Web UI, as queries for its search field (*</>* at its right end) and as links; `npm run docs` makes this page from `client/saved-views.ts`, and `test/integration/views.test.ts` runs every one of them against the real server. Open a link once and keep it: *Save as New* beside the list, or the browser's bookmarks.",
    '',
    'The server knows no "today": days and instants stand in a query as they were when it was made. Here they are those of Tue 10 March 2026, 09:00 in Paris; `portico views` prints all of them as of now, with links to your Web UI (`PORTICO_UI_URL`), and `--carrier` names a losing carrier. A day begins and ends in UTC.',
    '',
    'In the links `http://UI` stands for the address of your Web UI and `NS` for the namespace.',
    '',
    ...savedViews(SAMPLE_MS).flatMap((view) => [
      `## ${view.name}`,
      '',
      `${view.shows.charAt(0).toUpperCase()}${view.shows.slice(1)}.`,
      '',
      '```',
      view.query,
      viewLink('http://UI', 'NS', view),
      '```',
      '',
    ]),
  ].join('\n');
