import { WorkflowNotFoundError } from '@temporalio/client';
import { signatureRecordName } from '../activities/documents/records';
import type { OrderView } from '../domain/order/view';
import { loaSignedSignal } from '../workflows/contract';
import { orderClosed } from './commands';
import type { ClientContext } from './context';
import { refusal } from './errors';
import { getOrder, orderHandle } from './read-orders';

/** The LOA as the customer is shown it (R10). */
export interface LoaDocument {
  readonly pdf: Uint8Array;
  readonly revision: number;
  /** Of the PDF; what a signature names. */
  readonly sha256: string;
}

/** A signature of one revision. */
export interface SignLoa {
  readonly orderId: string;
  readonly revision: number;
  /** SHA-256 of the PDF that was shown. */
  readonly hash: string;
  readonly signer: { readonly name: string };
}

/** A signature that is kept: sealed, so that a change of it is seen. */
export interface SignatureRecord {
  readonly loaId: string;
  readonly revision: number;
  readonly sha256: string;
  readonly signer: string;
  /** Business instant, UTC epoch ms. */
  readonly signedAtMs: number;
  /** Keyed hash of everything above. */
  readonly seal: string;
}

/** The current LOA. Throws `loa_not_ready` while documents are missing or it is being made, and `order_not_found`. */
export async function getLoa(context: ClientContext, orderId: string): Promise<LoaDocument> {
  const { revision, sha256 } = readyLoa(await getOrder(context, orderId));
  const stored = await context.options.documents.get(sha256);
  if (!stored) throw refusal('internal_error', 'The LOA is missing from the document store: an operator must look.');
  return { pdf: stored.content, revision, sha256 };
}

function readyLoa({ loa, missingDocuments }: OrderView): {
  readonly loaId: string;
  readonly revision: number;
  readonly sha256: string;
  readonly signedAtMs?: number | undefined;
} {
  if (loa?.sha256) return { ...loa, sha256: loa.sha256 };
  const why =
    missingDocuments.length > 0
      ? `these documents are missing: ${missingDocuments.join(', ')}`
      : 'it is being made: ask again in some seconds';
  throw refusal('loa_not_ready', `There is no LOA to sign yet; ${why} (R9, R10).`);
}

/**
 * R10: signs the revision that was shown, and only that. The signature is kept sealed before the order hears of it, so
 * that a signal that fails can be sent again; the same signature twice is one. Throws `loa_not_ready`, `loa_stale`,
 * `loa_already_signed`, `order_closed`, `order_not_found`.
 */
export async function signLoa(context: ClientContext, { orderId, revision, hash, signer }: SignLoa): Promise<SignatureRecord> {
  const loa = readyLoa(await getOrder(context, orderId));
  if (loa.revision !== revision || loa.sha256 !== hash) {
    throw refusal(
      'loa_stale',
      `This is not the current LOA: revision ${loa.revision} counts. Show it to the customer again and have that one signed.`,
    );
  }
  const record = await kept(context, { loaId: loa.loaId, revision, sha256: hash, signer: signer.name, signedAtMs: context.nowMs() });
  if (record.signer !== signer.name)
    throw refusal('loa_already_signed', 'This revision was signed already, under another name: that signature stands.');
  try {
    const signature = { loaId: record.loaId, revision, hash, signer: record.signer, at: record.signedAtMs };
    await context.call('server', () => orderHandle(context, orderId).signal(loaSignedSignal, signature));
  } catch (error) {
    if (error instanceof WorkflowNotFoundError && loa.signedAtMs === undefined) throw orderClosed();
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  return record;
}

/** The signature as it is kept: the first one stays. */
async function kept({ options, names }: ClientContext, signature: Omit<SignatureRecord, 'seal'>): Promise<SignatureRecord> {
  const name = signatureRecordName(signature.loaId);
  const earlier = (await options.documents.getRecord(name)) as SignatureRecord | undefined;
  if (earlier && earlier.sha256 === signature.sha256) {
    const { seal, ...sealed } = earlier;
    if (names.seal(sealed) !== seal) throw refusal('internal_error', 'The kept signature does not fit its seal: an operator must look.');
    return earlier;
  }
  const record: SignatureRecord = { ...signature, seal: names.seal(signature) };
  await options.documents.putRecord(name, record);
  return record;
}
