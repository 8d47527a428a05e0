import { InvalidArgumentError, type Command } from 'commander';
import { isSha256 } from '../../domain/message-shape';
import { orderIdArgument, revisionOption } from '../arguments';
import { badInput } from '../failure';
import { writePrivate } from '../files';
import { actedBy, asOperator, whoOption, type OperatorOptions } from '../operator';
import type { CommonOptions, OpenSession } from '../session';
import { demandTaken } from '../../client/demand-taken';

interface Options extends CommonOptions {
  readonly approve?: boolean;
  readonly refuse?: string;
  readonly reviewer?: string;
  readonly revision?: number;
  readonly key?: string;
  readonly save?: string;
  readonly sha256?: string;
}

const HASH_HELP = 'of the file that was looked at, as --save says it: refused where another one has come since';

/** A SHA-256 in lower-case hex. */
function hashOption(text: string): string {
  if (!isSha256(text)) throw new InvalidArgumentError('A SHA-256 has 64 digits and letters from a to f.');
  return text;
}

/** `portico review ORDER KIND`: an operator's word on a document, or on the scan of a signed letter. */
export function addReview(program: Command, open: OpenSession): void {
  program
    .command('review')
    .description('save a document to look at it; approve or refuse one that waits for that')
    .argument('<order>', "the order's id", orderIdArgument)
    .argument('<kind>', 'invoice, signerId ...; signedLoa for a scan of the letter')
    .option('--save <file>', 'write it to a file, to look at; changes nothing')
    .option('--sha256 <hash>', HASH_HELP, hashOption)
    .option('--approve', 'it can be used')
    .option('--refuse <reason>', 'it cannot; the customer reads the reason')
    .option('--reviewer <id>', 'who looked at it; kept with the document; else PORTICO_OPERATOR', whoOption)
    .option('--revision <n>', 'of the letter, for signedLoa', revisionOption)
    .option('--key <key>', 'the same key again is the same command')
    .action(async (orderId: string, document: string, options: Options) => {
      const { approve, refuse, revision, save, sha256, key: idempotencyKey } = options;
      if ([approve, refuse, save].filter((one) => one !== undefined).length !== 1)
        throw badInput('Give exactly one of --save FILE, --approve and --refuse REASON.');
      const session = open(options);
      if (save !== undefined) {
        const saved = await session.client.documentToReview(orderId, document, revision);
        await writePrivate(save, saved.content);
        const told = { file: save, contentType: saved.contentType, sha256: saved.sha256 };
        return session.answer(told, () => `${save}: ${told.contentType}\nA word on this very file: --sha256 ${told.sha256}`);
      }
      const reviewer = options.reviewer ?? session.world.operations?.().operator;
      if (reviewer === undefined) throw badInput('Say who looked at it: --reviewer ID, or the setting PORTICO_OPERATOR.');
      const verdict = refuse === undefined ? ({ is: 'approved' } as const) : ({ is: 'refused', reason: refuse } as const);
      const answer = await session.client.reviewDocument({ orderId, document, revision, sha256, reviewer, verdict, idempotencyKey });
      await demandTaken(session.client, orderId, answer);
      session.answer(answer, () =>
        refuse === undefined ? `${document} is approved.` : `${document} is refused; the customer is told why.`,
      );
    });
}

/** `portico approve-document ORDER KIND`: the same, for the one who says yes; with a reason, which is kept. */
export function addApproveDocument(program: Command, open: OpenSession): void {
  asOperator(
    program
      .command('approve-document')
      .description('approve a document that waits for somebody to look at it; "portico review" refuses one')
      .argument('<order>', "the order's id", orderIdArgument)
      .argument('<kind>', 'invoice, signerId ...; signedLoa for a scan of the letter')
      .option('--revision <n>', 'of the letter, for signedLoa', revisionOption)
      .option('--sha256 <hash>', HASH_HELP, hashOption),
  ).action(async (orderId: string, document: string, options: OperatorOptions & Pick<Options, 'revision' | 'sha256'>) => {
    const session = open(options);
    const { by: reviewer, reason } = actedBy(session, options);
    const answer = await session.client.reviewDocument({
      orderId,
      document,
      revision: options.revision,
      sha256: options.sha256,
      reviewer,
      verdict: { is: 'approved', reason },
    });
    await demandTaken(session.client, orderId, answer);
    session.answer(answer, () => `${document} is approved.`);
  });
}
