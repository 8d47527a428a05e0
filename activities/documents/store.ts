/** A stored file: its SHA-256 is its name. */
export interface StoredDocument {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly contentType: string;
}

/**
 * Content-addressed files, kept outside Temporal: documents never enter a payload. Records are small named JSON files
 * (an order's archive); a record is written whole or not at all.
 */
export interface DocumentStore {
  put(content: Uint8Array, contentType: string): Promise<StoredDocument>;
  /** `undefined` when there is no such document. */
  get(sha256: string): Promise<{ readonly content: Uint8Array; readonly contentType: string } | undefined>;
  putRecord(name: string, record: unknown): Promise<void>;
  getRecord(name: string): Promise<unknown>;
}
