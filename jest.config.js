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

const project = (displayName, options = {}) => ({
  displayName,
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.portico/', '<rootDir>/test/lint/fixtures/'],
  transform,
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
    { ...project('lint'), testTimeout: 60_000 },
    project('workflow', { ...withBundle, testTimeout: 30_000 }),
    project('integration', { ...withBundle, testTimeout: 60_000 }),
    project('replay', { ...withBundle, testTimeout: 60_000 }),
    project('e2e', { globalSetup: '<rootDir>/test/support/resolve-servers.ts', testTimeout: 180_000 }),
  ],
  // More workers than cores only make the servers slower.
  maxWorkers: 2,
  passWithNoTests: true,
};
