import { defineSearchAttributeKey } from '@temporalio/common';

/**
 * What operators search and list by. Never personal data: a number appears only as keyed hash. At most three of type
 * Datetime, and at most 100 number hashes: a keyword list over 2,048 bytes makes the server end the workflow.
 */
export const ATTRIBUTES = {
  status: defineSearchAttributeKey('PorticoStatus', 'KEYWORD'),
  country: defineSearchAttributeKey('PorticoCountry', 'KEYWORD'),
  losingCarrier: defineSearchAttributeKey('PorticoLosingCarrier', 'KEYWORD'),
  gateway: defineSearchAttributeKey('PorticoGateway', 'KEYWORD'),
  account: defineSearchAttributeKey('PorticoAccount', 'KEYWORD'),
  portDate: defineSearchAttributeKey('PorticoPortDate', 'DATETIME'),
  nextDeadline: defineSearchAttributeKey('PorticoNextDeadline', 'DATETIME'),
  attention: defineSearchAttributeKey('PorticoAttention', 'KEYWORD_LIST'),
  owner: defineSearchAttributeKey('PorticoOwner', 'KEYWORD'),
  attentionSince: defineSearchAttributeKey('PorticoAttentionSince', 'DATETIME'),
  numbers: defineSearchAttributeKey('PorticoNumbers', 'KEYWORD_LIST'),
} as const;

/** The list for registering them. */
export const SEARCH_ATTRIBUTES: readonly { readonly name: string; readonly type: string }[] = Object.values(ATTRIBUTES);

/** The status that an order is started with; every later one it sets itself. */
export const FIRST_STATUS = 'intake';

/** The status that a support case is started with. */
export const FIRST_CASE_STATUS = 'examining';

/** The status that the workflow of an account's endpoints is started with. */
export const FIRST_WEBHOOKS_STATUS = 'idle';
/** The status that a task for a losing carrier is started with. */
export const FIRST_DESK_STATUS = 'toSend';

/** The most number hashes that one workflow carries. */
export const MAX_NUMBER_HASHES = 100;
