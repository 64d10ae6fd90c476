/** What must hold for any targets: the exit code comes from the verdicts alone. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formats } from '../../src/render/formats/renderers.ts';
import { reportFormats } from '../../src/render/reports/reports.ts';
import { openEmbeddedCatalog } from '../../src/sources/embedded.ts';
import { runInProcess } from '../helpers/fake-context.ts';

const catalog = openEmbeddedCatalog();
const names = catalog.families.flatMap((entry) => [entry.id, ...entry.types().map(({ id }) => id)]);
const requirements = ['cipu', 'erdma', 'nvme', '!burstable-cpu', 'vcpus>=8', 'memory<=512', 'gpu', 'hot-migration'];

/** Runs a check in this process on files that are not there, and gives its exit code. */
async function codeOf(args: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<number> {
  const { code } = await runInProcess(['check', ...args], {
    readInput: async (path) => Buffer.from(files[path] ?? ''),
    cloud: { openCatalog: async () => catalog },
  });
  return code;
}

const someNames = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 6 });
const require = fc.uniqueArray(fc.constantFrom(...requirements), { minLength: 1, maxLength: 3 }).map((texts) => ['--require', texts.join(',')]);
const unknown = fc.constantFrom([], ['--unknown', 'fail'], ['--unknown', 'warn'], ['--unknown', 'pass']);
const listOf = (some: readonly string[]) => `${some.join('\n')}\n`;

it('the exit code does not depend on the format, nor on the order of targets and inputs, nor on where they are named', async () => {
  const format = fc.constantFrom(...new Set([...formats, ...reportFormats]));
  await fc.assert(
    fc.asyncProperty(someNames, someNames, require, unknown, format, fc.boolean(), async (first, second, demand, mode, output, swap) => {
      const flags = [...demand, ...mode];
      const expected = await codeOf([...first, ...second, ...flags]);
      const [a, b] = swap ? [[...second].reverse(), first] : [first, [...second].reverse()];
      const files = { a: listOf(a), b: listOf(b) };
      expect(await codeOf(['--from', 'a', '--from', 'b', ...flags, '-o', output], files)).toBe(expected);
      expect(await codeOf([...a, '--from', 'b', ...flags, '-o', output], files)).toBe(expected);
    }),
    { numRuns: 30 },
  );
});

it('adding a target never makes the outcome better', async () => {
  const severity = [0, 3, 1];
  await fc.assert(
    fc.asyncProperty(someNames, fc.constantFrom(...names), require, unknown, async (some, one, demand, mode) => {
      const flags = [...demand, ...mode];
      const [before, alone, after] = [await codeOf([...some, ...flags]), await codeOf([one, ...flags]), await codeOf([...some, one, ...flags])];
      expect(severity.indexOf(after)).toBe(Math.max(severity.indexOf(before), severity.indexOf(alone)));
    }),
    { numRuns: 40 },
  );
});

it('a target that fails is never a success, whatever unknown counts for and whoever comes with it', async () => {
  await fc.assert(
    fc.asyncProperty(someNames, unknown, async (some, mode) => {
      expect(await codeOf(['g7.large', ...some, '--require', 'cipu', ...mode])).toBe(1);
      expect(await codeOf([...some, '--from', 'x', '--require', 'cipu', ...mode], { x: 'g7.large\n' })).toBe(1);
    }),
    { numRuns: 25 },
  );
});
