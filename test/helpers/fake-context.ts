/** Runs the program in this process against a catalog and prices of the test's own. */

import type { Cloud, Context } from '../../src/context.ts';
import { main } from '../../src/main.ts';
import { openEmbeddedCatalog } from '../../src/sources/embedded.ts';

export interface InProcessResult {
  readonly code: number;
  readonly stdout: string;
  /** Lines of standard error. */
  readonly stderr: readonly string[];
}

/** What a test gives of a context. */
export type GivenContext = Partial<Omit<Context, 'cloud'>> & { readonly cloud?: Partial<Cloud> };

/** A context that keeps what is written; it has the embedded catalog, and whatever a test does not give fails when it is used. */
export function fakeContext(
  { cloud, ...given }: GivenContext = {},
  width?: number,
): { readonly context: Context; readonly written: { out: string; err: string } } {
  const written = { out: '', err: '' };
  const output = (to: keyof typeof written, columns: number | undefined) => ({
    isTTY: columns !== undefined,
    width: columns,
    paint: (text: string) => text,
    write(text: string) {
      written[to] += text;
    },
    progress() {},
  });
  const unused = () => {
    throw new Error('this run needs none of that');
  };
  const context: Context = {
    stdout: output('out', width),
    stderr: output('err', undefined),
    env: {},
    now: () => new Date('2026-12-01T00:00:00Z'),
    sleep: unused,
    readProjectFile: () => undefined,
    readInput: unused,
    pathInRepository: async (path) => path,
    readHelpPage: unused,
    listFolder: unused,
    checkTargets: unused,
    writeFiles: unused,
    cloud: {
      openCatalog: async () => openEmbeddedCatalog(),
      openEmbedded: openEmbeddedCatalog,
      openStock: unused,
      openFleet: unused,
      fetchPrices: unused,
      fetchModifications: unused,
      fetchRegions: unused,
      pullSnapshot: unused,
      diagnose: unused,
      knownNames: unused,
      openCache: unused,
      ...cloud,
    },
    ...given,
  };
  return { context, written };
}

/** Runs `cipu ARGS` in a fake context. */
export async function runInProcess(args: readonly string[], given: GivenContext = {}, width?: number): Promise<InProcessResult> {
  const { context, written } = fakeContext(given, width);
  const code = await main(args, context);
  return { code, stdout: written.out, stderr: written.err.split('\n').filter(Boolean) };
}
