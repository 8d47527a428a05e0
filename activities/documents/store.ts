/** A stored file: its SHA-256 is its name. */
export interface StoredDocument {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly contentType: string;
}

/** What became of encrypting everything anew. */
export interface Resealed {
  /** Files that have the current key already. */
  readonly current: number;
  /** Files that were encrypted anew. */
  readonly resealed: number;
  /** Names of files that are damaged, or whose key nobody gave. */
  readonly unreadable: readonly string[];
}

/**
 * Content-addressed files, kept outside Temporal: documents never enter a payload. Records are small named JSON files
 * (an order's archive); a record is written whole or not at all. Both are encrypted at rest.
 */
export interface DocumentStore {
  put(content: Uint8Array, contentType: string): Promise<StoredDocument>;
  /** `undefined` when there is no such document. */
  get(sha256: string): Promise<{ readonly content: Uint8Array; readonly contentType: string } | undefined>;
  /** Removes a document for good; one that is not there is as good. */
  remove(sha256: string): Promise<void>;
  putRecord(name: string, record: unknown): Promise<void>;
  getRecord(name: string): Promise<unknown>;
  /** The names of the records in a folder, without the folder. */
  listRecords(folder: string): Promise<readonly string[]>;
  removeRecord(name: string): Promise<void>;
  /** Encrypts everything with the current key that has another or none. */
  reseal(): Promise<Resealed>;
}
