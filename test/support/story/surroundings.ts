import { FAILURES, final } from '../../../activities/failures';
import type { Behaviour } from '../scripted/world';
import { gatewayIdOf } from '../scripted/world';
import type { StoryCarrier } from './carrier';
import type { Story } from './story';

/** What everybody who is asked answers in this story; the same in memory and behind a real worker. */
export function surroundingsOf({ world = [] }: Story, carrier: StoryCarrier): Behaviour {
  const has = (quirk: NonNullable<Story['world']>[number]): boolean => world.includes(quirk);
  return {
    admitOrder: () =>
      has('trialAccount')
        ? [{ path: 'accountId', code: 'trial_account', message: 'A trial account cannot port: upgrade it first (R1).' }]
        : [],
    checkPortability: () =>
      has('notPortable') ? [{ path: 'numbers[0]', code: 'not_portable', message: 'The losing carrier does not port this number.' }] : [],
    submitRequest: ({ reference }, { before, atMs }) => {
      if (before === 0 && (has('answerLost') || has('neverArrived')))
        throw final(FAILURES.outcomeUnknown, 'the answer to the submission never came');
      const gatewayId = gatewayIdOf(reference);
      if (has('refusedAtTheDoor') && reference.endsWith('1'))
        return { kind: 'rejected', gatewayId, reasons: [{ code: 'NAME_MISMATCH' }], rejectedAtMs: atMs };
      return { kind: 'accepted', gatewayId, acknowledgedAtMs: atMs };
    },
    readRequest: ({ reference }, { before, atMs }) => (has('neverArrived') && before === 0 ? null : carrier.statusAt(reference, atMs)),
    askCancel: () => (has('askRefused') ? { kind: 'refused', reason: 'not passed on' } : { kind: 'asked' }),
    askReschedule: () => (has('askRefused') ? { kind: 'refused', reason: 'not passed on' } : { kind: 'asked' }),
    prepareNumbers: (_, { before }) => {
      if (has('dashboardDown') && before === 0) throw final(FAILURES.serviceUnavailable, 'the dashboard does not answer');
    },
    activateNumbers: ({ numbers }, { before }) => ({
      numbers: has('halfActive') && before === 0 ? numbers.slice(0, numbers.length / 2) : numbers,
      smsAsked: !has('smsNotAsked'),
    }),
  };
}
