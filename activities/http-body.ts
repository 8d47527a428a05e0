/** Why a body could not be read as JSON. */
export type BodyProblem = 'tooLarge' | 'notJson';

export type BodyReading = { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly problem: BodyProblem };

/** Collects a body of at most `limit` bytes after decompression; `undefined` when it is larger. Throws when it breaks off. */
async function collect(response: Response, limit: number): Promise<Uint8Array | undefined> {
  if (!response.body) return new Uint8Array();
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
}

/** Reads a response as JSON in strict UTF-8. Throws only when the connection breaks before the body has ended. */
export async function readJson(response: Response, limit: number): Promise<BodyReading> {
  const bytes = await collect(response, limit);
  if (!bytes) return { ok: false, problem: 'tooLarge' };
  try {
    return { ok: true, json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown };
  } catch {
    return { ok: false, problem: 'notJson' };
  }
}
