import { runCli } from '../../cli/run-cli';
import type { CliWorld } from '../../cli/world';
import { ELSEWHERE } from './cli-world';
import type { Stage } from './stage';

/** What one command line printed, and how it ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Command lines of an operator against a stage. */
export interface OperatorsCli {
  /** One that may end in any way. */
  (...argv: readonly string[]): Promise<Ended>;
  /** One that must succeed; answers its JSON. */
  json<T>(...argv: readonly string[]): Promise<T>;
}

/** The name under which the operator of the tests is known. */
export const OPERATOR = 'op-7';

/** Command lines with `PORTICO_OPERATOR` and the Web UI's address set. */
export function operatorsCli(stage: () => Pick<Stage, 'portico' | 'simulator'>, changed: Partial<CliWorld> = {}): OperatorsCli {
  const run = async (...argv: readonly string[]): Promise<Ended> => {
    let [out, err] = ['', ''];
    const code = await runCli(argv, {
      client: () => stage().portico,
      simulator: () => stage().simulator,
      ...ELSEWHERE,
      operations: () => ({ operator: OPERATOR, uiUrl: 'http://ui.example/' }),
      stdout: { write: (text) => (out += String(text)) },
      stderr: { write: (text) => (err += String(text)) },
      stdin: async () => '',
      env: {},
      isTty: false,
      stopped: new AbortController().signal,
      ...changed,
    });
    return { code, out, err };
  };
  const json = async <T>(...argv: readonly string[]): Promise<T> => {
    const { code, out, err } = await run(...argv, '--json');
    if (code !== 0) throw new Error(`portico ${argv.join(' ')} ended with ${code}: ${err}`);
    return JSON.parse(out) as T;
  };
  return Object.assign(run, { json });
}

/** Lines that do not fit the narrowest usual terminal. */
export const tooWide = (text: string): string[] => text.split('\n').filter((line) => [...line].length > 80);
