import type { Recorded, RequestFact } from '../../../domain/fact';
import { isOvertaken } from '../../../domain/notification/overtaken';
import type { OrderFact } from '../../../domain/order/state';
import { loaHash } from '../scripted/world';
import type { SentMessage } from './duo';
import type { Played } from './play';

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** The facts of a message that are still told when it is delivered at once: what the same instant has overtaken is left out. */
export function deliveredOf({ facts, atMs }: SentMessage, known: readonly Recorded<OrderFact>[]): readonly Recorded<OrderFact>[] {
  const byThen = known.filter((fact) => fact.atMs <= atMs);
  return facts.filter((fact) => !isOvertaken(fact, byThen));
}

/** What must hold of every story once it is over, judged by what the world was asked and saw. Throws what does not. */
export function checkPlayed(played: Played): void {
  noSecondSubmission(played);
  noStatusComesBack(played);
  cancelledIsCancelled(played);
  nothingTooEarly(played);
  toldOnceAndTruly(played);
}

/** I2: at most one order at the carrier per attempt, and the next attempt only after the refusal of the one before. */
function noSecondSubmission({ duo, story }: Played): void {
  const sent = duo.world.callsOf('submitRequest').map(({ input }) => input.reference);
  const mayRepeat = story.world?.includes('neverArrived') === true ? 1 : 0;
  demand(sent.length - new Set(sent).size <= mayRepeat, 'I2: an attempt was submitted twice');
  for (const { state } of duo.requests.values())
    demand(
      state.attempts.slice(0, -1).every(({ rejection }) => rejection !== undefined),
      'I2: another attempt without a refusal of the one before',
    );
}

/** I7: an order that has ended stays as it ended, and what runs is never back before its submission. */
function noStatusComesBack({ statuses, duo }: Played): void {
  const names = statuses.map(({ status }) => status);
  const { phase } = duo.order.state;
  demand(phase.at === 'over' && names.indexOf(phase.outcome) === names.length - 1, 'I7: the order goes on after its end');
  const begun = names.findIndex((status) => !['intake', 'awaitingDocuments', 'awaitingSignature'].includes(status));
  demand(
    begun >= 0 && !names.slice(begun).some((status) => status.startsWith('awaiting')),
    'I7: the order goes back before its submission',
  );
}

/** I8: cancelled means that nothing lives at the carrier, or that a person knows of it. */
function cancelledIsCancelled({ duo, carrier, input }: Played): void {
  for (const [n, { state, told }] of duo.requests) {
    if (state.phase.at !== 'over' || state.phase.outcome !== 'cancelled') continue;
    const { reference } = state.attempts.at(-1) ?? {};
    const live = reference !== undefined && !['cancelled', 'rejected'].includes(carrier.statusAt(reference, duo.nowMs).state);
    const isKnown = duo.parked > 0 || told.some((fact) => fact.kind === 'attention' && fact.reason === 'portedAfterCancel');
    demand(!live || isKnown, `I8: request ${n} of ${input.orderId} is cancelled and lives at the carrier`);
  }
}

/** I9: nothing is activated before the carrier let it go, nothing is sent without a signed letter that names just these numbers. */
function nothingTooEarly({ duo, carrier, story }: Played): void {
  const moved = carrier.words.filter(({ event }) => event.type === 'numberActivated');
  for (const { input, atMs } of duo.world.callsOf('activateNumbers')) {
    for (const number of input.numbers)
      demand(
        moved.some(({ event }) => event.occurredAtMs <= atMs && event.numbers?.includes(number) === true),
        'I9: activated before the carrier let it go',
      );
  }
  const letters = duo.world.callsOf('issueLoa').map(({ input }) => input);
  for (const { input, atMs } of duo.world.callsOf('submitRequest')) {
    const { loa, items } = input.frozen;
    const letter = letters.find(({ loaId }) => loaHash(loaId) === loa.sha256);
    demand(letter !== undefined && loa.signedAtMs <= atMs, 'I9, R10: sent without a signed letter');
    const named = letter?.items.map((item) => JSON.stringify(numbersOf(item))) ?? [];
    demand(
      items.every((item) => named.includes(JSON.stringify(numbersOf(item)))),
      `I9, R10: sent under a letter that does not name it: ${story.name}`,
    );
  }
}

/** Without codes, which may be corrected under the same letter. */
const numbersOf = (item: { readonly kind: string; readonly number?: string; readonly start?: string; readonly end?: string }): unknown => [
  item.number,
  item.start,
  item.end,
];

const DATED: ReadonlySet<RequestFact['kind']> = new Set([
  'submitted',
  'scheduled',
  'dateChanged',
  'numbersAdded',
  'rescheduleAsked',
  'activationStuck',
]);

/** I11: every fact that is owed is told once, and nothing that is told contradicts what was told before it or came of it. */
function toldOnceAndTruly({ duo }: Played): void {
  const { facts } = duo.order.state;
  const told = duo.messages.flatMap((message) => message.facts.map(({ seq }) => seq));
  demand(new Set(told).size === told.length, 'I11: a fact is told twice');
  demand(
    duo.messages.every(({ seq }, index) => seq > (duo.messages[index - 1]?.seq ?? 0)),
    'I11: messages out of order',
  );
  for (const n of duo.requests.keys()) {
    const heard = duo.messages
      .flatMap((message) => deliveredOf(message, facts))
      .flatMap((fact) => (fact.kind === 'request' && fact.n === n ? [fact.fact] : []));
    const end = heard.findIndex(({ kind }) => kind === 'ported' || kind === 'closed');
    demand(end < 0 || !heard.slice(end).some(({ kind }) => DATED.has(kind)), `I11: a date of request ${n} is told after its end`);
    const { foc } = duo.requests.get(n)?.state ?? {};
    const lastDate = heard.flatMap((fact) => (fact.kind === 'scheduled' || fact.kind === 'dateChanged' ? [fact.foc] : [])).at(-1);
    const takenBack = heard.some(({ kind }) => kind === 'cancelled' || kind === 'rejected');
    demand(
      !foc || !lastDate || takenBack || lastDate.windowStartMs === foc.windowStartMs,
      `I11: the last date that request ${n} was told is not its date`,
    );
  }
}
