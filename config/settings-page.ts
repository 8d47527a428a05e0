import { SECRET_SETTINGS } from './secret-files';
import { describeSettings } from './parts';

/** `docs/settings.md`: every setting, from the schema that judges it. */
export const settingsPage = (): string =>
  [
    '# Settings',
    '',
    'From the environment. Each process reads only its part. Connection to Temporal: its own `TEMPORAL_…` settings. This page is made from `config/schema.ts`.',
    '',
    `Secrets may be in files: \`PORTICO_ID_KEY_FILE=/run/secrets/id-key\` in place of \`PORTICO_ID_KEY\`, without the end of the line. So may ${SECRET_SETTINGS.map((name) => `\`${name}\``).join(', ')}. Both at once, a file that cannot be read, and in production one that everybody can read, are refused.`,
    '',
    '| setting | what it is | read by | default |',
    '| --- | --- | --- | --- |',
    ...describeSettings().map(
      ({ name, description, required, default: byDefault, parts }) =>
        `| \`${name}\` | ${description} | ${parts.join(', ')} | ${required ? 'required' : byDefault === undefined ? '' : `\`${byDefault}\``} |`,
    ),
    '',
  ].join('\n');
