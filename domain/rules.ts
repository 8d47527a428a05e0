/**
 * A country's rules resolved for one attempt of one request: plain values, pinned at (re)submission, so that a change of
 * a rule pack never moves a running port. Sources and what is assumed stand in `config/countries/`.
 */
export interface RequestRules {
  /** ISO 3166 alpha-2 of the losing side. */
  readonly country: string;
  /** Region of the calendar inside the country, where holidays differ. */
  readonly region?: string | undefined;
  /** IANA zone of the losing side. */
  readonly zone: string;
  /** Expected business days from submission to port (R3). */
  readonly leadDays: number;
  /** Latest local time of day at which a submission counts as made that day, `HH:MM`. */
  readonly submissionCutOff: string;
  /** Business days after which a silent carrier is asked. */
  readonly carrierAnswerDays: number;
  /** Notice of a cancel without reservation, and the last at which one is still tried (R24). */
  readonly cancelNotice: ChangeNotice;
  /** Notice of a reschedule (R23); below `lastDays` it is best effort until the lock. */
  readonly rescheduleNotice: ChangeNotice;
  /** Business days before the port at which everything is locked. */
  readonly lockDays: number;
  /** Hours after the window's end at which a port counts as stuck. */
  readonly stuckHours: number;
  /** Business days for SMS after the port (R18). */
  readonly smsDays: number;
  /** Calendar days for the customer to answer a rejection. */
  readonly correctionDays: number;
  /** Business days for the carrier to answer a cancel or reschedule. */
  readonly changeAnswerDays: number;
  /** Business days after a rejection before which a new submission would only be rejected again. */
  readonly resubmissionDays?: number | undefined;
  /** Emergency calls need an address that is set for each number: it is checked before the numbers move. */
  readonly emergencyAddressNeeded?: boolean | undefined;
  /** The most days that the law leaves from the submission on; absent where no law was found that says so. */
  readonly legalMaxDays?: LegalLimit | undefined;
  /** Hours after a port, or after its activation failed, within which the numbers can be had back; absent where there is no such process. */
  readonly emergencyReturnHours?: number | undefined;
  /** Regions whose holidays always count. */
  readonly alsoRegions?: readonly string[] | undefined;
  /** Days on which carriers are closed although they are no public holidays. */
  readonly closedDays?: readonly { readonly name: string; readonly rule: string }[] | undefined;
}

/** The most days that a law leaves, and which days it counts: Monday to Friday, or Saturday too. */
export interface LegalLimit {
  readonly days: number;
  readonly kind: 'fiveDay' | 'sixDay';
}

/** Notice of a change before the confirmed date, in business days. */
export interface ChangeNotice {
  /** With this much notice the change is asked for normally. */
  readonly safeDays: number;
  /** With less than this it is refused (cancel) or best effort (reschedule). */
  readonly lastDays: number;
}
