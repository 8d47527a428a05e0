import { isUndecodable } from '../domain/undecodable';

/**
 * The first line of every workflow: what it lives by must be readable. Throws an ordinary error, so that the task is tried
 * again and heals with the right key, in place of ending a port. Later messages are put aside by their handlers instead.
 */
export function demandReadable(...inputs: readonly unknown[]): void {
  if (inputs.some(isUndecodable)) throw new Error('the input of this workflow cannot be decrypted: look at the keys of the orders worker');
}
