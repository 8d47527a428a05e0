import type { GatewayStatus } from '../../../domain/carrier-event';
import { snapshotOf } from '../../../domain/request/snapshot';
import { DIFFERENCES, difference, oursOf, type Difference, type Ours } from '../../../domain/sweep/differs';
import { focOn, gatewayStatus } from '../../support/builders/carrier-event';
import { driveToScheduled, driveToSubmitted, type DrivenRequest } from '../../support/builders/drive-request';
import { MONDAY } from '../../support/builders/rules';

const ours = ({ state, nowMs }: DrivenRequest): Ours => oursOf(snapshotOf(1, state, nowMs, 0));
const NUMBER = '+33199001210';
const theirs = (state: GatewayStatus['state'], date?: string, active = false): GatewayStatus =>
  gatewayStatus(state, MONDAY, { numbers: [NUMBER], active: active ? [NUMBER] : [], ...(date ? { foc: focOn(date) } : {}) });
const scheduled = ours(driveToScheduled('2026-03-12'));
const submitted = ours(driveToSubmitted());
const at = (phase: Ours['at'], moved = 0): Ours => ({ at: phase, moved });

test.each<readonly [string, Ours, GatewayStatus | null, Difference | undefined]>([
  ['both wait for the losing carrier', submitted, theirs('pending'), undefined],
  ['a date that we have not heard of', submitted, theirs('scheduled', '2026-03-12'), 'state'],
  ['a rejection that we have not heard of', submitted, theirs('rejected'), 'state'],
  ['a cancel that we have not heard of', scheduled, theirs('cancelled'), 'state'],
  ['the same date', scheduled, theirs('scheduled', '2026-03-12'), undefined],
  ['another date', scheduled, theirs('scheduled', '2026-03-13'), 'date'],
  ['numbers that have moved without our knowing', scheduled, theirs('completed', '2026-03-12', true), 'numbers'],
  ['moved here and there', at('ported', 1), theirs('completed', '2026-03-12', true), undefined],
  ['on the day', at('activating'), theirs('scheduled', '2026-03-12'), undefined],
  ['a port that is not there', scheduled, null, 'unknownThere'],
  ['a cancelled port that is not there', at('cancelled'), null, undefined],
  ['cancelled here and live there', at('cancelled'), theirs('scheduled', '2026-03-12'), 'state'],
  ['cancelled here and moved there', at('cancelled'), theirs('cancelled', undefined, true), 'numbers'],
  ['while it is being sent the gateway has no say', at('submitting'), theirs('pending'), undefined],
  ['nor after a rejection', at('rejected'), theirs('pending'), undefined],
  ['nor after the end', at('over'), null, undefined],
])('R16, R24: %s', (_, one, status, expected) => {
  expect(difference(one, status)).toBe(expected);
});

test('each difference has its words', () => {
  expect(new Set(Object.values(DIFFERENCES)).size).toBe(4);
});
