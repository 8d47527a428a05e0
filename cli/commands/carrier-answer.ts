import { createHash, randomUUID } from 'node:crypto';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { PorticoClient } from '../../client';
import { ANSWER_TYPES, carrierAnswerBody } from '../../contracts/carrier-answer';
import { readInput } from '../../contracts/reading';
import { localInstant } from '../../domain/calendar/local-time';
import { CHANNELS } from '../../domain/carrier-event';
import { TASK_KINDS } from '../../domain/manual/entry';
import { dayArgument, orderIdArgument, requestOption } from '../arguments';
import { badInput } from '../failure';
import { readBytes } from '../files';
import type { CommonOptions, OpenSession } from '../session';
import { requestOfOrder } from './one-request';

interface Options extends CommonOptions {
  readonly request?: readonly number[];
  readonly by: string;
  readonly channel: string;
  readonly at?: string;
  readonly evidence?: string;
  readonly note?: string;
  readonly carrierRef?: string;
  readonly task?: string;
  readonly date?: string;
  readonly window?: readonly [string, string];
  readonly zone?: string;
  readonly lastDate?: string;
  readonly onDemand?: true;
  readonly reason?: readonly Reason[];
  readonly numbers?: readonly string[];
  readonly text?: string;
  readonly key?: string;
}

interface Reason {
  readonly code: string;
  readonly raw_text?: string;
}

const NAMES = ANSWER_TYPES.map((type) => type.replace('port.', ''));

/** `portico carrier-answer ORDER TYPE`: enters what a losing carrier said by mail or telephone, or that something is out to it. */
export function addCarrierAnswer(program: Command, open: OpenSession): void {
  program
    .command('carrier-answer')
    .description("enter a losing carrier's answer that came by mail or telephone, or that something is out to it")
    .argument('<order>', "the order's id", orderIdArgument)
    .argument('<type>', `${NAMES.join(', ')}; "portico carrier-task ORDER" says which are possible now`, typeArgument)
    .option('--request <n>', 'which of several requests', requestOption)
    .requiredOption('--by <who>', 'who enters it, as your people know them')
    .addOption(new Option('--channel <how>', 'how it came').choices(CHANNELS).makeOptionMandatory())
    .option(
      '--at <instant>',
      'when it was said or sent: 2026-12-12T09:15, local to the losing side, or with Z or an offset (default: now)',
      instantOption,
    )
    .option('--evidence <file>', 'the letter, fax or mail: PDF, PNG, JPEG, TIFF or text')
    .option('--note <text>', 'in your own words; needed without --evidence')
    .option('--carrier-ref <text>', "the losing carrier's own reference")
    .addOption(new Option('--task <kind>', 'with sent: only this is out').choices(TASK_KINDS))
    .option('--date <day>', 'the confirmed day', dayArgument)
    .option('--window <from-to>', 'its window, local to the losing side: 09:00-12:00', windowOption)
    .option('--zone <zone>', "the window's IANA zone (default: the losing side's)")
    .option('--last-date <day>', 'the day is ours, from --date to this one', dayArgument)
    .option('--on-demand', 'nothing moves before we ask for it in the window')
    .option('--reason <code[:text]>', 'why it refuses, by docs/rejections.md, with its own words; may be repeated', reasonOption)
    .option('--numbers <list>', 'which numbers, separated by commas', numbersOption)
    .option('--text <text>', 'a remark of the losing carrier')
    .option('--key <key>', 'the same key again is the same entry')
    .action(async (orderId: string, type: string, options: Options) => {
      const session = open(options);
      const { client } = session;
      const n = await requestOfOrder(client, orderId, options.request);
      const evidence = options.evidence === undefined ? undefined : await readBytes(options.evidence);
      const body = read(await bodyOf(client, { orderId, n, type, evidence, options }));
      if (evidence) await client.storeEvidence({ orderId, n, content: evidence });
      const entered = await client.enterCarrierAnswer({ orderId, n, idempotencyKey: options.key ?? randomUUID(), answer: body });
      session.answer({ ...entered, type: body.event.type, n }, () =>
        entered.outcome === 'taken'
          ? `Entered for request ${n}: ${type}. Our reference: ${entered.reference}.`
          : `Kept for request ${n}, which has just ended: ${type}. Look for it in the Web UI (parked events).`,
      );
    });
}

interface Told {
  readonly orderId: string;
  readonly n: number;
  readonly type: string;
  readonly evidence: Uint8Array | undefined;
  readonly options: Options;
}

/** The body of the API's route. */
async function bodyOf(client: PorticoClient, { orderId, n, type, evidence, options }: Told): Promise<object> {
  const { by, channel, at, note, carrierRef, task, date, window, lastDate, onDemand, reason, numbers, text } = options;
  if (date !== undefined && !window)
    throw badInput('A date needs its window: --window 09:00-12:00. Ask the losing carrier if it gave none.');
  if (date === undefined && (window ?? lastDate ?? onDemand) !== undefined)
    throw badInput('--window, --last-date and --on-demand go with --date.');
  const isLocal = at !== undefined && !HAS_OFFSET.test(at);
  const zone = date === undefined && !isLocal ? 'UTC' : (options.zone ?? (await zoneOf(client, orderId, n)));
  const instant = (day: string, time: string): string =>
    new Date(localInstant({ date: day, time, zone, resolve: 'earlier' })).toISOString();
  const foc =
    date === undefined || !window
      ? undefined
      : {
          date,
          window_start: instant(date, window[0]),
          window_end: instant(lastDate ?? date, window[1]),
          time_zone: zone,
          last_date: lastDate,
          on_demand: onDemand,
        };
  const data = present({ numbers, foc: foc && present(foc), reasons: reason, text });
  return present({
    by,
    channel,
    note,
    carrierRef,
    task,
    ...(evidence ? { evidence: createHash('sha256').update(evidence).digest('hex') } : {}),
    event: present({
      type: `port.${type}`,
      occurred_at: at === undefined ? undefined : isLocal ? instant(at.slice(0, 10), at.slice(11, 16)) : new Date(at).toISOString(),
      data: Object.keys(data).length === 0 ? undefined : data,
    }),
  });
}

/** The losing side's zone, as its task or its deadlines have it. */
async function zoneOf(client: PorticoClient, orderId: string, n: number): Promise<string> {
  const { requests } = await client.getOrder(orderId);
  const request = requests.find((one) => one.n === n);
  const known = request?.foc?.zone ?? request?.nextDeadline?.zone;
  if (known !== undefined) return known;
  try {
    return (await client.carrierTask(orderId, n)).zone;
  } catch {
    throw badInput('Name the zone in which date and time are meant: --zone Europe/Paris.');
  }
}

/** By the rules of the API, with every problem at once, named as they stand on the command line. */
function read(value: object) {
  const result = readInput(carrierAnswerBody, value);
  if (result.ok) return result.value;
  throw badInput('What you enter has mistakes:', result.problems);
}

const present = (named: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));

function typeArgument(text: string): string {
  const name = text.trim().replaceAll('-', '_');
  if (!NAMES.includes(name)) throw new InvalidArgumentError(`It is one of ${NAMES.join(', ')}.`);
  return name;
}

const HAS_OFFSET = /(Z|[+-]\d{2}:\d{2})$/;

function instantOption(text: string): string {
  const well = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/.test(text);
  if (!well || Number.isNaN(Date.parse(HAS_OFFSET.test(text) ? text : `${text}Z`)))
    throw new InvalidArgumentError('Write it 2026-12-12T09:15, local to the losing side, or with Z or an offset at its end.');
  return text;
}

function windowOption(text: string): readonly [string, string] {
  const [, from, to] = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text) ?? [];
  if (from === undefined || to === undefined) throw new InvalidArgumentError('Write it 09:00-12:00.');
  return [from, to];
}

function reasonOption(text: string, before: readonly Reason[] | undefined): readonly Reason[] {
  const [, code = '', rest = ''] = /^\s*([A-Za-z0-9_]+)\s*(?::\s*(.*))?$/s.exec(text) ?? [];
  if (code === '')
    throw new InvalidArgumentError(
      'Write it CODE or CODE:text, like NAME_MISMATCH:"holder is Sample Ltd"; docs/rejections.md has the codes.',
    );
  return [...(before ?? []), { code, ...(rest === '' ? {} : { raw_text: rest }) }];
}

const numbersOption = (text: string): readonly string[] => text.split(',').map((number) => number.trim());
