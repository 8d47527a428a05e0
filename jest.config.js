/**
 * One project per kind of test, by what it needs: nothing (domain, unit), a Temporal server (workflow, integration,
 * replay) or whole processes (e2e). @swc/jest compiles; types are checked by `npm run check`.
 */
const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' }, sourceMaps: 'inline' },
  ],
};

/** `limitMs` is how long one test may take; Jest itself knows only one limit for all projects. */
const project = (displayName, { limitMs = 10_000, setupFilesAfterEnv = [], ...options } = {}) => ({
  displayName,
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.portico/', '<rootDir>/test/lint/fixtures/'],
  transform,
  globals: { TEST_LIMIT_MS: limitMs },
  setupFilesAfterEnv: ['<rootDir>/test/support/time-limit.ts', ...setupFilesAfterEnv],
  ...options,
});

// Temporal's workflow bundle is built once for every project that runs workflows.
const withBundle = {
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  setupFilesAfterEnv: ['<rootDir>/test/support/quiet-runtime.ts'],
};

module.exports = {
  projects: [
    project('domain'),
    project('unit'),
    project('lint', { limitMs: 60_000 }),
    project('workflow', { ...withBundle, limitMs: 30_000 }),
    project('integration', { ...withBundle, limitMs: 120_000 }),
    project('replay', { ...withBundle, limitMs: 60_000 }),
    // Needs a browser: `npm run test:ui`, never `npm test`.
    project('ui', { globalSetup: '<rootDir>/test/support/resolve-servers.ts', limitMs: 120_000 }),
    project('e2e', { globalSetup: '<rootDir>/test/support/resolve-servers.ts', limitMs: 180_000 }),
  ],
  // More workers than cores only make the servers slower.
  maxWorkers: 2,
  // The orders of one file wait side by side for their carriers; that costs no processor.
  maxConcurrency: 20,
  passWithNoTests: true,
};
