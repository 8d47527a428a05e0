import type { Command } from 'commander';
import { orderIdArgument, revisionOption } from '../arguments';
import { badInput } from '../failure';
import type { CommonOptions, OpenSession } from '../session';
import { demandTaken } from '../../client/demand-taken';

interface Options extends CommonOptions {
  readonly approve?: boolean;
  readonly refuse?: string;
  readonly reviewer: string;
  readonly revision?: number;
  readonly key?: string;
}

/** `portico review ORDER KIND`: an operator's word on a document, or on the scan of a signed letter. */
export function addReview(program: Command, open: OpenSession): void {
  program
    .command('review')
    .description('approve or refuse a document that waits for somebody to look at it')
    .argument('<order>', "the order's id", orderIdArgument)
    .argument('<kind>', 'invoice, signerId ...; signedLoa for a scan of the letter')
    .option('--approve', 'it can be used')
    .option('--refuse <reason>', 'it cannot; the customer reads the reason')
    .requiredOption('--reviewer <id>', 'who looked at it; kept with the document')
    .option('--revision <n>', 'of the letter, for signedLoa', revisionOption)
    .option('--key <key>', 'the same key again is the same command')
    .action(async (orderId: string, document: string, options: Options) => {
      const { approve, refuse, reviewer, revision, key: idempotencyKey } = options;
      if ((approve === true) === (refuse !== undefined)) throw badInput('Give exactly one of --approve and --refuse REASON.');
      const session = open(options);
      const verdict = refuse === undefined ? ({ is: 'approved' } as const) : ({ is: 'refused', reason: refuse } as const);
      const answer = await session.client.reviewDocument({ orderId, document, revision, reviewer, verdict, idempotencyKey });
      await demandTaken(session.client, orderId, answer);
      session.answer(answer, () =>
        refuse === undefined ? `${document} is approved.` : `${document} is refused; the customer is told why.`,
      );
    });
}
