/** A Firm Order Commitment on the wire. */
export const aWireFoc = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  date: '2026-12-10',
  window_start: '2026-12-10T08:00:00Z',
  window_end: '2026-12-10T11:00:00Z',
  time_zone: 'Europe/Paris',
  ...changes,
});

/** An event on the wire, by the contract; `data` is added to what every event has. */
export const aWireEvent = (
  type: string,
  data: Record<string, unknown> = {},
  changes: Record<string, unknown> = {},
): Record<string, unknown> => ({
  id: 'evt_1',
  type,
  occurred_at: '2026-12-02T09:15:04Z',
  data: { port_id: 'prt_1', reference: '0123456789AB011', ...data },
  ...changes,
});
