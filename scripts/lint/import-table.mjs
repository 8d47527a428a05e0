/**
 * Who may import what. `values` and `packages` may be loaded; `types` may be named in `import type` only. A folder is
 * named by its path from the root (the longest entry that fits a file wins); an entry such as `workflows/contract` is
 * that one file. A folder may always import itself. `packages: 'any'` leaves out those in `butNot`.
 */
const SDK = ['@temporalio/*'];

export const importTable = {
  // Pure: not even node: modules.
  domain: { values: [], types: [], packages: [] },
  'domain/calendar': { values: ['domain'], types: [], packages: ['luxon', 'date-holidays'] },
  contracts: { values: ['domain'], types: [], packages: ['zod', 'libphonenumber-js', 'ipaddr.js'] },
  // The failure converter is part of the workflow bundle; the codec itself is not.
  codec: { values: ['domain'], types: ['config'], packages: ['node:*', '@temporalio/common', '@temporalio/proto', 'prom-client'] },
  // The sandbox: domain/calendar needs luxon, so it is asked through a local activity and only its types are named.
  workflows: {
    values: ['domain'],
    butNot: ['domain/calendar'],
    types: ['activities', 'contracts', 'domain/calendar'],
    packages: ['@temporalio/workflow', '@temporalio/common'],
  },
  activities: {
    values: ['domain', 'contracts', 'codec', 'client', 'workflows/contract', 'workflows/search-attributes'],
    types: ['config', 'workflows'],
    packages: 'any',
    butNot: ['@temporalio/worker', '@temporalio/workflow', '@temporalio/testing', '@temporalio/envconfig'],
  },
  // Rule packs and the names of records are data; the rest of config and activities stays out.
  client: {
    values: [
      'domain',
      'contracts',
      'codec',
      'config/countries',
      'activities/documents/records',
      'workflows/contract',
      'workflows/search-attributes',
    ],
    types: ['activities', 'config', 'workflows'],
    packages: 'any',
    butNot: ['@temporalio/worker', '@temporalio/workflow', '@temporalio/activity', '@temporalio/testing'],
  },
  // Readers of webhooks and the codec are injected: only the composition root (main.ts) names them as values.
  api: { values: ['domain', 'contracts', 'client', 'config'], types: ['activities', 'codec'], packages: 'any', butNot: SDK },
  'api/main': {
    values: ['domain', 'contracts', 'client', 'config', 'activities', 'codec', 'api'],
    types: [],
    packages: 'any',
    butNot: SDK,
  },
  cli: { values: ['domain', 'contracts', 'client', 'config'], types: [], packages: 'any', butNot: SDK },
  'cli/main': {
    values: ['domain', 'contracts', 'client', 'config', 'activities', 'codec', 'cli'],
    types: [],
    packages: 'any',
    butNot: SDK,
  },
  // Workflows are reached by path, never by import.
  workers: {
    values: ['domain', 'contracts', 'codec', 'client', 'config', 'activities', 'workflows/contract', 'workflows/search-attributes'],
    types: ['workflows'],
    packages: 'any',
    butNot: ['@temporalio/workflow', '@temporalio/testing'],
  },
  // The other party: sharing types with it would hide drift from the written contract.
  simulator: { values: [], types: [], packages: 'any', butNot: SDK },
  // What a key ring is, is said once.
  config: { values: ['domain', 'codec/key-ring'], types: [], packages: ['node:*', 'zod', '@temporalio/envconfig'] },
};
