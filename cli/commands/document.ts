import type { Command } from 'commander';
import { dayArgument, orderIdArgument } from '../arguments';
import { readBytes } from '../files';
import type { CommonOptions, OpenSession } from '../session';
import { demandTaken } from '../../client/demand-taken';

interface Options extends CommonOptions {
  readonly issuedOn?: string;
}

/** `portico document ORDER KIND FILE`: hands in one of the documents that the country asks for (R9). */
export function addDocument(program: Command, open: OpenSession): void {
  program
    .command('document')
    .description('hand in a document, like the latest invoice')
    .argument('<order>', "the order's id", orderIdArgument)
    .argument('<kind>', 'invoice, proofOfAddress, signerId ...: "portico countries CODE" lists them')
    .argument('<file>', 'a PDF, PNG, JPEG or TIFF of at most 10 MiB')
    .option('--issued-on <day>', 'the day that stands on it; needed where the country limits its age', dayArgument)
    .action(async (orderId: string, kind: string, file: string, options: Options) => {
      const session = open(options);
      const { issuedOn } = options;
      const answer = await session.client.provideDocument({ orderId, kind, issuedOn, content: await readBytes(file) });
      await demandTaken(session.client, orderId, answer);
      session.answer(answer, () => `${kind} is taken (${answer.bytes} bytes, SHA-256 ${answer.sha256.slice(0, 12)}…).`);
    });
}
