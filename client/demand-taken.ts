import type { OrderStanding } from '../domain/order/allowed';
import type { CommandAnswer } from '../domain/order/judging';
import { PorticoError } from './errors';
import type { PorticoClient } from './portico-client';
import { refusalProblems } from './refusals';

/**
 * The answer, where any request took the command. Else throws `invalid_transition`: each request with its reason, where the
 * order and each refused request stand, and what may be done now and until when.
 */
export async function demandTaken<A extends CommandAnswer>(client: PorticoClient, orderId: string, answer: A): Promise<A> {
  if (answer.taken) return answer;
  const standing = await standingOf(client, orderId);
  const problems = refusalProblems(answer, standing);
  const message = problems.length === 1 && problems[0] ? problems[0].message : 'No request can take this now: see why for each.';
  throw new PorticoError('invalid_transition', message, { problems, ...(standing ? { standing } : {}) });
}

/** The refusal stands without it: there may be nobody any more to read the order. */
async function standingOf(client: PorticoClient, orderId: string): Promise<OrderStanding | undefined> {
  try {
    return await client.standing(orderId);
  } catch (error) {
    if (error instanceof PorticoError) return undefined;
    throw error;
  }
}
