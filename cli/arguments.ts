/** Reads what stands on the command line; what is wrong is said by commander, with the usage. */
import { InvalidArgumentError } from 'commander';
import { isOrderId, MAX_REQUESTS } from '../domain/ids';
import { CALL_FIELDS } from '../domain/support-case/calls';

/** An order's id, also in small letters. */
export function orderIdArgument(text: string): string {
  const id = text.trim().toUpperCase();
  if (!isOrderId(id)) throw new InvalidArgumentError('An order id has 12 letters and digits, as "portico order" prints it.');
  return id;
}

/** `--request 2`, repeatable; gathers. */
export function requestOption(text: string, before: readonly number[] | undefined): readonly number[] {
  const n = Number(text);
  if (!/^\d+$/.test(text) || n < 1 || n > MAX_REQUESTS)
    throw new InvalidArgumentError('A request is named by its number, as "portico status" lists it.');
  return [...(before ?? []), n];
}

/** The number of a letter's revision. */
export function revisionOption(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('A revision is a whole number, as "portico status" shows it.');
  return Number(text);
}

/** `+33199001200-+33199001209`: the first and the last number of a block. */
export function blockOption(text: string): { readonly start: string; readonly end: string } {
  const [, start, end] = /^(\+\d{7,15})-(\+\d{7,15})$/.exec(text) ?? [];
  if (start === undefined || end === undefined) throw new InvalidArgumentError('Write it FIRST-LAST, like +33199001200-+33199001209.');
  return { start, end };
}

/** A day that exists. */
export function dayArgument(text: string): string {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(text)) throw new InvalidArgumentError('A day is written like 2026-03-12.');
  return text;
}

/** `+33199001234=CODE`, repeatable; gathers. */
export function transferCodeOption(text: string, before: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  const [, number, code] = /^(\+\d{7,15})=(.+)$/.exec(text) ?? [];
  if (number === undefined || code === undefined) throw new InvalidArgumentError('Write it NUMBER=CODE, like +33199001234=TMF7A1B2CJDU.');
  return { ...before, [number]: code };
}

const CALL_KEY = new RegExp(`(?:^|\\s+)(${CALL_FIELDS.join('|')})=`);

/** `called=+33199001234 calling=… operator=… date=… time=… zone=…`, in any order and not all of them, repeatable; gathers. */
export function callOption(
  text: string,
  before: readonly Readonly<Record<string, string>>[] | undefined,
): readonly Readonly<Record<string, string>>[] {
  const [first = '', ...pairs] = text.trim().split(CALL_KEY);
  const names = pairs.filter((_, index) => index % 2 === 0);
  if (first !== '' || names.length === 0 || new Set(names).size < names.length)
    throw new InvalidArgumentError(`Write what you know of it like called=+33199001234, each once: ${CALL_FIELDS.join(', ')}.`);
  return [...(before ?? []), Object.fromEntries(names.map((name, index) => [name, (pairs[2 * index + 1] ?? '').trim()]))];
}

/** A whole number of seconds. */
export function secondsOption(text: string): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1) throw new InvalidArgumentError('Give a whole number of seconds.');
  return Number(text);
}

/** 1 to 100. */
export function limitOption(text: string): number {
  if (!/^\d{1,3}$/.test(text) || Number(text) < 1 || Number(text) > 100) throw new InvalidArgumentError('Give a number from 1 to 100.');
  return Number(text);
}

/** A webhook endpoint's id, also in small letters. */
export function webhookIdArgument(text: string): string {
  const id = text.trim().toUpperCase();
  if (!isOrderId(id)) throw new InvalidArgumentError('An endpoint id has 12 letters and digits, as "portico webhooks list" shows it.');
  return id;
}

/** The number of a fact in its order. */
export function sequenceOption(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('A sequence is a whole number, as events have it.');
  return Number(text);
}
