import { describeRequest } from '../../../domain/request/details';
import { snapshotOf } from '../../../domain/request/snapshot';
import type { NumberState } from '../../../domain/request/state';
import { numberLines } from '../../../domain/shown/numbers';
import { drive, driveToScheduled, driveToSubmitted, type DrivenRequest } from '../../support/builders/drive-request';
import { ORDER_ID } from '../../support/builders/order';
import { at } from '../../support/builders/rules';

const details = (request: DrivenRequest): string =>
  describeRequest(snapshotOf(1, request.state, request.nowMs, 0), request.state.facts, request.nowMs, 'Europe/Paris');

/** The commands that the details offer, but for those of our own people alone: `by-hand.test.ts` has them. */
const offered = (request: DrivenRequest): string[] =>
  [...details(request).matchAll(/^- `portico ([a-z-]+) /gm)]
    .map(([, verb = '']) => verb)
    .filter((verb) => !['show', 'assign', 'resolve', 'override'].includes(verb));

const numbers = (count: number, state: Partial<NumberState> = {}): NumberState[] =>
  Array.from({ length: count }, (_, index) => ({
    number: `+3319900${String(1_000 + index)}`,
    voice: 'atLosing',
    sms: 'waitingPort',
    ...state,
  }));

describe('the state of each number', () => {
  test('those alike are one line, however many there are, and the ones that stand out come first', () => {
    const lines = numberLines([...numbers(997), ...numbers(2, { voice: 'active', sms: 'overdue' }), ...numbers(1, { voice: 'failed' })]);
    expect(lines).toEqual([
      '- 1 number activation failed, SMS after the port: …1000',
      '- 2 numbers in service with us, **SMS overdue**: …1000, …1001',
      '- 997 numbers at the losing provider, SMS after the port: …1000, …1001, …1002, …1003, and 993 more',
    ]);
  });

  test('no more of a number is shown than its last four digits', () => {
    expect(details(driveToScheduled())).toMatch(/^- 1 number at the losing provider, SMS after the port: …\d{4}$/m);
    expect(details(driveToScheduled())).not.toMatch(/\+33|3319900/);
  });

  test('a thousand numbers in every state, with everything else at its longest, stay under 6 KB', () => {
    const request = driveToScheduled();
    const states = ['atLosing', 'moved', 'active', 'failed', 'returned'] as const;
    const sms = ['waitingPort', 'activating', 'active', 'overdue', 'failed', 'notApplicable', 'returned'] as const;
    const many = numbers(1_000).map((number, index) => ({
      ...number,
      voice: states[index % 5] ?? 'moved',
      sms: sms[index % 7] ?? 'failed',
    }));
    for (let n = 0; n < 5; n += 1) request.says('comment', { text: 'x'.repeat(5_000), occurredAtMs: request.nowMs + n });
    const snapshot = { ...snapshotOf(1, request.state, request.nowMs, 0), numbers: many };
    const text = describeRequest(snapshot, request.state.facts, request.nowMs, 'Europe/Paris');
    expect(text).toContain('- 25 more states: `portico status`');
    expect(Buffer.byteLength(text)).toBeLessThan(6_000);
  });
});

describe('what an operator can do now', () => {
  test('R23, R24: with a date far off, cancelling and moving, each with its last instant', () => {
    const text = details(driveToScheduled('2026-03-12'));
    expect(text).toContain(
      `- \`portico cancel ${ORDER_ID} --request 1\`: ask the losing carrier to cancel (R24), until Tue, 10 Mar 2026, 10:00`,
    );
    expect(text).toContain('*Request Cancellation* above is the same');
    expect(text).toContain(
      `- \`portico reschedule ${ORDER_ID} DATE --request 1\`: ask for another day (R23), until Wed, 11 Mar 2026, 10:00`,
    );
  });

  test('R24: past the cut-off nothing is offered that would be refused', () => {
    const request = driveToScheduled('2026-03-12').passes(at('2026-03-11T12:00:00Z'));
    expect(offered(request)).toEqual(['status']);
    expect(details(request)).not.toContain('Request Cancellation');
  });

  test('R24: a cancel that is under way is said, and not offered again', () => {
    const request = driveToScheduled('2026-03-12').cancel();
    expect(details(request)).toContain('| Cancel | asked for; the losing carrier has to agree (R24) |');
    expect(details(request)).toContain('| Who has to act | the losing carrier, to answer; and the customer, to configure the numbers |');
    expect(details(driveToScheduled('2026-03-12'))).toContain('| Who has to act | the customer, to configure the numbers |');
    expect(offered(request)).toEqual(['status']);
  });

  test("R13: a refusal offers the customer's correction, and ours only where we have a part in it", () => {
    expect(details(driveToSubmitted().rejects('NAME_MISMATCH'))).toContain(`\`portico correct ${ORDER_ID} --request 1\``);
    expect(details(driveToSubmitted().rejects('NAME_MISMATCH'))).not.toContain('--operator');
    expect(details(driveToSubmitted().rejects('DATE_INVALID'))).toContain(
      `\`portico correct ${ORDER_ID} --request 1 --operator --as-it-is --by YOU --reason WHY\``,
    );
  });

  test('before anything is sent a cancel works at once', () => {
    expect(details(drive().rejects('NAME_MISMATCH'))).toContain('cancel it at once');
  });
});

describe('the last events', () => {
  test('are the last five, in the words of the timeline, each with its instant', () => {
    const text = details(driveToScheduled('2026-03-12'));
    const events = text
      .slice(text.indexOf('Last events:'))
      .split('\n')
      .filter((line) => line.startsWith('- '));
    expect(events.length).toBeLessThanOrEqual(5);
    expect(events.join('\n')).toMatch(
      /- Mon, 2 Mar 2026, \d\d:\d\d Europe\/Paris: Date confirmed: Thu, 12 Mar 2026, window from Thu, 12 Mar 2026, 10:00/,
    );
  });

  test('what a carrier wrote is short, and nothing in it is taken for markup', () => {
    const text = details(driveToScheduled().says('comment', { text: `a | b\n<img src=x> [link](http://x) \`code\` ${'y'.repeat(500)}` }));
    const line = text.split('\n').find((one) => one.includes('The losing carrier wrote')) ?? '';
    expect(line).toContain('a \\| b \\<img src=x\\> \\[link\\](http://x) \\`code\\`');
    expect(line.length).toBeLessThan(320);
  });
});

test('who needs a person says since when, and what to try first', () => {
  const request = driveToSubmitted();
  const raisedMs = at('2026-03-05T23:00:00Z');
  request.passes(raisedMs);
  const text = details(request);
  expect(text).toContain('| Who has to act | an operator |');
  expect(text).toMatch(/\| carrierSilent \| no answer within the country's time\. First: ask the carrier/);
  expect(text).toMatch(/\| Since \| (Thu, 5|Fri, 6) Mar 2026, \d\d:\d\d Europe\/Paris \|/);
});
