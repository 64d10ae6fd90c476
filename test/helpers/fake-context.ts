/** Runs the program in this process against a catalog and prices of the test's own. */

import type { Context } from '../../src/context.ts';
import { main } from '../../src/main.ts';
import { openEmbeddedCatalog } from '../../src/sources/embedded.ts';

export interface InProcessResult {
  readonly code: number;
  readonly stdout: string;
  /** Lines of standard error. */
  readonly stderr: readonly string[];
}

/** A context that keeps what is written; it has the embedded catalog, and whatever a test does not give fails when it is used. */
export function fakeContext(given: Partial<Context> = {}, width?: number): { readonly context: Context; readonly written: { out: string; err: string } } {
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
    openCatalog: async () => openEmbeddedCatalog(),
    openEmbedded: openEmbeddedCatalog,
    readInput: unused,
    checkTargets: unused,
    writeFiles: unused,
    openCache: unused,
    listRegions: unused,
    diagnose: unused,
    openStock: unused,
    pullSnapshot: unused,
    knownNames: unused,
    openFleet: unused,
    askPrices: unused,
    askModifications: unused,
    ...given,
  };
  return { context, written };
}

/** Runs `cipu ARGS` in a fake context. */
export async function runInProcess(args: readonly string[], given: Partial<Context> = {}, width?: number): Promise<InProcessResult> {
  const { context, written } = fakeContext(given, width);
  const code = await main(args, context);
  return { code, stdout: written.out, stderr: written.err.split('\n').filter(Boolean) };
}
