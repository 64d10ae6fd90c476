import { defineConfig } from 'vitest/config';

/** The tests that `npm run mutate` runs against each mutant: those of the rooms with mutated modules, all of the unit level. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/model/{catalog,policy}/*.test.ts', 'test/ecs/{cache,failure,retry}.test.ts'],
    // These take seconds and find nothing that the tables do not.
    exclude: ['test/model/catalog/selection-properties.test.ts'],
  },
});
