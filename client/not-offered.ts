/** What is asked for and does not exist in porting: refused with the way to get what was wanted, and never half done. */
import { refusal, type PorticoError } from './errors';

/** R5, R28: only the winning provider starts a port; porting out is another process, and another provider's. */
export const portOutNotSupported = (): PorticoError =>
  refusal(
    'port_out_not_supported',
    'Portico ports numbers in. To take numbers to another provider, order the port there: the provider that you go to starts it, and asks us (R5, R28).',
  );

/** R22: there is no pause. `cancel` and `again` name how the caller does either. */
export const pauseNotPossible = ({ cancel, again }: { readonly cancel: string; readonly again: string }): PorticoError =>
  refusal(
    'pause_not_possible',
    `A port cannot be paused. To have it later, cancel it (${cancel}), and when you are ready order it again (${again}): what is still valid is reused (R22).`,
  );
