/** One thing wrong with a setting or a rule pack: where, and what to do. Never holds the value. */
export interface ConfigProblem {
  /** The variable's name or the pack's path: `PORTICO_GATEWAYS[0].token`, `FR.zone`. */
  readonly where: string;
  readonly message: string;
}

/** The configuration cannot be used; thrown before anything is started, with every problem at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError' as const;
  /** What a process should exit with: `EX_CONFIG` of sysexits. */
  readonly exitCode = 78;
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(['The configuration cannot be used:', ...problems.map(({ where, message }) => `  ${where}: ${message}`)].join('\n'));
    this.problems = problems;
  }
}
