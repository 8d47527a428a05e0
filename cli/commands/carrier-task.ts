import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { limitOption, orderIdArgument, requestOption } from '../arguments';
import type { CarrierTask } from '../../client';
import { writePrivate } from '../files';
import type { CommonOptions, OpenSession, Session } from '../session';
import { carrierTasksText, carrierTaskText } from '../text/carrier-task';
import { requestOfOrder } from './one-request';

interface Options extends CommonOptions {
  readonly request?: readonly number[];
  readonly form?: string;
  readonly documents?: string;
}

/** `portico carrier-task ORDER`: what our own people have to do for a request at a losing carrier without an API. */
export function addCarrierTask(program: Command, open: OpenSession): void {
  program
    .command('carrier-task')
    .description('what has to be done by hand at the losing carrier, and how to enter its answer')
    .argument('<order>', "the order's id", orderIdArgument)
    .option('--request <n>', 'which of several requests', requestOption)
    .option('--form <file>', 'save the filled-in porting form as PDF, - for standard output')
    .option('--documents <folder>', 'save form, letter and documents there, by their kinds')
    .action(async (orderId: string, options: Options) => {
      const session = open(options);
      const n = await requestOfOrder(session.client, orderId, options.request);
      const task = await session.client.carrierTask(orderId, n);
      if (options.form === '-') return void session.world.stdout.write(await fileOf(session, task, formOf(task)));
      const saved = [
        ...(options.form === undefined ? [] : [await save(session, task, { sha256: formOf(task), file: options.form })]),
        ...(options.documents === undefined ? [] : await saveAll(session, task, options.documents)),
      ];
      session.answer({ ...task, saved }, () => carrierTaskText(task, saved, session.paint));
    });
}

/** The form's hash; the empty text, which no document has, where it cannot be printed. */
const formOf = ({ form = '' }: CarrierTask): string => form;

const fileOf = async ({ client }: Session, { orderId }: CarrierTask, sha256: string): Promise<Uint8Array> =>
  (await client.orderDocument(orderId, sha256)).content;

async function save(
  session: Session,
  task: CarrierTask,
  { sha256, file }: { readonly sha256: string; readonly file: string },
): Promise<string> {
  await writePrivate(file, await fileOf(session, task, sha256));
  return file;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/tiff': 'tif',
};

async function saveAll(session: Session, task: CarrierTask, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const saved: string[] = [];
  for (const { kind, sha256 } of task.documents) {
    const { content, contentType } = await session.client.orderDocument(task.orderId, sha256);
    const file = join(folder, `${task.reference}-${kind}.${EXTENSIONS[contentType] ?? 'bin'}`);
    await writePrivate(file, content);
    saved.push(file);
  }
  return saved;
}

interface ListOptions extends CommonOptions {
  readonly all?: boolean;
  readonly limit: number;
}

/** `portico carrier-tasks`: everything that has to be done by hand at losing carriers. */
export function addCarrierTasks(program: Command, open: OpenSession): void {
  program
    .command('carrier-tasks')
    .description('list what has to be done by hand at losing carriers')
    .option('--all', 'also what waits for the losing carrier')
    .option('--limit <n>', '1 to 100', limitOption, 25)
    .action(async (options: ListOptions) => {
      const session = open(options);
      const list = await session.client.carrierTasks({ all: options.all === true, limit: options.limit });
      session.answer(list, () => carrierTasksText(list, session.paint));
      if (list.more) session.remark('There are more: ask for up to 100 with --limit.');
    });
}
