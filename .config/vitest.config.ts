import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Tests that start processes, the built command, shells, npm, or that need one in which nothing was loaded. */
const processes = ['test/cli/process/**/*.test.ts', 'test/inputs/lazy.test.ts', 'test/readme.test.ts', 'test/recipes.test.ts'];

/**
 * Tests of whole commands and of the library, of what asks the server of the tests over HTTP, of all files of the code, of all facts,
 * and against the published schemas of report formats.
 */
const integration = [
  'test/cli/*.test.ts',
  'test/commands/instances/*.test.ts',
  'test/ecs/{fleet,modification,prices,reply,sdk,session}.test.ts',
  'test/facts/{digest,embedded-facts,embedded-verdicts,lossless,merge}.test.ts',
  'test/index.test.ts',
  'test/inputs/cipu-output.test.ts',
  'test/model/catalog/selection-properties.test.ts',
  'test/model/replace/properties.test.ts',
  'test/model/reports/features.test.ts',
  'test/render/columns/instances.test.ts',
  'test/render/reports/{junit,sarif}.test.ts',
  'test/render/schemas.test.ts',
  'test/sources/fleet.test.ts',
  'test/{docstrings,map,picture,unit-files}.test.ts',
];

const tarball = 'test/pack/*.test.ts';

/**
 * Three levels: parts of the program (`unit`), whole commands in the process of the test (`cli`), and the built program in processes
 * of its own (`process`). What is packed and installed elsewhere is tested apart, after them.
 */
export default defineConfig({
  test: {
    root: file('..'),
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: '100%',
    experimental: { fsModuleCache: true },
    // Nothing of the developer's own account, region or colour settings may leak into a test.
    env: { NO_COLOR: '', FORCE_COLOR: '', HOME: '/nonexistent', ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' },
    projects: [
      { extends: true, test: { name: 'process', include: processes, globalSetup: file('fresh-build.mjs') } },
      { extends: true, test: { name: 'tarball', include: [tarball], globalSetup: file('fresh-build.mjs') } },
      // Loading the program anew for each file would take longer than the tests.
      { extends: true, test: { name: 'cli', include: integration, isolate: false, globalSetup: file('data.mjs') } },
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...integration, tarball, ...processes],
          isolate: false,
          globalSetup: file('data.mjs'),
        },
      },
    ],
  },
});
