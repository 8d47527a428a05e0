import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { ATTRIBUTES, MAX_NUMBER_HASHES } from './search-attributes';

/** What people find a workflow by. Absent means: take it off. */
export interface Shown {
  readonly status: string;
  readonly portDateMs?: number | undefined;
  readonly nextDeadlineMs?: number | undefined;
  readonly attention: readonly string[];
}

/**
 * The one place that writes search attributes and current details: one upsert for all that changed, none when nothing
 * did. `first` is what the workflow was started with.
 */
export class ShownState {
  /** As people see it now. */
  status: string;
  /** When that began in this run, real ms. */
  sinceMs = Date.now();
  private last: string;
  private lastDetails = '';

  constructor(first?: Shown) {
    this.last = first ? JSON.stringify(first) : '';
    this.status = first?.status ?? '';
  }

  show(shown: Shown, details: string): void {
    if (details !== this.lastDetails) setCurrentDetails((this.lastDetails = details));
    const now = JSON.stringify(shown);
    if (now === this.last) return;
    this.last = now;
    if (shown.status !== this.status) this.sinceMs = Date.now();
    this.status = shown.status;
    upsertSearchAttributes([
      { key: ATTRIBUTES.status, value: shown.status },
      { key: ATTRIBUTES.portDate, value: shown.portDateMs === undefined ? null : new Date(shown.portDateMs) },
      { key: ATTRIBUTES.nextDeadline, value: shown.nextDeadlineMs === undefined ? null : new Date(shown.nextDeadlineMs) },
      { key: ATTRIBUTES.attention, value: shown.attention.length === 0 ? null : [...shown.attention] },
    ]);
  }
}

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
