import { activityInfo } from '@temporalio/activity';
import type { CarrierActivities, NotificationActivities, ProvisioningActivities } from '../../../activities/activities';

type Remote = CarrierActivities & ProvisioningActivities & NotificationActivities;
export type ActivityName = keyof Remote;
/** What an activity is asked. */
export type Input<K extends ActivityName> = Parameters<Remote[K]>[0];

/** What an activity answers. */
export type Answer<K extends ActivityName> = Awaited<ReturnType<Remote[K]>>;

/** What an answer may depend on besides its input. */
export interface Asked {
  /** How often this was asked before in this test, retries included. */
  readonly before: number;
  /** When this try was due, UTC epoch ms on the server's clock. */
  readonly atMs: number;
}

/** What the world answers where it differs from a world in which all goes well. Throw the failures of `activities/failures.ts`. */
export type Behaviour = { readonly [K in ActivityName]?: (input: Input<K>, asked: Asked) => Answer<K> };

/** One try of one activity. */
export interface Call<K extends ActivityName = ActivityName> {
  readonly activity: K;
  readonly input: Input<K>;
  readonly atMs: number;
}

const QUEUE_OF = {
  carrier: ['checkPortability', 'submitRequest', 'readRequest', 'askCancel', 'askReschedule', 'triggerActivation', 'askReturn'],
  provisioning: [
    'admitOrder',
    'prepareNumbers',
    'readNumbers',
    'activateNumbers',
    'enableSms',
    'releaseNumbers',
    'issueLoa',
    'closeOrder',
    'countClaims',
    'examineNumber',
  ],
  notifications: ['deliverNotification', 'deliverWebhook'],
} as const satisfies Record<string, readonly ActivityName[]>;

/** The gateway's id for our reference. */
export const gatewayIdOf = (reference: string): string => `GW-${reference}`;

/** The hash of an LOA that was made for `loaId`. */
export const loaHash = (loaId: string): string => Buffer.from(loaId).toString('hex').padEnd(64, '0').slice(0, 64);

/** A world in which every call is answered at once and well. */
const ALL_GOES_WELL: Required<Behaviour> = {
  checkPortability: () => [],
  submitRequest: ({ reference }, { atMs }) => ({ kind: 'accepted', gatewayId: gatewayIdOf(reference), acknowledgedAtMs: atMs }),
  readRequest: ({ reference }) => ({ gatewayId: gatewayIdOf(reference), reference, state: 'pending', numbers: [], changedAtMs: 0 }),
  askCancel: () => ({ kind: 'asked' }),
  askReschedule: () => ({ kind: 'asked' }),
  triggerActivation: () => ({ kind: 'asked' }),
  askReturn: () => ({ kind: 'asked' }),
  admitOrder: () => [],
  prepareNumbers: () => undefined,
  readNumbers: () => ({ unconfigured: [], withoutAddress: [] }),
  activateNumbers: ({ numbers }) => ({ numbers, smsAsked: true, smsNotApplicable: [] }),
  enableSms: () => ({ notApplicable: [] }),
  releaseNumbers: () => undefined,
  countClaims: () => ({ claims: 0, givenBack: 0 }),
  comparePort: () => ({ word: 'quiet' }),
  issueLoa: ({ loaId }) => ({ sha256: loaHash(loaId) }),
  closeOrder: () => undefined,
  examineNumber: () => ({ port: { at: 'before' } }),
  deliverNotification: () => ({ told: ['ticket'], superseded: [] }),
  deliverWebhook: (_, { atMs }) => ({ is: 'delivered', tried: { atMs, ms: 5, status: 200 }, wasFailing: false }),
};

/** How this world answers an activity. */
export const answerOf = <K extends ActivityName>(behaviour: Behaviour, activity: K): NonNullable<Behaviour[K]> =>
  behaviour[activity] ?? ALL_GOES_WELL[activity];

/** Carrier, number platform and ticket desk in memory: they answer as told, and remember every call. */
export class World {
  private recorded: Call[] = [];
  private behaviour: Behaviour = {};

  /** A new test: nothing was asked yet. */
  begin(behaviour: Behaviour): void {
    this.recorded = [];
    this.behaviour = behaviour;
  }

  /** Changes some answers from now on. */
  change(behaviour: Behaviour): void {
    this.behaviour = { ...this.behaviour, ...behaviour };
  }

  calls<K extends ActivityName>(activity: K): Call<K>[] {
    return this.recorded.filter((call): call is Call<K> => call.activity === activity);
  }

  /** The activities of one queue, and no others: what is asked on the wrong queue is never answered. */
  activities(queue: keyof typeof QUEUE_OF): Record<string, (input: never) => Promise<unknown>> {
    const names: readonly ActivityName[] = QUEUE_OF[queue];
    return Object.fromEntries(names.map((name) => [name, this.answering(name)]));
  }

  private answering<K extends ActivityName>(activity: K): (input: Input<K>) => Promise<unknown> {
    return async (input) => {
      const atMs = activityInfo().currentAttemptScheduledTimestampMs;
      const before = this.calls(activity).length;
      this.recorded.push({ activity, input, atMs });
      return answerOf(this.behaviour, activity)(input, { before, atMs });
    };
  }
}
