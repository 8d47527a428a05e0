import type { OrderRetry } from './order/state';
import type { Retry } from './request/state';

/** What happens at the end of a pause after something failed, in words: for the timer, and for whoever asks what comes next. */
export const RETRY_WORDS: Readonly<Record<Retry['what'] | OrderRetry['what'], string>> = {
  submit: 'the submission is tried again',
  prepare: 'adding the numbers to the dashboard is tried again',
  readNumbers: 'the platform is asked again whether the numbers are ready',
  activate: 'taking the numbers into service is tried again',
  enableSms: 'asking for SMS is tried again',
  release: 'giving up the claim on the numbers is tried again',
  plan: 'counting the dates is tried again',
  tell: 'telling the order is tried again',
  askCancel: 'asking for the cancel is tried again',
  askReschedule: 'asking for the other date is tried again',
  lookUp: 'the port is read at the gateway again',
  triggerActivation: 'starting the transfer is tried again',
  askReturn: 'asking for the emergency return is tried again',
  bind: 'telling whose port it is at the gateway is tried again',
  admit: 'the account and the claim on the numbers are asked for again',
  issueLoa: 'making the letter of authorisation is tried again',
  archive: 'writing the final record is tried again',
  start: 'starting the requests is tried again',
  send: 'the messages that could not be sent are sent again',
  read: 'the silent requests are asked again',
  portability: 'portability is asked for again',
  claim: 'the claim on the whole block is tried again',
  giveBack: 'giving up the claim on numbers that left the order is tried again',
};
