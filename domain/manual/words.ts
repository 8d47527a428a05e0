/** The desk in plain English: what to do, by when, and the very commands. */
import { readable } from '../shown/words';
import { entryName } from './entry';
import { isOurs, type DeskTask } from './state';
import type { DeskView } from './view';

/** What is to be done, or was and waits for its answer. Without anything of anybody's but the wish for a date. */
export function taskInWords(task: DeskTask): string {
  const what = toDo(task);
  if (task.chaseSinceMs !== undefined) return `Chase the losing carrier, who has not answered. It was: ${lower(what)}`;
  return task.outAtMs === undefined ? what : `Waits for the losing carrier's answer. It was: ${lower(what)}`;
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function toDo({ kind, date = '' }: DeskTask): string {
  switch (kind) {
    case 'send':
      return 'Send the request to the losing carrier: the filled-in form, the letter and the documents.';
    case 'cancel':
      return 'Ask the losing carrier to cancel (R24).';
    case 'reschedule':
      return `Ask the losing carrier for another date, ${date} (R23).`;
    case 'activate':
      return 'Have the transfer started now.';
    case 'return':
      return 'URGENT: ask the losing carrier to take the numbers back; a line may be down.';
    case 'comment':
      return 'Pass a remark on to the losing carrier.';
    case 'confirm':
      return 'The confirmed window is over: find out whether the numbers have moved.';
    default:
      return kind satisfies never;
  }
}

/** By when it has to be out, or since when its answer is overdue. */
export function dueInWords({ sinceMs, dueBy, outAtMs, answerBy, chaseSinceMs }: DeskTask, zone: string): string {
  if (chaseSinceMs !== undefined) return `overdue since ${readable(chaseSinceMs, zone)}`;
  if (outAtMs !== undefined) return answerBy ? `answer by ${readable(answerBy.atMs, zone)}` : `out since ${readable(outAtMs, zone)}`;
  if (dueBy === null) return `LATE, open since ${readable(sinceMs, zone)}`;
  return dueBy ? `by ${readable(dueBy.atMs, zone)} (${dueBy.explanation})` : `open since ${readable(sinceMs, zone)}`;
}

const ANY = '--by YOU --channel mail --evidence FILE';

/** What has to stand on the command line for a type to mean anything. */
const DETAILS: Readonly<Partial<Record<DeskView['possible'][number], string>>> = {
  rejected: ' --reason CODE',
  splitRequired: ' --reason SPLIT_REQUIRED',
  focConfirmed: ' --date DAY --window 09:00-12:00',
  focChanged: ' --date DAY --window 09:00-12:00',
  rescheduleAccepted: ' --date DAY --window 09:00-12:00',
  rescheduleRefused: ' --reason CODE',
  cancelRefused: ' --reason CODE',
  returnRefused: ' --reason CODE',
  activationFailed: ' --numbers NUMBER,... --reason CODE',
  smsActivated: ' --numbers NUMBER,...',
  smsFailed: ' --numbers NUMBER,...',
  comment: ' --text TEXT',
};

/** The command line for each entry that is possible now. */
export const entryCommands = ({ orderId, n, possible }: Pick<DeskView, 'orderId' | 'n' | 'possible'>): string[] =>
  possible.map((type) => {
    const name = type === 'numberActivated' ? 'completed' : entryName(type);
    return `portico carrier-answer ${orderId} ${name} --request ${n}${DETAILS[type] ?? ''} ${ANY}`;
  });

/** The command line that gets form and documents. */
export const taskCommand = ({ orderId, n }: Pick<DeskView, 'orderId' | 'n'>): string =>
  `portico carrier-task ${orderId} --request ${n} --form form.pdf --documents papers`;

/** Current details for the Web UI, in Markdown. No numbers and no names: those are in the query `view`. */
export function describeDesk(view: DeskView, nowMs: number): string {
  const { at, tasks, attention, attentionSinceMs, owner, nextDeadline, zone, orderId, n, attempt, gateway, reference, ended, log } = view;
  const ours = tasks.filter(isOurs);
  return [
    `**${headline(view, ours)}**`,
    '',
    '| | |',
    '| --- | --- |',
    `| Who has to act | ${ours.length > 0 || attention.length > 0 ? 'an operator' : ended ? 'nobody' : 'the losing carrier'} |`,
    `| For | request ${n} of order ${orderId}, attempt ${attempt}, by ${gateway} |`,
    `| Our reference | ${reference} |`,
    `| Stands | ${at} |`,
    ...(attention.length > 0 ? [`| Attention | ${attention.join(', ')} |`] : []),
    ...(attentionSinceMs === undefined ? [] : [`| Since | ${readable(attentionSinceMs, zone)} |`]),
    ...(owner ? [`| Owner | ${owner} |`] : []),
    ...tasks.map((task) => `| ${isOurs(task) ? 'To do' : 'Waiting'} | ${taskInWords(task)} ${dueInWords(task, zone)} |`),
    ...(nextDeadline ? [`| Next | ${readable(nextDeadline.atMs, zone)}: ${nextDeadline.then} (${nextDeadline.explanation}) |`] : []),
    ...(ended
      ? []
      : [
          '',
          'Form and documents:',
          '',
          `    ${taskCommand(view)}`,
          '',
          'Enter what came of it:',
          '',
          ...entryCommands(view).map((line) => `    ${line}`),
        ]),
    '',
    'Last events:',
    '',
    ...log
      .slice(-5)
      .map(
        (fact) =>
          `- ${readable(fact.atMs, zone)}: ${fact.kind === 'entered' ? `${entryName(fact.entry.type)} by ${fact.entry.entered.channel}` : fact.kind}`,
      ),
    '',
    `As of ${readable(nowMs, zone)}.`,
  ].join('\n');
}

function headline({ at, ended }: DeskView, ours: readonly DeskTask[]): string {
  const [first] = ours;
  if (first) return taskInWords(first);
  if (ended) return 'Over: nothing more is expected.';
  return at === 'sent' ? 'With the losing carrier, who has to answer.' : 'Nothing to do: waiting for what comes next.';
}
