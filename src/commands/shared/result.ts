import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../errors.ts';
import type { CatalogSource } from '../../model/catalog/catalog.ts';
import type { Stock } from '../../model/market/stock.ts';
import { endingOf, type RunFacts } from '../../model/policy/exit-rule.ts';
import { printable } from '../../text.ts';
import { withoutMoreOfAKind } from './remarks.ts';

/** What a command comes to: what there is to write, and what its exit code depends on. */
export interface Result extends RunFacts {
  /** For standard output. */
  readonly output: string;
  /** Whether the output is made of commands of a CI system. */
  readonly areCommands?: boolean;
  /** Remarks for standard error, a line each; --quiet leaves them out. */
  readonly notes?: readonly string[];
  /** What is missing or odd; --quiet does not silence it. */
  readonly warnings?: readonly string[];
  /** What was done, where that is not the output: the last line. */
  readonly summary?: string;
}

/** A result whose output is written as it comes. What stands beside the output is known when all of it has come. */
export type StreamedResult = AsyncGenerator<string, Omit<Result, 'output'>>;

/**
 * The ending of every command: writes the output, then what is to be said of it. Resolves to the exit code; rejects
 * with what a stream rejects with.
 */
export async function finish(result: Result | StreamedResult, quiet: boolean, { stdout, stderr }: Pick<Context, 'stdout' | 'stderr'>): Promise<ExitCode> {
  const { notes = [], warnings = [], summary, ...facts } = await write(result, { stdout, stderr });
  if (!quiet) for (const note of withoutMoreOfAKind(notes)) stderr.write(`${stderr.paint(printable(note), 'faint')}\n`);
  for (const warning of withoutMoreOfAKind(warnings)) stderr.write(`warning: ${printable(warning)}\n`);
  if (!quiet && summary !== undefined) stderr.write(`${printable(summary)}\n`);
  return exitCodes[endingOf(facts)];
}

async function write(result: Result | StreamedResult, { stdout, stderr }: Pick<Context, 'stdout' | 'stderr'>): Promise<Omit<Result, 'output'>> {
  // Both streams may be on the same terminal: the line that shows the progress has to go first.
  if ('output' in result) {
    stderr.progress(undefined);
    stdout.write(result.output, result.areCommands);
    return result;
  }
  for (;;) {
    const { done, value } = await result.next();
    stderr.progress(undefined);
    if (done) return value;
    stdout.write(value);
  }
}

/** What a result lacks when it rests on catalogs, on stock, and on what else has gaps. */
export function missingFrom(
  sources: CatalogSource | readonly CatalogSource[],
  { stock, gaps = [] }: { readonly stock?: Stock | undefined; readonly gaps?: readonly string[] } = {},
): Required<Pick<Result, 'warnings' | 'outcome'>> {
  const all = [sources].flat();
  return {
    warnings: [...all.flatMap((source) => source.gaps ?? []), ...(stock?.warnings ?? []), ...gaps],
    outcome: gaps.length === 0 && all.every(({ complete }) => complete) ? 'pass' : 'unknown',
  };
}

/** A source with what else is missing. */
export function withGaps(source: CatalogSource, gaps: readonly string[]): CatalogSource {
  return gaps.length === 0 ? source : { ...source, complete: false, gaps: [...(source.gaps ?? []), ...gaps] };
}
