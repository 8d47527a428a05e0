import { createHash } from 'node:crypto';
import type { DocumentStore } from '../../activities/documents/store';

/** A document store in memory: the interface's promises, without a folder to clean up. */
export function memoryStore(): DocumentStore & { readonly records: Map<string, unknown> } {
  const files = new Map<string, { readonly content: Uint8Array; readonly contentType: string }>();
  const records = new Map<string, unknown>();
  return {
    records,
    async put(content, contentType) {
      const sha256 = createHash('sha256').update(content).digest('hex');
      files.set(sha256, { content, contentType });
      return { sha256, bytes: content.length, contentType };
    },
    get: async (sha256) => files.get(sha256),
    remove: async (sha256) => void files.delete(sha256),
    putRecord: async (name, record) => void records.set(name, structuredClone(record)),
    getRecord: async (name) => structuredClone(records.get(name)),
    listRecords: async (folder) =>
      [...records.keys()].filter((name) => name.startsWith(`${folder}/`)).map((name) => name.slice(folder.length + 1)),
    removeRecord: async (name) => void records.delete(name),
    reseal: async () => ({ current: files.size + records.size, resealed: 0, unreadable: [] }),
  };
}
