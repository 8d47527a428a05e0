import type { Command } from 'commander';
import { PorticoError } from '../../client';
import type { CommonOptions, OpenSession } from '../session';

const WHY = 'it is damaged, or its key is not in the key ring';

/** `portico re-encrypt`: encrypts every document and record with the current key. */
export function addReEncrypt(program: Command, open: OpenSession): void {
  program
    .command('re-encrypt')
    .description('encrypt all documents and records with the current key, after a rotation or an upgrade')
    .action(async (options: CommonOptions) => {
      const session = open(options);
      const done = await session.client.resealDocuments();
      session.answer(done, () => `${done.resealed} files are encrypted anew; ${done.current} had the current key.`);
      if (done.unreadable.length === 0) return;
      const problems = done.unreadable.map((path) => ({ path, code: 'document_unreadable', message: WHY }));
      const message = `${problems.length} files could not be read: give their keys or restore them from a backup, then run it again.`;
      throw new PorticoError('documents_unreadable', message, { problems });
    });
}
