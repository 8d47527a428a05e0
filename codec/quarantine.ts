import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { UNDECODABLE } from '../domain/undecodable';

/** Stands in the place of a payload that nobody can ever read: an object that no handler takes for a message. */
export const quarantined = (reason: string): Payload => defaultPayloadConverter.toPayload({ [UNDECODABLE]: reason });

/** Whether workflow code can make a value of it. */
export function isConvertible(payload: Payload): boolean {
  try {
    defaultPayloadConverter.fromPayload(payload);
    return true;
  } catch {
    return false;
  }
}
