/** Prints a line. */
export const say = (text) => process.stdout.write(`${text}\n`);

const WHEN = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  weekday: 'short',
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** One thing that happened, with its business date in Paris. */
export const sayEvent = (atMs, name, text) => say(`${WHEN.format(atMs).replace(',', '').padEnd(18)} ${name.padEnd(10)} ${text}`);

const COLUMNS = ['order', 'number', 'port date', 'attempts', 'voice', 'SMS'];

/** The table at the end. */
export function saySummary(rows) {
  const cells = [COLUMNS, ...rows.map(({ order, number, date, attempts, voice, sms }) => [order, number, date, `${attempts}`, voice, sms])];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  say(`\n${line(COLUMNS)}\n${widths.map((width) => '-'.repeat(width)).join('  ')}`);
  for (const row of cells.slice(1)) say(line(row));
}
