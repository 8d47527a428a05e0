import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { toReason } from '../../../../contracts/carrier-facts';
import { toCreateBody, toEvent, toStatus } from '../../../../activities/gateways/http/mapping';
import { wireEvent, wirePort, wirePortability, wireRefusal } from '../../../../activities/gateways/http/wire';
import { aGatewayRequest } from '../../../support/gateway-request';

// The same files are judged by the simulator's own tests: what both take is the contract.
const folder = join(__dirname, '..', '..', '..', 'support', 'fixtures', 'wire');
const names = readdirSync(folder);
const fixture = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const parse = <S extends z.ZodType>(schema: S, name: string): z.output<S> => schema.parse(fixture(name));

describe('the contract fixtures, as our adapter reads and writes them', () => {
  test('every fixture is judged here', () => {
    expect(names.filter((name) => !/^(create|event|port|portability|rejected)-/.test(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(20);
  });

  test.each(names.filter((name) => name.startsWith('event-')))('%s is an event of ours', (name) => {
    const type = name.slice('event-'.length, name.indexOf('.')).replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());
    expect(toEvent(parse(wireEvent, name), { gateway: 'alpha' })).toMatchObject({ type, gateway: 'alpha', source: 'webhook' });
  });

  test.each(names.filter((name) => name.startsWith('port-')))('%s is a status of ours', (name) => {
    const status = toStatus(parse(wirePort, name));
    expect(status.state).toBe(name.slice('port-'.length, -'.json'.length));
    expect(status.numbers.length).toBeGreaterThan(0);
  });

  test('R12: a scheduled port has its date, window and zone', () => {
    expect(toStatus(parse(wirePort, 'port-scheduled.json')).foc).toEqual({
      date: '2026-12-10',
      windowStartMs: Date.UTC(2026, 11, 10, 9),
      windowEndMs: Date.UTC(2026, 11, 10, 11),
      zone: 'Europe/Paris',
    });
  });

  test('R4: an interval keeps its last day, and a date on demand says so; a plain one has neither', () => {
    const focIn = (name: string) => {
      const event = toEvent(parse(wireEvent, name), { gateway: 'alpha' });
      return 'foc' in event ? event.foc : undefined;
    };
    expect(focIn('event-foc-confirmed.interval.json')).toMatchObject({ date: '2026-12-10', lastDate: '2027-03-10' });
    expect(focIn('event-foc-confirmed.on-demand.json')).toMatchObject({ date: '2026-12-10', onDemand: true });
    expect(Object.keys(focIn('event-foc-confirmed.json') ?? {})).toEqual(['date', 'windowStartMs', 'windowEndMs', 'zone']);
  });

  test('an interval that ends before it begins is outside the contract', () => {
    const event = structuredClone(fixture('event-foc-confirmed.interval.json')) as { data: { foc: { last_date: string } } };
    event.data.foc.last_date = '2026-12-09';
    expect(wireEvent.safeParse(event).success).toBe(false);
  });

  test('R13: a rejected port and a rejection at the door have canonical reasons', () => {
    const rejected = toStatus(parse(wirePort, 'port-rejected.json')).reasons ?? [];
    const atTheDoor = (parse(wireRefusal, 'rejected-at-the-door.json').reasons ?? []).map((reason) => toReason(reason));
    for (const { code, rawCode } of [...rejected, ...atTheDoor]) {
      expect(code).toMatch(/^[A-Z_]+$/);
      expect(code).not.toBe('OTHER');
      expect(rawCode).toMatch(/\d/);
    }
    expect(rejected.length + atTheDoor.length).toBeGreaterThan(1);
  });

  test('R8: the answer about portability tells blocks', () => {
    const { results } = parse(wirePortability, 'portability-answer.json');
    expect(results.map(({ block }) => block)).toContainEqual(expect.objectContaining({ start: expect.stringMatching(/^\+/) }));
  });

  test.each(['create-single.json', 'create-range.json', 'create-set.json'])('%s is what we would send for the same order', (name) => {
    const wanted = fixture(name) as {
      readonly reference: string;
      readonly country: string;
      readonly losing_carrier: string;
      readonly pin: string | null;
      readonly account_number: string | null;
      readonly holder: Record<'name' | 'street' | 'postal_code' | 'city', string> & Record<'company' | 'tax_id' | 'region', string | null>;
      readonly signer: string;
      readonly requested_date: string | null;
      readonly numbers?: readonly { readonly number: string; readonly transfer_code: string | null }[];
      readonly range?: { readonly start: string; readonly end: string; readonly transfer_code: string | null };
      readonly loa: { readonly sha256: string; readonly signed_at: string };
    };
    const { holder, range } = wanted;
    const sent = toCreateBody(
      aGatewayRequest({
        reference: wanted.reference,
        country: wanted.country,
        losing: { carrier: wanted.losing_carrier, accountNumber: wanted.account_number ?? undefined, pin: wanted.pin ?? undefined },
        holder: {
          name: holder.name,
          company: holder.company ?? undefined,
          taxId: holder.tax_id ?? undefined,
          address: { street: holder.street, postalCode: holder.postal_code, city: holder.city, region: holder.region ?? undefined },
        },
        signer: { name: wanted.signer },
        preferredDate: wanted.requested_date ?? undefined,
        numbers: range
          ? [{ kind: 'block', start: range.start, end: range.end, transferCode: range.transfer_code ?? undefined }]
          : (wanted.numbers ?? []).map(({ number, transfer_code }) => ({
              kind: 'single',
              number,
              transferCode: transfer_code ?? undefined,
            })),
        loa: { sha256: wanted.loa.sha256, signedAtMs: Date.parse(wanted.loa.signed_at) },
      }),
    );
    const instants = { ...wanted, loa: { ...wanted.loa, signed_at: new Date(wanted.loa.signed_at).toISOString() } };
    expect(sent).toEqual(instants);
  });
});
