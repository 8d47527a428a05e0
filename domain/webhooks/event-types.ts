import { ORDER_KINDS_TOLD, REQUEST_KINDS_TOLD, type ToldOrderKind, type ToldRequestKind } from '../notification/told';
import type { ToldCaseKind } from '../support-case/fact';

/** Every kind of news of a support case; a record, so that one too few or too many does not compile. */
const CASE_KINDS_TOLD: Readonly<Record<ToldCaseKind, true>> = {
  opened: true,
  losingProviderAnswers: true,
  interruptionPossible: true,
  smsPending: true,
  notConfigured: true,
  userOffline: true,
  callsNeeded: true,
  reminded: true,
  withTeam: true,
  stillWithTeam: true,
  worksAgain: true,
  resolved: true,
  unanswered: true,
};

/** The types of events: everything that customers are told of, by whom it happens to. */
export type EventType = `order.${ToldOrderKind}` | `request.${ToldRequestKind}` | `supportCase.${ToldCaseKind}`;

/** What a test of an endpoint sends; nobody subscribes to it. */
export const PING = 'ping';

/** All of them: the one list that filters, description and pages are made of. */
export const EVENT_TYPES: readonly EventType[] = [
  ...ORDER_KINDS_TOLD.map((kind): EventType => `order.${kind}`),
  ...REQUEST_KINDS_TOLD.map((kind): EventType => `request.${kind}`),
  ...(Object.keys(CASE_KINDS_TOLD) as ToldCaseKind[]).map((kind): EventType => `supportCase.${kind}`),
];

const TYPES: ReadonlySet<string> = new Set(EVENT_TYPES);

/** Whether the text is one of them. */
export const isEventType = (text: unknown): text is EventType => typeof text === 'string' && TYPES.has(text);
