/** What an operator enters of a losing carrier's word, in English. */
import type { CarrierEventType, Channel } from '../../carrier-event';

export const CHANNELS: Readonly<Record<Channel, string>> = {
  mail: 'mail',
  telephone: 'telephone',
  portal: "the carrier's portal",
  fax: 'fax',
  other: 'another way',
};

export const ENTERED: Readonly<Record<CarrierEventType, string>> = {
  acknowledged: 'the request is with the losing carrier',
  rejected: 'the losing carrier refuses the request',
  focConfirmed: 'the losing carrier confirms a date',
  focChanged: 'the losing carrier changes the date',
  rescheduleAccepted: 'the losing carrier agrees to another date',
  rescheduleRefused: 'the losing carrier refuses another date',
  cancelAccepted: 'the losing carrier agrees to the cancel',
  cancelRefused: 'the losing carrier refuses the cancel',
  numberActivated: 'numbers have moved',
  activationFailed: 'numbers could not be moved',
  smsActivated: 'SMS works',
  smsFailed: 'SMS does not work',
  splitRequired: 'the losing carrier wants several requests',
  returnAccepted: 'the losing carrier takes the numbers back',
  returnRefused: 'the losing carrier does not take the numbers back',
  comment: 'a remark of the losing carrier',
};
