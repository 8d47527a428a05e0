/** Documents, refusals and rejection reasons in English. */
import type { Phrases } from '../wording';

/** What documents are called; a kind that is not here is named by its id. */
export const DOCUMENTS: Readonly<Record<string, string>> = {
  invoice: 'the latest invoice of the losing provider',
  proofOfAddress: 'a proof of address',
  signerId: 'an identity document of the person who signs',
  companyExtract: 'an extract from the company register',
  customerServiceRecord: 'the customer service record of the losing provider',
  numberAllocation: 'a proof of who holds the number',
  portingForm: "the losing side's porting form, filled in",
  signedLoa: 'the signed letter of authorisation',
};

/** Why a command was refused. */
export const REFUSALS: Phrases['refusals'] = {
  tooLate: 'it is too late for that',
  alreadyAsked: 'this was asked already, and the answer has not come yet',
  alreadyPorting: 'the numbers are being moved right now',
  alreadyPorted: 'the numbers are ported already',
  alreadyCancelled: 'it is cancelled already',
  closed: 'it is over',
  noDateYet: 'there is no confirmed date yet',
  carrierRefused: 'the losing provider does not agree',
  notRejected: 'only what was refused can be corrected',
  nothingChanged: 'the correction changes nothing',
  nothingToDecide: 'there is nothing to decide any more',
  anotherDocument: 'another document has come since: look at that one',
  nothingToReview: 'there is no such document to look at',
  numbersElsewhere: 'numbers of the block are in another request that is on its way',
  reasonsUncovered: 'the correction does not answer every reason of the refusal',
  outsideInterval: 'the losing provider does not let the numbers go on that day',
  notOnDemand: 'it starts by itself, and there is no window for starting it by hand',
  windowNotOpen: 'the window is not open yet',
  noReturn: 'this country has no emergency return',
  returnTooLate: 'the time for an emergency return is over',
  neverAnswered: 'the losing provider has not answered',
  notPorted: 'nothing has ported',
};

/** Why the losing carrier refused (R13); without `todo` our team acts. */
export const REASONS: Phrases['reasons'] = {
  NAME_MISMATCH: {
    why: 'The name of the account holder or company is not the one that the losing provider has',
    todo: 'Give name and company exactly as on the latest invoice; a new letter of authorisation will have to be signed.',
  },
  ADDRESS_MISMATCH: {
    why: 'The address is not the one that the losing provider has for the service',
    todo: 'Give the address where the service is used, which may differ from the billing address; ask the losing provider for its customer service record. A new letter of authorisation will have to be signed.',
  },
  POSTCODE_MISMATCH: {
    why: 'The postal code is not the one that the losing provider has',
    todo: 'Give the postal code of the service address as the losing provider has it. A new letter of authorisation will have to be signed.',
  },
  ACCOUNT_NUMBER_INVALID: {
    why: 'The account number is missing or wrong',
    todo: 'Copy the account number from the latest invoice of the losing provider.',
  },
  PIN_INVALID: {
    why: 'The port-out PIN is missing, wrong or expired',
    todo: 'Ask the losing provider for a new PIN and send it to us at once: many expire within days.',
  },
  TRANSFER_CODE_INVALID: {
    why: 'The transfer code (RIO, PAC or the like) is wrong or expired',
    todo: 'Get a new code from the losing provider, for each number on its own.',
  },
  TAX_ID_MISMATCH: {
    why: 'The tax or register id is not the one that the losing provider has',
    todo: 'Copy the tax or register id from the company extract, and compare it with what the losing provider has. A new letter of authorisation will have to be signed.',
  },
  UNAUTHORIZED_SIGNER: {
    why: 'The person who signed is not entitled to act for this account',
    todo: 'Name a person whom the losing provider knows as entitled; that person signs a new letter of authorisation.',
  },
  LOA_INVALID: {
    why: 'The letter of authorisation was not accepted: illegible, out of date, or without a signature or stamp that is wanted',
    todo: 'Check the details and have the request sent again, corrected or as it is; you will be asked to sign a new letter.',
  },
  DOCUMENT_MISSING: {
    why: 'A document is missing or too old',
    todo: 'Send us the latest invoice, and every other document again that is older than three months; then have the request sent again as it is.',
  },
  BTN_MISMATCH: {
    why: 'The main number of the account is not the right one',
    todo: 'Look up the main (billing) number on the invoice, and correct the account number: the losing provider knows the account by its main number.',
  },
  BTN_PORTING: {
    why: 'The main number would leave other numbers of the account behind',
    todo: 'Name a new main number at the losing provider for those that stay, or port them too.',
  },
  RANGE_INCOMPLETE: {
    why: 'A number belongs to a block, and a block ports as a whole',
    todo: 'Order the whole block, or have the losing provider split it first.',
  },
  NUMBER_CONFIG_WRONG: {
    why: 'The kind of line or number is another one than the request says',
    todo: 'Ask the losing provider how the line is set up (single, multi-line, block), and correct the order.',
  },
  NUMBER_INACTIVE: {
    why: 'A number is not in service at the losing provider',
    todo: 'Have it reactivated there, and tell us: only an active number can be ported.',
  },
  NUMBER_NOT_ON_ACCOUNT: {
    why: 'A number does not belong to this account',
    todo: 'Check number, holder and account number with the latest invoice, and correct them; numbers of another account need an order of their own.',
  },
  WRONG_LOSING_CARRIER: {
    why: 'The number is not with this losing provider',
    todo: 'Find on the invoice who provides the line, and name that losing carrier: a reseller may use the network of another company. A new letter of authorisation will have to be signed.',
  },
  SPLIT_REQUIRED: { why: 'The numbers have to be asked for in several requests' },
  PENDING_ORDER: {
    why: 'Another order is open at the losing provider for this line',
    todo: 'Have it finished or withdrawn there, and tell us when it is.',
  },
  DUPLICATE_PORT: { why: 'Another port of this number is under way' },
  MORE_RECENT_AUTH: {
    why: 'A newer authorisation for this number exists elsewhere',
    todo: 'Withdraw it there if you want the port to us; you will be asked to sign a new letter of authorisation.',
  },
  NUMBER_LOCKED: {
    why: 'The number is locked against porting at the losing provider',
    todo: 'Have the lock taken off there, and tell us when it is.',
  },
  SPECIAL_FEATURE: {
    why: 'A service hangs on the line (internet access, alarm, hunt group or the like)',
    todo: 'Have it removed or moved to another line at the losing provider; ask what ends with the number.',
  },
  CONTRACT_TERM: {
    why: 'The contract at the losing provider runs longer',
    todo: 'Ask the losing provider for the end date, or for an early release, and give us that date as the preferred one.',
  },
  DATE_INVALID: { why: 'The date that was asked for is not possible' },
  FOC_EXPIRED: { why: 'The confirmed date has lapsed' },
  FOC_REFUSED: { why: 'The losing provider has withdrawn its confirmed date' },
  CARRIER_UNRESPONSIVE: { why: 'The losing provider does not answer' },
  NETWORK_CONFLICT: { why: 'The networks have contradicting records of the number' },
  NOT_PORTABLE: { why: 'The number cannot be ported', todo: 'It stays at the losing provider.' },
  SUSPECTED_FRAUD: { why: 'The losing provider has doubts about the request' },
  UNAUTHORIZED_PORT: { why: 'The holder is said to contest the request' },
  UNSETTLED_BALANCE: {
    why: 'The losing provider claims an open balance',
    todo: 'Settle it, or dispute it with the losing provider; in many countries it is no ground to refuse a port.',
  },
  OTHER: { why: 'The losing provider gave a reason of its own' },
};
