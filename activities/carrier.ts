import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import type { GatewayStatus } from '../domain/carrier-event';
import type { SubmitOutcome } from '../domain/gateway-answer';
import { numbersOf } from '../domain/grouping';
import { portabilityProblems } from '../domain/portability';
import { difference } from '../domain/sweep/differs';
import { wordOf } from '../domain/sweep/standing';
import type { CarrierActivities, GatewayPort } from './activities';
import { FAILURES, final } from './failures';
import type { CarrierGateway } from './gateways/gateway';

/** A worker that is gone is noticed by its silence. */
const HEARTBEAT_MS = 1_000;

/**
 * What we ask of one gateway. Runs on that gateway's own queue. A worker that is shut down in the middle of a submission
 * leaves an unknown outcome behind, which is looked up and never sent again blindly.
 */
export function createCarrierActivities(gateway: CarrierGateway): CarrierActivities {
  return {
    async checkPortability({ country, items }) {
      const numbers = items.flatMap(numbersOf);
      const answers = await gateway.checkPortability(country, numbers, cancellationSignal());
      return portabilityProblems(items, answers);
    },
    submitRequest: (submission) => beating(() => submit(gateway, submission)),
    async readRequest(port) {
      return (await read(gateway, port)) ?? null;
    },
    async comparePort({ ours, ...port }) {
      const status = (await read(gateway, port)) ?? null;
      const differs = ours && difference(ours, status);
      return { word: wordOf(status), ...(differs ? { difference: differs } : {}) };
    },
    async askCancel(port) {
      const { gatewayId } = await known(gateway, port);
      return beating(() => gateway.cancel(gatewayId, `${port.reference}-cancel`, cancellationSignal()));
    },
    async askReschedule({ date, ...port }) {
      const { gatewayId } = await known(gateway, port);
      return beating(() => gateway.reschedule(gatewayId, date, `${port.reference}-${date}`, cancellationSignal()));
    },
    async triggerActivation({ date, ...port }) {
      const { gatewayId } = await known(gateway, port);
      return beating(() => gateway.activate(gatewayId, `${port.reference}-activate-${date}`, cancellationSignal()));
    },
    async askReturn({ reason, askedAtMs, ...port }) {
      const { gatewayId } = await known(gateway, port);
      return beating(() => gateway.requestReturn(gatewayId, reason, `${port.reference}-return-${askedAtMs}`, cancellationSignal()));
    },
  };
}

type Submission = Parameters<CarrierActivities['submitRequest']>[0];

/** Find, create, confirm, read back: each step finds what an earlier try has done (F2, F3). A 2xx is no proof, so the end is read. */
async function submit(gateway: CarrierGateway, { reference, country, frozen, desk }: Submission): Promise<SubmitOutcome> {
  const signal = cancellationSignal();
  const { holder, losing, signerName, items, preferredDate, loa } = frozen;
  const request = {
    reference,
    country,
    losing,
    holder,
    signer: { name: signerName },
    numbers: items,
    preferredDate,
    loa: { sha256: loa.sha256, signedAtMs: loa.signedAtMs },
    ...(desk ? { desk: { frozen, frame: desk } } : {}),
  };
  const found = (await gateway.find(reference, signal)) ?? (await gateway.create(request, signal));
  const confirmed = found.state === 'draft' ? await gateway.confirm(found.gatewayId, signal) : found;
  const port = confirmed.state === 'draft' ? await gateway.status(confirmed.gatewayId, signal) : confirmed;
  if (!port || port.state === 'draft')
    throw final(FAILURES.outcomeUnknown, `gateway ${gateway.id} confirmed a request and still reads as a draft; it is looked up again`);
  return outcomeOf(port);
}

/** What reads as cancelled at the carrier before we asked for that will not port: a rejection for a person to look at. */
function outcomeOf({ state, gatewayId, reasons, changedAtMs }: GatewayStatus): SubmitOutcome {
  if (state === 'cancelled')
    return { kind: 'rejected', gatewayId, reasons: [{ code: 'OTHER', rawCode: 'cancelled' }], rejectedAtMs: changedAtMs };
  if (state === 'toSend') return { kind: 'toSend', gatewayId };
  if (state !== 'rejected') return { kind: 'accepted', gatewayId, acknowledgedAtMs: changedAtMs };
  return { kind: 'rejected', gatewayId: gatewayId || undefined, reasons: reasons ?? [{ code: 'OTHER' }], rejectedAtMs: changedAtMs };
}

const read = (gateway: CarrierGateway, { gatewayId, reference }: GatewayPort): Promise<GatewayStatus | undefined> =>
  gatewayId ? gateway.status(gatewayId, cancellationSignal()) : gateway.find(reference, cancellationSignal());

async function known(gateway: CarrierGateway, port: GatewayPort): Promise<{ readonly gatewayId: string }> {
  if (port.gatewayId) return { gatewayId: port.gatewayId };
  const status = await gateway.find(port.reference, cancellationSignal());
  if (!status) throw final(FAILURES.carrierContractBroken, `gateway ${gateway.id} has no port under our reference`);
  return status;
}

/** Tells Temporal every second that this worker lives, so that another takes over soon after it does not. */
async function beating<T>(call: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => heartbeat(), HEARTBEAT_MS);
  try {
    return await call();
  } catch (error) {
    if (cancellationSignal().aborted)
      throw final(FAILURES.outcomeUnknown, `${activityInfo().activityType} was cut off by a shutdown; what came of it is looked up`);
    throw error;
  } finally {
    clearInterval(beat);
  }
}
