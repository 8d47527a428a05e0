import type { EncryptionOptions, UndecodableReason } from './payload-codec';

/** A line for the log: what it is about, and counts and ids only. */
export type Warn = (about: 'payload.plaintext' | 'payload.undecodable' | 'document.plain', what: Readonly<Record<string, unknown>>) => void;

/** What has been met since the process started. */
export interface PayloadCounts {
  /** Payloads that came in clear. */
  readonly plaintext: number;
  /** Payloads that could not be read, by why. */
  readonly undecodable: Readonly<Partial<Record<UndecodableReason, number>>>;
  /** Files of the document store that an earlier version wrote in clear. */
  readonly plainFiles: number;
}

/** Counts what is not as it should be, and says so, at most once a minute for each kind. */
export interface PayloadWatch extends Required<Pick<EncryptionOptions, 'onPlaintext' | 'onUndecodable'>> {
  /** A file in clear was read. */
  readonly onPlainFile: () => void;
  readonly counts: () => PayloadCounts;
}

/** Real ms between two warnings of one kind; what came in between is counted in the next. */
const WARN_EVERY_MS = 60_000;

/** A watch that warns through `warn`. */
export function payloadWatch(warn: Warn, nowMs: () => number = Date.now): PayloadWatch {
  const undecodable: Partial<Record<UndecodableReason, number>> = {};
  let [plaintext, plainFiles] = [0, 0];
  const plain = limited(warn, 'payload.plaintext', nowMs);
  const files = limited(warn, 'document.plain', nowMs);
  const bad = limited(warn, 'payload.undecodable', nowMs);
  return {
    onPlaintext: () => {
      plaintext += 1;
      plain({});
    },
    onUndecodable: ({ reason, quarantined, workflowId }) => {
      undecodable[reason] = (undecodable[reason] ?? 0) + 1;
      bad({ reason, quarantined, workflowId });
    },
    onPlainFile: () => {
      plainFiles += 1;
      files({});
    },
    counts: () => ({ plaintext, undecodable: { ...undecodable }, plainFiles }),
  };
}

function limited(warn: Warn, about: Parameters<Warn>[0], nowMs: () => number): (what: Parameters<Warn>[1]) => void {
  let [lastMs, seen] = [Number.NEGATIVE_INFINITY, 0];
  return (what) => {
    seen += 1;
    if (nowMs() - lastMs < WARN_EVERY_MS) return;
    warn(about, { ...what, seen });
    [lastMs, seen] = [nowMs(), 0];
  };
}
