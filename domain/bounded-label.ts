/** A label of a metric is kept for ever: so many values there may be, whatever orders say. */
const MOST = 200;

/** What looks like a telephone number is none that we would know a carrier by. */
const NUMBER_LIKE = /\d{7}/;

/**
 * Values as labels of a metric: at most `most` different ones, the first that come; every further one, and what looks like
 * a telephone number, is `other`. An order's losing carrier is whatever its customer's system calls it.
 */
export function boundedLabel(most = MOST): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (known.size >= most || NUMBER_LIKE.test(value)) return 'other';
    known.add(value);
    return value;
  };
}
