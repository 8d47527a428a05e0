import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import directory from './accounts.json';
import type { Ledger } from './ledger';
import { Refusal, readAs } from './refusal';
import type { Store } from './store';

const Account = z.strictObject({
  id: z.string().min(1),
  status: z.enum(['active', 'trial', 'suspended', 'closed']),
  paid: z.boolean(),
  language: z.enum(['en', 'fr']),
});
type Account = z.output<typeof Account>;

/** What control may put under an id. */
export const AccountFacts = Account.omit({ id: true });
export type AccountFacts = z.output<typeof AccountFacts>;

export interface Accounts {
  find(id: string): Account | undefined;
  put(id: string, facts: AccountFacts): void;
}

/** The fixed directory, and over it what control has put. */
export function openAccounts(store: Store): Accounts {
  const added = store.collection<Account>('account');
  const fixed = new Map(
    z
      .array(Account)
      .parse(directory)
      .map((account) => [account.id, account]),
  );
  return {
    find: (id) => added.get(id) ?? fixed.get(id),
    put: (id, facts) => added.put(id, { id, ...facts }),
  };
}

/** The account directory's side of `own-services.md`. */
export function addAccountRoutes(app: FastifyInstance, accounts: Accounts, ledger: Ledger): void {
  app.get('/v1/accounts/:id', async (request) => {
    const { id } = readAs(z.object({ id: z.string() }), request.params);
    const account = accounts.find(id);
    ledger.write({ party: 'accounts', action: 'account.read', outcome: account === undefined ? 'absent' : 'found', key: id });
    if (account === undefined) throw new Refusal(404, 'not_found', 'no account has this id');
    return account;
  });
}
