import { createHash, randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { apiKeys } from '../../config/secrets';
import { badInput } from '../failure';
import type { CommonOptions, OpenSession } from '../session';

interface Options extends CommonOptions {
  readonly account: string;
  readonly scopes: string;
}

/** `portico api-key`: makes a key for a caller of the API, and the entry by which the API knows it. Changes nothing anywhere. */
export function addApiKey(program: Command, open: OpenSession): void {
  program
    .command('api-key')
    .description('make a key for the HTTP API, and the entry for PORTICO_API_KEYS')
    .option('--account <id>', 'the one account that the key acts for; without it, all of them', '*')
    .option('--scopes <list>', 'read, orders (read included), operator, codec, admin; several with +', 'orders')
    .action((options: Options) => {
      // Nobody can guess it, and scanners for leaked secrets can see what it is.
      const key = `ptc_${randomBytes(32).toString('base64url')}`;
      const entry = `${options.account}:${options.scopes}:${createHash('sha256').update(key).digest('hex')}`;
      const read = apiKeys.safeParse(entry);
      if (!read.success) throw badInput(`No such key: ${read.error.issues.map(({ message }) => message).join('; ')}.`);
      open(options).answer({ key, entry }, () =>
        [`Key, for its caller alone; it is shown only now:\n  ${key}`, `Entry for PORTICO_API_KEYS:\n  ${entry}`].join('\n\n'),
      );
    });
}
