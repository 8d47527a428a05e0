import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { carrierAnswerRecordName } from '../activities/documents/records';
import type { CarrierAnswerBody } from '../contracts/carrier-answer';
import { EVENT_TYPES, toFacts } from '../contracts/carrier-facts';
import type { CarrierEvent, Entered } from '../domain/carrier-event';
import { entryName, entryProblems, possibleEntries, type Entry, type EntryType, type Ground } from '../domain/manual/entry';
import { groundOf } from '../domain/manual/entries';
import { groundOfRequest } from '../domain/manual/request-ground';
import type { DeskView } from '../domain/manual/view';
import type { E164 } from '../domain/order-details';
import type { Problem } from '../domain/result';
import { enterUpdate, type EntryAnswer } from '../workflows/contract';
import { deliverCarrierEvent, type EventDelivery } from './carrier-events';
import { deskHandle, deskOf, requestOf, type RunningRequest } from './carrier-tasks';
import type { ClientContext } from './context';
import { MAX_DOCUMENT_BYTES } from './documents';
import { PorticoError, refusal, refusedFor } from './errors';
import { documentType } from './file-kind';

/** An answer that came by mail or telephone. The same order, request and key always mean the same entry. */
export interface EnterCarrierAnswer {
  readonly orderId: string;
  readonly n: number;
  readonly idempotencyKey: string;
  readonly answer: CarrierAnswerBody;
}

/** `parked`: the request has ended in this very moment, and the word is kept for a person. */
export interface EnteredAnswer {
  readonly outcome: 'taken' | 'parked';
  readonly reference: string;
}

/** What was entered for a request that goes out by itself: kept before the request hears of it, so that it can be handed over again. */
interface KeptAnswer {
  readonly contentHash: string;
  readonly event: CarrierEvent;
}

/**
 * Enters what a losing carrier said. Through the same checks as a webhook, and against where the request stands; then it is
 * durable with the task of a gateway by hand, which hands it on, or with the request itself. Throws `order_not_found`,
 * `request_not_found`, `invalid_transition` (its problem names what is possible), `key_reuse`, and what is wrong with it.
 */
export async function enterCarrierAnswer(context: ClientContext, entering: EnterCarrierAnswer): Promise<EnteredAnswer> {
  const { orderId, n, idempotencyKey, answer } = entering;
  const request = await requestOf(context, orderId, n);
  const id = context.names.commandId(`${orderId}/${n}`, 'carrier-answer', idempotencyKey);
  const contentHash = context.names.contentHash(answer);
  const desk = await deskOf(context, request);
  const { reference } = request.snapshot;
  const earlier: { readonly contentHash: string; readonly event?: CarrierEvent } | undefined = desk
    ? enteredBefore(desk, id)
    : await keptBefore(context, id);
  if (earlier) {
    if (earlier.contentHash !== contentHash) throw keyReuse();
    if (!earlier.event) return { outcome: 'taken', reference };
    return { outcome: outcomeOf(await deliverCarrierEvent(context, earlier.event)), reference: earlier.event.reference };
  }
  const entry = entryOf(context, request, { id, contentHash, answer });
  const ground = desk ? groundOf(desk) : groundOfRequest(request.snapshot);
  const problems = [...(await doorProblems(context, entry)), ...(ground ? entryProblems(entry, ground, context.nowMs()) : [notOut()])];
  if (problems.length > 0) throw refused(problems, ground);
  const kept = { ...entry, entered: await withEvidence(context, entry.entered) };
  if (desk) return { outcome: await enter(context, request, kept), reference };
  const event = eventOf(request, kept);
  await context.options.documents.putRecord(carrierAnswerRecordName(id), { contentHash, event } satisfies KeptAnswer);
  return { outcome: outcomeOf(await deliverCarrierEvent(context, event)), reference };
}

const outcomeOf = (delivery: EventDelivery): EnteredAnswer['outcome'] => (delivery === 'parked' ? 'parked' : 'taken');

const enteredBefore = ({ log }: DeskView, id: string): Pick<Entry, 'contentHash'> | undefined =>
  log.flatMap((fact) => (fact.kind === 'entered' && fact.entry.id === id ? [fact.entry] : []))[0];

const keptBefore = async ({ options }: ClientContext, id: string): Promise<KeptAnswer | undefined> =>
  (await options.documents.getRecord(carrierAnswerRecordName(id))) as KeptAnswer | undefined;

/** The body in our words. */
function entryOf(
  context: ClientContext,
  { snapshot }: RunningRequest,
  { id, contentHash, answer }: { readonly id: string; readonly contentHash: string; readonly answer: CarrierAnswerBody },
): Entry {
  const { event, task, by, channel, evidence, note, carrierRef } = answer;
  const { numbers, foc, reasons, text } = toFacts({
    numbers: undefined,
    foc: undefined,
    reasons: undefined,
    text: undefined,
    ...event.data,
  });
  const type: EntryType = event.type === 'port.sent' ? 'sent' : (EVENT_TYPES.get(event.type) ?? 'numberActivated');
  const every: readonly E164[] | undefined = event.type === 'port.completed' ? snapshot.numbers.map(({ number }) => number) : numbers;
  return {
    id,
    contentHash,
    type,
    saidAtMs: event.occurred_at === undefined ? context.nowMs() : Date.parse(event.occurred_at),
    entered: { by, channel, ...(evidence ? { evidence } : {}), ...(note ? { note } : {}), ...(carrierRef ? { carrierRef } : {}) },
    ...(task ? { task } : {}),
    ...(every ? { numbers: every } : {}),
    ...(foc ? { foc } : {}),
    ...(reasons ? { reasons } : {}),
    ...(text === undefined ? {} : { text }),
  };
}

/** What can be seen without knowing where the request stands. */
async function doorProblems({ options, nowMs }: ClientContext, { saidAtMs, entered }: Entry): Promise<Problem[]> {
  const stored = entered.evidence === undefined || (await options.documents.get(entered.evidence)) !== undefined;
  return [
    ...(saidAtMs > nowMs()
      ? [{ path: 'event.occurred_at', code: 'in_future', message: 'This is still to come: enter when it was said or sent.' }]
      : []),
    ...(stored
      ? []
      : [
          {
            path: 'evidence',
            code: 'unknown_evidence',
            message: 'There is no such document: store the evidence first, and give its hash.',
          },
        ]),
  ];
}

/** A note alone is stored as what shows that it came. */
async function withEvidence({ options }: ClientContext, entered: Entered): Promise<Entered> {
  if (entered.evidence !== undefined || entered.note === undefined) return entered;
  const { sha256 } = await options.documents.put(new TextEncoder().encode(entered.note), 'text/plain; charset=utf-8');
  return { ...entered, evidence: sha256 };
}

const notOut = (): Problem => ({
  path: 'event.type',
  code: 'invalid_transition',
  message: 'Nothing can be entered now: this request is not with the losing carrier, or is over. Possible now: nothing.',
});

/** As with any command that comes at the wrong time; with other mistakes besides, it is a matter of content. */
function refused(problems: readonly Problem[], ground: Ground | undefined): PorticoError {
  const possible = ground ? possibleEntries(ground).map(entryName).join(', ') : 'nothing';
  const [first] = problems;
  if (problems.length === 1 && first) return new PorticoError(first.code, first.message, { problems });
  const transition = problems.find(({ code }) => code === 'invalid_transition');
  return transition
    ? new PorticoError('invalid_transition', `${problems.length} things are wrong: see the list. Possible now: ${possible}.`, { problems })
    : refusedFor(problems);
}

const keyReuse = (): PorticoError =>
  refusal('key_reuse', 'This Idempotency-Key was used for another answer: give each its own, and repeat a key only with the same content.');

async function enter(context: ClientContext, request: RunningRequest, entry: Entry): Promise<'taken'> {
  const answer = await ask(context, request, entry);
  if (answer.kind === 'otherContent') throw keyReuse();
  if (answer.kind === 'refused') throw refusedFor(answer.problems);
  return 'taken';
}

async function ask(context: ClientContext, request: RunningRequest, entry: Entry): Promise<EntryAnswer> {
  try {
    return await context.call('worker', () => deskHandle(context, request).executeUpdate(enterUpdate, { args: [entry] }));
  } catch (error) {
    const closing =
      error instanceof WorkflowUpdateFailedError &&
      error.cause instanceof ApplicationFailure &&
      error.cause.type === 'AcceptedUpdateCompletedWorkflow';
    if (closing || error instanceof WorkflowNotFoundError)
      throw new PorticoError('invalid_transition', notOut().message, { problems: [notOut()] });
    throw error;
  }
}

/** The event as a webhook would have brought it, with who entered it. */
function eventOf({ snapshot, gateway }: RunningRequest, { id, type, saidAtMs, entered, numbers, foc, reasons, text }: Entry): CarrierEvent {
  return {
    id: `operator/${id}`,
    gateway,
    // Nothing goes out by hand here: `sent` is refused before.
    type: type === 'sent' ? 'acknowledged' : type,
    occurredAtMs: saidAtMs,
    reference: snapshot.reference,
    ...(numbers ? { numbers } : {}),
    ...(foc ? { foc } : {}),
    ...(reasons ? { reasons } : {}),
    ...(text === undefined ? {} : { text }),
    source: 'operator',
    entered,
  };
}

/**
 * Stores what shows that an answer came: a letter or fax as PDF or picture, a mail as text. Throws `order_not_found`,
 * `document_too_large`, `document_type_unknown`.
 */
export async function storeEvidence(
  context: ClientContext,
  { orderId, n, content }: { readonly orderId: string; readonly n: number; readonly content: Uint8Array },
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  await requestOf(context, orderId, n);
  if (content.length > MAX_DOCUMENT_BYTES) throw refusal('document_too_large', `Evidence may have at most ${MAX_DOCUMENT_BYTES} bytes.`);
  const type = documentType(content) ?? (isPlainText(content) ? 'text/plain; charset=utf-8' : undefined);
  if (!type) throw refusal('document_type_unknown', 'The evidence is none of PDF, PNG, JPEG, TIFF and text in UTF-8, by its content.');
  const { sha256, bytes } = await context.options.documents.put(content, type);
  return { sha256, bytes };
}

function isPlainText(content: Uint8Array): boolean {
  if (content.length === 0 || content.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}
