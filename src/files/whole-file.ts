import { randomUUID } from 'node:crypto';
import { accessSync, chmodSync, constants, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { valueAt } from '../model/record.ts';

/** A file that is larger is none of those that are read here; V8 has no strings of more than 512 MiB either. */
const maxBytes = 500 * 1024 * 1024;

/** Reads a file, or a pipe such as `<(command)`, whole. Throws UsageError with the reason when it cannot be. */
export function readWhole(path: string, limit = maxBytes): Buffer {
  const stats = attempt(() => statSync(path), `${path} cannot be read`);
  if (!stats.isFile() && !stats.isFIFO()) throw new UsageError(`${path} is not a file.`, { hint: 'name a file' });
  if (stats.size > limit) throw new UsageError(`${path} is too large: ${Math.round(stats.size / 2 ** 20)} MiB, ${limit / 2 ** 20} MiB at most.`);
  return attempt(() => readFileSync(path), `${path} cannot be read`);
}

/** The names of what lies in a folder; none of one that is not there or cannot be read. */
export function listFolder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Whether a file can be written to a path, as far as that shows before it is. Throws UsageError. */
export function checkTarget(path: string): void {
  const existing = attempt(() => statSync(path, { throwIfNoEntry: false }), `${path} cannot be written`);
  // Renaming over a device or a pipe would put a plain file in its place.
  if (existing && !existing.isFile()) throw new UsageError(`${path} cannot be written: it is there and not a file.`, { hint: 'name a file' });
  attempt(() => accessSync(dirname(targetOf(path)), constants.W_OK), `${path} cannot be written`);
}

/** Whether several files can be written, each to a place of its own and none over what is read. Throws UsageError. */
export function checkTargets(paths: readonly string[], inputs: readonly string[]): void {
  const taken = new Map(inputs.map((path) => [resolve(targetOf(path)), 'is read as well']));
  for (const path of paths) {
    checkTarget(path);
    const place = resolve(targetOf(path));
    const clash = taken.get(place);
    if (clash) throw new UsageError(`${path} ${clash}: it would be overwritten.`, { hint: 'name another file' });
    taken.set(place, 'is named twice');
  }
}

/** How files are written. */
export interface WriteOptions {
  /** Permissions. Default: those of the file whose place it takes, else what the process gives to new files. */
  readonly mode?: number;
  /** Whether it has to be on the disk before it takes its place, come what may. Default: yes. */
  readonly flush?: boolean;
}

/**
 * Writes a file in one step: a whole file takes the place of the old one, nobody ever reads a part of it, and a failure
 * leaves the old one as it was. Throws UsageError.
 */
export function writeWhole(path: string, content: Buffer | string, options?: WriteOptions): void {
  writeAll([{ path, content }], options);
}

/** Writes several files as `writeWhole` writes one: only when all of them are there does the first take its place. */
export function writeAll(files: readonly { readonly path: string; readonly content: Buffer | string }[], options?: WriteOptions): void {
  const prepared: { readonly path: string; readonly target: string; readonly temporary: string }[] = [];
  try {
    for (const { path, content } of files) {
      checkTarget(path);
      const target = targetOf(path);
      const temporary = join(dirname(target), `.cipu-${randomUUID()}.tmp`);
      prepared.push({ path, target, temporary });
      attempt(() => writeBeside(target, temporary, content, options), `${path} cannot be written`);
    }
    for (const { path, target, temporary } of prepared) attempt(() => renameSync(temporary, target), `${path} cannot be written`);
  } catch (error) {
    for (const { temporary } of prepared) rmSync(temporary, { force: true });
    throw error;
  }
}

function writeBeside(target: string, temporary: string, content: Buffer | string, { mode, flush = true }: WriteOptions = {}): void {
  const permissions = mode ?? statSync(target, { throwIfNoEntry: false })?.mode;
  writeFileSync(temporary, content, { flag: 'wx', flush, ...(mode !== undefined && { mode }) });
  // What the process gives to new files may take away from a mode, never add to it.
  if (permissions !== undefined) chmodSync(temporary, permissions & 0o7777);
}

/** The file behind a symbolic link: the link is to stay. */
function targetOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) ? realpathSync(path) : path;
}

function attempt<T>(work: () => T, failure: string): T {
  try {
    return work();
  } catch (error) {
    throw new UsageError(`${failure} (${String(valueAt(error, 'code') ?? error)}).`, { cause: error });
  }
}
