import { z } from 'zod';

const ENTRY = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+):(\*|[1-9]\d{0,4})$/;

/** `host:port` or `host:*`, several separated by commas; an IPv6 address in brackets. */
export const privateHosts = z
  .string()
  .default('')
  .transform((text): readonly string[] =>
    text
      .split(',')
      .map((part) => part.trim().toLowerCase())
      .filter((part) => part !== ''),
  )
  .refine((hosts) => hosts.every((host) => ENTRY.test(host)), 'must be host:port or host:*, several separated by commas');
