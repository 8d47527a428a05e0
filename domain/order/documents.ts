import { begin, issueLoa, sign } from './loa';
import { CHECKS, holdingUp, type DocumentReview } from './requirements';
import { type OrderEvent, type Review } from './events';
import { latestLoaFor, openLoas, type Loa, type OrderState, type ProvidedDocument } from './state';
import type { OrderTurn } from './turn';

/** The kind under which a scan of the signed letter is looked at. */
export const SIGNED_LOA = 'signedLoa';

type Provided = Extract<OrderEvent, { readonly kind: 'documentProvided' }>;

/** R9: a document. A newer one of the same kind replaces the older; the same again changes nothing. */
export function onDocument(turn: OrderTurn, { document, sha256, issuedOn, validUntil }: Provided): void {
  const { documents, phase } = turn.state;
  const known = documents.find(({ kind }) => kind === document);
  const same = known?.sha256 === sha256 && known.issuedOn === issuedOn && known.review?.is !== 'expired';
  if (phase.at === 'over' || same) return;
  const review = firstReview(turn);
  turn.set({
    documents: [
      ...documents.filter(({ kind }) => kind !== document),
      { kind: document, sha256, atMs: turn.nowMs, issuedOn, validUntil, review },
    ],
  });
  turn.fact({ kind: 'documentProvided', document });
  askForReview(turn);
  proceed(turn);
}

function firstReview({ input, nowMs }: OrderTurn): DocumentReview | undefined {
  if (input.review === 'operator') return { is: 'underReview' };
  return input.requirements ? { is: 'approved', by: CHECKS, atMs: nowMs } : undefined;
}

/** An operator has looked at a document, or at the scan of a letter. */
export function onReviewed(turn: OrderTurn, review: Review): void {
  if (!isReviewable(turn.state, review) || !isLookedAt(turn.state, review)) return;
  if (review.document === SIGNED_LOA) reviewScan(turn, review);
  else reviewDocument(turn, review);
  askForReview(turn);
}

function reviewDocument(turn: OrderTurn, { document, verdict, reviewer: by }: Review): void {
  const atMs = turn.nowMs;
  if (verdict.is === 'approved') {
    changeDocument(turn, document, { is: 'approved', by, atMs });
    turn.fact({ kind: 'documentApproved', document, by, ...(verdict.reason === undefined ? {} : { reason: verdict.reason }) });
    return proceed(turn);
  }
  changeDocument(turn, document, { is: 'refused', by, atMs, reason: verdict.reason });
  turn.fact({ kind: 'documentRefused', document, reason: verdict.reason, until: documentsBy(turn.state) });
  waitForDocuments(turn);
}

function reviewScan(turn: OrderTurn, { revision, verdict }: Review): void {
  const loa = turn.state.loas.find((one) => one.revision === revision);
  if (!loa?.scanned) return;
  turn.set({ loas: turn.state.loas.map((one): Loa => (one === loa ? { ...one, scanned: undefined } : one)) });
  if (verdict.is === 'approved') return sign(turn, loa.revision, loa.scanned);
  turn.fact({ kind: 'loaScanRefused', revision: loa.revision, reason: verdict.reason });
}

/** Whether there is such a document, or such a scan, to be looked at; one that was approved may still be refused before it is sent. */
export function isReviewable(
  { documents, loas, phase }: OrderState,
  { document, revision }: Pick<Review, 'document' | 'revision'>,
): boolean {
  if (phase.at === 'over') return false;
  if (document === SIGNED_LOA) return loas.some((loa) => loa.revision === revision && loa.scanned !== undefined);
  const sent = phase.at === 'inProgress';
  return documents.some(({ kind, review }) => kind === document && (review?.is === 'underReview' || (!sent && review?.is === 'approved')));
}

/** Whether the document, or the scan, is the one that was looked at, where that is said. */
export function isLookedAt(
  { documents, loas }: OrderState,
  { document, revision, sha256 }: Pick<Review, 'document' | 'revision' | 'sha256'>,
): boolean {
  if (sha256 === undefined) return true;
  if (document === SIGNED_LOA) return loas.some((loa) => loa.revision === revision && loa.scanned?.scan === sha256);
  return documents.some((one) => one.kind === document && one.sha256 === sha256);
}

/** Somebody of ours has to look as long as anything is under review. */
export function askForReview(turn: OrderTurn): void {
  const { documents, loas, waived = [] } = turn.state;
  const isWaived = (kind: string): boolean => waived.some(({ document }) => document === kind);
  const open =
    documents.some(({ kind, review }) => review?.is === 'underReview' && !isWaived(kind)) ||
    loas.some(({ scanned }) => scanned !== undefined);
  if (open) turn.raise('documentToReview');
  else turn.clear('documentToReview');
}

/** Documents that became too old before anything was sent: the customer brings newer ones (R9). */
export function expireDocuments(turn: OrderTurn): void {
  const { phase, documents } = turn.state;
  if (phase.at === 'over' || phase.at === 'inProgress') return;
  const old = documents.filter((document) => canExpire(document) && (document.validUntil?.atMs ?? Infinity) <= turn.nowMs);
  for (const { kind } of old) {
    changeDocument(turn, kind, { is: 'expired', atMs: turn.nowMs });
    turn.fact({ kind: 'documentExpired', document: kind, until: documentsBy(turn.state) });
  }
  if (old.length === 0) return;
  askForReview(turn);
  waitForDocuments(turn);
}

/** Whether its age still matters. */
export const canExpire = ({ validUntil, review }: ProvidedDocument): boolean =>
  validUntil !== undefined && review?.is !== 'expired' && review?.is !== 'refused';

function changeDocument(turn: OrderTurn, document: string, review: DocumentReview): void {
  turn.set({ documents: turn.state.documents.map((one) => (one.kind === document ? { ...one, review } : one)) });
}

const documentsBy = ({ phase }: OrderState) => ('documentsBy' in phase ? phase.documentsBy : undefined);

/** Back to the documents: a letter that was sent stays what it is, and counts once they are there. */
export function waitForDocuments(turn: OrderTurn): void {
  const { phase } = turn.state;
  if (phase.at !== 'awaitingSignature' || holdingUp(turn.state, turn.input).length === 0) return;
  const { loaBy } = phase;
  turn.set({ phase: { at: 'awaitingDocuments', documentsBy: phase.documentsBy ?? { ...loaBy, what: 'documents' }, loaBy } });
}

/** With everything there that the country wants, the letter is made; or what is signed already goes out. */
export function proceed(turn: OrderTurn): void {
  const { phase, loas } = turn.state;
  if (phase.at !== 'awaitingDocuments' || holdingUp(turn.state, turn.input).length > 0) return;
  if (loas.length === 0) return issueLoa(turn);
  if (turn.state.requests.some(({ n, stage }) => stage === 'waiting' && latestLoaFor(turn.state, n)?.signed)) return begin(turn);
  // A letter that is still being made asks for its signature itself.
  if (openLoas(turn.state).some(({ sha256 }) => sha256 !== undefined))
    turn.set({ phase: { at: 'awaitingSignature', loaBy: phase.loaBy, documentsBy: phase.documentsBy } });
}
