/** What the workflows beside an order say of themselves from their start on: pointers, tasks by hand, webhooks, pauses. */
import { portOrderWorkflowId, portRequestWorkflowId, webhooksWorkflowId } from '../ids';
import type { RequestRules } from '../rules';
import { words, type StartWords } from './started';
import { counted } from './words';

/** A gateway's own id is its own text: so much of it fits on a line. */
const LONGEST_ID = 64;

const NO_RULES_OF_A_COUNTRY = 'none of a country';

/** From a gateway's own id of a port to our request. */
export function pointerStarted({ gateway, gatewayId }: { readonly gateway: string; readonly gatewayId: string }): StartWords {
  const id = gatewayId.length > LONGEST_ID ? `${gatewayId.slice(0, LONGEST_ID)}…` : gatewayId;
  return words(
    `Whose port ${id} of ${gateway} is`,
    "The webhooks of this gateway name only its own id of a port. What comes is held here until our request has said whose port that is, and is passed on to it from then on, until some time after that request's end.",
    [
      ['Gateway', gateway],
      ['Its id of the port', `\`${id.replaceAll(/[`|\s]/g, '_')}\``],
      [
        'Rule book',
        `${NO_RULES_OF_A_COUNTRY}: an event that was acknowledged is never dropped, and an id that is nobody's for an hour is for a person`,
      ],
      ['On the command line', "`portico attention`; `portico resolve` with the id of this workflow, where it is nobody's"],
    ],
    ['Never *Terminate* it: what it holds would be lost.'],
  );
}

/** One attempt at a losing carrier without an API. */
export const manualPortStarted = (of: {
  readonly gateway: string;
  readonly orderId: string;
  readonly n: number;
  readonly attempt: number;
  readonly reference: string;
  readonly country: string;
  readonly losingCarrier: string;
  readonly rules: RequestRules;
}): StartWords =>
  words(
    `By hand: request ${of.n} of ${of.orderId}, attempt ${of.attempt}, ${of.country}, ${of.losingCarrier}`,
    'One attempt at a losing carrier without an API. What our side asks becomes something to do for one of our own people; what the carrier says is entered by them, and counts like an event of a gateway.',
    [
      ['Order', portOrderWorkflowId(of.orderId)],
      ['Request', `${portRequestWorkflowId(of.orderId, of.n)}, attempt ${of.attempt}, our reference ${of.reference}`],
      ['Gateway', `${of.gateway}, by hand, to ${of.losingCarrier}`],
      [
        'Rule book',
        `${of.country}, business days of ${of.rules.zone}: out on its business day, the port expected ${counted(of.rules.leadDays, 'day')} after that (R3)`,
      ],
      ['On the command line', `\`portico carrier-task ${of.orderId} --request ${of.n}\``],
    ],
    ['Never *Terminate* it: the request would wait for a carrier that nobody asks. To close it, send the signal `resolve`.'],
  );

/** The endpoints of one account. */
export const webhooksStarted = ({ accountId }: { readonly accountId: string }): StartWords =>
  words(
    `Webhook endpoints of ${accountId}`,
    "Who is told of this account's orders, where, and signed with which secret. Lives as long as the account.",
    [
      ['Account', accountId],
      ['Rule book', `${NO_RULES_OF_A_COUNTRY}: an endpoint to which nothing gets through for three days is disabled; see docs/webhooks.md`],
      ['On the command line', '`portico webhooks --help`'],
    ],
    ['Never *Terminate* it: every subscription would be forgotten. *Request Cancellation* changes nothing.'],
  );

/** One event on its way to one endpoint. */
export const webhookDeliveryStarted = (of: {
  readonly accountId: string;
  readonly endpointId: string;
  readonly eventId: string;
  readonly type: string;
  readonly orderId?: string | undefined;
}): StartWords =>
  words(
    `Send ${of.type} to endpoint ${of.endpointId}`,
    'One event for the backend of a customer. It is tried at once and then over three days, until the receiver takes it, is gone, or it is given up. A ping is tried once.',
    [
      ['Event', `${of.type}, ${of.eventId}`],
      ...(of.orderId === undefined ? [] : [['Order', portOrderWorkflowId(of.orderId)] as const]),
      ['Endpoint', `${of.endpointId} in ${webhooksWorkflowId(of.accountId)}, which has its host`],
      ['Rule book', `${NO_RULES_OF_A_COUNTRY}: the same fact is always the same event; see docs/webhooks.md`],
    ],
    ['*Request Cancellation* changes nothing: an event that is owed is sent. The signal `tryNow` with `{}` tries it at once.'],
  );

/** A gateway to which nothing is sent. */
export const gatewayPauseStarted = ({ gateway, by }: { readonly gateway: string; readonly by: string }): StartWords =>
  words(
    `Nothing is sent to ${gateway}`,
    'As long as this runs, nothing is sent to this gateway. Its webhooks are taken, what is to be sent waits and goes out afterwards, and other gateways go on.',
    [
      ['Gateway', gateway],
      ['Paused by', by],
      ['Rule book', `${NO_RULES_OF_A_COUNTRY}: deadlines go on, and what is late because of the pause is late`],
      ['On the command line', `\`portico resume-gateway ${gateway} --reason WHY\``],
    ],
    ['Ending it in any other way lets requests go there again, too, and nobody would know why.'],
  );
