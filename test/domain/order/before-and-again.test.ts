import { judgeCancellation } from '../../../domain/order/judging';
import { viewOf } from '../../../domain/order/view';
import { driveToLoa, driveToRejected } from '../../support/builders/drive-order';
import { anOrderInput, aSingle } from '../../support/builders/order';
import { MONDAY } from '../../support/builders/rules';

const two = () => anOrderInput({ details: { numbers: [aSingle(10), aSingle(11)] } });

describe('R13: what was mended at the losing provider is sent again as it is', () => {
  test('the same details go out under the letter that was signed, as a new attempt', () => {
    const order = driveToRejected();
    expect(order.saysTo({}).results).toMatchObject([{ taken: false, reason: 'nothingChanged' }]);
    expect(order.saysTo({ asItIs: true }).taken).toBe(true);
    expect(order.corrects({ asItIs: true }).sentTo(1)).toEqual(['resubmissionReady']);
    expect(order.flying('issueLoa')).toEqual([]);
  });

  test('before anything was rejected there is nothing to send again', () => {
    expect(driveToLoa().saysTo({ asItIs: true }).results).toMatchObject([{ taken: false, reason: 'nothingChanged' }]);
  });
});

describe('R24: before anything was sent', () => {
  test('one of two requests is cancelled at once; the other goes on under a letter of its own (R10)', () => {
    const order = driveToLoa(two());
    expect(judgeCancellation(order.state, [2], MONDAY).results).toMatchObject([{ n: 2, taken: true, atOnce: true }]);
    order.cancel([2]);
    expect(order.lastOf(2)).toMatchObject({ kind: 'cancelled', wasSent: false });
    order.loaMade();
    expect(order.loa(2)).toMatchObject({ covers: [1] });
    order.signs(1);
    expect(order.lastFact('loaStale')).toMatchObject({ revision: 1, current: 2 });
    expect(order.signs(2).flying('startRequest')).toEqual([{ do: 'startRequest', n: 1 }]);
  });

  test('cancelling both, one after the other, ends the order', () => {
    const order = driveToLoa(two()).cancel([2]).cancel([1]);
    expect(viewOf(order.state, order.input).status).toBe('cancelled');
  });

  test('a correction does not bring a cancelled request back', () => {
    const order = driveToLoa(two())
      .cancel([2])
      .loaMade()
      .corrects({ signer: { name: 'Bea Martin', email: 'bea@example.org' } })
      .loaMade();
    expect(order.entry(2).stage).toBe('cancelled');
    expect(order.loa(3)).toMatchObject({ covers: [1] });
    expect(order.entry(1).signer.name).toBe('Bea Martin');
  });
});
