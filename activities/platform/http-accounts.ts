import { z } from 'zod';
import { problemBody } from '../http-client';
import { createOwnServiceClient, type OwnServiceOptions } from '../own-service';
import type { AccountDirectory } from './platform';

const account = z.object({
  id: z.string().min(1),
  status: z.enum(['active', 'trial', 'suspended', 'closed']),
  paid: z.boolean(),
  language: z.enum(['en', 'fr']),
});

/** The account directory of `docs/contracts/own-services.md` over HTTP (R1). Throws `ServiceUnavailable`. */
export function createHttpAccounts(options: OwnServiceOptions): AccountDirectory {
  const http = createOwnServiceClient('account directory', options);
  return {
    async find(accountId, signal) {
      const answer = await http.call(
        {
          method: 'GET',
          route: '/v1/accounts/:id',
          params: { id: accountId },
          consequence: 'read',
          answers: { 200: account, 404: problemBody },
        },
        signal,
      );
      return answer.status === 200 ? answer.body : undefined;
    },
  };
}
