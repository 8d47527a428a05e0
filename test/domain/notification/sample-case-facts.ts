import type { Deadline } from '../../../domain/deadline';
import { evidenceOf } from '../../../domain/support-case/calls';
import type { CaseFact, ToldCaseKind } from '../../../domain/support-case/fact';
import { focOn } from '../../support/builders/carrier-event';
import { aCall, NUMBER, OPENED, PORTED } from '../../support/builders/support-case';

const until: Deadline = {
  what: 'caseAnswer',
  atMs: Date.parse('2026-03-24T22:59:00Z'),
  zone: 'Europe/Paris',
  explanation: '',
  then: '',
};
const { zone: _, ...incomplete } = aCall(10);
/** Three calls, of which one lacks its zone and one is from before the port. */
const evidence = evidenceOf([incomplete, aCall(-1), aCall(20)], { number: NUMBER, portedAtMs: PORTED, nowMs: OPENED });
/** The samples' word on what is missing (R26). */
export const needed = { kind: 'callsNeeded', trouble: 'calls', checks: { configured: true, userOnline: true }, evidence, until } as const;

/** Every kind that is told, in each of its forms. */
export const CASE_FACTS: { readonly [K in ToldCaseKind]: readonly (CaseFact & { readonly kind: K })[] } = {
  opened: (['callsIn', 'callsOut', 'calls', 'sms'] as const).map((trouble) => ({ kind: 'opened', trouble })),
  losingProviderAnswers: [
    { kind: 'losingProviderAnswers', port: 'before' },
    { kind: 'losingProviderAnswers', port: 'before', foc: focOn('2026-03-12') },
    { kind: 'losingProviderAnswers', port: 'ended' },
  ],
  interruptionPossible: [
    { kind: 'interruptionPossible', foc: focOn('2026-03-12'), stuckAt: until },
    { kind: 'interruptionPossible', stuckAt: until },
  ],
  smsPending: [{ kind: 'smsPending', by: until }],
  notConfigured: [{ kind: 'notConfigured', until }],
  userOffline: [{ kind: 'userOffline', until }],
  callsNeeded: [
    needed,
    { ...needed, trouble: 'sms', checks: { configured: false } },
    { ...needed, checks: { configured: true, userOnline: false }, evidence: { needed: 3, counting: 0, calls: [] } },
  ],
  reminded: (['configuration', 'user', 'calls'] as const).map((of) => ({ kind: 'reminded', of, until })),
  withTeam: (['calls', 'stuck', 'sms', 'notInService', 'notChecked'] as const).map((why) => ({ kind: 'withTeam', why })),
  stillWithTeam: [{ kind: 'stillWithTeam' }],
  worksAgain: [{ kind: 'worksAgain' }],
  resolved: [{ kind: 'resolved' }, { kind: 'resolved', reason: 'a route\nwas missing' }],
  unanswered: [{ kind: 'unanswered', of: 'calls' }],
};
