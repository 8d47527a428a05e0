import { isTollFree } from './phone-numbers';
import type { Store } from './store';

/** The address that emergency calls from a number are sent with. */
export type EmergencyAddress = 'set' | 'missing' | 'not_needed';

/** One number on the winning provider's platform. */
export interface PlatformNumber {
  /** Of the order that claims it now, if any. */
  claim?: { readonly orderId: string; readonly accountId: string } | undefined;
  onDashboard: boolean;
  configured: boolean;
  /** Whether the user that it is assigned to is online; absent: online. */
  userOnline?: boolean;
  portDate?: string;
  emergencyAddress?: EmergencyAddress;
  voice: 'inactive' | 'active';
  smsAsked: boolean;
}

/** What the network says about a number; the platform cannot serve what has not moved. */
export interface Routing {
  voice(number: string): boolean;
  sms(number: string): boolean;
  /** Whether text messages exist for it at all. */
  hasSms(number: string): boolean;
}

export interface Platform {
  /** All or none; the numbers that others hold, empty when claimed. */
  claim(orderId: string, accountId: string, numbers: readonly string[]): { taken: string[]; orderId?: string };
  release(orderId: string, numbers: readonly string[]): string[];
  /** Those that the order claims now. */
  claimsOf(orderId: string): string[];
  /** Those that the order has not claimed. */
  unclaimed(orderId: string, numbers: readonly string[]): string[];
  prepare(numbers: readonly string[], portDate: string): void;
  configure(numbers: readonly string[]): void;
  setUserOnline(numbers: readonly string[], online: boolean): void;
  setEmergencyAddress(numbers: readonly string[], address: EmergencyAddress): void;
  /** Those in service now. */
  activate(numbers: readonly string[]): string[];
  /** Answers those for which there is no SMS. */
  askSms(numbers: readonly string[]): string[];
  view(number: string): object;
  /** The same with what only control may see. */
  controlView(number: string): object;
  numbers(): string[];
}

const AWAY: PlatformNumber = { onDashboard: false, configured: false, voice: 'inactive', smsAsked: false };

/** North American customers have set theirs, unless control says otherwise; elsewhere, and for toll-free numbers, none is needed. */
const addressOf = (number: string): EmergencyAddress => (number.startsWith('+1') && !isTollFree(number) ? 'set' : 'not_needed');

/** Every operation is synchronous, hence atomic: two claims at once see each other. */
export function openPlatform(store: Store, routing: Routing): Platform {
  const records = store.collection<PlatformNumber>('number');
  const record = (number: string): PlatformNumber => records.get(number) ?? AWAY;
  const change = (numbers: readonly string[], by: (old: PlatformNumber, number: string) => PlatformNumber): void =>
    store.together(() => {
      for (const number of numbers) records.put(number, by(record(number), number));
    });

  const view = (number: string): object => {
    const { onDashboard, configured, userOnline = true, voice, smsAsked, emergencyAddress = addressOf(number) } = record(number);
    const sms = !smsAsked ? 'off' : routing.sms(number) ? 'active' : 'activating';
    return { number, on_dashboard: onDashboard, configured, user_online: userOnline, voice, sms, emergency_address: emergencyAddress };
  };

  return {
    view,
    controlView: (number) => {
      const { claim, portDate } = record(number);
      return { ...view(number), order_id: claim?.orderId ?? null, account_id: claim?.accountId ?? null, port_date: portDate ?? null };
    },
    claim: (orderId, accountId, numbers) => {
      const holders = numbers.flatMap((number) => {
        const { claim } = record(number);
        return claim === undefined || claim.orderId === orderId ? [] : [{ number, ...claim }];
      });
      if (holders.length > 0) {
        const own = holders.find((holder) => holder.accountId === accountId);
        return { taken: holders.map(({ number }) => number), ...(own === undefined ? {} : { orderId: own.orderId }) };
      }
      // A number that is claimed anew has been elsewhere since: it starts again from nothing.
      const fresh = numbers.filter((number) => record(number).claim === undefined);
      change(fresh, () => ({ ...AWAY, claim: { orderId, accountId } }));
      return { taken: [] };
    },
    release: (orderId, numbers) => {
      const own = numbers.filter((number) => record(number).claim?.orderId === orderId);
      change(own, ({ claim: _given, ...rest }) => rest);
      return own;
    },
    claimsOf: (orderId) => [...records.keys()].filter((number) => record(number).claim?.orderId === orderId),
    unclaimed: (orderId, numbers) => numbers.filter((number) => record(number).claim?.orderId !== orderId),
    prepare: (numbers, portDate) => change(numbers, (old) => ({ ...old, onDashboard: true, portDate })),
    configure: (numbers) => change(numbers, (old) => ({ ...old, configured: true })),
    setUserOnline: (numbers, online) => change(numbers, (old) => ({ ...old, userOnline: online })),
    setEmergencyAddress: (numbers, emergencyAddress) => change(numbers, (old) => ({ ...old, emergencyAddress })),
    activate: (numbers) => {
      change(
        numbers.filter((number) => routing.voice(number)),
        (old) => ({ ...old, voice: 'active' }),
      );
      return numbers.filter((number) => record(number).voice === 'active');
    },
    askSms: (numbers) => {
      change(
        numbers.filter((number) => routing.hasSms(number)),
        (old) => ({ ...old, smsAsked: true }),
      );
      return numbers.filter((number) => !routing.hasSms(number));
    },
    numbers: () => [...records.keys()],
  };
}
