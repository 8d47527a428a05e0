import type { Command } from 'commander';
import { readableNumber } from '../../domain/notification/numbers-in-words';
import type { CommonOptions, OpenSession } from '../session';
import { inWords } from '../text/order';
import { fields, table } from '../text/table';

const LIMITS =
  'A request carries the fingerprints of its first 100 numbers, so that a later number of a larger one is not found; an order has none before it is first sent ("portico list --status awaitingSignature"), and Temporal forgets what is long closed.';

/** `portico number +33…`: which orders have it. */
export function addNumber(program: Command, open: OpenSession): void {
  program
    .command('number')
    .description('find the order of a number, open or closed, by its fingerprint')
    .argument('<number>', 'in international form; spaces, dots and dashes do not matter')
    .action(async (text: string, options: CommonOptions) => {
      const session = open(options);
      const found = await session.client.operators.findNumber(text);
      const uiUrl = session.world.operations?.().uiUrl?.replace(/\/$/, '');
      session.answer({ ...found, ...(uiUrl === undefined ? {} : { link: uiUrl + found.uiPath }) }, () =>
        [
          found.requests.length === 0
            ? `No request has ${readableNumber(found.number)}.`
            : table(
                ['Order', 'Request', 'Status', 'Open', 'Attention', 'Owner'],
                found.requests.map(({ orderId, n, status, closed, attention, owner }) => [
                  orderId,
                  String(n),
                  inWords(status),
                  closed ? 'closed' : 'open',
                  attention.map(inWords).join(', '),
                  owner ?? '',
                ]),
                session.paint,
              ),
          fields(
            [
              ['In the Web UI', found.query],
              ['Not found?', LIMITS],
            ],
            session.paint,
          ),
          uiUrl === undefined ? '' : uiUrl + found.uiPath,
        ]
          .filter((part) => part !== '')
          .join('\n\n'),
      );
    });
}
