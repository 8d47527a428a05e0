import { WorkflowNotFoundError } from '@temporalio/client';
import { hold, signatureRecordName } from '../activities/documents/records';
import { localDate, localInstant } from '../domain/calendar/local-time';
import type { LoaForm } from '../domain/order/state';
import type { LoaView, OrderView } from '../domain/order/view';
import type { IsoDate } from '../domain/order-details';
import { packOf } from '../config/countries';
import { loaSignedSignal } from '../workflows/contract';
import { canonicalJson } from './canonical-json';
import { keyReuse, orderClosed } from './commands';
import type { ClientContext } from './context';
import { storeFile, type HandedIn } from './documents';
import { refusal, refusedFor } from './errors';
import { zoneOfOrder } from './order-input';
import { getOrder, orderHandle } from './read-orders';

/** The LOA as the customer is shown it (R10). */
export interface LoaDocument {
  readonly pdf: Uint8Array;
  readonly revision: number;
  /** Of the PDF; what a signature names. */
  readonly sha256: string;
}

/** An electronic signature of one revision. */
export interface SignLoa {
  readonly orderId: string;
  readonly revision: number;
  /** SHA-256 of the PDF that was shown. */
  readonly hash: string;
  readonly signer: { readonly name: string };
  /** The same key on the same order is the same signature. */
  readonly idempotencyKey?: string | undefined;
}

/** A letter that was signed on paper, as a scan. */
export interface ScanLoa extends HandedIn {
  readonly orderId: string;
  /** The current one without it. */
  readonly revision?: number | undefined;
  /** Whom the order names as signer, without it. */
  readonly signer?: { readonly name: string } | undefined;
  /** The day that stands beside the signature. */
  readonly signedOn: IsoDate;
}

/** A signature that is kept: sealed, so that a change of it is seen. */
export interface SignatureRecord {
  readonly loaId: string;
  readonly revision: number;
  /** SHA-256 of the PDF that was signed. */
  readonly sha256: string;
  readonly signer: string;
  /** Business instant, UTC epoch ms. */
  readonly signedAtMs: number;
  /** SHA-256 of the scan, where it was signed by hand. */
  readonly scan?: string | undefined;
  /** Keyed hash of the Idempotency-Key that it came with. */
  readonly key?: string | undefined;
  /** Keyed hash of everything above. */
  readonly seal: string;
}

type ReadyLoa = LoaView & { readonly sha256: string };

/**
 * The letter to sign; with several accounts at losing carriers there are several, and `revision` names one. Throws
 * `loa_not_ready` while something is missing or it is being made, and `order_not_found`.
 */
export async function getLoa(context: ClientContext, orderId: string, revision?: number): Promise<LoaDocument> {
  const loa = readyLoa(await getOrder(context, orderId), revision);
  const stored = await context.options.documents.get(loa.sha256);
  if (!stored) throw refusal('internal_error', 'The LOA is missing from the document store: an operator must look.');
  return { pdf: stored.content, revision: loa.revision, sha256: loa.sha256 };
}

function readyLoa({ loa: current, loas, missingDocuments }: OrderView, revision?: number): ReadyLoa {
  const loa = revision === undefined ? current : loas.find((one) => one.revision === revision);
  if (loa?.sha256) return { ...loa, sha256: loa.sha256 };
  const why =
    missingDocuments.length > 0
      ? `these documents are missing: ${missingDocuments.join(', ')}`
      : revision === undefined || loa
        ? 'it is being made: ask again in some seconds'
        : 'no letter with this revision counts';
  throw refusal('loa_not_ready', `There is no LOA to sign yet; ${why} (R9, R10).`);
}

/** The letter of this revision, as long as it counts. Throws `loa_stale`. */
function countingLoa(view: OrderView, revision: number): ReadyLoa {
  const loa = view.loas.find((one) => one.revision === revision);
  if (loa?.sha256) return { ...loa, sha256: loa.sha256 };
  throw stale(readyLoa(view));
}

const stale = ({ revision }: ReadyLoa) =>
  refusal('loa_stale', `This is not the current LOA: revision ${revision} counts. Show it to the customer again and have that one signed.`);

/**
 * R10: signs the revision that was shown, and only that. The signature is kept sealed before the order hears of it, so
 * that a signal that fails can be sent again; the same signature twice is one. Throws `loa_not_ready`, `loa_stale`,
 * `loa_already_signed`, `key_reuse`, `loa_signature_form`, `order_closed`, `order_not_found`.
 */
export async function signLoa(
  context: ClientContext,
  { orderId, revision, hash, signer, idempotencyKey }: SignLoa,
): Promise<SignatureRecord> {
  const view = await getOrder(context, orderId);
  const key = idempotencyKey === undefined ? undefined : context.names.commandId(orderId, 'sign', idempotencyKey);
  if (key !== undefined) await demandSameSignature(context, view, { key, revision, sha256: hash, signer: signer.name });
  const loa = countingLoa(view, revision);
  if (loa.sha256 !== hash) throw stale(readyLoa(view));
  demandForm(context, view, 'electronic');
  return take(context, orderId, loa, { signer: signer.name, signedAtMs: context.nowMs(), ...(key === undefined ? {} : { key }) });
}

/**
 * R10: a letter that was signed by hand, where the country wants or takes that. Throws what `signLoa` throws, and what is
 * wrong with the file or its day.
 */
export async function scanLoa(context: ClientContext, { orderId, revision, signer, signedOn, ...file }: ScanLoa): Promise<SignatureRecord> {
  const view = await getOrder(context, orderId);
  const loa = revision === undefined ? readyLoa(view) : countingLoa(view, revision);
  demandForm(context, view, 'handwritten');
  const zone = zoneOfOrder(context, view.details);
  if (signedOn > localDate(context.nowMs(), zone))
    throw refusedFor([{ path: 'signedOn', code: 'invalid_date', message: 'A letter cannot be signed on a day that is still to come.' }]);
  const { sha256: scan } = await storeFile(context, file);
  await hold(context.options.documents, orderId, scan);
  const noon = localInstant({ date: signedOn, time: '12:00', zone, resolve: 'earlier' });
  const { name } = signer ?? view.details.signer;
  return take(context, orderId, loa, { signer: name, signedAtMs: Math.min(noon, context.nowMs()), scan });
}

/** A key stands with the signature that it came with: it may come again with that one only. Throws `key_reuse`. */
async function demandSameSignature(
  { options }: ClientContext,
  { loas }: OrderView,
  { key, ...said }: Pick<SignatureRecord, 'revision' | 'sha256' | 'signer'> & { readonly key: string },
): Promise<void> {
  const records = await Promise.all(loas.map(({ loaId }) => options.documents.getRecord(signatureRecordName(loaId))));
  const before = (records as (SignatureRecord | undefined)[]).find((record) => record?.key === key);
  if (!before) return;
  const { revision, sha256, signer } = before;
  if (canonicalJson({ revision, sha256, signer }) !== canonicalJson(said)) throw keyReuse();
}

/** Some countries take signatures on paper only. */
function demandForm({ options }: ClientContext, { details }: OrderView, form: LoaForm): void {
  const rule = packOf(options.packs, details.country)?.loaSignature.value;
  if (!rule || rule.accepted.includes(form)) return;
  const way =
    form === 'electronic'
      ? `print it, have it signed by hand with date${rule.companyStamp ? ' and company stamp' : ''}, and hand in a scan`
      : 'have it signed electronically';
  throw refusal('loa_signature_form', `Losing providers of this country do not take a letter that is signed like this: ${way} (R10).`);
}

async function take(
  context: ClientContext,
  orderId: string,
  loa: ReadyLoa,
  signature: Pick<SignatureRecord, 'signer' | 'signedAtMs' | 'scan' | 'key'>,
): Promise<SignatureRecord> {
  const { loaId, revision, sha256 } = loa;
  const record = await kept(context, { loaId, revision, sha256, ...signature });
  if (record.signer !== signature.signer)
    throw refusal('loa_already_signed', 'This revision was signed already, under another name: that signature stands.');
  const form = record.scan === undefined ? {} : ({ form: 'handwritten', scan: record.scan } as const);
  try {
    const signed = { loaId, revision, hash: sha256, signer: record.signer, at: record.signedAtMs, ...form };
    await context.call('server', () => orderHandle(context, orderId).signal(loaSignedSignal, signed));
  } catch (error) {
    if (error instanceof WorkflowNotFoundError && loa.signedAtMs === undefined) throw orderClosed();
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  return record;
}

/** The signature as it is kept: the first one stays, except that another scan of the same letter replaces the one before. */
async function kept({ options, names }: ClientContext, signature: Omit<SignatureRecord, 'seal'>): Promise<SignatureRecord> {
  const name = signatureRecordName(signature.loaId);
  const earlier = (await options.documents.getRecord(name)) as SignatureRecord | undefined;
  if (earlier && earlier.sha256 === signature.sha256) {
    const { seal, ...sealed } = earlier;
    if (names.seal(sealed) !== seal) throw refusal('internal_error', 'The kept signature does not fit its seal: an operator must look.');
    if (signature.scan === undefined || signature.scan === earlier.scan || earlier.signer !== signature.signer) return earlier;
  }
  const record: SignatureRecord = { ...signature, seal: names.seal(signature) };
  await options.documents.putRecord(name, record);
  return record;
}

/** The hash of the scan with which a letter was signed by hand; `undefined` without one. */
export const scanOf = async ({ options }: ClientContext, loaId: string): Promise<string | undefined> =>
  ((await options.documents.getRecord(signatureRecordName(loaId))) as SignatureRecord | undefined)?.scan;
