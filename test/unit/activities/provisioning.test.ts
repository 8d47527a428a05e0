import { MockActivityEnvironment } from '@temporalio/testing';
import { FAILURES, retryable } from '../../../activities/failures';
import type { AccountDirectory, NumberPlatform, PlatformNumber } from '../../../activities/platform/platform';
import { createProvisioningActivities } from '../../../activities/provisioning';
import { memoryStore } from '../../support/memory-store';

const ASKED = ['+12125550101', '+12125550102'];
const down = async (): Promise<never> => {
  throw retryable(FAILURES.serviceUnavailable, 'the platform does not answer');
};
const accounts: AccountDirectory = { find: async () => undefined };

/** A platform on which all goes well, but for what a test says, and what it was asked, in order. */
function platformThat(differs: Partial<NumberPlatform>): { readonly platform: NumberPlatform; readonly asked: string[] } {
  const asked: string[] = [];
  const well: NumberPlatform = {
    claim: async () => ({ kind: 'claimed' }),
    prepare: async () => undefined,
    activate: async (_order, numbers) => numbers,
    enableSms: async () => [],
    read: async () => [],
    claimsOf: async () => [],
    release: async () => undefined,
    ...differs,
  };
  const noted = new Proxy(well, {
    get(target, name: keyof NumberPlatform) {
      asked.push(name);
      return target[name];
    },
  });
  return { platform: noted, asked };
}

const activitiesOn = (platform: NumberPlatform) => createProvisioningActivities({ platform, accounts, documents: memoryStore() });

type Owed = { readonly accountId: string; readonly numbers: readonly string[]; readonly date: string };
const activate = (platform: NumberPlatform, prepareFor?: Owed) =>
  new MockActivityEnvironment().run(async () => activitiesOn(platform).activateNumbers({ orderId: 'ORDER1', numbers: ASKED, prepareFor }));
const owed = { accountId: 'acct-1', numbers: ASKED, date: '2026-12-10' };

test('R14, R16: what is owed on the dashboard is put there before the numbers are taken into service', async () => {
  const { platform, asked } = platformThat({});
  expect(await activate(platform, owed)).toEqual({ numbers: ASKED, smsAsked: true, smsNotApplicable: [], prepared: true });
  expect(asked).toEqual(['prepare', 'activate', 'enableSms']);
});

test('R16: a dashboard that does not answer holds up nothing that has moved', async () => {
  const { platform } = platformThat({ prepare: down });
  expect(await activate(platform, owed)).toMatchObject({ numbers: ASKED, prepared: false });
});

test('R14: numbers that are on the dashboard are not put there again', async () => {
  const { platform, asked } = platformThat({});
  expect(await activate(platform)).toMatchObject({ prepared: undefined });
  expect(asked).not.toContain('prepare');
});

test('R18: SMS that could not be asked for is said to be owed; numbers that have none are named', async () => {
  expect(await activate(platformThat({ enableSms: down }).platform)).toMatchObject({ smsAsked: false, smsNotApplicable: [] });
  const without = platformThat({ enableSms: async () => ASKED.slice(1) }).platform;
  expect(await activate(without)).toMatchObject({ smsAsked: true, smsNotApplicable: ASKED.slice(1) });
});

test('R14: only numbers on the dashboard count as not configured, and only those whose address is missing as without one', async () => {
  const place: Omit<PlatformNumber, 'number'> = { onDashboard: true, configured: true, voice: 'inactive', sms: 'off' };
  const read = async (): Promise<PlatformNumber[]> => [
    { number: 'not configured', ...place, configured: false, emergencyAddress: 'set' },
    { number: 'not there', ...place, onDashboard: false, configured: false, emergencyAddress: 'notNeeded' },
    { number: 'without address', ...place, emergencyAddress: 'missing' },
    { number: 'says nothing', ...place },
  ];
  const { platform } = platformThat({ read });
  expect(await new MockActivityEnvironment().run(async () => activitiesOn(platform).readNumbers({ numbers: ASKED }))).toEqual({
    unconfigured: ['not configured'],
    withoutAddress: ['without address'],
  });
});
