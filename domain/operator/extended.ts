import { DAY_MS } from '../clock';
import type { Deadline } from '../deadline';

/** The same deadline so many times 24 hours later. */
export const extended = (deadline: Deadline, days: number): Deadline => ({
  ...deadline,
  atMs: deadline.atMs + days * DAY_MS,
  explanation: `${deadline.explanation}, and ${days} ${days === 1 ? 'day' : 'days'} more by our team`,
});
