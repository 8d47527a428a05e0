import fc from 'fast-check';
import {
  isActor,
  isCallList,
  isCarrierEvent,
  isIsoDate,
  isLoaSigned,
  isRecord,
  isRequestList,
  isSnapshot,
} from '../../domain/message-shape';
import { snapshotOf } from '../../domain/request/snapshot';
import { carrierEvent, focOn } from '../support/builders/carrier-event';
import { driveToScheduled } from '../support/builders/drive-request';
import { MONDAY } from '../support/builders/rules';
import { aCall, threeCalls } from '../support/builders/support-case';

const request = driveToScheduled();
const event = carrierEvent('rejected', MONDAY, { reasons: [{ code: 'OTHER' }], numbers: [], foc: focOn('2026-03-12') });
const snapshot = snapshotOf(1, request.state, MONDAY, 0);
const signature = { loaId: 'X-1', revision: 1, hash: 'a', signer: 'Ada Martin', at: MONDAY };
const MESSAGES = [
  [
    'carrier event',
    isCarrierEvent,
    event,
    {
      reasons: [null],
      foc: { ...focOn('2026-03-12'), zone: 1 },
      numbers: {},
      type: 'exploded',
      occurredAtMs: Number.NaN,
      id: 7,
      reference: undefined,
      gateway: null,
    },
  ],
  ['LOA signature', isLoaSigned, signature, { loaId: 1, revision: 1.5, hash: undefined, signer: '', at: '2026-03-02' }],
  [
    'snapshot',
    isSnapshot,
    snapshot,
    {
      n: '1',
      version: undefined,
      status: 3,
      facts: [null],
      numbers: [1],
      attention: undefined,
      attentionSinceMs: 1e17,
      nextReportByMs: null,
    },
  ],
] as const;

test.each(MESSAGES)('a %s as it should be fits, also after its way through JSON', (_, fits, message) => {
  expect(fits(message)).toBe(true);
  expect(fits(JSON.parse(JSON.stringify(message)))).toBe(true);
});

test.each(MESSAGES)('a %s with any one part wrong does not fit', (_, fits, message, wrong) => {
  for (const [part, value] of Object.entries(wrong)) expect([part, fits({ ...message, [part]: value })]).toEqual([part, false]);
});

test.each(MESSAGES)('anything at all can be asked whether it is a %s', (_, fits) => {
  fc.assert(fc.property(fc.anything(), (value) => expect(typeof fits(value)).toBe('boolean')));
});

test('R26: calls, complete or not, and a dated one only with its instant', () => {
  const fits: readonly unknown[] = [[], [{}], threeCalls(), [{ operator: 'Telmarine', zone: 'Europe/Paris' }]];
  expect(fits.map(isCallList)).toEqual(fits.map(() => true));
  const { atMs: _, ...undated } = aCall(10);
  const wrong: readonly unknown[] = [
    undefined,
    {},
    ['call'],
    [undated],
    [{ atMs: 1 }],
    [{ ...aCall(10), operator: 7 }],
    [{ ...aCall(10), atMs: Number.NaN }],
    Array.from({ length: 51 }, () => aCall(10)),
  ];
  expect(wrong.map(isCallList)).toEqual(wrong.map(() => false));
});

test('the small shapes', () => {
  expect([{}, [], null, 'x', undefined].map(isRecord)).toEqual([true, false, false, false, false]);
  expect(['customer', 'operator', 'carrier', undefined].map(isActor)).toEqual([true, true, false, false]);
  expect(['2026-03-12', '12/03/2026', '2026-03-12T00:00:00Z', 20_260_312].map(isIsoDate)).toEqual([true, false, false, false]);
  expect([undefined, [1, 2], [], [0], [1.5], ['1'], 1].map(isRequestList)).toEqual([true, true, false, false, false, false, false]);
});
