import { Command, CommanderError } from 'commander';
import { addActivate } from './commands/activate';
import { addApiKey } from './commands/api-key';
import { addCancel } from './commands/cancel';
import { addCarrierAnswer } from './commands/carrier-answer';
import { addCarrierTask, addCarrierTasks } from './commands/carrier-task';
import { addCheck } from './commands/check';
import { addCorrect } from './commands/correct';
import { addCountries } from './commands/countries';
import { addCsr } from './commands/csr';
import { addDecide } from './commands/decide';
import { addDocument } from './commands/document';
import { addErase } from './commands/erase';
import { addList } from './commands/list';
import { addLoa } from './commands/loa';
import { addPause, addPortOut } from './commands/not-offered';
import { OPERATOR_VERBS } from './commands/operators';
import { addOrder } from './commands/order';
import { addReEncrypt } from './commands/re-encrypt';
import { addReschedule } from './commands/reschedule';
import { addReview } from './commands/review';
import { addReturn } from './commands/return';
import { addSetUpTemporal } from './commands/set-up-temporal';
import { addSign } from './commands/sign';
import { addSimulate } from './commands/simulate';
import { addStatus } from './commands/status';
import { addSupport } from './commands/support';
import { addViews } from './commands/views';
import { addWatch } from './commands/watch';
import { addWebhooks } from './commands/webhooks';
import { EXIT, Interrupted, inWords, problemOf } from './failure';
import { sessionOf } from './session';
import { paintFor } from './text/paint';
import type { CliWorld } from './world';

const VERBS = [
  addCheck,
  addOrder,
  addDecide,
  addDocument,
  addReview,
  addCsr,
  addLoa,
  addSign,
  addStatus,
  addWatch,
  addCorrect,
  addReschedule,
  addCancel,
  addActivate,
  addReturn,
  addSupport,
  addCarrierTask,
  addCarrierTasks,
  addCarrierAnswer,
  addPause,
  addPortOut,
  addList,
  addWebhooks,
  addViews,
  addCountries,
  ...OPERATOR_VERBS,
  addErase,
  addReEncrypt,
  addApiKey,
  addSetUpTemporal,
  addSimulate,
];

const EXIT_CODES = `
Exit codes:
  0  done                             6  Temporal is unreachable
  2  bad input or usage               7  no answer in time
  3  not found                       70  a fault of ours
  4  conflict, or refused            78  the configuration cannot be used
  5  not let in                     130  stopped by Ctrl-C

Settings and secrets come from the environment: docs/settings.md.`;

/**
 * Runs one command line, without the program's own name, and answers its exit code. Touches nothing but its world; never
 * throws. With `--json` the answer goes to stdout as JSON, and a failure to stderr as the same problem that the API gives.
 */
export async function runCli(argv: readonly string[], world: CliWorld): Promise<number> {
  const json = argv.includes('--json');
  try {
    await Promise.race([programOf(world, json).parseAsync([...argv], { from: 'user' }), interruption(world.stopped)]);
    return EXIT.ok;
  } catch (error) {
    // Help and the like end in the same way as mistakes, and are none.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    const problem = problemOf(error);
    if (json) world.stderr.write(`${JSON.stringify(problem)}\n`);
    else if (error instanceof Interrupted) world.stderr.write('\n');
    // Commander has said what is wrong with the usage.
    else if (!(error instanceof CommanderError)) world.stderr.write(`${paintFor(world).red(inWords(problem))}\n`);
    if (problem.exitCode === EXIT.internal && world.env['PORTICO_LOG_LEVEL'] === 'debug' && error instanceof Error)
      world.stderr.write(`${error.stack ?? ''}\n`);
    return problem.exitCode;
  }
}

function programOf(world: CliWorld, json: boolean): Command {
  const program = new Command('portico')
    .description('Port numbers in: order, sign, follow, correct, move, cancel.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      writeErr: (text) => void (json || world.stderr.write(text)),
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    // Names alone: what each takes is in its own help, and the list fits 80 columns.
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .showHelpAfterError('"portico --help" lists the commands, "portico COMMAND --help" what each takes.')
    .addHelpText('after', EXIT_CODES);
  for (const addVerb of VERBS) addVerb(program, (options) => sessionOf(world, options.json === true));
  for (const command of leaves(program)) {
    command.option('--json', 'answer in JSON, for programs').copyInheritedSettings(program).addHelpText('after', EXIT_CODES);
  }
  return program;
}

/** The commands that do something: a group of them does nothing itself, and would keep `--json` for itself. */
const leaves = (command: Command): Command[] => (command.commands.length === 0 ? [command] : command.commands.flatMap(leaves));

/** Ctrl-C ends whatever is under way. What was asked for stays asked for. */
const interruption = (stopped: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = (): void => reject(new Interrupted());
    if (stopped.aborted) stop();
    else stopped.addEventListener('abort', stop, { once: true });
  });
