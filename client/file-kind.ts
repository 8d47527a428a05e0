/** The kinds of file that a document may be. */
export type DocumentType = 'application/pdf' | 'image/png' | 'image/jpeg' | 'image/tiff';

const SIGNATURES: readonly { readonly type: DocumentType; readonly starts: readonly number[] }[] = [
  { type: 'application/pdf', starts: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', starts: [0xff, 0xd8, 0xff] },
  { type: 'image/tiff', starts: [0x49, 0x49, 0x2a, 0x00] },
  { type: 'image/tiff', starts: [0x4d, 0x4d, 0x00, 0x2a] },
];

/** What a file is by its first bytes, whatever it is called; `undefined` when it is none of those we take. */
export const documentType = (content: Uint8Array): DocumentType | undefined =>
  SIGNATURES.find(({ starts }) => starts.every((byte, index) => content[index] === byte))?.type;
