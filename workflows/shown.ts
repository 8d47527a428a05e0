import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { BusinessClock } from '../domain/clock';
import { ATTRIBUTES, MAX_NUMBER_HASHES } from './search-attributes';
import { tellWorker } from './tell-worker';

/** What people find a workflow by. Absent means: take it off. */
export interface Shown {
  readonly status: string;
  readonly portDateMs?: number | undefined;
  readonly nextDeadlineMs?: number | undefined;
  readonly attention: readonly string[];
  /** Whose the attention is. */
  readonly owner?: string | undefined;
  /** Since when the oldest reason is open, business ms. Written along with the rest; it alone is no reason to write. */
  readonly attentionSinceMs?: number | undefined;
}

/**
 * The one place that writes search attributes and current details: one upsert for all that changed, none when nothing
 * did. `first` is what the workflow was started with.
 */
export class ShownState {
  private readonly clock: BusinessClock | undefined;
  private status: string;
  /** When that began in this run, real ms. */
  private sinceMs = Date.now();
  private last: string;
  private lastDetails = '';
  private hadOwner: boolean;

  /** With a clock, the worker is told how long each status has lasted. */
  constructor(first?: Shown, clock?: BusinessClock) {
    this.clock = clock;
    this.last = first ? keyOf(first) : '';
    this.status = first?.status ?? '';
    this.hadOwner = first?.owner !== undefined;
  }

  show(shown: Shown, details: string): void {
    if (details !== this.lastDetails) setCurrentDetails((this.lastDetails = details));
    const now = keyOf(shown);
    if (now === this.last) return;
    this.last = now;
    this.hadOwner ||= shown.owner !== undefined;
    this.follow(shown.status);
    upsertSearchAttributes([
      { key: ATTRIBUTES.status, value: shown.status },
      { key: ATTRIBUTES.portDate, value: instant(shown.portDateMs) },
      { key: ATTRIBUTES.nextDeadline, value: instant(shown.nextDeadlineMs) },
      { key: ATTRIBUTES.attention, value: shown.attention.length === 0 ? null : [...shown.attention] },
      // Where nobody ever had it, there is nothing to write.
      ...(this.hadOwner ? [{ key: ATTRIBUTES.owner, value: shown.owner ?? null }] : []),
      { key: ATTRIBUTES.attentionSince, value: shown.attention.length === 0 ? null : instant(shown.attentionSinceMs) },
    ]);
  }

  private follow(status: string): void {
    if (status === this.status) return;
    const seconds = ((Date.now() - this.sinceMs) * (this.clock?.scale ?? 1)) / 1_000;
    if (this.clock) tellWorker({}, [{ what: 'statusLeft', status: this.status, seconds }]);
    this.status = status;
    this.sinceMs = Date.now();
  }
}

const instant = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));

/**
 * What a new value of is written. The age of the oldest reason is not among it: histories from before it was shown have no
 * upsert for it, and it can change alone only where the same reason goes from one request of an order to another.
 */
const keyOf = ({ status, portDateMs, nextDeadlineMs, attention, owner }: Shown): string =>
  JSON.stringify({ status, portDateMs, nextDeadlineMs, attention, owner });

/** The attributes that a request is started with; all but the first stay the same. */
export function fixedAttributes(of: {
  readonly status: string;
  readonly country: string;
  readonly losingCarrier: string;
  readonly gateway: string;
  readonly account: string;
  readonly numberHashes?: readonly string[];
}) {
  return [
    { key: ATTRIBUTES.status, value: of.status },
    { key: ATTRIBUTES.country, value: of.country },
    { key: ATTRIBUTES.losingCarrier, value: of.losingCarrier },
    { key: ATTRIBUTES.gateway, value: of.gateway },
    { key: ATTRIBUTES.account, value: of.account },
    ...(of.numberHashes && of.numberHashes.length > 0
      ? [{ key: ATTRIBUTES.numbers, value: of.numberHashes.slice(0, MAX_NUMBER_HASHES) }]
      : []),
  ];
}
