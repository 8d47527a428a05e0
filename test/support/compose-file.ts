import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

/** One service of the compose file, as far as tests look at it. */
export interface ComposeService {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly networks: readonly string[];
  readonly restart: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
}

/** The services of `docker-compose.temporal.yml`. */
export function composeServices(): Readonly<Record<string, ComposeService>> {
  const text = readFileSync(join(resolve(__dirname, '..', '..'), 'docker-compose.temporal.yml'), 'utf8');
  return (parse(text) as { services: Record<string, ComposeService> }).services;
}

/** What the shell of the `register` service runs; Compose turns `$$` into `$`. */
export function registerScript(): string {
  return (composeServices()['register']?.command ?? []).join('\n').replaceAll('$$', '$');
}
