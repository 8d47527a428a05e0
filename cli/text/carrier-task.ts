import type { CarrierTask } from '../../client';
import type { CarrierTaskList } from '../../contracts/carrier-answer';
import { entryName } from '../../domain/manual/entry';
import { isOurs } from '../../domain/manual/state';
import { dueInWords, entryCommands, taskCommand, taskInWords } from '../../domain/manual/words';
import { shortInstant } from './instants';
import { inWords } from './order';
import type { Paint } from './paint';
import { fields, table, WIDTH, wrap } from './table';

const wrapped = (text: string): string => wrap(text, WIDTH).join('\n');

/** A command line in lines that a shell takes as one. */
const typed = (command: string): string =>
  wrap(command, WIDTH - 6)
    .map((line, index) => `${index === 0 ? '  ' : '    '}${line}`)
    .join(' \\\n');

/** What to do, for which details, how to enter what came of it, and what was entered. */
export function carrierTaskText(task: CarrierTask, saved: readonly string[], paint: Paint): string {
  const { orderId, n, attempt, reference, gateway, tasks, zone, ended } = task;
  const ours = tasks.filter(isOurs);
  const waiting = tasks.filter((one) => !isOurs(one));
  const line = (one: CarrierTask['tasks'][number]): string => wrapped(`- ${taskInWords(one)} ${dueInWords(one, zone)}`);
  const parts = [
    `Request ${n} of order ${paint.bold(orderId)}, attempt ${attempt}, through ${gateway}`,
    detailsOf(task, paint),
    ours.length > 0 ? [paint.bold('To do'), ...ours.map(line)].join('\n') : ended ? 'Nothing to do: it is over.' : 'Nothing to do now.',
    waiting.length > 0 ? [paint.bold('Waiting'), ...waiting.map(line)].join('\n') : '',
    documentsOf(task, paint),
    saved.length > 0
      ? ['Saved:', ...saved.map((file) => `  ${file}`)].join('\n')
      : ended
        ? ''
        : `Form and documents:\n${typed(taskCommand({ orderId, n }))}`,
    ended ? '' : [paint.bold(`Enter what came of it (our reference ${reference})`), ...entryCommands(task).map(typed)].join('\n'),
    logOf(task, paint),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function detailsOf({ at, country, carrierRef = '', frozen, foc, reference, numbers }: CarrierTask, paint: Paint): string {
  const { holder, losing, signerName, preferredDate = '', items } = frozen;
  const { street, postalCode, city, region } = holder.address;
  return fields(
    [
      ['Stands', inWords(at)],
      ['Our reference', reference],
      ['Losing carrier', `${losing.carrier}, ${country}`],
      ["Carrier's reference", carrierRef],
      ['Account', losing.accountNumber ?? ''],
      ['PIN', losing.pin ?? ''],
      ['Holder', [holder.company, holder.name].filter((name) => name !== undefined).join(', ')],
      ['Tax id', holder.taxId ?? ''],
      ['Address', [street, `${postalCode} ${city}`, region].filter((part) => part !== undefined).join(', ')],
      ['Signed by', signerName],
      ['Date wished for', preferredDate],
      [
        'Date',
        foc === undefined
          ? ''
          : `${foc.date}, ${shortInstant(foc.windowStartMs, foc.zone)} to ${shortInstant(foc.windowEndMs, foc.zone)} (${foc.zone})`,
      ],
      [
        numbers.length === 1 ? 'Number' : `${numbers.length} numbers`,
        items
          .map(
            (item) =>
              `${item.kind === 'single' ? item.number : `${item.start} to ${item.end}`}${item.transferCode === undefined ? '' : ` (${item.transferCode})`}`,
          )
          .join(', '),
      ],
    ],
    paint,
  );
}

const documentsOf = ({ documents }: CarrierTask, paint: Paint): string =>
  documents.length === 0
    ? ''
    : table(
        ['Document', 'SHA-256'],
        documents.map(({ kind, sha256 }) => [kind, sha256]),
        paint,
      );

function logOf({ log, zone }: CarrierTask, paint: Paint): string {
  const rows = log.map((fact): string[] => {
    const at = shortInstant(fact.atMs, zone);
    switch (fact.kind) {
      case 'entered': {
        const { type, saidAtMs, entered } = fact.entry;
        const said = shortInstant(saidAtMs, zone);
        return [
          at,
          entryName(type),
          `${entered.by}, ${entered.channel}${said === at ? '' : `, of ${said}`}${entered.note === undefined ? '' : `: ${entered.note}`}`,
        ];
      }
      case 'asked':
        return [at, 'asked for', fact.date === undefined ? inWords(fact.what) : `${inWords(fact.what)}, ${fact.date}`];
      case 'late':
      case 'unanswered':
      case 'mayHaveMoved':
        return [at, inWords(fact.kind), inWords(fact.of)];
      case 'assigned':
        return [at, fact.to === null ? 'given to nobody' : `given to ${fact.to}`, `${fact.by}: ${fact.reason}`];
      case 'resolved':
        return [at, 'closed', [fact.by, fact.reason].filter((part) => part !== undefined).join(': ')];
      default:
        return [at, inWords(fact.kind), ''];
    }
  });
  return rows.length === 0 ? '' : table(['When', 'What', 'Who and how'], rows, paint);
}

/** Open tasks, one a line. */
export function carrierTasksText({ tasks }: CarrierTaskList, paint: Paint): string {
  if (tasks.length === 0) return 'Nothing has to be done by hand.';
  return table(
    ['Order', '#', 'Carrier', 'Since', 'Why', 'To do'],
    tasks.map(({ orderId, n, losingCarrier, country, sinceMs, attention, todo = [] }) => [
      orderId,
      String(n),
      `${losingCarrier} ${country}`,
      sinceMs === undefined ? '' : `${shortInstant(sinceMs, 'UTC')} UTC`,
      attention.map(inWords).join(', '),
      todo.join(' '),
    ]),
    paint,
  );
}
