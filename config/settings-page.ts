import { describeSettings } from './parts';

/** `docs/settings.md`: every setting, from the schema that judges it. */
export const settingsPage = (): string =>
  [
    '# Settings',
    '',
    'From the environment. Each process reads only its part. Connection to Temporal: its own `TEMPORAL_…` settings. This page is made from `config/schema.ts`.',
    '',
    '| setting | what it is | read by | default |',
    '| --- | --- | --- | --- |',
    ...describeSettings().map(
      ({ name, description, required, default: byDefault, parts }) =>
        `| \`${name}\` | ${description} | ${parts.join(', ')} | ${required ? 'required' : byDefault === undefined ? '' : `\`${byDefault}\``} |`,
    ),
    '',
  ].join('\n');
