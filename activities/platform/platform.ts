import type { E164 } from '../../domain/order-details';

/** What claiming numbers gave. A claim is atomic: all of them or none. */
export type ClaimOutcome =
  | { readonly kind: 'claimed' }
  /** `takenBy` names the order only when it is the same account's. */
  | { readonly kind: 'taken'; readonly numbers: readonly E164[]; readonly takenBy?: string | undefined };

/** One number's place on our own platform. */
export interface PlatformNumber {
  readonly number: E164;
  readonly onDashboard: boolean;
  readonly configured: boolean;
  /** Whether the user that it is assigned to is online; absent where the platform does not know. */
  readonly userOnline?: boolean | undefined;
  readonly voice: 'inactive' | 'active';
  readonly sms: 'off' | 'activating' | 'active';
  /** The address that emergency calls from it are sent with; absent where the platform does not say. */
  readonly emergencyAddress?: 'set' | 'missing' | 'notNeeded' | undefined;
}

/** Our own number platform. Every call is idempotent: asking twice is as good as once. */
export interface NumberPlatform {
  /** One live order per number. */
  claim(orderId: string, accountId: string, numbers: readonly E164[], signal: AbortSignal): Promise<ClaimOutcome>;
  /** Adds the numbers to the customer's dashboard, so that they can be configured before the port date (R14). */
  prepare(orderId: string, accountId: string, numbers: readonly E164[], portDate: string, signal: AbortSignal): Promise<void>;
  /** Takes the numbers into service (R16); answers which of them are active now. */
  activate(orderId: string, numbers: readonly E164[], signal: AbortSignal): Promise<readonly E164[]>;
  /** Asks for SMS (R18); answers the numbers for which it does not exist. When it works for the others is told by the gateway. */
  enableSms(orderId: string, numbers: readonly E164[], signal: AbortSignal): Promise<readonly E164[]>;
  /** Where each of these numbers stands. */
  read(numbers: readonly E164[], signal: AbortSignal): Promise<readonly PlatformNumber[]>;
  /** The numbers that this order claims now. */
  claimsOf(orderId: string, signal: AbortSignal): Promise<readonly E164[]>;
  /** Gives up the claim on these numbers. */
  release(orderId: string, numbers: readonly E164[], signal: AbortSignal): Promise<void>;
}

/** An account of ours, as far as a port asks (R1). */
export interface Account {
  readonly id: string;
  readonly status: 'active' | 'trial' | 'suspended' | 'closed';
  readonly paid: boolean;
  readonly language: 'en' | 'fr';
}

/** The directory of our customers. */
export interface AccountDirectory {
  /** `undefined` when there is no such account. */
  find(accountId: string, signal: AbortSignal): Promise<Account | undefined>;
}
