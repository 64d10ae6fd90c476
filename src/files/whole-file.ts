import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { ServiceError, UsageError } from '../errors.ts';
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
  const taken = new Map(inputs.map((path) => [placeOfInput(path), 'is read as well']));
  for (const path of paths) {
    checkTarget(path);
    const place = placeOf(path);
    const clash = taken.get(place);
    if (clash) throw new UsageError(`${path} ${clash}: it would be overwritten.`, { hint: 'name another file' });
    taken.set(place, 'is named twice');
  }
}

/** The place of what is read, which may be a pipe: that has none. */
function placeOfInput(path: string): string {
  try {
    return placeOf(path);
  } catch {
    return path;
  }
}

/** The whole path of a file. There is none in a working directory that was removed. */
const placeOf = (path: string): string => attempt(() => resolve(targetOf(path)), `${path} cannot be found`);

/** How files are written. */
export interface WriteOptions {
  /** Permissions. Default: those of the file whose place it takes, else what the process gives to new files. */
  readonly mode?: number;
  /** Whether it has to be on the disk before it takes its place, come what may. Default: yes. */
  readonly flush?: boolean;
}

/**
 * Writes a file in one step: a whole file takes the place of the old one, nobody ever reads a part of it, and a failure
 * leaves the old one as it was. Throws UsageError, or ServiceError where the disk is full.
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
  // Who may not read the old file may not read the new one either, for no moment.
  writeFileSync(temporary, content, { flag: 'wx', flush, ...(permissions !== undefined && { mode: 0o600 }) });
  // What the process gives to new files may take away from a mode, never add to it.
  if (permissions !== undefined) chmodSync(temporary, permissions & 0o7777);
}

/** How long a file may be on its way, in milliseconds. */
const oldMs = 60_000;

/** Removes what runs that were killed have left where they wrote a file. */
export function removeLeftOvers(path: string): void {
  const directory = dirname(targetOf(path));
  for (const name of listFolder(directory)) {
    if (!/^\.cipu-[0-9a-f-]{36}\.tmp$/.test(name)) continue;
    const changedAt = statSync(join(directory, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - changedAt > oldMs) rmSync(join(directory, name), { force: true });
  }
}

/**
 * The file behind symbolic links, which are to stay, whether it is there or not: then the directory at least is known
 * by its real name.
 */
function targetOf(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })) return realpathSync(path);
  const directory = dirname(path);
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
    const link = readlinkSync(path);
    return targetOf(isAbsolute(link) ? link : join(directory, link));
  }
  return statSync(directory, { throwIfNoEntry: false }) ? join(realpathSync(directory), basename(path)) : path;
}

function attempt<T>(work: () => T, failure: string): T {
  try {
    return work();
  } catch (error) {
    const code = String(valueAt(error, 'code') ?? error);
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new ServiceError(`${failure} (${code}).`, { hint: 'the disk is full', cause: error });
    throw new UsageError(`${failure} (${code}).`, { cause: error });
  }
}
