/** Input with which no date can be computed: an unknown zone, country or region, a date that does not exist. Never worth a retry. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError' as const;
}
