/** Jest under ESM: every `.js` suffix in an import names the `.ts` beside it. */
const base = {
  testEnvironment: 'node',
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

export default {
  // Counts only here: Jest takes no notice of it in a project.
  testTimeout: 60_000,
  projects: [
    {
      ...base,
      displayName: 'units',
      roots: [
        '<rootDir>/api/src',
        '<rootDir>/admin/src',
        '<rootDir>/config',
        '<rootDir>/demo',
        '<rootDir>/scripts',
        '<rootDir>/test/architecture',
      ],
    },
    {
      ...base,
      // Jest starts PostgreSQL only when a spec of this project runs.
      displayName: 'system',
      roots: ['integration', 'security', 'faults', 'journeys', 'races', 'support'].map(
        (folder) => `<rootDir>/test/${folder}`,
      ),
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
  ],
};
