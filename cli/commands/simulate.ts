import { Argument, type Command } from 'commander';
import { numbersOf } from '../../domain/grouping';
import { orderIdArgument, dayArgument, requestOption } from '../arguments';
import { badInput } from '../failure';
import type { CommonOptions, OpenSession } from '../session';
import { configureNumbers, makeCarrierAct, moveNumbers, setUsersOnline } from '../simulator';
import type { SimulatorAccess } from '../world';
import type { OrderView, RequestView } from '../../domain/order/view';

/** What the simulated losing carrier can be made to do, as `docs/contracts/simulator.md` names it; and what the customer does on our platform. */
const EVENTS = [
  'acknowledge',
  'reject',
  'foc',
  'foc_changed',
  'reschedule_accept',
  'reschedule_refuse',
  'cancel_accept',
  'cancel_refuse',
  'return_accept',
  'return_refuse',
  'activate',
  'activation_failed',
  'sms',
  'sms_failed',
  'split',
  'comment',
  'silent',
  'configure',
  'user_online',
  'user_offline',
  'moved',
] as const;

/** What happens on our own platform or in the network, and not at the simulated carrier: also after the port. */
const ON_PLATFORM: ReadonlySet<string> = new Set(['configure', 'user_online', 'user_offline', 'moved']);

interface Options extends CommonOptions {
  readonly request?: readonly number[];
  readonly date?: string;
  readonly code?: string;
  readonly text?: string;
  readonly quiet?: boolean;
}

/** `portico simulate EVENT ORDER`: makes the simulated carrier act now. Development only. */
export function addSimulate(program: Command, open: OpenSession): void {
  program
    .command('simulate')
    .description('make the simulated losing carrier act now, or configure the numbers (development only)')
    .addArgument(new Argument('<event>', 'what happens').choices(EVENTS))
    .argument('<order>', "the order's id", orderIdArgument)
    .option('--request <n>', 'at this request; without it, at every live one; may be repeated', requestOption)
    .option('--date <day>', 'of foc, foc_changed and reschedule_accept', dayArgument)
    .option('--code <code>', 'a reason, like NAME_MISMATCH, of reject and the like')
    .option('--text <text>', 'of comment')
    .option('--quiet', 'it happens, and no webhook tells of it')
    .action(async (event: (typeof EVENTS)[number], orderId: string, options: Options) => {
      const session = open(options);
      const access = session.world.simulator();
      if (!access) throw badInput('There is no simulator: set PORTICO_SIMULATOR_URL and PORTICO_SIMULATOR_TOKEN (development only).');
      const onPlatform = ON_PLATFORM.has(event);
      const targets = aimedAt(await session.client.getOrder(orderId), options.request, onPlatform);
      if (onPlatform) {
        const numbers = targets.flatMap(({ items }) => items.flatMap(numbersOf));
        await onNumbers(access, event, numbers);
        return session.answer(
          { event, numbers },
          () => `${event}: done for ${numbers.length} ${numbers.length === 1 ? 'number' : 'numbers'}.`,
        );
      }
      const { date, code, text, quiet } = options;
      const act = {
        type: event,
        ...(date && { date }),
        ...(code && { code }),
        ...(text && { text }),
        ...(quiet === true && { deliver: false }),
      };
      for (const { reference } of targets) await makeCarrierAct(access, String(reference), act);
      const requests = targets.map(({ n }) => n);
      session.answer({ event, requests }, () => `${event}: done at request ${requests.join(', ')}.`);
    });
}

function onNumbers(access: SimulatorAccess, event: (typeof EVENTS)[number], numbers: readonly string[]): Promise<void> {
  if (event === 'configure') return configureNumbers(access, numbers);
  if (event === 'moved') return moveNumbers(access, numbers);
  return setUsersOnline(access, numbers, event === 'user_online');
}

/** The requests that the carrier knows of; those that are over only where they are named, or meant anyway. */
function aimedAt({ requests }: OrderView, wanted: readonly number[] | undefined, evenOver: boolean): RequestView[] {
  const known = requests.filter(
    ({ n, reference, status }) => reference !== undefined && (wanted ? wanted.includes(n) : evenOver || status !== 'over'),
  );
  if (known.length === 0) throw badInput('The carrier knows of no such request yet: see "portico status".');
  return known;
}
