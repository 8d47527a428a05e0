import type { Command } from 'commander';
import { actedBy, asOperator, type OperatorOptions } from '../operator';
import type { CommonOptions, OpenSession } from '../session';
import { ageInWords } from '../text/age';
import { table } from '../text/table';

/** `portico gateways`: which take requests, and which are paused. */
export function addGateways(program: Command, open: OpenSession): void {
  program
    .command('gateways')
    .description('the gateways: which are paused, by whom and why; open requests, and those that need a person')
    .action(async (options: CommonOptions) => {
      const session = open(options);
      const gateways = await session.client.operators.gateways();
      const nowMs = session.client.operators.nowMs();
      session.answer({ gateways }, () =>
        table(
          ['Gateway', 'State', 'Since', 'By', 'Why', 'Open', 'Attention'],
          gateways.map(({ id, pause, open: requests, attention }) => [
            id,
            pause ? session.paint.yellow('paused') : 'takes requests',
            pause ? ageInWords(nowMs - pause.sinceMs) : '',
            pause?.by ?? '',
            pause?.reason ?? '',
            String(requests),
            String(attention),
          ]),
          session.paint,
        ),
      );
    });
}

/** `portico pause-gateway ID`: nothing more is sent there; nothing fails. */
export function addPauseGateway(program: Command, open: OpenSession): void {
  asOperator(
    program
      .command('pause-gateway')
      .description('stop everything that goes to one gateway, without touching others')
      .argument('<gateway>', "the gateway's id"),
  ).action(async (gateway: string, options: OperatorOptions) => {
    const session = open(options);
    await session.client.operators.pauseGateway(gateway, actedBy(session, options));
    session.answer({ gateway, paused: true }, () => `Nothing more is sent to ${gateway}. What is under way ends; its webhooks are taken.`);
  });
}

/** `portico resume-gateway ID`. */
export function addResumeGateway(program: Command, open: OpenSession): void {
  asOperator(
    program.command('resume-gateway').description('let requests go to a paused gateway again').argument('<gateway>', "the gateway's id"),
  ).action(async (gateway: string, options: OperatorOptions) => {
    const session = open(options);
    await session.client.operators.resumeGateway(gateway, actedBy(session, options));
    session.answer({ gateway, paused: false }, () => `${gateway} takes requests again, within seconds.`);
  });
}
