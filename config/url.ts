import { z } from 'zod';

/** An address of another service: http or https, and nothing in it that belongs elsewhere. */
export const url = z.string().refine(isHttpUrl, 'must be an http or https URL without user, query or fragment');

/** Whether it is one. */
export function isHttpUrl(text: string): boolean {
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) return false;
  return parsed.username === '' && parsed.password === '' && parsed.search === '' && parsed.hash === '';
}
