import { CancellationScope, condition, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { ActedBy } from '../domain/operator/act';
import { isActedBy } from '../domain/operator/message';
import { resumeSignal } from './contract';

/** Whose pause it is, and why; the same stands in the memo, where the gateway's worker reads it. */
export interface GatewayPauseInput extends ActedBy {
  readonly gateway: string;
}

/**
 * While it runs, nothing is sent to this gateway: the workers look whether it is there (`workers/pausable-worker.ts`). Its
 * history says who paused and who resumed, and why. Ending it in any other way resumes, too.
 */
export async function gatewayPause({ gateway, by, reason }: GatewayPauseInput): Promise<ActedBy> {
  let resumed: ActedBy | undefined;
  setHandler(
    resumeSignal,
    (message) => {
      if (isActedBy(message)) resumed = { by: message.by, reason: message.reason };
    },
    { description: 'Let requests go to this gateway again: {"by": "op-7", "reason": "mended"}. Use `portico resume-gateway`' },
  );
  setCurrentDetails(
    `**Nothing is sent to ${gateway}.** Paused by ${by}: ${reason}. Its webhooks are taken, other gateways go on. \`portico resume-gateway ${gateway}\` ends it.`,
  );
  await CancellationScope.nonCancellable(() => condition(() => resumed !== undefined));
  return resumed ?? { by, reason };
}
