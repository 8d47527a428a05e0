import { describeOrder } from '../../../domain/order/details';
import { viewOf } from '../../../domain/order/view';
import { describeRequest } from '../../../domain/request/details';
import { snapshotOf } from '../../../domain/request/snapshot';
import { caseActions } from '../../../domain/shown/what-now';
import { orderStarted, requestStarted, supportCaseStarted } from '../../../domain/shown/started';
import { driveOrder, driveToLoa, driveToRejected, driveToRequests, type DrivenOrder } from '../../support/builders/drive-order';
import { driveToScheduled, driveToSubmitted, type DrivenRequest } from '../../support/builders/drive-request';
import { focOn } from '../../support/builders/carrier-event';
import { ORDER_ID } from '../../support/builders/order';
import { at, someRules } from '../../support/builders/rules';
import { aRequestInput } from '../../support/builders/request';
import { portico } from './command-line';

const ofRequest = (request: DrivenRequest): string =>
  describeRequest(snapshotOf(1, request.state, request.nowMs, 0), request.state.facts, request.nowMs, 'Europe/Paris');
const ofOrder = (order: DrivenOrder): string => describeOrder(viewOf(order.state, order.input), order.state.facts, order.nowMs, 'UTC');

const rules = someRules({ emergencyReturnHours: 4 });
const port = { orderId: ORDER_ID, accountId: 'acc-1', count: 1, country: 'FR', losingCarrier: 'telmarine', gateway: 'gw', rules };

/** What people read in the Web UI of orders, requests and cases in many states. */
const pages = (): string[] => [
  ofRequest(driveToScheduled()),
  ofRequest(driveToSubmitted().rejects('NAME_MISMATCH', 'DATE_INVALID')),
  ofRequest(
    driveToSubmitted()
      .says('focConfirmed', { foc: { ...focOn('2026-03-12'), onDemand: true } })
      .passes(at('2026-03-12T09:30:00Z')),
  ),
  ofRequest(
    driveToScheduled('2026-03-12', aRequestInput({ rules }))
      .prepared()
      .passes(at('2026-03-12T09:00:00Z'))
      .says('numberActivated')
      .activated(),
  ),
  ofOrder(driveOrder().admitted()),
  ofOrder(driveToLoa()),
  ofOrder(driveToRejected()),
  ofOrder(driveToRequests().hearsOf(1, driveToScheduled())),
  ofOrder(driveToLoa().cancel()),
  caseActions({ orderId: ORDER_ID, k: 'CASE', status: 'waiting' }).join('\n'),
  orderStarted(port).staticDetails,
  requestStarted(1, port).staticDetails,
  supportCaseStarted({ ...port, k: 'CASE', trouble: 'sms' }).staticDetails,
];

const offered = pages().flatMap((page) =>
  [...page.matchAll(/`portico ([a-z-]+ [^`]+)`/g)].map(([, line = '']) => line.replace('DATE', '2026-03-19').replace('DAYS', '7')),
);
// Help is for people, and always understood.
const commands = [...new Set(offered)].filter((line) => !line.endsWith('--help'));

test('the pages of the Web UI offer every command that acts', () => {
  const verbs = new Set(commands.map((line) => line.split(' ')[0]));
  expect([...verbs]).toEqual(
    expect.arrayContaining([
      'cancel',
      'reschedule',
      'activate',
      'return',
      'correct',
      'show',
      'assign',
      'resolve',
      'override',
      'document',
      'loa',
      'order',
      'support',
      'status',
      'watch',
    ]),
  );
});

test.each(commands)('portico %s is a command line that is understood', async (line) => {
  const { err } = await portico([...line.split(' '), '--json']);
  // There is nothing to reach here; what is asked for was understood.
  expect(JSON.parse(err)).toMatchObject({ code: expect.not.stringMatching(/^usage$/) });
});
