import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import type { z } from 'zod';
import { openCaseBody, proceedBody } from '../../contracts/support-case';
import { readInput } from '../../contracts/reading';
import { TROUBLES } from '../../domain/support-case/fact';
import { callOption, orderIdArgument } from '../arguments';
import { badInput } from '../failure';
import type { CommonOptions, OpenSession, Session } from '../session';
import { supportCaseText } from '../text/support-case';

interface Options extends CommonOptions {
  readonly number?: string;
  readonly trouble?: string;
  readonly text?: string;
  readonly call?: readonly Readonly<Record<string, string>>[];
  readonly case?: string;
  readonly works?: true;
  readonly goOn?: true;
  readonly key?: string;
}

/** `portico support ORDER`: opens a case about a number that does not work, or carries one on (R25, R26). */
export function addSupport(program: Command, open: OpenSession): void {
  program
    .command('support')
    .description('a number does not work: open a case, see it, send failed calls')
    .argument('<order>', "the order's id", orderIdArgument)
    .option('--number <number>', 'the number that does not work, like +33199001234')
    .addOption(new Option('--trouble <what>', 'calls: both ways').choices(TROUBLES))
    .option('--text <text>', 'in your own words')
    .option(
      '--call <call>',
      'a failed call, like "called=+33199001234 calling=+33612345678 operator=Telmarine date=2026-12-10 time=14:05 zone=Europe/Paris"; may be repeated',
      callOption,
    )
    .option('--case <case>', 'a case that is open: show it, or with --call, --works or --go-on carry it on')
    .option('--works', 'it works now: close the case')
    .option('--go-on', 'go on with the next check')
    .option('--key <key>', 'the same key again is the same case, or the same word in it')
    .action(async (orderId: string, options: Options) => {
      const session = open(options);
      if (options.case !== undefined) return carryOn(session, orderId, options.case, options);
      if (options.number === undefined || options.trouble === undefined)
        throw badInput('Name the number and what does not work (--number, --trouble), or a case that is open (--case).');
      if (options.works || options.goOn) throw badInput('--works and --go-on are said in a case that is open: name it with --case.');
      const { number, trouble, text, call: calls } = options;
      const body = read(openCaseBody, present({ number, trouble, text, calls }));
      const opened = await session.client.openSupportCase({ orderId, idempotencyKey: options.key ?? randomUUID(), ...body });
      session.answer(opened, () =>
        opened.view
          ? supportCaseText(opened.view, session.paint)
          : `Case ${opened.k} is being looked at: portico support ${orderId} --case ${opened.k}`,
      );
    });
}

async function carryOn(session: Session, orderId: string, name: string, options: Options): Promise<void> {
  if (options.number !== undefined || options.trouble !== undefined || options.text !== undefined)
    throw badInput('A case that is open keeps its complaint: leave --number, --trouble and --text out.');
  const k = name.trim().toUpperCase();
  const { works, goOn, call: calls, key } = options;
  const body = read(proceedBody, present({ calls, works }));
  const isWord = calls !== undefined || works || goOn;
  const view = await (isWord
    ? session.client.proceedInSupportCase({ orderId, k, ...body, ...(key === undefined ? {} : { idempotencyKey: key }) })
    : session.client.getSupportCase(orderId, k));
  session.answer(view, () => supportCaseText(view, session.paint));
}

/** By the rules of the API, with every problem at once. */
function read<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = readInput(schema, value);
  if (result.ok) return result.value;
  throw badInput('What you say of it has mistakes:', result.problems);
}

const present = (named: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
