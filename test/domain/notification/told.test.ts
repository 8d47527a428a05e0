import { isTold } from '../../../domain/notification/told';
import { ORDER_FACTS, REQUEST_FACTS } from './sample-facts';

test('R12, R13, R17, R18, R23, R24: the customer is told of what changes for them', () => {
  const told = Object.entries(REQUEST_FACTS).filter(([, facts]) => facts.every((fact) => isTold({ kind: 'request', n: 1, fact })));
  expect(told.map(([kind]) => kind)).toEqual([
    'submitted',
    'resubmissionHeld',
    'rejected',
    'scheduled',
    'dateChanged',
    'numbersAdded',
    'configureReminder',
    'emergencyAddressMissing',
    'cancelAsked',
    'cancelRefused',
    'cancelled',
    'rescheduleAsked',
    'rescheduleRefused',
    'ported',
    'transferRefused',
    'notPulled',
    'activationNotTaken',
    'returnAsked',
    'returnRefused',
    'returned',
    'activationStuck',
    'smsActive',
    'smsOverdue',
    'smsFailed',
    'smsNotApplicable',
    'closed',
  ]);
});

test("an order's own moments are told, its bookkeeping is not", () => {
  const told = Object.entries(ORDER_FACTS).filter(([, facts]) => facts.every(isTold));
  expect(told.map(([kind]) => kind)).toEqual([
    'accepted',
    'documentRefused',
    'documentExpired',
    'reminded',
    'decisionNeeded',
    'numbersDropped',
    'nowPortable',
    'csrCompared',
    'loaFormRefused',
    'loaScanRefused',
    'loaTooOld',
    'blockNotAdded',
    'regrouped',
    'loaReady',
    'loaStale',
    'orderCancelled',
    'cancelNotPossible',
    'expired',
    'closed',
  ]);
});
