import { rioKey } from '../../../domain/identifiers/rio';
import { nationalDigits } from '../../../domain/phone-number';

/** Values that stand nowhere else in the world, each in one personal field. */
export class Markers {
  /** What is searched for, by its field. */
  readonly values = new Map<string, string>();
  private counter = 0;

  /** A word for a field that takes any text. */
  word(field: string): string {
    this.counter += 1;
    return this.own(field, `Qz${String(this.counter).padStart(2, '0')}vXkanary`);
  }

  /** A value that its field demands in a form of its own. */
  own(field: string, value: string): string {
    if (this.values.has(field)) throw new Error(`two markers for ${field}`);
    this.values.set(field, value);
    return value;
  }

  /** A telephone number, which is also looked for as it is written inside its country. */
  number(field: string, e164: string): string {
    this.own(field, e164.slice(1));
    this.own(`${field}, national`, nationalDigits(e164));
    return e164;
  }

  /** A RIO with the right key for its number. */
  rio(field: string, line: string, number: string): string {
    return this.own(field, line + rioKey(line, `0${nationalDigits(number)}`));
  }
}
