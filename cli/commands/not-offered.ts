import type { Command } from 'commander';
import { pauseNotPossible, portOutNotSupported } from '../../client';
import { orderIdArgument } from '../arguments';

/** R22: `portico pause ORDER` says how to have a port later. Asks nobody. */
export function addPause(program: Command): void {
  program
    .command('pause')
    .description('not possible: a port is cancelled and ordered again; says how')
    .argument('<order>', "the order's id", orderIdArgument)
    .action((orderId: string) => {
      throw pauseNotPossible({ cancel: `portico cancel ${orderId}`, again: `portico order --from ${orderId}` });
    });
}

/** R28: `portico port-out` points to the provider that starts it. Asks nobody. */
export function addPortOut(program: Command): void {
  program
    .command('port-out')
    .description('not possible: the provider that the numbers go to starts it; says how')
    .argument('[numbers...]', 'in international form, like +33199001234')
    .action(() => {
      throw portOutNotSupported();
    });
}
