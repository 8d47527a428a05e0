import { callOption } from '../../../cli/arguments';
import { paintFor } from '../../../cli/text/paint';
import { supportCaseText } from '../../../cli/text/support-case';
import { viewOf } from '../../../domain/support-case/view';
import { ACTIVE, aCall, aCaseInput, DrivenCase, threeCalls } from '../../support/builders/support-case';
import { portico } from './command-line';

const ORDER = '0123456789AB';
const paint = paintFor({ isTty: false, env: {} });
const textOf = ({ state, nowMs, input }: DrivenCase): string => supportCaseText(viewOf(state, nowMs, input), paint);
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

test('R26: a case shows call by call what counts and what is missing, until when, in 80 columns', () => {
  const { zone: _, ...incomplete } = aCall(10);
  const text = textOf(new DrivenCase(aCaseInput({ calls: [incomplete, aCall(-30), aCall(20)] })).finds(ACTIVE));
  expect(text).toMatch(/^Case CASE00000001 of order 0123456789AB: waits for you$/m);
  expect(text).toMatch(/^Configured +yes$/m);
  expect(text).toMatch(/^User online +yes$/m);
  expect(text).toMatch(/^Failed calls +1 of 3 that are needed$/m);
  expect(text).toMatch(/^1 .*no zone/m);
  expect(text).toMatch(/^2 .*before/m);
  expect(text).toMatch(/^3 .*yes/m);
  expect(oneLine(text)).toContain('- Call 1: the time zone is missing.');
  expect(oneLine(text)).toContain('send us 2 more failed calls by Tuesday, 24 March 2026 at 23:59 (Europe/Paris)');
  expect(text.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
});

test('R15, R25: a number before its port sends the customer to the losing provider', () => {
  const text = textOf(new DrivenCase().finds({ port: { at: 'before' } }));
  expect(text).toMatch(/: closed, losing provider$/m);
  expect(oneLine(text)).toContain('call the losing provider');
  expect(oneLine(text)).toContain('Keep your contract at the losing provider');
  expect(text).not.toContain('Failed calls');
});

test('R26: enough calls are with our team', () => {
  expect(textOf(new DrivenCase(aCaseInput({ calls: threeCalls() })).finds(ACTIVE))).toMatch(/: with our team$/m);
});

test('R26: a call is written as what is known of it, in any order, with spaces in a name', () => {
  expect(callOption('operator=Bouygues Telecom called=+33199001234  zone=Europe/Paris', undefined)).toEqual([
    { operator: 'Bouygues Telecom', called: '+33199001234', zone: 'Europe/Paris' },
  ]);
  expect(callOption('date=2026-12-10', [{ time: '14:05' }])).toEqual([{ time: '14:05' }, { date: '2026-12-10' }]);
});

test.each([
  ['a call of another form', ['--number', '+33199001234', '--trouble', 'calls', '--call', '+33199001234'], /called=\+33199001234/],
  ['a field twice', ['--number', '+33199001234', '--trouble', 'calls', '--call', 'zone=a zone=b'], /each once/],
  ['a trouble that is none', ['--number', '+33199001234', '--trouble', 'fax'], /Allowed choices are callsIn/],
  ['no number', ['--trouble', 'calls'], /--number, --trouble/],
  ['an answer without a case', ['--number', '+33199001234', '--trouble', 'calls', '--works'], /name it with --case/],
  ['a complaint in a case that is open', ['--case', 'CASE00000001', '--trouble', 'calls'], /keeps its complaint/],
  [
    'faults in several calls',
    ['--case', 'CASE00000001', '--call', 'zone=Nowhere', '--call', 'called=12'],
    /calls\[0\]\.zone[\s\S]*calls\[1\]\.called/,
  ],
])('R26: %s ends with 2 and says what is wrong', async (_, options, what) => {
  const { code, out, err } = await portico(['support', ORDER, ...options]);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(what);
});
