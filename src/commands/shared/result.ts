import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../errors.ts';
import type { CatalogSource } from '../../model/catalog/catalog.ts';
import type { Stock } from '../../model/market/stock.ts';
import { endingOf, type RunFacts } from '../../model/policy/exit-rule.ts';
import type { Note } from '../../render/note.ts';
import { printable, wrapWords } from '../../text.ts';
import { layOutNotes, withoutMoreOfAKind } from './remarks.ts';

/** What a command comes to: what there is to write, and what its exit code depends on. */
export interface Result extends RunFacts {
  /** For standard output. */
  readonly output: string;
  /** Whether the output is made of commands of a CI system. */
  readonly areCommands?: boolean;
  /** What the output comes to, for people: its last line on a terminal, unless --quiet leaves it out. */
  readonly sum?: string;
  /** Remarks for standard error; --quiet leaves them out. */
  readonly notes?: readonly Note[];
  /** What is missing or odd; --quiet does not silence it. */
  readonly warnings?: readonly string[];
  /** What was done, where that is not the output: the last line. */
  readonly summary?: string;
}

/** A result whose output is written as it comes. What stands beside the output is known when all of it has come. */
export type StreamedResult = AsyncGenerator<string, Omit<Result, 'output'>>;

/** How an output is shown. */
export interface Manner {
  readonly quiet: boolean;
  /** Whether what is longer than a terminal is shown in a pager, or in which; none where a command has no such flag. */
  readonly pager?: boolean | string;
}

/**
 * The ending of every command: writes the output, then what is to be said of it. Resolves to the exit code; rejects
 * with what a stream rejects with.
 */
export async function finish(result: Result | StreamedResult, manner: Manner, { stdout, stderr }: Pick<Context, 'stdout' | 'stderr'>): Promise<ExitCode> {
  const { notes = [], warnings = [], summary, ...facts } = await write(result, manner, { stdout, stderr });
  const { width = Number.POSITIVE_INFINITY } = stderr;
  if (!manner.quiet) {
    for (const text of layOutNotes(notes.map(printableNote), stderr.width))
      for (const line of text.split('\n')) stderr.write(`${stderr.paint(line, 'faint')}\n`);
  }
  for (const warning of withoutMoreOfAKind(warnings)) stderr.write(`${wrapWords(`warning: ${printable(warning)}`, width)}\n`);
  if (!manner.quiet && summary !== undefined) stderr.write(`${wrapWords(printable(summary), width)}\n`);
  return exitCodes[endingOf(facts)];
}

const printableNote = (note: Note): Note => (typeof note === 'string' ? printable(note) : { aside: printable(note.aside) });

async function write(
  result: Result | StreamedResult,
  { quiet, pager = false }: Manner,
  { stdout, stderr }: Pick<Context, 'stdout' | 'stderr'>,
): Promise<Omit<Result, 'output'>> {
  // Both streams may be on the same terminal: the line that shows the progress has to go first.
  if ('output' in result) {
    stderr.progress(undefined);
    const { output, sum, areCommands } = result;
    const text = stdout.width === undefined || sum === undefined || quiet ? output : `${output}\n${wrapWords(printable(sum), stdout.width)}\n`;
    if (pager === false || !stdout.page) stdout.write(text, areCommands);
    else await stdout.page(text, typeof pager === 'string' ? pager : undefined);
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
