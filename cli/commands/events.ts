import { Argument, type Command } from 'commander';
import type { ParkedEvent } from '../../client/operators/parked-events';
import { badInput } from '../failure';
import { actedBy, asOperator, eventWorkflowId, type OperatorOptions } from '../operator';
import type { OpenSession, Session } from '../session';
import { ageInWords } from '../text/age';
import { shortInstant } from '../text/instants';
import { inWords } from '../text/order';
import { fields, table } from '../text/table';

type Options = Omit<OperatorOptions, 'reason'> & { readonly reason?: string };

/** `portico events parked|show|replay`: authentic events of carriers that match nothing. */
export function addEvents(program: Command, open: OpenSession): void {
  asOperator(
    program
      .command('events')
      .description('events of gateways that match nothing: list them, see one, try at once whether it matches by now')
      .addArgument(new Argument('<what>', 'parked: list them; show, replay: one of them').choices(['parked', 'show', 'replay']))
      .argument('[event]', 'its workflow id, as "events parked" shows it'),
    false,
  ).action(async (what: 'parked' | 'show' | 'replay', event: string | undefined, options: Options) => {
    const session = open(options);
    if (what === 'parked') {
      if (event !== undefined) throw badInput('"events parked" lists them all: "events show EVENT" shows one.');
      return list(session);
    }
    if (event === undefined) throw badInput('Name the event, as "portico events parked" shows it.');
    const workflowId = eventWorkflowId(event);
    if (what === 'show') return show(session, workflowId);
    const { reason } = options;
    if (reason === undefined) throw badInput('Say why: --reason TEXT.');
    await session.client.operators.replay(workflowId, actedBy(session, { ...options, reason }));
    session.answer({ workflowId, replayed: true }, () => `It is being tried: "portico events show" says whether it is still open.`);
  });
}

async function list(session: Session): Promise<void> {
  const parked = await session.client.operators.parkedEvents();
  session.answer(parked, () =>
    parked.events.length === 0
      ? 'No event is parked.'
      : table(
          ['Event', 'Type', 'Why', 'Since', 'Owner'],
          parked.events.map(({ workflowId, event, why, sinceMs, owner }) => [
            workflowId.replace(/^parked-event\//, ''),
            event ? inWords(event.type) : 'unreadable',
            inWords(why),
            ageInWords(parked.nowMs - sinceMs),
            owner ?? '-',
          ]),
          session.paint,
        ),
  );
  if (parked.more) session.remark('There are more than 100: deal with these first.');
}

async function show(session: Session, workflowId: string): Promise<void> {
  const parked = await session.client.operators.parkedEvent(workflowId);
  session.answer(parked, () => parkedText(parked, session));
}

const parkedText = ({ workflowId, gateway, event, why, sinceMs, tries, owner, acts }: ParkedEvent, { paint }: Session): string =>
  fields(
    [
      ['Workflow', workflowId],
      ['Gateway', gateway],
      ['Why here', inWords(why)],
      ['Since', `${shortInstant(sinceMs, 'UTC')} UTC, tried ${tries} ${tries === 1 ? 'time' : 'times'}`],
      ['Owner', owner ?? 'nobody'],
      ['Type', event ? inWords(event.type) : 'unreadable: the gateway has its content'],
      ['Happened', event ? `${shortInstant(event.occurredAtMs, 'UTC')} UTC` : ''],
      ['Reference', event?.reference ?? ''],
      ['Their id', event?.gatewayId ?? ''],
      ['Numbers', event?.numbers?.join(', ') ?? ''],
      ['Says', event?.text ?? ''],
      ...acts.map(({ what, by, reason, to, atMs }): [string, string] => [
        'Done',
        `${shortInstant(atMs, 'UTC')} UTC, by ${by}: ${what}${what === 'assign' ? ` to ${to ?? 'nobody'}` : ''} (${reason})`,
      ]),
    ],
    paint,
  );
