import type { WriteStream } from 'node:tty';
import type { ChalkInstance } from 'chalk';
import type { Paint } from './render/table.ts';

/** A stream of the program: what may be known of it, and how to write to it. */
export interface Output {
  readonly isTTY: boolean;
  /** Columns of the terminal; undefined in a pipe, where nothing is cut. */
  readonly width: number | undefined;
  readonly paint: Paint;
  write(text: string): void;
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Wraps a stream of the process. A reader that goes away (`| head`) ends the output, not the verdict. */
export async function openOutput(
  stream: Pick<WriteStream, 'write' | 'on'> & { readonly isTTY?: boolean; readonly columns?: number },
  env: Environment,
): Promise<Output> {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    open = false;
  });
  const isTTY = stream.isTTY === true;
  return {
    isTTY,
    width: isTTY ? (positiveInteger(env.COLUMNS) ?? stream.columns ?? 80) : undefined,
    paint: colorLevel(isTTY, env) === 0 ? (text) => text : await openPaint(),
    write(text) {
      if (open) stream.write(text);
    },
  };
}

/** Colour level of chalk: NO_COLOR wins, then FORCE_COLOR, then what the stream is. */
export function colorLevel(isTTY: boolean, env: Environment): 0 | 1 {
  if (env.NO_COLOR) return 0;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR === '0' || env.FORCE_COLOR === 'false' ? 0 : 1;
  return isTTY && env.TERM !== 'dumb' ? 1 : 0;
}

async function openPaint(): Promise<Paint> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  const styles: Readonly<Record<Parameters<Paint>[1], ChalkInstance>> = {
    good: chalk.green,
    bad: chalk.red,
    partial: chalk.yellow,
    faint: chalk.dim,
    strong: chalk.bold,
    header: chalk.bold,
  };
  return (text, tone) => styles[tone](text);
}

function positiveInteger(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
}
