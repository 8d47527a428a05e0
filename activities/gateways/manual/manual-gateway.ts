import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import type { GatewayStatus } from '../../../domain/carrier-event';
import type { AskOutcome } from '../../../domain/gateway-answer';
import { numbersOf } from '../../../domain/grouping';
import { manualPortWorkflowId, parseGatewayReference } from '../../../domain/ids';
import type { Ask, DeskInput } from '../../../domain/manual/state';
import { statusOf, type DeskView } from '../../../domain/manual/view';
import { manualPortStarted } from '../../../domain/shown/started-beside';
import { askUpdate, deskViewQuery, QUEUES, WORKFLOWS } from '../../../workflows/contract';
import { ATTRIBUTES, FIRST_DESK_STATUS } from '../../../workflows/search-attributes';
import { LoaNotPrintableError } from '../../documents/loa-fonts';
import { renderPortingForm } from '../../documents/porting-form';
import type { DocumentStore } from '../../documents/store';
import { FAILURES, final, retryable } from '../../failures';
import type { CarrierGateway, GatewayCapabilities, GatewayRequest } from '../gateway';

/** What our own people can do: anything that one can ask for by mail, at any time. */
export const MANUAL_GATEWAY_CAPABILITIES: GatewayCapabilities = {
  setSize: 1,
  echoesReference: true,
  resubmission: 'newOrder',
  // The task is there as soon as it was started.
  visibilityLagMs: 0,
  dateChangeBeforeFoc: true,
  byHand: true,
};

export interface ManualGatewayOptions {
  readonly id: string;
  readonly client: Client;
  /** Where the filled-in form is kept. */
  readonly documents: DocumentStore;
  /** Our own name, as it stands in the form. */
  readonly providerName?: string | undefined;
  /** Business time. */
  readonly nowMs: () => number;
}

/** What a gateway by hand can do without Temporal: say what it is, and what is known of numbers. */
export const manualFront = (id: string): Pick<CarrierGateway, 'id' | 'capabilities' | 'checkPortability' | 'readWebhook'> => ({
  id,
  capabilities: MANUAL_GATEWAY_CAPABILITIES,
  // Nobody is called before there is an order, so nothing is known of any number: no order is held up, and nobody is told yes.
  checkPortability: async () => [],
  readWebhook: () => ({
    kind: 'refused',
    refusal: { status: 401, code: 'signature_missing', message: 'this gateway sends no webhooks: its answers are entered by hand' },
  }),
});

/**
 * A losing carrier without an API. The workflow `manualPort` stands for the other company: creating starts it, reading asks
 * it, and every question to the carrier is an update under the given key. It has no draft: creating and confirming are one
 * act of one party. Every call is safe to repeat, so that whatever goes wrong with Temporal is `CarrierUnavailable`.
 */
export function createManualGateway({ id, client, documents, providerName, nowMs }: ManualGatewayOptions): CarrierGateway {
  const { workflow } = client;
  const handleOf = (reference: string) => workflow.getHandle(manualPortWorkflowId(id, reference));

  const view = async (reference: string): Promise<DeskView | undefined> => {
    try {
      const handle = handleOf(reference);
      const { status } = await handle.describe();
      // What is over answers without a worker; one that was ended by force still tells where it stood.
      if (status.name === 'COMPLETED') return (await handle.result()) as DeskView;
      return await handle.query(deskViewQuery);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw unavailable(id, error);
    }
  };

  const status = async (reference: string): Promise<GatewayStatus | undefined> => {
    const desk = await view(reference);
    return desk && statusOf(desk);
  };

  const ask = async (reference: string, question: Ask): Promise<AskOutcome> => {
    try {
      return await handleOf(reference).executeUpdate(askUpdate, { args: [question], updateId: question.key });
    } catch (error) {
      if (error instanceof WorkflowNotFoundError || isClosing(error))
        return { kind: 'refused', reason: 'the task is closed: nothing more can be asked' };
      throw unavailable(id, error);
    }
  };

  return {
    ...manualFront(id),
    find: status,
    status,
    async create(request) {
      const asked = inputOf(id, request);
      const input: DeskInput = { ...asked, ...(await formOf(documents, asked, providerName)) };
      try {
        await workflow.start(WORKFLOWS.manualPort, {
          workflowId: manualPortWorkflowId(id, request.reference),
          taskQueue: QUEUES.orders,
          args: [input],
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          ...manualPortStarted({ ...input, losingCarrier: request.losing.carrier }),
          typedSearchAttributes: [
            { key: ATTRIBUTES.status, value: FIRST_DESK_STATUS },
            { key: ATTRIBUTES.country, value: request.country },
            { key: ATTRIBUTES.losingCarrier, value: request.losing.carrier },
            { key: ATTRIBUTES.gateway, value: id },
            { key: ATTRIBUTES.account, value: input.accountId },
          ],
        });
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw unavailable(id, error);
        const there = await status(request.reference);
        if (there) return there;
      }
      const numbers = request.numbers.flatMap(numbersOf).map((number) => ({ number, active: false, sms: 'pending' as const }));
      return { gatewayId: request.reference, reference: request.reference, state: 'toSend', numbers, changedAtMs: nowMs() };
    },
    async confirm(gatewayId) {
      const there = await status(gatewayId);
      if (!there) throw final(FAILURES.carrierContractBroken, `gateway ${id} has no task under our reference`);
      return there;
    },
    cancel: (gatewayId, key) => ask(gatewayId, { kind: 'cancel', key }),
    reschedule: (gatewayId, date, key) => ask(gatewayId, { kind: 'reschedule', key, date }),
    activate: (gatewayId, key) => ask(gatewayId, { kind: 'activate', key }),
    requestReturn: (gatewayId, reason, key) => ask(gatewayId, { kind: 'return', key, reason }),
    async comment(gatewayId, text, key) {
      await ask(gatewayId, { kind: 'comment', key, text });
    },
  };
}

/** The filled-in form, by its hash. Without one the task is there all the same: its details are in it. */
async function formOf(documents: DocumentStore, input: DeskInput, winningProvider: string | undefined): Promise<Pick<DeskInput, 'form'>> {
  try {
    const { sha256 } = await documents.put(await renderPortingForm({ ...input, winningProvider }), 'application/pdf');
    return { form: sha256 };
  } catch (error) {
    if (error instanceof LoaNotPrintableError) return {};
    throw error;
  }
}

/** Everything is read or deduplicated by its key, so that trying again does no harm. No message of Temporal's is repeated. */
const unavailable = (id: string, error: unknown) =>
  retryable(FAILURES.carrierUnavailable, `gateway ${id}: its task cannot be reached (${error instanceof Error ? error.name : 'unknown'})`);

/** It ended while the question was on its way. */
const isClosing = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError &&
  error.cause !== undefined &&
  'type' in error.cause &&
  error.cause.type === 'AcceptedUpdateCompletedWorkflow';

/** What the task is born with. Throws where the order was placed while this gateway was of another kind. */
function inputOf(gateway: string, { reference, country, desk }: GatewayRequest): DeskInput {
  const attempt = parseGatewayReference(reference);
  if (!attempt || !desk)
    throw final(
      FAILURES.carrierContractBroken,
      `gateway ${gateway} was not one by hand when this order was placed: its requests need another gateway id`,
    );
  return { schemaVersion: 1, gateway, reference, ...attempt, country, frozen: desk.frozen, ...desk.frame };
}
