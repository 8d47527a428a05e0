import type { CliWorld } from '../../cli/world';

/** What most command lines never touch: no namespace to set up, and a Web UI that is somewhere. */
export const ELSEWHERE: Pick<CliWorld, 'setUpTemporal' | 'webUi'> = {
  setUpTemporal: () => Promise.reject(new Error('this command line has no namespace to set up')),
  webUi: () => ({ url: 'http://ui.example', namespace: 'default', nowMs: Date.parse('2026-03-10T16:00:00Z') }),
};
