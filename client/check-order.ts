import type { OrderCheck, PortabilitySection } from '../contracts/portability';
import type { PortOrderDetails } from '../domain/order-details';
import { portabilityProblems, soundNumbersOf } from '../domain/portability';
import type { Problem } from '../domain/result';
import { packOf } from '../config/countries';
import type { ClientContext } from './context';
import { isOffered, placeOf, problemsOf, warningsOf } from './order-input';
import { askGateway, isByHand, notesFor, resultsOf } from './portability';
import { sectionFrame } from './portability-section';

/**
 * R2, R7, R8: what an order would be told if it were placed now, and everything that `checkPortability` says. Starts nothing
 * and claims nothing; whether the account may port (R1) and whether another order has the numbers is seen when it is placed.
 */
export async function checkOrder(context: ClientContext, details: PortOrderDetails): Promise<OrderCheck> {
  const { section, refused } = await portabilityOf(context, details);
  const sections = section ? [section] : [];
  return {
    problems: [...problemsOf(context, details), ...refused],
    warnings: warningsOf(context, details),
    portability: { sections, impossible: [], notes: notesFor(sections, isByHand(context, details.losing.carrier)) },
  };
}

interface Asked {
  /** Absent where the country or the type of number cannot be brought: that is a problem of its own. */
  readonly section?: PortabilitySection;
  /** What the gateway's answers mean for the order. */
  readonly refused: readonly Problem[];
}

async function portabilityOf(context: ClientContext, details: PortOrderDetails): Promise<Asked> {
  const { country, numberType, losing } = details;
  const pack = packOf(context.options.packs, country);
  if (!pack || !isOffered(pack, numberType)) return { refused: [] };
  const numbers = details.numbers.flatMap(soundNumbersOf);
  const answers = await askGateway(context, { country, numbers, losingCarrier: losing.carrier });
  const frame = sectionFrame(context, { pack, place: placeOf(pack, details), otherTypes: [] });
  return {
    section: { ...frame, results: resultsOf(numbers, answers, new Set(numbers)) },
    refused: portabilityProblems(details.numbers, answers ?? []),
  };
}
