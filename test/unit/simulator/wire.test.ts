import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBody, EventType, Port, PortEvent, PortState } from '../../../simulator/gateway/wire';

const FOLDER = join(__dirname, '../../support/fixtures/wire');
const read = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
const named = (prefix: string): string[] => readdirSync(FOLDER).filter((name) => name.startsWith(prefix));

test.each(named('create-'))('the simulator accepts the create body %s as it stands', (name) => {
  expect(CreateBody.parse(read(name))).toEqual(read(name));
});

test.each(named('port-'))('the simulator could have sent the port %s', (name) => {
  expect(Port.parse(read(name))).toEqual(read(name));
});

test.each(named('event-'))('the simulator could have sent the event %s', (name) => {
  expect(PortEvent.parse(read(name))).toEqual(read(name));
});

test('there is a fixture for every state of a port and for every type of event', () => {
  expect(
    named('port-')
      .map((name) => Port.parse(read(name)).state)
      .sort(),
  ).toEqual([...PortState.options].sort());
  expect([...new Set(named('event-').map((name) => PortEvent.parse(read(name)).type))].sort()).toEqual([...EventType.options].sort());
});

test.each([
  ['an unknown field', { colour: 'red' }],
  ['both numbers and a range', { range: { start: '+33199000200', end: '+33199000209', transfer_code: null } }],
  ['neither numbers nor a range', { numbers: undefined }],
  ['a number that is not E.164', { numbers: [{ number: '0199000100', transfer_code: null }] }],
  ['the same number twice', { numbers: [{ number: '+33199000100' }, { number: '+33199000100' }] }],
  ['a date that does not exist', { requested_date: '2026-02-31' }],
])('a create body with %s is refused', (_what, change) => {
  expect(CreateBody.safeParse({ ...(read('create-single.json') as object), ...change }).success).toBe(false);
});

test('a range whose end comes before its start is refused', () => {
  const range = { start: '+33199000209', end: '+33199000200', transfer_code: null };
  expect(CreateBody.safeParse({ ...(read('create-range.json') as object), range }).success).toBe(false);
});
