/** An order on one screen for operators: what `portico status` shows, and what is theirs to see and to do. */
import type { OpenAttention } from '../../domain/attention-handling';
import { HANDLING } from '../../domain/attention-handling';
import { reasonsOf } from '../../domain/attention';
import type { OrderView } from '../../domain/order/view';
import { ageInWords } from './age';
import type { Possible } from './can-do';
import { inWords, orderText } from './order';
import type { Paint } from './paint';
import { fields, table } from './table';

/** What is shown. */
export interface Shown {
  readonly view: OrderView;
  readonly attention: readonly (OpenAttention & { readonly n?: number | undefined })[];
  readonly possible: readonly Possible[];
  /** Of the Temporal Web UI. */
  readonly links: readonly string[];
  readonly nowMs: number;
}

/** For people. */
export function showText({ view, attention, possible, links, nowMs }: Shown, paint: Paint): string {
  const open = attention.flatMap(({ n, since, owner }) =>
    reasonsOf(since).map((reason) => [
      n === undefined ? 'order' : `request ${n}`,
      inWords(reason),
      ageInWords(nowMs - (since[reason] ?? nowMs)),
      owner ?? '-',
      HANDLING[reason].urgency,
    ]),
  );
  const owners = attention.flatMap(({ n, owner }) => (owner === undefined ? [] : [`${owner}${n === undefined ? '' : ` (request ${n})`}`]));
  const parts = [
    orderText(view, paint),
    open.length === 0 ? '' : table(['Attention', 'Reason', 'Since', 'Owner', 'Look'], open, paint),
    fields(
      [
        ['Owner', owners.join(', ')],
        ...possible.map(({ command, does }, index): [string, string] => [index === 0 ? 'Can be done' : ' ', `${command}: ${does}`]),
      ],
      paint,
    ),
    // A link is copied whole: it is not wrapped.
    links.join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
