import type { PorticoClient, TemporalSetUp } from '../client';
import type { Environment } from '../config/load';

/** Where text (or a document's bytes) goes. */
export interface Out {
  write(text: string | Uint8Array): unknown;
}

/** The simulator's control routes: base address without slash, and its token. */
export interface SimulatorAccess {
  readonly url: string;
  readonly token: string;
}

/** What only operators need. */
export interface OperationSettings {
  readonly operator?: string | undefined;
  readonly uiUrl?: string | undefined;
}

/** Everything that the command line touches. A test brings its own; `main.ts` brings the process's. */
export interface CliWorld {
  /** Asked for only when a command needs it, so that help works without settings. Throws `ConfigError`. */
  readonly client: () => PorticoClient;
  /** `undefined` where no simulator is set. Throws `ConfigError`. */
  readonly simulator: () => SimulatorAccess | undefined;
  /** Who acts, and where the Temporal Web UI is. Absent: neither is set. Throws `ConfigError`. */
  readonly operations?: () => OperationSettings;
  /** Needs no settings but Temporal's own. Throws `PorticoError`. */
  readonly setUpTemporal: (options: { readonly change: boolean }) => Promise<TemporalSetUp>;
  /** Where the Temporal Web UI is (absent where it is not set), whose workflows it shows, and business now, UTC epoch ms. Throws `ConfigError`. */
  readonly webUi: () => { readonly url: string | undefined; readonly namespace: string; readonly nowMs: number };
  readonly stdout: Out;
  readonly stderr: Out;
  /** All of standard input as text. */
  readonly stdin: () => Promise<string>;
  readonly env: Environment;
  readonly isTty: boolean;
  /** Aborted by Ctrl-C. */
  readonly stopped: AbortSignal;
}
