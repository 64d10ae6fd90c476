import { constants, fstatSync, openSync, statSync, writeSync } from 'node:fs';
import type { ChalkInstance } from 'chalk';
import { ServiceError } from './errors.ts';
import type { Tone } from './render/cell.ts';
import type { Paint } from './render/style.ts';
import { withoutCommands } from './text.ts';

/** A stream of the program: what may be known of it, and how to write to it. */
export interface Output {
  readonly isTTY: boolean;
  /** Columns of the terminal; undefined in a pipe, where nothing is cut. */
  readonly width: number | undefined;
  readonly paint: Paint;
  /** Writes text in which a CI system finds no command, unless it is made of them. */
  write(text: string, areCommands?: boolean): void;
  /**
   * Writes a whole output, and where it is longer than the terminal shows it in a pager: the program that is named, or
   * the user's own. Missing where nobody turns pages.
   */
  page?(text: string, program?: string): Promise<void>;
  /**
   * Whether the reader has gone away (`| head`), so that there is no point in going on; missing where that cannot
   * happen.
   */
  isClosed?(): boolean;
  /** Shows one moving line while work goes on, on a terminal outside CI only; undefined ends it. */
  progress(text: string | undefined): void;
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The size of a terminal, as far as it is known. */
interface Terminal {
  readonly columns?: number;
  readonly rows?: number;
}

/** Where the text of an output goes. */
export interface Sink {
  /** The terminal that it is; undefined for a pipe, a file or nothing at all. */
  readonly terminal: Terminal | undefined;
  /** Writes text; false when nobody reads any more. */
  write(text: string): boolean;
  /** Shows a text in a pager until that is closed; false where there is none. Missing where none can be. */
  page?(text: string, program?: string): Promise<boolean>;
}

/**
 * Opens standard output (1) or standard error (2). Writes are synchronous, so that nothing is lost at exit and Node's
 * stream classes need not be loaded. A reader that goes away (`| head`) ends the output, not the verdict.
 */
export async function openOutput(fd: 1 | 2, env: Environment): Promise<Output> {
  const unblocked = openUnblocked(fd);
  const block = (part: Buffer) => writeAll(fd, part);
  const write = (text: string) =>
    wholeLines(Buffer.from(text)).every((part) => {
      const rest = unblocked === undefined ? part : part.subarray(writeSome(unblocked, part));
      if (rest.length === 0) return true;
      return fd === 1 || unblocked !== undefined ? interruptibly(() => block(rest)) : block(rest);
    });
  const page = async (text: string, program?: string) => (await import('./pager.ts')).showInPager(text, program, env);
  return outputTo({ terminal: await openTerminal(fd), write, ...(fd === 1 && { page }) }, env);
}

/** An output that ends in a sink, with the width and the colours that the environment wants. */
export async function outputTo({ terminal, write, page }: Sink, env: Environment): Promise<Output> {
  let open = true;
  const put = (text: string) => {
    if (open) open = write(text);
  };
  const moving = terminal !== undefined && !env.CI && env.TERM !== 'dumb';
  let shown = false;
  const progress = (text: string | undefined) => {
    if (!moving || (text === undefined && !shown)) return;
    put(`\r\u001b[2K${text === undefined ? '' : text.slice(0, (terminal.columns || 80) - 1)}`);
    shown = text !== undefined;
  };
  const width = terminal && (positiveInteger(env.COLUMNS) ?? (terminal.columns || 80));
  // The size counts that the terminal has by then.
  const isLong = (text: string) => terminal?.rows !== undefined && width !== undefined && linesOnScreen(text, width) >= terminal.rows;
  const pages = moving &&
    page && {
      async page(text: string, program?: string) {
        const safe = withoutCommands(text);
        if (!isLong(text) || !(await page(safe, program))) put(safe);
      },
    };
  return {
    isTTY: terminal !== undefined,
    width,
    paint: colorLevel(terminal !== undefined, env) === 0 ? (text) => text : await openPaint(),
    write(text, areCommands) {
      if (shown) progress(undefined);
      put(withoutCommands(text, areCommands));
    },
    ...pages,
    isClosed: () => !open,
    progress,
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them.
const colours = /\u001b\[[\d;]*m/g;

/** How many lines of a terminal a text takes. */
function linesOnScreen(text: string, width: number): number {
  const lines = text.replace(colours, '').replace(/\n$/, '').split('\n');
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
}

/**
 * Works while nothing else can run: a reader that stalls blocks a write, and then only the default action of a signal
 * ends the process. A signal that came just before is lost, so this is for writes that may take long.
 */
function interruptibly<T>(work: () => T): T {
  const held = (['SIGINT', 'SIGTERM'] as const).map((signal) => ({ signal, listeners: process.rawListeners(signal) as NodeJS.SignalsListener[] }));
  for (const { signal } of held) process.removeAllListeners(signal);
  try {
    return work();
  } finally {
    for (const { signal, listeners } of held) for (const listener of listeners) process.on(signal, listener);
  }
}

/** What a pipe takes whole or not at all (PIPE_BUF of Linux), so that an interrupt does not leave part of a line. */
const atomicBytes = 4096;
const newline = 0x0a;

/**
 * Parts text after lines so that each part can be written in one piece, unless it is a single line that is longer than
 * that.
 */
function wholeLines(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const last = bytes.lastIndexOf(newline, start + atomicBytes - 1);
    const end = last >= start ? last : bytes.indexOf(newline, start);
    parts.push(bytes.subarray(start, end < 0 ? bytes.length : end + 1));
    start += parts.at(-1)?.length ?? 0;
  }
  return parts;
}

/** The stream of a terminal; undefined for a pipe, a file or nothing at all. */
async function openTerminal(fd: 1 | 2): Promise<Terminal | undefined> {
  if (!mayBeTerminal(fd)) return undefined;
  const { isatty } = await import('node:tty');
  if (!isatty(fd)) return undefined;
  return fd === 1 ? process.stdout : process.stderr;
}

/**
 * Whether a terminal is possible. The null device is a character device too: knowing it by its number saves loading
 * node:tty.
 */
function mayBeTerminal(fd: number): boolean {
  try {
    const stats = fstatSync(fd);
    return stats.isCharacterDevice() && stats.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
  } catch {
    return false;
  }
}

/**
 * A pipe, opened once more so that writing to it never blocks; its own flags belong to other processes, too. Undefined
 * where there is no such way.
 */
function openUnblocked(fd: number): number | undefined {
  try {
    return fstatSync(fd).isFIFO() ? openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes what there is room for at once, and gives how many bytes that was. */
function writeSome(fd: number, buffer: Buffer): number {
  try {
    return writeSync(fd, buffer);
  } catch {
    // What is wrong shows again when the rest is written.
    return 0;
  }
}

/** Writes a whole buffer; false when nobody reads any more. A full pipe that does not block is waited for. */
function writeAll(fd: number, buffer: Buffer): boolean {
  for (let offset = 0; offset < buffer.length; ) {
    try {
      offset += writeSync(fd, buffer, offset);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE' || code === 'EBADF') return false;
      if (fd === 2 && code !== 'EAGAIN') return false;
      if (code !== 'EAGAIN') throw new ServiceError(`The output cannot be written (${code}).`, { hint: 'is the disk full?' });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return true;
}

/** Reads standard input to its end. */
export async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
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
  const styles: Readonly<Record<Exclude<Tone, 'plain'>, ChalkInstance>> = {
    good: chalk.green,
    bad: chalk.red,
    partial: chalk.yellow,
    faint: chalk.dim,
    strong: chalk.bold,
    header: chalk.bold,
  };
  return (text, tone) => (tone === 'plain' ? text : styles[tone](text));
}

function positiveInteger(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
}
