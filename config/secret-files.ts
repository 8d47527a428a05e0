/** Secrets may be in files: `PORTICO_ID_KEY_FILE=/run/secrets/id-key` in place of `PORTICO_ID_KEY`. */
import { readFileSync, statSync } from 'node:fs';
import type { ConfigProblem } from './config-error';
import type { SettingName } from './schema';

/** The settings that hold a secret. */
export const SECRET_SETTINGS = [
  'PORTICO_ID_KEY',
  'PORTICO_CODEC_KEYS',
  'PORTICO_GATEWAYS',
  'PORTICO_PLATFORM_TOKEN',
  'PORTICO_ACCOUNTS_TOKEN',
  'PORTICO_TICKETS_TOKEN',
  'PORTICO_API_KEYS',
  'PORTICO_CODEC_PATH',
  'PORTICO_SIMULATOR_TOKEN',
] as const satisfies readonly SettingName[];

/** The names of the settings that say in which file a secret is. */
export const FILE_SETTINGS: readonly string[] = SECRET_SETTINGS.map((name) => `${name}_FILE`);

/** Anybody on the machine may read it. */
const READABLE_BY_ALL = 0o004;

/** Where a setting's text comes from. */
interface Source {
  readonly text?: string | undefined;
  readonly problems: readonly ConfigProblem[];
}

/** The text of one setting, from the environment or from its file without the line's end; or why it cannot be had. Never shows a value. */
export function textOf(env: Readonly<Record<string, string | undefined>>, name: SettingName): Source {
  const text = env[name] === '' ? undefined : env[name];
  const where = `${name}_FILE`;
  const path = (SECRET_SETTINGS as readonly string[]).includes(name) ? env[where] : undefined;
  if (path === undefined || path === '') return { text, problems: [] };
  if (text !== undefined) return { problems: [{ where, message: `is set beside ${name}: give one of the two` }] };
  try {
    if (env['NODE_ENV'] === 'production' && (statSync(path).mode & READABLE_BY_ALL) !== 0)
      return { problems: [{ where, message: 'names a file that everybody on this machine can read: chmod 600' }] };
    const content = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return content === '' ? { problems: [{ where, message: 'names a file that is empty' }] } : { text: content, problems: [] };
  } catch {
    return { problems: [{ where, message: 'names a file that cannot be read' }] };
  }
}
