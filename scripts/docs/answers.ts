/** What customers read outside messages about facts: refusals and warnings, and how a message names its numbers; all by the real code. */
import { eligibility } from '../../activities/provisioning';
import { portOutNotSupported } from '../../client';
import type { Recorded } from '../../domain/fact';
import { wordMessage } from '../../domain/notification/word-message';
import { checkOrder } from '../../domain/order-check';
import type { NumberItem, PortOrderDetails } from '../../domain/order-details';
import type { OrderRules } from '../../domain/order-rules';
import { orderWarnings } from '../../domain/order-warnings';
import type { OrderFact } from '../../domain/order/state';
import type { Problem } from '../../domain/result';
import { aFrenchOrder, aSingle } from '../../test/support/builders/order';
import { block, foc, single } from '../../test/domain/notification/sample-facts';

const RULES: OrderRules = {
  country: 'FR',
  callingCode: '33',
  numberTypes: ['geographic', 'mobile'],
  transferCodeName: 'RIO',
  transferCodeRequired: false,
  blocksGoTogether: true,
};

/** The message of the only problem; throws when there are others, or none. */
function only(problems: readonly Problem[], code: string): string {
  const found = problems.find((problem) => problem.code === code);
  if (!found) throw new Error(`the checks do not say ${code}, but ${problems.map((problem) => problem.code).join()}`);
  return found.message;
}

const checked = (changed: Partial<PortOrderDetails>, rules: OrderRules | undefined = RULES): readonly Problem[] =>
  checkOrder(aFrenchOrder(changed), { rules, today: '2026-03-02', maxNumbers: 1_000 });

/** The sentence about a date in a message of several facts. */
function datesIn(facts: readonly Recorded<OrderFact>[], items: Readonly<Record<number, readonly NumberItem[]>>): string {
  const { body } = wordMessage({ language: 'en', zone: 'Europe/Paris', facts, items });
  return body
    .split('\n')
    .filter((line) => /^About |confirmed the date/.test(line))
    .join(' ');
}

function scheduled(n: number, seq: number, date = foc): Recorded<OrderFact> {
  return {
    kind: 'request',
    n,
    seq,
    atMs: foc.windowStartMs - 1e9,
    fact: { kind: 'scheduled', foc: date, cancelUntil: null, rescheduleUntil: null },
  };
}

/** Every answer that a rule shows itself in. */
export function createOrderAnswers() {
  const later = {
    ...foc,
    date: '2026-03-16',
    windowStartMs: foc.windowStartMs + 4 * 86_400_000,
    windowEndMs: foc.windowEndMs + 4 * 86_400_000,
  };
  return {
    trialAccount: eligibility({ id: 'acc-1', status: 'trial', paid: false, language: 'en' })?.message ?? '',
    unknownCountry: only(
      checkOrder(aFrenchOrder({ country: 'XX' }), { rules: undefined, today: '2026-03-02', maxNumbers: 1_000 }),
      'unknown_country',
    ),
    typeNotOffered: only(checked({ numberType: 'tollFree' }), 'number_type_unavailable'),
    portOut: portOutNotSupported().message,
    // As a body that was not checked may have it.
    notAttested: only(checked({ numbersStayActive: false as unknown as true }), 'numbers_must_stay_active'),
    blockIncomplete: only(checked({ inBlock: 'yes', numbers: [aSingle()] }), 'block_incomplete'),
    blockUnknown: only(orderWarnings(aFrenchOrder({ inBlock: 'unknown' }), { rules: RULES }), 'block_unknown'),
    aboutABlock: datesIn([scheduled(1, 1)], { 1: [block] }),
    aboutTwoNumbers: datesIn([scheduled(1, 1), scheduled(2, 2, later)], { 1: [single('+33199001210')], 2: [single('+33199001211')] }),
  } as const;
}
