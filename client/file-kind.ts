import { filetypemime } from 'magic-bytes.js';

/** The kinds of file that a document may be. */
const TAKEN = ['application/pdf', 'image/png', 'image/jpeg', 'image/tiff'] as const;

export type DocumentType = (typeof TAKEN)[number];

/** What a file is by its content, whatever it is called; `undefined` when it is none of those we take. */
export function documentType(content: Uint8Array): DocumentType | undefined {
  const found = new Set(filetypemime(content));
  return TAKEN.find((type) => found.has(type));
}
